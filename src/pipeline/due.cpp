#include "pipeline/due.hpp"

#include "jobs/windows.hpp"
#include "pipeline/addresses.hpp"

namespace pipeline {
namespace {

constexpr int failures_that_count = 3;

}  // namespace

std::vector<model::Asked> asked_so_far(const House& house, store::Store& store, const model::Source& source) {
    auto all = store.asked(source.name, "regular");
    std::erase_if(all, [&](const model::Asked& one) { return one.at > house.settings.now; });
    return all;
}

base::Instant due_from(const House& house, store::Store& store, const model::Source& source) {
    if (store.health(source.name).failures_in_a_row > 0) return {};
    return jobs::next_due(source,
                          jobs::last_whole(living(source, store), asked_so_far(house, store, source)));
}

bool failure_counts(const House& house, const model::Source& source, const store::Health& health) {
    const std::chrono::days fresh{source.freshness.warn_days};
    const bool stale = fresh.count() > 0 && (!health.last_good || house.moment() - *health.last_good > fresh);
    return stale || health.failures_in_a_row >= failures_that_count;
}

model::Source living(model::Source source, store::Store& store) {
    const Addresses addresses{store, source};
    std::erase_if(source.parts, [&](const model::Part& part) { return addresses.gone_since(part.id); });
    return source;
}

}  // namespace pipeline
