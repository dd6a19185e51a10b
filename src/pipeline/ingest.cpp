#include "pipeline/ingest.hpp"

#include <algorithm>
#include <map>

#include "base/coding.hpp"
#include "pipeline/facts.hpp"
#include "pipeline/keys.hpp"

namespace pipeline {
namespace {

using VisitKey = std::tuple<std::string, base::Window, base::Instant>;  // part, window, moment

/// The pages of one visit as they come in. Bodies are let go of as soon as they are archived and read.
struct Running {
    jobs::Visit visit;
    std::vector<model::Snapshot> known;  // pages of a visit that is known whole: not read
    std::vector<ReadPage> read;
    int came = 0, wanted = 1;
    int pages_known = -1;  // of the store; -1: not asked yet
    bool all_known = true;
};

archive::Kept kept_of(const model::Exchange& exchange, model::Snapshot snapshot) {
    archive::Kept kept;
    kept.headers = exchange.headers;
    kept.body = base::decode(exchange.body, model::header(exchange.headers, "content-encoding"))
                    .value_or(exchange.body);
    kept.snapshot = std::move(snapshot);
    return kept;
}

/// A source's visits under way: asks the next pages, closes a visit when its last page is there.
class Reception {
  public:
    Reception(Rooms& rooms, const model::Source& source) : rooms_(rooms), source_(source) {
        outcome_.source = source.name;
        // A recorded answer stands under the address without its key.
        if (!source.key.empty())
            key_ = rooms.house.bundled ? std::string{masked_key} : find_key(source.key).value_or("");
    }

    std::vector<model::Request> begin(const std::vector<jobs::Visit>& visits) {
        std::vector<model::Request> first;
        for (const auto& visit : visits) {
            running_[{visit.part, visit.window, visit.at}].visit = visit;
            first.push_back(ask(visit, 1));
        }
        outcome_.visits = visits.size();
        return first;
    }

    std::vector<model::Request> receive(model::Exchange&& exchange) {
        ++outcome_.exchanges;
        scrub(exchange, key_);
        const auto& asked = exchange.request;
        auto& running = running_.at({asked.part, asked.window, asked.visit});
        keep(exchange, running);
        if (fetch::is_hop(exchange)) return {};
        ++running.came;
        std::vector<model::Request> more;
        if (asked.page == 1) {
            running.wanted = pages_of(running);
            for (int page = 2; page <= running.wanted; ++page) more.push_back(ask(running.visit, page));
        }
        return more;
    }

    /// Closes every visit, oldest first: facts must reach the store in the order in which they were known.
    /// Where they reach behind `newest`, the same transaction marks the source as out of order.
    Outcome finish(std::optional<base::Instant> newest) {
        rooms_.archive.sync();
        std::vector<Running*> order;
        for (auto& [key, running] : running_) order.push_back(&running);
        std::stable_sort(order.begin(), order.end(),
                         [](const Running* a, const Running* b) { return a->visit.at < b->visit.at; });
        rooms_.store.together([&] {
            bool behind = false;
            for (auto* running : order) behind |= close(*running) && newest && running->visit.at <= *newest;
            if (behind)
                rooms_.store.set_method(source_.name, std::string{out_of_order});
            else if (!newest)
                rooms_.store.set_method(source_.name, rooms_.house.method(source_));
        });
        return std::move(outcome_);
    }

  private:
    model::Request ask(const jobs::Visit& visit, int page) const {
        return with_key(jobs::request(source_, visit, page, rooms_.house.reference), key_);
    }

    /// Asked again at the same moment with the same answer (a bundled edition, a fixed clock): it is the same
    /// snapshot, and it is in the archive already.
    std::optional<model::Snapshot> known(const model::Exchange& exchange) {
        if (exchange.status == 0) return {};
        return rooms_.store.known_snapshot(exchange.request.url, exchange.fetched, archive::digest(exchange));
    }

    void keep(const model::Exchange& exchange, Running& running) {
        const auto before = known(exchange);
        const auto snapshot = before ? *before : rooms_.archive.append(exchange, rooms_.cause);
        if (running.pages_known < 0)
            running.pages_known =
                rooms_.store.pages_known(source_.name, running.visit.part, running.visit.at);
        running.all_known = running.all_known && before && running.pages_known > 0;
        if (running.all_known)
            running.known.push_back(snapshot);
        else
            running.read.push_back(
                read_page(source_, part(running), rooms_.house.reference, kept_of(exchange, snapshot)));
    }

    static int pages_of(const Running& running) {
        if (running.all_known) return running.pages_known;
        int pages = 1;
        for (const auto& page : running.read) pages = std::max(pages, page.pages);
        return pages;
    }

    const model::Part& part(const Running& running) const { return *source_.part(running.visit.part); }

    /// Did it bring anything new?
    bool close(Running& running) {
        if (running.all_known && running.came == running.wanted) {
            ++outcome_.unchanged;
            return false;
        }
        for (const auto& page : running.known)
            running.read.push_back(read_page(source_, part(running), rooms_.house.reference,
                                             read_kept(rooms_.archive, page.at)));
        const auto facts = join_pages(source_, part(running), std::move(running.read));
        rooms_.store.put(facts);
        rooms_.store.note_window(facts, running.visit.at);
        count(facts);
        return true;
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
    std::string key_;  // of the source's host; leaves this object in requests only
    std::map<VisitKey, Running> running_;
    Outcome outcome_;
};

}  // namespace

Outcome fetch_source(Rooms& rooms, const model::Source& source, const std::vector<jobs::Visit>& visits) {
    const auto newest = rooms.store.newest(source.name);
    Reception reception{rooms, source};
    rooms.web.run(reception.begin(visits),
                  [&](model::Exchange&& exchange) { return reception.receive(std::move(exchange)); });
    const auto outcome = reception.finish(newest);
    // An older answer is never merged row by row: everything of the source is put again, in order.
    if (rooms.store.method(source.name) == out_of_order)
        normalize_again(rooms.house, rooms.archive, rooms.store, source);
    return outcome;
}

}  // namespace pipeline
