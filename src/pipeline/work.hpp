#pragma once

#include <vector>

#include "pipeline/desk.hpp"
#include "pipeline/run.hpp"

namespace pipeline {

/// Why nobody can ask a source: its files are taken by hand, or a setting is missing. "" when it can be
/// asked.
std::string unaskable(const House& house, const model::Source& source);

/// Works on every source that is due and free: holds it, normalizes it again where its facts are another
/// method's, and asks all of them at once. How they fared goes into `result`.
void work_on_all(const House& house, Desk& desk, const std::vector<const model::Source*>& sources,
                 const RunOptions& options, RunResult& result);

}  // namespace pipeline
