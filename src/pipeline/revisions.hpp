#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "pipeline/house.hpp"

namespace pipeline {

/// One change that a provider made to a period already known. Without a value: withdrawn (status W) or
/// missing.
struct Rewrite {
    std::string source, part, indicator, entity, period, old_status, new_status, sha256;
    std::optional<double> old_value, new_value, relative;
    base::Instant old_known{}, old_released{}, new_known{}, new_released{};
    bool unusual = false;
    std::optional<double>
        most;  // a relative change above it is unusual: sql/views/12_revision.sql has the rule
};

struct RewritesWanted {
    std::string source;
    std::optional<base::Instant> since, as_known;  // known from then on; as known then
};

/// By the moment at which they became known, then by series and period.
std::vector<Rewrite> rewrites(const House& house, const RewritesWanted& wanted);

}  // namespace pipeline
