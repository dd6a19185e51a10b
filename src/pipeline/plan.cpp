#include "pipeline/plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/budget.hpp"
#include "pipeline/work.hpp"

namespace pipeline {
namespace {

store::Binds binds_of(const std::string& source, const std::string& part, const base::Window& window) {
    return {{":source", source},
            {":part", part},
            {":from", std::int64_t{window.from.time_since_epoch().count()}},
            {":to", std::int64_t{window.to.time_since_epoch().count()}}};
}

std::int64_t whole(const std::vector<model::Cell>& row, int column) {
    return static_cast<std::int64_t>(model::number_of(row, column).value_or(0));
}

/// As many pages as the last whole visit of the part had, in proportion to the days it covered.
int pages_for(store::Store& store, const std::string& source, const std::string& part,
              const base::Window& window) {
    const auto table = store.query(
        "SELECT count(DISTINCT page), window_to - window_from FROM snapshot WHERE source = :source AND part "
        "= "
        ":part AND outcome NOT IN ('redirect', 'unclaimed') GROUP BY visit, window_from, window_to "
        "HAVING max(outcome IN ('failed', 'incomplete')) = 0 "
        "ORDER BY window_from = :from AND window_to = :to DESC, visit DESC LIMIT 1",
        binds_of(source, part, window));
    if (table.rows.empty()) return 1;
    const auto pages = whole(table.rows[0], 0), days = std::max<std::int64_t>(1, whole(table.rows[0], 1));
    const auto wanted = (window.to - window.from).count();
    return static_cast<int>(std::max<std::int64_t>(1, (pages * wanted + days - 1) / days));
}

PlannedSource planned(const House& house, store::Store* store, const model::Source& source,
                      const base::Window& range) {
    PlannedSource one{source.name, house.method(source), {}};
    for (const auto& visit : jobs::visits(source, range, {}, house.settings.now)) {
        PlannedWindow window;
        if (store) {
            window = look_up(*store, source.name, visit.part, visit.window, "");
            window.requests = pages_for(*store, source.name, visit.part, visit.window);
        }
        window.part = visit.part;
        window.window = visit.window;
        one.windows.push_back(std::move(window));
    }
    return one;
}

}  // namespace

PlannedWindow look_up(store::Store& store, const std::string& source, const std::string& part,
                      const base::Window& window, const std::string& except_kind) {
    PlannedWindow found;
    found.part = part;
    found.window = window;
    auto binds = binds_of(source, part, window);
    binds[":except"] = except_kind;
    const auto asked = store.query(
        "SELECT asked, outcome FROM ops_window WHERE source = :source AND part = :part AND kind <> :except "
        "AND window_from < :to AND window_to > :from ORDER BY asked DESC LIMIT 1",
        binds);
    if (!asked.rows.empty()) {
        found.asked = base::Instant{std::chrono::microseconds{whole(asked.rows[0], 0)}};
        found.outcome = model::text_of(asked.rows[0], 1);
    }
    const auto kept = store.query(
        "SELECT count(*) FROM snapshot WHERE source = :source AND part = :part AND status IN (200, 304) "
        "AND window_from < :to AND window_to > :from",
        binds);
    found.snapshots = static_cast<int>(whole(kept.rows.at(0), 0));
    return found;
}

std::vector<PlannedHost> cost(const House& house, store::Store* store,
                              const std::vector<PlannedSource>& sources) {
    std::map<std::string, PlannedHost> hosts;
    for (const auto& source : sources)
        for (const auto& window : source.windows) {
            const jobs::Visit visit{source.name, window.part, window.window, house.settings.now, "plan"};
            const auto url = jobs::request(house.source(source.name), visit, 1, house.reference).url;
            hosts[model::lane_of(house.hosts, url).name].requests += window.requests;
        }
    if (store)
        for (const auto& one : budgets_left(*store, house.hosts, house.settings.now))
            if (const auto host = hosts.find(one.budget); host != hosts.end())
                host->second.left[one.span] = one.left;
    std::vector<PlannedHost> all;
    for (auto& [name, host] : hosts) {
        host.name = name;
        all.push_back(std::move(host));
    }
    return all;
}

Plan make_plan(const House& house, const model::Job& job, const base::Window& range,
               const std::string& reason) {
    Plan plan{job.name, reason, range, house.settings.now, {}, {}, {}};
    std::optional<store::Store> store;
    if (std::filesystem::exists(house.database()))
        store.emplace(house.database(), house.sql(), store::Store::Mode::read);
    for (const auto* source : sources_of(house, job.sources)) {
        if (const auto why = unaskable(house, *source); !why.empty()) {
            plan.left_out.push_back(source->name + ": " + why);
            continue;
        }
        auto one = planned(house, store ? &*store : nullptr, *source, range);
        if (one.windows.empty())
            plan.left_out.push_back(fmt::format("{}: nothing of it lies in the range; it begins in {}",
                                                one.name, source->start_year));
        else
            plan.sources.push_back(std::move(one));
    }
    plan.hosts = cost(house, store ? &*store : nullptr, plan.sources);
    return plan;
}

}  // namespace pipeline
