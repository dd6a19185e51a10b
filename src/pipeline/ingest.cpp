#include "pipeline/ingest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/log.hpp"
#include "pipeline/facts.hpp"

namespace pipeline {
namespace {

using VisitKey = std::tuple<std::string, base::Window, base::Instant>;  // part, window, moment

/// The pages of one visit as they come in.
struct Running {
    jobs::Visit visit;
    std::vector<archive::Kept> kept;
    std::vector<ReadPage> read;  // as far as they had to be looked at
    int wanted = 1;
    bool all_known = true;
};

archive::Kept kept_of(const model::Exchange& exchange, model::Snapshot snapshot) {
    archive::Kept kept;
    kept.headers = exchange.headers;
    kept.body = archive::decode(exchange.body, model::header(exchange.headers, "content-encoding"))
                    .value_or(exchange.body);
    kept.snapshot = std::move(snapshot);
    return kept;
}

/// A source's visits under way: asks the next pages, closes a visit when its last page is there.
class Reception {
  public:
    Reception(Rooms& rooms, const model::Source& source) : rooms_(rooms), source_(source) {
        outcome_.source = source.name;
    }

    std::vector<model::Request> begin(const std::vector<jobs::Visit>& visits) {
        std::vector<model::Request> first;
        for (const auto& visit : visits) {
            running_[{visit.part, visit.window, visit.at}].visit = visit;
            first.push_back(jobs::request(source_, visit, 1, rooms_.house.reference));
        }
        outcome_.visits = visits.size();
        return first;
    }

    std::vector<model::Request> receive(model::Exchange&& exchange) {
        ++outcome_.exchanges;
        const auto& asked = exchange.request;
        auto& running = running_.at({asked.part, asked.window, asked.visit});
        const auto snapshot = keep(exchange, running);
        running.kept.push_back(kept_of(exchange, snapshot));
        if (fetch::is_hop(exchange)) return {};
        std::vector<model::Request> more;
        if (asked.page == 1) {
            running.wanted = pages_of(running);
            for (int page = 2; page <= running.wanted; ++page)
                more.push_back(jobs::request(source_, running.visit, page, rooms_.house.reference));
        }
        return more;
    }

    /// Closes every visit, oldest first: facts must reach the store in the order in which they were known.
    Outcome finish() {
        rooms_.archive.sync();
        std::vector<Running*> order;
        for (auto& [key, running] : running_) order.push_back(&running);
        std::stable_sort(order.begin(), order.end(),
                         [](const Running* a, const Running* b) { return a->visit.at < b->visit.at; });
        rooms_.store.together([&] {
            for (auto* running : order) close(*running);
        });
        return std::move(outcome_);
    }

  private:
    model::Snapshot keep(const model::Exchange& exchange, Running& running) {
        if (exchange.status != 0) {
            // Asked again at the same moment with the same answer (a bundled edition, a fixed clock): it is
            // the same snapshot, and it is in the archive already.
            const auto known = rooms_.store.known_snapshot(exchange.request.url, exchange.fetched,
                                                           archive::digest(exchange));
            if (known) return *known;
        }
        running.all_known = false;
        return rooms_.archive.append(exchange, rooms_.cause);
    }

    int pages_of(Running& running) {
        if (running.all_known) {
            const auto& visit = running.visit;
            if (const int known = rooms_.store.pages_known(source_.name, visit.part, visit.at)) return known;
            running.all_known = false;  // known, but never whole: read it again
        }
        running.read.push_back(
            read_page(source_, part(running), rooms_.house.reference, running.kept.back()));
        return running.read.back().facts.outcome == "failed" ? 1 : running.read.back().pages;
    }

    const model::Part& part(const Running& running) const { return *source_.part(running.visit.part); }

    void close(Running& running) {
        const bool complete = static_cast<int>(running.kept.size()) == running.wanted;
        if (running.all_known && complete) {
            ++outcome_.unchanged;
            return;
        }
        for (std::size_t i = 0; i < running.kept.size(); ++i) {
            const auto& kept = running.kept[i];
            const bool done =
                std::any_of(running.read.begin(), running.read.end(),
                            [&](const ReadPage& page) { return page.facts.snapshot.at == kept.snapshot.at; });
            if (!done)
                running.read.push_back(read_page(source_, part(running), rooms_.house.reference, kept));
        }
        const auto facts = join_pages(source_, part(running), std::move(running.read));
        rooms_.store.put(facts);
        rooms_.store.note_window(facts, running.visit.at);
        count(facts);
    }

    void count(const model::VisitFacts& facts) {
        for (const auto& page : facts.pages) {
            outcome_.observations += page.observations.size();
            outcome_.announcements += page.announcements.size();
            outcome_.rejects += page.rejects.size();
        }
        if (facts.whole) return;
        ++outcome_.failed;
        if (outcome_.reason.empty()) outcome_.reason = facts.part + ": " + facts.reason;
    }

    Rooms& rooms_;
    const model::Source& source_;
    std::map<VisitKey, Running> running_;
    Outcome outcome_;
};

/// Pages grouped into visits, oldest visit first, then by part.
std::vector<std::vector<archive::Kept>> visits_of(std::vector<archive::Kept> pages) {
    std::map<std::tuple<base::Instant, std::string, base::Window>, std::vector<archive::Kept>> visits;
    for (auto& page : pages) {
        const auto& it = page.snapshot;
        visits[{it.visit, it.part, it.window}].push_back(std::move(page));
    }
    std::vector<std::vector<archive::Kept>> ordered;
    for (auto& [key, group] : visits) ordered.push_back(std::move(group));
    return ordered;
}

/// Facts of archived visits, put in their order. A part that is declared no more gives none; its bytes stay.
Outcome put_visits(const House& house, store::Store& store, const model::Source& source,
                   std::vector<archive::Kept> pages) {
    Outcome outcome;
    outcome.source = source.name;
    for (const auto& visit : visits_of(std::move(pages))) {
        const auto* part = source.part(visit.front().snapshot.part);
        if (!part) continue;
        std::vector<ReadPage> read;
        for (const auto& page : visit) read.push_back(read_page(source, *part, house.reference, page));
        const auto facts = join_pages(source, *part, std::move(read));
        store.put(facts);
        ++outcome.visits;
        outcome.failed += !facts.whole;
        for (const auto& page : facts.pages) {
            outcome.observations += page.observations.size();
            outcome.announcements += page.announcements.size();
        }
    }
    return outcome;
}

/// Older than what is known, or part of a visit of which some pages are known already.
bool reaches_back(const std::vector<archive::Kept>& pages, std::optional<base::Instant> newest) {
    return newest && std::any_of(pages.begin(), pages.end(),
                                 [&](const archive::Kept& page) { return page.snapshot.visit <= *newest; });
}

}  // namespace

Outcome fetch_source(Rooms& rooms, const model::Source& source, const std::vector<jobs::Visit>& visits) {
    const auto newest = rooms.store.newest(source.name);
    Reception reception{rooms, source};
    rooms.web.run(reception.begin(visits),
                  [&](model::Exchange&& exchange) { return reception.receive(std::move(exchange)); });
    auto outcome = reception.finish();
    const bool behind = newest && outcome.unchanged < outcome.visits &&
                        std::any_of(visits.begin(), visits.end(),
                                    [&](const jobs::Visit& visit) { return visit.at < *newest; });
    // An older answer is never merged row by row: everything of the source is put again, in order.
    if (behind) normalize_again(rooms.house, rooms.archive, rooms.store, source);
    rooms.store.set_method(source.name, rooms.house.method(source));
    return outcome;
}

Outcome normalize_again(const House& house, archive::Archive& archive, store::Store& store,
                        const model::Source& source) {
    std::vector<archive::Kept> pages;
    for (const auto& snapshot : store.snapshots(source.name)) pages.push_back(archive.read(snapshot.at));
    Outcome outcome;
    store.together([&] {
        store.forget(source.name);
        outcome = put_visits(house, store, source, std::move(pages));
        store.set_method(source.name, house.method(source));
    });
    return outcome;
}

std::size_t catch_up(const House& house, archive::Archive& archive, store::Store& store) {
    std::map<std::string, std::vector<archive::Kept>> fresh;  // by source
    std::size_t count = 0;
    const auto resource = [&](archive::Resource&& it) {
        store.put_resource(it.uri, it.written, it.sha256, it.at);
    };
    const auto damage = [&](archive::Damage&& it) {
        base::log::warning(
            fmt::format("archive/{} at byte {}: {}; {}", it.file, it.offset, it.what, it.next));
    };
    store.together([&] {
        for (const auto& [file, size] : archive.files()) {
            const auto until = store.indexed_until(file);
            if (until >= size) continue;
            archive.scan_file(
                file, until,
                [&](archive::Kept&& kept) {
                    ++count;
                    fresh[kept.snapshot.source].push_back(std::move(kept));
                },
                resource, damage);
        }
        for (auto& [name, pages] : fresh) {
            const auto* source = house.find(name);
            if (!source) {
                base::log::warning(fmt::format(
                    "the archive holds {} exchanges of '{}', which is declared no more; they are kept",
                    pages.size(), name));
                continue;
            }
            const bool behind = reaches_back(pages, store.newest(name));
            put_visits(house, store, *source, std::move(pages));
            if (behind)
                normalize_again(house, archive, store, *source);
            else if (store.method(name).empty())
                store.set_method(name, house.method(*source));
        }
    });
    return count;
}

}  // namespace pipeline
