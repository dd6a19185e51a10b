#include "pipeline/round.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "fetch/address.hpp"

namespace pipeline {
namespace {

// What a batch may hold before it is written: one sync is shared by many small answers, and a kill costs
// little work. Only pacing, so it goes by the machine's clock and not by the run's.
constexpr std::size_t largest_batch = std::size_t{8} << 20;

}  // namespace

Round::Round(Rooms& rooms, const std::vector<Asked>& asked, const Done& done) : rooms_(rooms), done_(done) {
    receptions_.reserve(asked.size());
    for (const auto& one : asked) {
        place_.emplace(one.source->name, receptions_.size());
        receptions_.emplace_back(rooms, one, held_);
    }
    handed_over_.resize(asked.size());
}

void Round::run() {
    std::vector<model::Request> first;
    for (auto& reception : receptions_)
        for (auto& request : reception.begin()) first.push_back(std::move(request));
    if (rooms_.progress) rooms_.progress->begin(bars());
    rooms_.web.set_pulse([this] { return pulse(); });
    rooms_.web.run(std::move(first),
                   [this](model::Exchange&& exchange) { return receive(std::move(exchange)); });
    rooms_.web.set_pulse({});
    for (auto& reception : receptions_) reception.give_up();
    close_batch();
    // Interrupted: the mark of what is out of order stands in the store, and the next run sees it.
    if (!base::interrupted()) put_in_order();
}

std::vector<Bar> Round::bars() const {
    std::vector<Bar> bars;
    for (const auto& one : receptions_) bars.push_back({one.source().name, 0, one.visits(), false});
    return bars;
}

std::vector<model::Request> Round::receive(model::Exchange&& exchange) {
    archived_ += exchange.body.size();
    if (exchange.resume_after) say_spent(exchange);
    const auto place = place_.at(exchange.request.source);
    auto& reception = receptions_[place];
    auto next = reception.receive(std::move(exchange));
    if (rooms_.progress)
        rooms_.progress->step(place, reception.answered(), reception.answered() == reception.visits());
    pulse();
    return next;
}

/// True: somebody asked the program to end.
bool Round::pulse() {
    if (batch_is_due()) close_batch();
    if (rooms_.progress) rooms_.progress->pulse();
    return base::interrupted();
}

void Round::say_spent(const model::Exchange& exchange) {
    // Which budget it is, or who asked for rest, stands in the failure.
    if (!spent_.insert(exchange.failure).second) return;
    const auto address = fetch::read_address(exchange.request.url);
    base::log::info(exchange.failure, address ? address->host : exchange.request.source);
}

bool Round::batch_is_due() const {
    if (archived_ < largest_batch && Steady::now() - last_batch_ < rooms_.longest_batch) return false;
    return std::any_of(receptions_.begin(), receptions_.end(),
                       [](const Reception& one) { return one.ready(); });
}

void Round::close_batch() {
    rooms_.archive.sync();
    rooms_.store.together([&] {
        for (auto& reception : receptions_) reception.close_ready();
        note_unfinished();
    });
    archived_ = 0;
    last_batch_ = Steady::now();
    hand_over();
}

/// While the first windows of one source wait, those of others are entered behind them in the same file: a
/// kill must not make the next run believe that everything before was entered, too.
void Round::note_unfinished() {
    std::map<std::string, std::uint64_t> now;
    for (const auto& reception : receptions_) reception.note_unfinished(now);
    for (const auto& [file, offset] : unfinished_)
        if (!now.contains(file)) rooms_.store.set_unfinished(file, {});
    for (const auto& [file, offset] : now)
        if (const auto known = unfinished_.find(file); known == unfinished_.end() || known->second != offset)
            rooms_.store.set_unfinished(file, offset);
    unfinished_ = std::move(now);
}

void Round::hand_over() {
    for (std::size_t i = 0; i < receptions_.size(); ++i) {
        const auto& reception = receptions_[i];
        if (handed_over_[i] || !reception.done() || reception.behind()) continue;
        handed_over_[i] = true;
        done_(Outcome{reception.outcome()});
    }
}

/// An older answer is never merged row by row: everything of the source is put again, in order.
void Round::put_in_order() {
    for (std::size_t i = 0; i < receptions_.size(); ++i) {
        if (handed_over_[i]) continue;
        auto outcome = receptions_[i].outcome();
        try {
            if (!outcome.unreadable)
                normalize_again(rooms_.house, rooms_.archive, rooms_.store, receptions_[i].source());
        } catch (const Unreadable& error) {
            outcome.unreadable = error;
            ++outcome.failed;
            outcome.reason = error.what();
        }
        done_(std::move(outcome));
    }
}

}  // namespace pipeline
