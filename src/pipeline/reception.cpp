#include "pipeline/reception.hpp"

#include <algorithm>

#include "base/coding.hpp"
#include "base/interrupt.hpp"
#include "pipeline/classify.hpp"
#include "pipeline/keys.hpp"
#include "pipeline/next_check.hpp"
#include "pipeline/paging.hpp"

namespace pipeline {
namespace {

/// So many visits of one source wait for their answers at once.
constexpr std::size_t ahead = 64;
/// Facts of more bytes than this are let go of while they wait for an earlier visit, and read again from the
/// archive when their turn comes.
constexpr std::size_t most_held = std::size_t{16} << 20;

archive::Kept kept_of(const model::Exchange& exchange, model::Snapshot snapshot) {
    archive::Kept kept;
    kept.headers = exchange.headers;
    kept.body = base::decode(exchange.body, model::header(exchange.headers, "content-encoding"))
                    .value_or(exchange.body);
    kept.snapshot = std::move(snapshot);
    return kept;
}

/// The page that came last. Of a visit that is known only how many pages it has is told.
ReadPage last_of(const Running& running) {
    const auto& page = running.pages.back();
    if (page.read)
        return {{page.snapshot, page.read->facts.outcome, {}, {}, {}},
                page.read->page,
                page.read->pages,
                page.read->total,
                page.read->rows,
                page.read->next,
                {}};
    ReadPage known;
    known.facts.snapshot = page.snapshot;
    known.page = page.snapshot.page;
    known.pages = std::max(1, running.pages_known);
    return known;
}

/// The host wants nothing more of us for now: asking on would only cost.
bool is_unwelcome(const ReadPage& page) {
    if (page.facts.outcome != "failed") return false;
    const auto verdict = verdict_of(page.facts.rejects.front().reason);
    return verdict == Verdict::key_refused || verdict == Verdict::quota_spent;
}

}  // namespace

Reception::Reception(Rooms& rooms, const Asked& asked, std::size_t& held)
    : rooms_(rooms),
      source_(*asked.source),
      newest_(rooms.store.newest(source_.name)),
      held_(held),
      repeats_(rooms.store, source_),
      addresses_(rooms.store, source_) {
    outcome_.source = source_.name;
    outcome_.visits = asked.visits.size();
    // A recorded answer stands under the address without its key.
    if (!source_.key.empty())
        key_ = rooms.house.bundled ? std::string{masked_key} : find_key(source_.key).value_or("");
    for (const auto& visit : asked.visits) place_[{visit.at, visit.part, visit.window}] = 0;
    running_.resize(place_.size());
    std::size_t place = 0;
    for (auto& [key, at] : place_) at = place++;
    for (const auto& visit : asked.visits)
        running_[place_.at({visit.at, visit.part, visit.window})].visit = visit;
}

std::vector<model::Request> Reception::begin() {
    std::vector<model::Request> first;
    while (begun_ < std::min(ahead, running_.size()))
        for (auto& request : begin_next()) first.push_back(std::move(request));
    return first;
}

std::vector<model::Request> Reception::begin_next() {
    if (begun_ == running_.size() || outcome_.unreadable || unwelcome_) return {};
    auto& running = running_[begun_++];
    running.begun = true;
    return {ask(running, jobs::request(source_, running.visit, 1, rooms_.house.reference))};
}

model::Request Reception::ask(Running& running, model::Request request) const {
    ++running.waiting;
    if (rooms_.house.bundled) return with_key(std::move(request), key_);
    request.url = addresses_.now_at(request.url);
    make_conditional(request, with_key(request, std::string{masked_key}).url);
    return with_key(std::move(request), key_);
}

/// Only under the method that stands: what another one made of the snapshot is no reason not to fetch it.
void Reception::make_conditional(model::Request& request, const std::string& archived_url) const {
    if (source_.paging.by == "next") return;  // a 304 may leave out the header that names the next page
    if (!newest_ || rooms_.store.method(source_.name) != rooms_.house.method(source_)) return;
    if (const auto last = repeats_.last(request.part, archived_url)) Repeats::ask_newer(request, *last);
}

/// What was said before may be read later, from the archive: perhaps it need not be read at all. Pages that
/// name the following ones are read at once.
bool Reception::can_wait(const model::Snapshot& snapshot) const {
    if (source_.paging.by != "none" || !snapshot.failure.empty()) return false;
    if (snapshot.status == 304) return true;
    const auto last = repeats_.last(snapshot.part, snapshot.url);
    return last && last->sha256 == snapshot.sha256;
}

ReadPage Reception::read(const Running& running, const model::Snapshot& snapshot) const {
    return read_page(source_, part(running), rooms_.house.reference, read_kept(rooms_.archive, snapshot.at));
}

std::vector<model::Request> Reception::ask_following(Running& running) const {
    std::vector<const model::Snapshot*> came;
    for (const auto& page : running.pages) came.push_back(&page.snapshot);
    std::vector<model::Request> more;
    for (auto& request : following(source_, running.visit, last_of(running), came, rooms_.house.reference))
        more.push_back(ask(running, std::move(request)));
    return more;
}

/// All pages came and do not fit each other: the window is read once more, behind all others. Pages that were
/// let go of can't be judged before their turn comes: then the next run asks again.
void Reception::plan_second_reading(const Running& running) {
    if (running.second || running.postponed) return;
    std::vector<const ReadPage*> pages;
    for (const auto& page : running.pages) {
        if (!page.read) return;
        pages.push_back(&*page.read);
    }
    if (pages.empty() || paging_trouble(source_, pages).empty()) return;
    Running again;
    again.visit = once_more(running.visit);
    again.second = true;
    place_[{again.visit.at, again.visit.part, again.visit.window}] = running_.size();
    running_.push_back(std::move(again));
}

std::vector<model::Request> Reception::receive(model::Exchange&& exchange) {
    const auto& asked = exchange.request;
    const auto place = place_.at({asked.visit, asked.part, asked.window});
    auto& running = running_[place];
    std::vector<model::Request> more;
    if (exchange.resume_after) {
        running.postponed = true;
    } else {
        ++outcome_.exchanges;
        scrub(exchange, key_);
        // With a clock that stands still, a second reading's answers would pass for those of the first.
        exchange.fetched = std::max(exchange.fetched, asked.visit);
        keep(exchange, running);
        if (fetch::is_hop(exchange)) return {};
        more = ask_following(running);
        if (held_ > most_held && &running != &running_[closed_]) let_go(running.pages.back(), held_);
    }
    if (--running.waiting > 0) return more;
    ++answered_;
    if (base::interrupted()) return more;
    const auto visits = running_.size();
    plan_second_reading(running);
    running_[place].read_again = running_.size() > visits;
    for (auto& request : begin_next()) more.push_back(std::move(request));
    return more;
}

/// Asked again at the same moment with the same answer (a bundled edition, a fixed clock): it is the same
/// snapshot, and it is in the archive already.
std::optional<model::Snapshot> Reception::known(const model::Exchange& exchange) const {
    if (exchange.status == 0) return {};
    return rooms_.store.known_snapshot(exchange.request.url, exchange.fetched, archive::digest(exchange));
}

std::optional<ReadPage> Reception::read_now(const Running& running, const model::Exchange& exchange,
                                            const model::Snapshot& snapshot) const {
    const bool repeats = snapshot.status == 304 && snapshot.failure.empty();
    if (!repeats)
        return read_page(source_, part(running), rooms_.house.reference, kept_of(exchange, snapshot));
    try {
        return read(running, snapshot);
    } catch (const Unreadable&) {
        return {};  // said when its turn to be closed comes, and it is read again
    }
}

void Reception::keep(const model::Exchange& exchange, Running& running) {
    const auto before = known(exchange);
    CamePage page{before ? *before : rooms_.archive.append(exchange, rooms_.cause),
                  !before,
                  freshness_of(exchange.headers, exchange.fetched),
                  {},
                  {},
                  0};
    if (running.pages_known < 0)
        running.pages_known = rooms_.store.pages_known(source_.name, running.visit.part, running.visit.window,
                                                       running.visit.at);
    // Where each page names the next one, pages must be read to be followed.
    running.all_known = running.all_known && before && running.pages_known > 0 && source_.paging.by != "next";
    if (!running.all_known && !outcome_.unreadable && !can_wait(page.snapshot)) {
        page.read = read_now(running, exchange, page.snapshot);
        page.held = exchange.body.size();
        held_ += page.held;
        if (page.read) page.rhythm = page.read->rhythm;
        unwelcome_ |= page.read && is_unwelcome(*page.read);
    }
    running.pages.push_back(std::move(page));
}

}  // namespace pipeline
