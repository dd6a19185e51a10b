// A plan is done as it was read, or not at all.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "pipeline/desk.hpp"
#include "pipeline/errand.hpp"
#include "pipeline/plan.hpp"
#include "pipeline/work.hpp"

namespace pipeline {
namespace {

constexpr std::string_view again = "make a new plan with `tuja plan` and read it; nothing was asked";

[[noreturn]] void refuse(const std::string& place, const std::string& why) {
    throw base::Error{place, why, std::string{again}};
}

std::string shown(const base::Window& window) {
    return fmt::format("{} to {}", base::iso(window.from), base::iso(window.to));
}

/// The windows of one source as visits of now.
std::vector<jobs::Visit> visits_of(const PlannedSource& planned, base::Instant now) {
    std::vector<jobs::Visit> all;
    for (const auto& one : planned.windows) all.push_back({planned.name, one.part, one.window, now, "plan"});
    return all;
}

void check_declared(const House& house, const PlannedSource& planned, const std::string& place) {
    const auto* source = house.find(planned.name);
    if (!source) refuse(place, fmt::format("the source '{}' is declared no more", planned.name));
    if (house.method(*source) != planned.method)
        refuse(place,
               fmt::format("{} is declared or read otherwise than when the plan was made", planned.name));
    for (const auto& one : planned.windows)
        if (!source->part(one.part))
            refuse(place, fmt::format("{} has no part '{}'", planned.name, one.part));
    if (const auto why = unaskable(house, *source); !why.empty())
        refuse(place, fmt::format("{}: {}", planned.name, why));
}

/// Somebody else has asked for a window since: what the plan says is already there is no longer true.
void check_unasked(store::Store& store, const PlannedSource& planned, const Errand& errand,
                   const std::string& place) {
    for (const auto& one : planned.windows) {
        const auto now = look_up(store, planned.name, one.part, one.window, errand.kind());
        if (now.asked && (!one.asked || *now.asked > *one.asked))
            refuse(place, fmt::format("{} {} {} was asked for since, at {} ({})", planned.name, one.part,
                                      shown(one.window), base::iso(*now.asked), now.outcome));
    }
}

/// A budget that was enough when the plan was made must still be. One that was not is spent in several
/// rounds.
void check_budgets(const House& house, store::Store& store, const Plan& plan,
                   const std::vector<PlannedSource>& missing, const std::string& place) {
    for (const auto& host : cost(house, &store, missing)) {
        const auto planned = std::find_if(plan.hosts.begin(), plan.hosts.end(),
                                          [&](const PlannedHost& one) { return one.name == host.name; });
        if (planned == plan.hosts.end()) continue;
        for (const auto& [span, left] : host.left) {
            const auto before = planned->left.find(span);
            const bool was_enough = before != planned->left.end() && before->second >= planned->requests;
            if (was_enough && left < host.requests)
                refuse(place, fmt::format("{}: {} requests are planned, the budget of this {} has {} left",
                                          host.name, host.requests, span, left));
        }
    }
}

void check_offline(const House& house, const std::string& place) {
    if (!house.bundled) return;
    throw base::Error{place, "the bundled edition is not asked for by plan", "leave out --offline",
                      base::Error::Kind::usage};
}

/// Those windows of the plan that this errand did not bring home yet.
std::vector<PlannedSource> missing_of(const Plan& plan, const Errand& errand, base::Instant now) {
    std::vector<PlannedSource> all;
    for (const auto& planned : plan.sources) {
        const auto visits = errand.missing(visits_of(planned, now));
        PlannedSource left{planned.name, planned.method, {}};
        for (const auto& one : planned.windows)
            if (std::any_of(visits.begin(), visits.end(), [&](const jobs::Visit& visit) {
                    return visit.part == one.part && visit.window == one.window;
                }))
                left.windows.push_back(one);
        if (!left.windows.empty()) all.push_back(std::move(left));
    }
    return all;
}

RunResult work_on(const House& house, Desk& desk, const Plan& plan, Errand& errand) {
    const auto now = house.settings.now;
    std::vector<const model::Source*> sources;
    for (const auto& one : missing_of(plan, errand, now)) sources.push_back(&house.source(one.name));
    RunOptions options;
    options.range = plan.range;
    options.visits = [&](const model::Source& source) {
        for (const auto& one : plan.sources)
            if (one.name == source.name) return errand.missing(visits_of(one, now));
        return std::vector<jobs::Visit>{};
    };
    RunResult result;
    work_on_all(house, desk, sources, options, result);
    if (missing_of(plan, errand, now).empty()) errand.end(now);
    return result;
}

}  // namespace

RunResult apply_plan(const House& house, const std::filesystem::path& file) {
    const auto place = file.string();
    if (!std::filesystem::is_regular_file(file))
        throw base::Error{place, "there is no such file", "name a file that `tuja plan` printed",
                          base::Error::Kind::usage};
    const auto text = base::read_file(file);
    const auto plan = read_plan(text, place);
    const auto digest = base::sha256(text);
    check_offline(house, place);
    Desk desk{house};
    if (const auto before = desk.store.errand(digest); before && before->ended)
        refuse(place, fmt::format("this plan was applied before, at {}", base::iso(*before->ended)));
    for (const auto& planned : plan.sources) check_declared(house, planned, place);
    Errand errand{desk.store, "plan", digest, house.settings.now};
    for (const auto& planned : plan.sources) check_unasked(desk.store, planned, errand, place);
    check_budgets(house, desk.store, plan, missing_of(plan, errand, house.settings.now), place);
    const auto command =
        fmt::format("apply {}{}{}", digest.substr(0, 12), plan.reason.empty() ? "" : ": ", plan.reason);
    return in_ledger(house, desk, command, [&] { return work_on(house, desk, plan, errand); });
}

}  // namespace pipeline
