#include "pipeline/import.hpp"

#include <fmt/format.h>

#include <set>

#include "archive/digest.hpp"
#include "archive/foreign.hpp"
#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "pipeline/crawl.hpp"
#include "pipeline/desk.hpp"
#include "pipeline/keys.hpp"

namespace pipeline {
namespace {

using archive::Foreign;
using Files = std::vector<std::filesystem::path>;

void refuse_unreadable(const House& house, const Files& files) {
    if (house.bundled)
        throw base::Error{"import", "the bundled edition takes no files of others", "leave out --offline",
                          base::Error::Kind::usage};
    for (const auto& file : files)
        if (!std::filesystem::is_regular_file(file))
            throw base::Error{file.string(), "there is no such file",
                              "name WARC files (.warc or .warc.gz), as wget --warc-file makes them",
                              base::Error::Kind::usage};
}

constexpr const char* record_id = "X-Archive-Orig-Record-ID";

/// The keys that sources declare and this machine knows: none may come in with a file.
std::vector<std::string> known_keys(const House& house) {
    std::vector<std::string> keys;
    for (const auto& source : house.sources)
        if (const auto key = source.key.empty() ? std::nullopt : find_key(source.key)) keys.push_back(*key);
    return keys;
}

/// Answers of this import by the id of their record, so that revisits find what they repeat.
class Import {
  public:
    Import(const House& house, Desk& desk, const Crawl& crawl, Imported& result)
        : house_(house), desk_(desk), crawl_(crawl), result_(result), keys_(known_keys(house)) {}

    void take(std::size_t file, const std::string& name, Foreign&& foreign) {
        if (!foreign.wrong.empty()) return lost(name, foreign, foreign.wrong);
        const auto* place = crawl_.find(file, foreign.number);
        if (!place) return lost(name, foreign, "it was not there a moment ago");
        clothe(foreign, *place);
        if (!foreign.revisit) return keep(std::move(foreign));
        if (repeat(foreign)) return keep(std::move(foreign));
        waiting_.emplace_back(name, std::move(foreign));
    }

    /// Enters everything; then the revisits whose original came behind them, in a later file or another day.
    void finish() {
        enter();
        for (auto& [name, foreign] : waiting_) {
            base::stop_if_interrupted();
            if (repeat(foreign))
                keep(std::move(foreign));
            else
                lost(name, foreign,
                     "the answer that it repeats is in none of these files and not in the archive");
        }
        if (!waiting_.empty()) enter();
    }

  private:
    /// It is as after a run that was killed: what the archive holds and the store does not is entered, source
    /// by source, in order.
    void enter() {
        desk_.archive.close();
        catch_up(house_, desk_.archive, desk_.store);
    }

    void clothe(Foreign& foreign, const Crawl::Place& place) {
        auto& request = foreign.exchange.request;
        request.source = place.source;
        request.part = place.part;
        request.window = place.window;
        request.visit = place.visit;
        request.page = place.page;
        auto keys = keys_;
        keys.push_back(place.key);
        for (const auto& key : keys) {
            scrub(foreign.exchange, key);
            if (!key.empty()) foreign.refers_url = base::replace_all(foreign.refers_url, key, masked_key);
        }
    }

    /// Gives a revisit the body that it repeats. False: the body is nowhere, or not yet.
    bool repeat(Foreign& foreign) {
        const auto original = original_of(foreign);
        if (!original) return false;
        auto& exchange = foreign.exchange;
        if (foreign.unmodified)
            exchange.request.repeats = model::Repeated{original->fetched, original->sha256, original->bytes,
                                                       original->content_type, original->at};
        else
            exchange.body = desk_.archive.served(original->at);
        return true;
    }

    std::optional<model::Snapshot> original_of(const Foreign& foreign) {
        if (const auto found = by_id_.find(foreign.refers_to); found != by_id_.end()) return found->second;
        const auto& url = foreign.refers_url.empty() ? foreign.exchange.request.url : foreign.refers_url;
        const auto before = foreign.refers_date.value_or(foreign.exchange.fetched);
        std::optional<model::Snapshot> original;
        desk_.store.each_snapshot({{}, url, false, base::Instant::min(), before},
                                  [&](const model::Snapshot& it) {
                                      if (it.bytes > 0 && is_meant(foreign, it)) original = it;
                                  });
        return original;
    }

    /// By its moment, by the id of its record, or by its digest: whatever the revisit says.
    bool is_meant(const Foreign& foreign, const model::Snapshot& candidate) const {
        if (foreign.refers_date) return candidate.fetched == *foreign.refers_date;
        if (foreign.refers_to.empty() && foreign.unmodified) return true;  // the newest before it
        const auto kept = read_kept(desk_.archive, candidate.at);
        if (model::header(kept.headers, record_id) == foreign.refers_to && !foreign.refers_to.empty())
            return true;
        return !foreign.payload.empty() &&
               archive::matches(foreign.payload, desk_.archive.served(candidate.at));
    }

    void keep(Foreign&& foreign) {
        auto& exchange = foreign.exchange;
        // A revisit in a file that comes later names its original by this id, and often by nothing else.
        if (!foreign.id.empty()) exchange.headers.emplace_back(record_id, foreign.id);
        const auto& url = exchange.request.url;
        const auto sha256 = archive::digest(exchange);
        auto snapshot = desk_.store.known_snapshot(url, exchange.fetched, sha256);
        const bool first =
            seen_.insert(fmt::format("{}\n{}\n{}", url, base::iso(exchange.fetched), sha256)).second;
        if (snapshot || !first)
            ++result_.already;
        else
            ++(exchange.request.source.empty() ? result_.unclaimed[url]
                                               : result_.claimed[exchange.request.source]);
        if (!snapshot && first) snapshot = desk_.archive.append(exchange, "import");
        if (snapshot && !foreign.id.empty()) by_id_.emplace(foreign.id, *snapshot);
    }

    void lost(const std::string& name, const Foreign& foreign, const std::string& why) {
        result_.damages.push_back({name, foreign.offset, why, foreign.exchange.request.url});
    }

    const House& house_;
    Desk& desk_;
    const Crawl& crawl_;
    Imported& result_;
    const std::vector<std::string> keys_;
    std::set<std::string> seen_;  // natural keys
    std::map<std::string, model::Snapshot> by_id_;
    std::vector<std::pair<std::string, Foreign>> waiting_;
};

Crawl learn(const House& house, const Files& files) {
    Crawl crawl{house};
    for (std::size_t file = 0; file < files.size(); ++file)
        archive::read_foreign(files[file], {[&](Foreign&& foreign) {
                                                if (foreign.wrong.empty()) crawl.learn(file, foreign);
                                            },
                                            [](archive::Damage&&) {}});  // told when it is read again
    crawl.settle();
    return crawl;
}

}  // namespace

Imported import_files(const House& house, const Files& files) {
    refuse_unreadable(house, files);
    Imported result;
    Desk desk{house};
    in_ledger(house, desk, "import", [&] {
        const auto crawl = learn(house, files);
        Import import{house, desk, crawl, result};
        for (std::size_t file = 0; file < files.size(); ++file)
            archive::read_foreign(
                files[file],
                {[&](Foreign&& foreign) {
                     import.take(file, files[file].filename().string(), std::move(foreign));
                 },
                 [&](archive::Damage&& damage) { result.damages.push_back(std::move(damage)); }});
        import.finish();
        if (!result.damages.empty()) result.exit = Exit::partial;
        RunResult run;
        run.exit = result.exit;
        return run;
    });
    return result;
}

}  // namespace pipeline
