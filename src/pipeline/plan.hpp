#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/house.hpp"
#include "pipeline/run.hpp"
#include "store/store.hpp"

namespace pipeline {

/// A window that a plan asks for, and what is known of it already.
struct PlannedWindow {
    std::string part;
    base::Window window;
    int requests = 1;                    // as many pages as it took last time; 1 where nobody knows
    std::optional<base::Instant> asked;  // last asked by anybody; nothing: never
    std::string outcome;                 // of that: done | failed
    int snapshots = 0;                   // answers about days of it in the archive
};

struct PlannedSource {
    std::string name, method;  // the digest of all that makes its facts
    std::vector<PlannedWindow> windows;
};

/// What a host is asked, and what its budget holds when the plan is made.
struct PlannedHost {
    std::string name;
    int requests = 0;
    std::map<std::string, int> left{};  // "hour" → requests
};

/// What a rerun of a range would do: `tuja plan` prints it, `tuja apply` does exactly that.
struct Plan {
    std::string job, reason;
    base::Window range;
    base::Instant planned{};
    std::vector<PlannedHost> hosts;
    std::vector<PlannedSource> sources;
    std::vector<std::string> left_out;  // a sentence each
};

Plan make_plan(const House& house, const model::Job& job, const base::Window& range,
               const std::string& reason);
/// As TOML, the same bytes for the same plan.
std::string plan_toml(const Plan& plan);
/// Usage errors that say what is wrong on which line.
Plan read_plan(std::string_view toml, const std::string& place);

/// What the store knows of a window of a part, whoever asked, but for windows of this kind.
PlannedWindow look_up(store::Store& store, const std::string& source, const std::string& part,
                      const base::Window& window, const std::string& except_kind);
/// What these windows cost each host, and what is left there.
std::vector<PlannedHost> cost(const House& house, store::Store* store,
                              const std::vector<PlannedSource>& sources);

/// `tuja apply FILE`: does exactly what the plan says, once; taken up again after a kill. Refuses when the
/// world has moved since it was made.
RunResult apply_plan(const House& house, const std::filesystem::path& file);

}  // namespace pipeline
