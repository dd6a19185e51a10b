#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/house.hpp"
#include "pipeline/run.hpp"

namespace pipeline {

/// One source as an operator sees it. Stale (old data) and broken (asking fails) are two things.
struct SourceStatus {
    std::string name, access, cadence;
    std::optional<base::Instant> last_good, last_tried, newest_snapshot;
    int failures_in_a_row = 0;
    std::string last_reason;
    std::int64_t observations = 0, announcements = 0, rejects = 0, failed_pages = 0;
    std::optional<std::int64_t> age_days;
    std::string state;  // fresh | stale | old | broken | never | by hand | no key
};

struct Status {
    std::string store;
    std::vector<SourceStatus> sources;
    std::vector<std::string> faults;  // the newest failed windows: source, part, reason
    Exit exit = Exit::done;
};

Status read_status(const House& house);

/// One line of `tuja doctor`.
struct Finding {
    enum class Level { good, warning, bad } level;
    std::string what, next;
};
std::vector<Finding> examine(const House& house);

}  // namespace pipeline
