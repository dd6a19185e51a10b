#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/budget.hpp"
#include "pipeline/house.hpp"
#include "pipeline/run.hpp"

namespace pipeline {

/// One source as an operator sees it. How old its data is and whether asking for it works are two things: a
/// host that fails tonight leaves fresh data, and one that answers well may have had nothing new for a year.
struct SourceStatus {
    std::string name, access, cadence;
    std::string data;    // fresh | stale (past its warn age) | old (past its error age) | none
    std::string asking;  // well | broken | no key | no contact | by hand | new
    std::optional<base::Instant> last_good, last_tried, newest_snapshot;
    std::optional<std::int64_t> age_days;
    model::Freshness limits;
    int failures_in_a_row = 0;
    std::string last_reason, key;       // key: the setting that is missing
    std::optional<base::Day> next_due;  // of files that are handed over: when a new edition is expected
    bool edition_due = false;
    std::vector<std::string> places;  // where files that are handed over come from
    Exit exit = Exit::done;           // what it makes of the exit status
    std::int64_t observations = 0, announcements = 0, rejects = 0, failed_pages = 0;
};

/// A line of the ledger. Without an end it is under way, or was killed.
struct RunStatus {
    std::string command, summary;
    base::Instant started{};
    std::optional<base::Instant> ended;
    std::optional<int> exit;
};

/// Until when a host wants to be left alone.
struct RestStatus {
    std::string host, why;
    base::Instant until{};
};

struct Status {
    std::string store;
    base::Instant moment{};
    std::vector<SourceStatus> sources;
    std::vector<std::string> faults;  // the newest failed windows: source, part, reason
    std::vector<RunStatus> runs;      // newest first
    std::vector<BudgetLeft> budgets;  // of every declared budget that counts
    std::vector<RestStatus> rests;
    Exit exit = Exit::done;
};

/// `as_known`: the data as known then; what the ledger says of asking is always today's.
Status read_status(const House& house, std::optional<base::Instant> as_known = {});

}  // namespace pipeline
