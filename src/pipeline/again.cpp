// From the archive to the store once more: what a killed run left, what a new method reads differently.
#include <fmt/format.h>

#include <map>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "pipeline/facts.hpp"
#include "pipeline/ingest.hpp"
#include "pipeline/repeats.hpp"

namespace pipeline {
namespace {

/// A source's snapshots as visits, oldest visit first, then by part. Only what the index says of them: their
/// bodies are read one at a time.
using Visits = std::map<std::tuple<base::Instant, std::string, base::Window>, std::vector<model::Snapshot>>;

Visits visits_of(std::vector<model::Snapshot> snapshots) {
    Visits visits;
    for (auto& it : snapshots) {
        auto& pages = visits[{it.visit, it.part, it.window}];
        pages.push_back(std::move(it));
    }
    return visits;
}

void put_unclaimed(store::Store& store, const model::Snapshot& snapshot) {
    model::VisitFacts alone;
    alone.source = snapshot.source;
    alone.part = snapshot.part;
    alone.window = snapshot.window;
    alone.pages.push_back({snapshot, "unclaimed", {}, {}, {}});
    store.put(alone);
}

void put_visit(Again& in, const model::Source& source, const std::vector<model::Snapshot>& pages,
               Outcome& outcome) {
    base::stop_if_interrupted();
    const auto* part = source.part(pages.front().part);
    if (!part) {  // declared no more: its bytes stay, it gives no facts
        for (const auto& page : pages) put_unclaimed(in.store, page);
        return;
    }
    if (in.repeats && in.repeats->enter(pages)) return;
    std::vector<ReadPage> read;
    for (const auto& page : pages)
        read.push_back(read_page(source, *part, in.house.reference, read_kept(in.archive, page.at)));
    const auto facts = join_pages(source, *part, std::move(read));
    in.store.put(facts);
    ++outcome.visits;
    for (const auto& page : facts.pages) {
        outcome.observations += page.observations.size();
        outcome.announcements += page.announcements.size();
    }
}

/// Older than what is known, or of the moment that is: two parts of one moment have an order, too.
bool reaches_back(const std::vector<model::Snapshot>& pages, std::optional<base::Instant> newest) {
    if (!newest) return false;
    for (const auto& page : pages)
        if (page.visit <= *newest) return true;
    return false;
}

/// What the archive holds and the store does not: its snapshots by source, without their bodies.
std::map<std::string, std::vector<model::Snapshot>> unindexed(Again& in) {
    std::map<std::string, std::vector<model::Snapshot>> fresh;
    const auto group = [&](archive::Kept&& kept) {
        base::stop_if_interrupted();
        if (in.store.is_indexed(kept.snapshot.at)) return;  // entered before an earlier visit was complete
        fresh[kept.snapshot.source].push_back(std::move(kept.snapshot));
    };
    const auto resource = [&](archive::Resource&& it) {
        in.store.put_resource(it.uri, it.written, it.sha256, it.at);
    };
    const auto damage = [](archive::Damage&& it) {
        base::log::warning(
            fmt::format("archive/{} at byte {}: {}; {}", it.file, it.offset, it.what, it.next));
    };
    for (const auto& [file, size] : in.archive.files()) {
        const auto until = in.store.indexed_until(file);
        // Its writer lives and enters it after its fsync; if it dies, the next run does.
        if (until >= size || in.archive.being_written(file)) continue;
        in.archive.scan_file(file, until, group, resource, damage);
        in.store.set_unfinished(file, {});
    }
    return fresh;
}

void enter(Again& in, const std::string& name, std::vector<model::Snapshot> pages) {
    const auto* source = in.house.find(name);
    if (!source) {
        // Imported, and no source asks for their addresses: `tuja import` has said so.
        if (!name.empty())
            base::log::warning(fmt::format(
                "the archive holds {} exchanges of '{}', which is declared no more; they are kept",
                pages.size(), name));
        for (const auto& page : pages) put_unclaimed(in.store, page);
        return;
    }
    const auto newest = in.store.newest(name);
    const bool behind = reaches_back(pages, newest);
    Outcome ignored;
    Repeats repeats{in.store, *source};
    in.repeats = behind ? nullptr : &repeats;
    for (const auto& [key, visit] : visits_of(std::move(pages))) put_visit(in, *source, visit, ignored);
    in.repeats = nullptr;
    if (behind)
        in.store.set_method(name, std::string{out_of_order});
    else if (!newest)
        in.store.set_method(name, in.house.method(*source));
}

/// A source that is declared no more gives no facts; its snapshots stay.
void let_go_of_the_undeclared(Again& in) {
    for (const auto& name : in.store.sources_with_facts())
        if (!in.house.find(name)) in.store.unclaim(name);
}

void put_in_order(Again& in) {
    for (const auto& source : in.house.sources) {
        if (!in.store.newest(source.name) || in.store.method(source.name) != out_of_order) continue;
        try {
            normalize_again(in.house, in.archive, in.store, source);
        } catch (const Unreadable& error) {
            // The other sources go on; the mark stays, so that every run says it until it is mended.
            base::log::warning(fmt::format("{}: {}", source.name, error.what()));
        }
    }
}

}  // namespace

archive::Kept read_kept(const archive::Archive& archive, const model::Location& at) {
    try {
        return archive.read(at);
    } catch (const base::Error& error) {
        throw Unreadable{error.where(), error.found(),
                         "bring the file back from a backup; or `tuja rebuild` makes the facts again from "
                         "what can be read"};
    }
}

Outcome normalize_again(const House& house, archive::Archive& archive, store::Store& store,
                        const model::Source& source) {
    Again in{house, archive, store};
    Outcome outcome;
    outcome.source = source.name;
    store.together([&] {
        store.forget(source.name);
        for (const auto& [key, pages] : visits_of(store.snapshots(source.name)))
            put_visit(in, source, pages, outcome);
        store.set_method(source.name, house.method(source));
    });
    return outcome;
}

std::size_t catch_up(const House& house, archive::Archive& archive, store::Store& store) {
    Again in{house, archive, store};
    std::size_t count = 0;
    store.together([&] {
        for (auto& [name, pages] : unindexed(in)) {
            count += pages.size();
            enter(in, name, std::move(pages));
        }
        let_go_of_the_undeclared(in);
    });
    put_in_order(in);
    return count;
}

}  // namespace pipeline
