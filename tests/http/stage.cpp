#include "http/stage.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <atomic>

#include "base/error.hpp"
#include "base/text.hpp"
#include "fetch/web.hpp"
#include "pipeline/checks.hpp"
#include "pipeline/run.hpp"
#include "support/loopback_client.hpp"

namespace http {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view next_value = "2.5";

/// The authority that the client of every play trusts.
struct Authority {
    loopback::Identity identity = loopback::make_authority();
    loopback::TemporaryFile file{loopback::pem(identity)};
};

const Authority& authority() {
    static const Authority made;
    return made;
}

std::optional<loopback::Identity> identity_for(Tls tls) {
    loopback::Wish wish;
    if (tls == Tls::none || tls == Tls::breaks_off || tls == Tls::plain_inside) return {};
    if (tls == Tls::expired) wish.valid_to = -60;
    if (tls == Tls::wrong_host) wish.names = "DNS:elsewhere.example";
    return loopback::make_identity(wish, tls == Tls::self_signed ? nullptr : &authority().identity);
}

class Stage {
  public:
    explicit Stage(const Play& play) : play_(play) {
        bank_.leave();
        setenv("no_proxy", "*", 1);
        const auto identity = identity_for(play.tls);
        server_ = std::make_unique<loopback::Server>(
            [this](Line& line, const Seen& seen) { act(line, seen); }, identity ? &*identity : nullptr,
            "127.0.0.1", loopback::Manners{play.speaks_first, 0});
        port_ = server_->port();
        bank_.house.sources = {source()};
    }

    Observed perform() {
        if (play_.known_before) {
            good_ = "1.5";
            run(false);
            later();
        }
        const auto before = server_->seen().size();
        good_ = "";
        seen_.exit = run(play_.impatient);
        look(server_->seen(), before);
        look_at_store("after the play");
        seen_.value = korea();
        recover();
        return std::move(seen_);
    }

  private:
    void act(Line& line, const Seen& seen) {
        if (!good_.empty()) return answer_well(line, good_, "ETag: \"" + good_ + "\"\r\n");
        play_.act(line, seen, turn_++);
    }

    model::Source source() const {
        auto toml = test::bank_toml(
                        fmt::format("{}://127.0.0.1:{}", play_.tls == Tls::none ? "http" : "https", port_)) +
                    std::string{play_.error};
        if (play_.known_before) {  // an address that is the same on the next day
            toml = base::replace_all(toml, "date={from_year}:{to_year}&", "");
            toml = base::replace_all(base::replace_all(toml, "lag = 7\n", ""), "\"years\"", "\"whole\"");
        }
        if (!play_.key.empty()) {
            setenv("BANK_KEY", std::string{play_.key}.c_str(), 1);
            toml = base::replace_all(toml, "access = \"http\"", "access = \"http\"\nkey = \"BANK_KEY\"");
            toml = base::replace_all(toml, "/{countries}/", "/{key}/{countries}/");
        }
        return jobs::read_source(toml, "bank", "bank.toml", {{"worldbank", {}}});
    }

    /// The exit status of one run that names the source.
    int run(bool impatient) {
        auto limits = loopback::short_limits();
        limits.ca_file = authority().file.path();
        if (impatient) limits.total = 400ms;
        pipeline::RunOptions options;
        options.named = true;
        const auto now = bank_.house.settings.now;
        // Answers of one moment with the same bytes would be one snapshot: the clock goes on.
        auto web = std::make_unique<fetch::Web>(
            limits, [moment = now]() mutable { return moment += std::chrono::milliseconds{1}; });
        try {
            return static_cast<int>(
                pipeline::run_sources(bank_.house, {"bank"}, options, std::move(web)).exit);
        } catch (const base::Error& error) {
            seen_.faults.push_back(fmt::format("the run threw: {}", error.what()));
            return 1;
        }
    }

    void later() { bank_.house.settings.now += 24h; }

    void look(const std::vector<Seen>& all, std::size_t before) {
        const std::vector<Seen> came(all.begin() + static_cast<std::ptrdiff_t>(before), all.end());
        seen_.asked = static_cast<int>(came.size());
        if (!play_.look) return;
        if (const auto wrong = play_.look(came); !wrong.empty()) seen_.faults.push_back(wrong);
    }

    std::unique_ptr<store::Store> open() const {
        auto store = std::make_unique<store::Store>(bank_.house.database(), bank_.house.sql(),
                                                    store::Store::Mode::read);
        store->describe(bank_.house.sources, bank_.house.reference, bank_.house.settings.now + 1h);
        return store;
    }

    void look_at_store(std::string_view when) {
        const auto wrong = [&](std::string what) {
            seen_.faults.push_back(fmt::format("{}: {}", when, std::move(what)));
        };
        const auto opened = open();
        auto& store = *opened;
        const auto whole = store.query("PRAGMA integrity_check");
        if (model::text_of(whole.rows.at(0), 0) != "ok") wrong("the database is damaged");
        for (const auto& broken : pipeline::run_checks(store, bank_.house.sql() / "checks"))
            if (broken.severity == "error") wrong("the check " + broken.name + " is broken");
        std::size_t groups = 0;
        const archive::Archive archive{bank_.house.archive()};
        archive.scan([&](archive::Kept&&) { ++groups; }, [](archive::Resource&&) {},
                     [&](archive::Damage&& damage) { wrong("the archive: " + damage.what); });
        const auto known = store.query("SELECT count(*) FROM snapshot");
        if (model::text_of(known.rows.at(0), 0) != std::to_string(groups))
            wrong(fmt::format("{} groups in the archive, {} snapshots known", groups,
                              model::text_of(known.rows.at(0), 0)));
        if (when == "after the play") read_outcome(store);
    }

    void read_outcome(store::Store& store) {
        const auto now = std::to_string(bank_.house.settings.now.time_since_epoch() / 1us);
        const auto rows =
            store
                .query(
                    "SELECT s.status, r.reason, r.detail FROM snapshot AS s LEFT JOIN reject AS r ON "
                    "r.snapshot = s.id WHERE s.visit = " +
                    now + " ORDER BY s.outcome <> 'failed', r.reason IS NULL, s.page, s.id DESC, r.number")
                .rows;
        if (rows.empty()) return seen_.faults.push_back("nothing was archived");
        seen_.status = static_cast<int>(model::number_of(rows[0], 0).value_or(-1));
        seen_.reason = model::text_of(rows[0], 1);
        seen_.words = model::text_of(rows[0], 2);
    }

    std::string korea() const {
        const auto rows =
            open()
                ->query(
                    "SELECT value FROM observation_as_known WHERE entity = 'KOR' AND period = '2024' AND "
                    "value IS NOT NULL")
                .rows;
        return rows.empty() ? "" : model::text_of(rows[0], 0);
    }

    /// The host comes to its senses.
    void recover() {
        later();
        good_ = next_value;
        if (play_.tls != Tls::none || play_.speaks_first) {
            server_.reset();
            const auto identity = identity_for(play_.tls == Tls::none ? Tls::none : Tls::good);
            server_ = std::make_unique<loopback::Server>(
                [this](Line& line, const Seen& seen) { act(line, seen); }, identity ? &*identity : nullptr,
                "127.0.0.1", loopback::Manners{false, port_});
        }
        if (const int exit = run(false); exit != 0)
            seen_.faults.push_back(fmt::format("the next run ends with {}", exit));
        look_at_store("after the next run");
        if (const auto value = korea(); value != next_value)
            seen_.faults.push_back(fmt::format("the next run gives '{}'", value));
    }

    const Play& play_;
    test::Bank bank_;
    Observed seen_;
    std::string good_;  // the value that the host answers with; "": it plays
    std::atomic<int> turn_ = 0;
    std::unique_ptr<loopback::Server> server_;
    int port_ = 0;
};

}  // namespace

Observed perform(const Play& play) {
    return Stage{play}.perform();
}

}  // namespace http
