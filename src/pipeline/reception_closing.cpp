// How a reception closes its visits: in their order, each whole, into the store's open transaction.
#include <fmt/format.h>

#include <algorithm>

#include "base/log.hpp"
#include "pipeline/classify.hpp"
#include "pipeline/keys.hpp"
#include "pipeline/reception.hpp"

namespace pipeline {

namespace {

/// Nobody ever saw this address answer, neither here nor before it was declared.
bool is_untried(const Rooms& rooms, const model::Source& source, const std::string& part) {
    const auto* declared = rooms.house.bundled ? nullptr : source.part(part);
    if (!declared || !declared->unverified) return false;
    const auto answers = rooms.store.query(
        "SELECT 1 FROM snapshot WHERE source = :source AND part = :part "
        "AND outcome NOT IN ('failed', 'incomplete', 'redirect') LIMIT 1",
        {{":source", source.name}, {":part", part}});
    return answers.rows.empty();
}

}  // namespace

void let_go(CamePage& page, std::size_t& held) {
    held -= page.held;
    page.held = 0;
    page.read.reset();
}

void Reception::close_ready() {
    bool any = false;
    for (; ready(); ++closed_) {
        auto& running = running_[closed_];
        const bool fresh = close(running);
        if (outcome_.unreadable) return;
        any = true;
        behind_ |= fresh && newest_ && running.visit.at <= *newest_;
        for (auto& page : running.pages) let_go(page, held_);
        running.pages = {};
    }
    if (!any) return;
    if (behind_)
        rooms_.store.set_method(source_.name, std::string{out_of_order});
    else if (!newest_)
        rooms_.store.set_method(source_.name, rooms_.house.method(source_));
}

void Reception::give_up() {
    for (auto& running : running_) {
        running.postponed |= !running.complete();
        running.begun = true;
        running.waiting = 0;
    }
}

/// Did it bring anything new?
bool Reception::close(Running& running) {
    if (running.postponed) ++outcome_.postponed;
    if (running.pages.empty()) return false;
    if (running.all_known && !running.postponed) {
        note_unchanged(running);
        return false;
    }
    try {
        if (enter_repeated(running)) return false;
        const auto facts = facts_of(running);
        outcome_.changes += rooms_.store.put(facts);
        count(facts);
        if (running.postponed) return true;
        rooms_.store.note_window(facts, running.visit.at, running.visit.kind);
        learn(running, facts.whole, true);
        if (!facts.whole && !running.read_again) blame(facts);
        return true;
    } catch (const Unreadable& error) {
        // Nothing of this visit was put. Its groups stay in the archive as not entered, for the next run.
        outcome_.unreadable = error;
        ++outcome_.failed;
        outcome_.reason = error.what();
        return false;
    }
}

/// Enters it without a look at its bytes, if they can't change anything.
bool Reception::enter_repeated(const Running& running) {
    if (running.postponed || running.pages.front().read) return false;
    if (newest_ && running.visit.at <= *newest_) return false;  // it takes its place among what came later
    std::vector<model::Snapshot> pages;
    for (const auto& page : running.pages) pages.push_back(page.snapshot);
    if (!repeats_.enter(pages)) return false;
    learn(running, true, false);
    note_unchanged(running);
    return true;
}

/// What the answer to the first page says of its address.
void Reception::learn(const Running& running, bool whole, bool read) {
    if (rooms_.house.bundled) return;
    Answered answered;
    answered.part = running.visit.part;
    answered.url =
        with_key(jobs::request(source_, running.visit, 1, rooms_.house.reference), std::string{masked_key})
            .url;
    answered.whole = whole;
    answered.read = read;
    for (const auto& page : running.pages) {
        if (page.snapshot.page != 1) continue;
        if (!answered.answer.url.empty()) answered.hops.push_back(std::move(answered.answer));
        answered.answer = page.snapshot;
        answered.fresh = page.stays_fresh;
        answered.rhythm = page.rhythm;
    }
    addresses_.learn(answered);
}

model::VisitFacts Reception::facts_of(Running& running) {
    std::vector<ReadPage> pages;
    for (auto& page : running.pages) {
        if (!page.read) page.read = read(running, page.snapshot);
        page.rhythm = page.read->rhythm;
        pages.push_back(std::move(*page.read));
    }
    return join_pages(source_, part(running), std::move(pages));
}

void Reception::note_unfinished(std::map<std::string, std::uint64_t>& first) const {
    for (auto i = closed_; i < begun_; ++i)
        for (const auto& page : running_[i].pages) {
            if (!page.fresh) continue;
            const auto& at = page.snapshot.at;
            const auto [place, added] = first.emplace(at.file, at.offset);
            if (!added) place->second = std::min(place->second, at.offset);
        }
}

/// What was known before is asked for all the same, by whoever asks now.
void Reception::note_unchanged(const Running& running) {
    ++outcome_.unchanged;
    model::VisitFacts known;
    known.source = source_.name;
    known.part = running.visit.part;
    known.window = running.visit.window;
    rooms_.store.note_window(known, running.visit.at, running.visit.kind);
}

void Reception::count(const model::VisitFacts& facts) {
    for (const auto& page : facts.pages) {
        outcome_.observations += page.observations.size();
        outcome_.announcements += page.announcements.size();
        outcome_.rejects += page.rejects.size();
    }
}

/// Until a spent quota begins anew no run asks: it would only be told so again.
void Reception::rest_until_anew(const model::Snapshot& refused) {
    if (rooms_.house.bundled) return;
    const auto until = quota_begins(source_, refused.fetched);
    if (!until || *until <= rooms_.house.settings.now) return;
    const auto lane = model::lane_of(rooms_.house.hosts, refused.url);
    rooms_.store.rest(lane.owner(), *until, fmt::format("{} says that its quota is spent", lane.owner()));
}

void Reception::blame(const model::VisitFacts& facts) {
    // A spent quota is nobody's failure: the window is asked for again when it begins anew.
    if (verdict_of(facts.cause) == Verdict::quota_spent) {
        if (outcome_.postponed++ == 0) base::log::warning(fmt::format("{}: {}", source_.name, facts.reason));
        rest_until_anew(facts.pages.back().snapshot);
        return;
    }
    // A guess that proves wrong is not the source's failure: it would hide one among the others.
    if (is_untried(rooms_, source_, facts.part))
        return base::log::info(
            fmt::format("{}: {} (an unverified address that never answered)", facts.part, facts.reason),
            source_.name);
    ++outcome_.failed;
    outcome_.key_refused |= verdict_of(facts.cause) == Verdict::key_refused;
    if (outcome_.reason.empty()) outcome_.reason = facts.part + ": " + facts.reason;
}

}  // namespace pipeline
