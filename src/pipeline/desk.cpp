#include "pipeline/desk.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "fetch/bundle.hpp"
#include "fetch/web.hpp"
#include "pipeline/shelf.hpp"

namespace pipeline {
namespace {

constexpr const char* whole_store = "_store";

std::unique_ptr<fetch::Transport> transport(const House& house, fetch::Gate& budgets) {
    if (house.bundled) {
        std::vector<fetch::Recorded> records;
        for (const auto& one : house.bundled->answers)
            records.push_back({one.url, one.retrieved, one.status, one.content_type, one.file.string()});
        return std::make_unique<fetch::Bundle>(std::move(records),
                                               [](const std::string& file) { return base::read_file(file); });
    }
    fetch::Limits limits;
    limits.hosts = house.hosts;
    limits.user_agent =
        "tuja/0.1" + (house.settings.contact.empty() ? std::string{} : " (" + house.settings.contact + ")");
    // The one clock of the run: with TUJA_NOW set, everything is fetched at that moment.
    const bool fixed = std::getenv("TUJA_NOW") != nullptr;
    const auto now = house.settings.now;
    const auto clock = [fixed, now] { return fixed ? now : base::clock_now(); };
    return std::make_unique<Shelf>(house.shipped("jobs/curated"), clock,
                                   std::make_unique<fetch::Web>(limits, clock, &budgets));
}

/// A live run must not add to a store that holds composed answers, nor the other way round.
void refuse_mixing(const House& house, store::Store& store) {
    if (house.bundled && store.has_live())
        throw base::Error{house.database().string(), "this store holds live snapshots",
                          "--offline keeps a store of its own: leave TUJA_HOME as it is",
                          base::Error::Kind::usage};
    if (!house.bundled && store.has_bundled())
        throw base::Error{house.database().string(), "this store holds the bundled edition",
                          "set TUJA_HOME to another folder for live runs", base::Error::Kind::usage};
}

}  // namespace

Desk::Desk(const House& house) : Desk(house, nullptr) {}

Desk::Desk(const House& house, std::unique_ptr<fetch::Transport> answers)
    : at_work(hold_store(house, false)),
      archive(house.archive()),
      store(house.database(), house.sql(), store::Store::Mode::write),
      budgets(store, house.locks()),
      web(answers ? std::move(answers) : transport(house, budgets)) {
    refuse_mixing(house, store);
    archive.ask([this](const std::string& url, const std::string& sha256) -> std::optional<model::Location> {
        const auto found = store.snapshot_with(url, sha256);
        return found ? std::optional{found->at} : std::nullopt;
    });
    store.put_budgets_right(house.settings.now);
    for (const auto& damage : archive.repair_tails())
        base::log::warning(fmt::format("archive/{}: {}; {}", damage.file, damage.what, damage.next));
    if (const auto found = catch_up(house, archive, store))
        base::log::info(
            fmt::format("{} exchange{} of an unfinished run indexed", found, found == 1 ? " was" : "s were"));
}

Lock hold_store(const House& house, bool alone) {
    auto lock = alone ? Lock::take(house.locks(), whole_store) : Lock::share(house.locks(), whole_store);
    if (lock) return std::move(*lock);
    // Runs share this lock; but each holds its sources alone.
    const auto who = alone ? Lock::any_holder(house.locks()) : Lock::holder(house.locks(), whole_store);
    throw base::Error{house.database().string(),
                      fmt::format("{}{}", alone ? "another run is at work" : "it is being rebuilt",
                                  who.empty() ? "" : " (" + who + ")"),
                      "try again when that has ended", base::Error::Kind::locked};
}

Exit exit_of(const base::Error& error) {
    if (dynamic_cast<const base::Interrupted*>(&error)) return Exit::interrupted;
    switch (error.kind()) {
        case base::Error::Kind::usage:
            return Exit::usage;
        case base::Error::Kind::check:
            return Exit::check;
        case base::Error::Kind::locked:
            return Exit::locked;
        case base::Error::Kind::key:
            return Exit::key;
        case base::Error::Kind::failed:
            break;
    }
    return Exit::failed;
}

std::string summary(const RunResult& result) {
    std::string text;
    for (const auto& outcome : result.outcomes)
        text += fmt::format("{}{}{}", text.empty() ? "" : "; ", outcome.source,
                            outcome.good() ? "" : ": " + outcome.reason);
    return text;
}

base::Instant ended(const House& house) {
    return std::max(house.settings.now, base::clock_now());
}

void note_failure(Desk& desk, std::int64_t run, const House& house, Exit exit, const std::string& reason) {
    try {
        desk.store.end_run(run, ended(house), static_cast<int>(exit), reason);
    } catch (const std::exception&) {
        // What made the run fail (a full disk) makes this fail, too. The reason is thrown on by the caller.
    }
}

}  // namespace pipeline
