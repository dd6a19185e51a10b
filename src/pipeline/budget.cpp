#include "pipeline/budget.hpp"

#include <fmt/format.h>

#include <array>

#include "base/text.hpp"

namespace pipeline {
namespace {

using Micros = std::chrono::microseconds;

struct Span {
    std::string_view name;
    Micros length;
    int model::Budget::*most;
};
constexpr std::array spans = {Span{"minute", std::chrono::minutes{1}, &model::Budget::per_minute},
                              Span{"hour", std::chrono::hours{1}, &model::Budget::per_hour},
                              Span{"day", std::chrono::days{1}, &model::Budget::per_day}};

// How soon a place that another run holds is tried again.
constexpr std::chrono::milliseconds place_pause{100};

std::vector<store::Allowance> allowances(const model::Budget& budget) {
    std::vector<store::Allowance> all;
    for (const auto& span : spans)
        if (const int most = budget.*span.most) all.push_back({span.length, most});
    return all;
}

/// "60 an hour"
std::string in_words(const store::Allowance& allowed) {
    for (const auto& span : spans)
        if (span.length == allowed.span)
            return fmt::format("{} {} {}", allowed.most, span.name == "hour" ? "an" : "a", span.name);
    return "one after the other";
}

}  // namespace

Budgets::Budgets(store::Store& store, std::filesystem::path locks)
    : store_(store), locks_(std::move(locks)) {}

fetch::Permit Budgets::ask(const model::Lane& lane, base::Instant now) {
    // Once a run for hosts without a budget; where there is one, another run's news count at once.
    const bool counted = lane.budget && lane.budget->counts();
    if (!rests_read_ || counted) read_rests(now);
    if (const auto rest = rests_.find(lane.owner()); rest != rests_.end() && rest->second.until > now)
        return {rest->second.until, rest->second.why};
    if (!lane.budget) return {};
    if (!take_place(lane)) return {now + place_pause, "another run asks it"};
    if (!counted) return {};
    const auto refused =
        store_.take_permit(lane.name, allowances(*lane.budget), pause_after(*lane.budget), now);
    if (!refused) return {};
    done(lane);
    return {refused->not_before,
            fmt::format("budget of {} spent ({})", lane.name, in_words(refused->allowed))};
}

void Budgets::read_rests(base::Instant now) {
    for (auto& [host, rest] : store_.rests(now))
        if (rest.until > rests_[host].until) rests_[host] = rest;
    rests_read_ = true;
}

bool Budgets::take_place(const model::Lane& lane) {
    if (!lane.budget->concurrency) return true;
    for (int place = 1; place <= lane.budget->concurrency; ++place) {
        const auto name = fmt::format("host-{}-{}", base::replace_all(lane.name, " ", "-"), place);
        if (auto lock = Lock::take(locks_, name)) {
            places_.emplace(lane.name, std::move(*lock));
            return true;
        }
    }
    return false;
}

void Budgets::done(const model::Lane& lane) {
    if (const auto place = places_.find(lane.name); place != places_.end()) places_.erase(place);
}

void Budgets::rest(const model::Lane& lane, base::Instant until, const std::string& why) {
    auto& rest = rests_[lane.owner()];
    if (until > rest.until) rest = {until, why};
    store_.rest(lane.owner(), until, why);
}

Micros Budgets::pause_after(const model::Budget& budget) {
    if (budget.per_second <= 0) return Micros{0};
    // The answer's way differs from one request to the next: without some room two that were sent apart
    // arrive together, and the host counts one too many.
    std::uniform_real_distribution<double> room{1.05, 1.25};
    return Micros{static_cast<long long>(1e6 / budget.per_second * room(random_))};
}

std::vector<BudgetLeft> budgets_left(store::Store& store, const std::vector<model::Host>& hosts,
                                     base::Instant now) {
    std::vector<BudgetLeft> all;
    const auto add = [&](const std::string& name, const model::Budget& budget) {
        for (const auto& span : spans) {
            const int most = budget.*span.most;
            if (most) all.push_back({name, std::string{span.name}, most, most});
            if (most) all.back().left -= store.permits_since(name, now - span.length);
        }
    };
    for (const auto& host : hosts) {
        add(host.name, host.budget);
        for (const auto& one : host.classes) add(host.name + " " + one.name, one.budget);
    }
    return all;
}

}  // namespace pipeline
