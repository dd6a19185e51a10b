#pragma once

#include <functional>
#include <string>

#include "pipeline/house.hpp"
#include "pipeline/run.hpp"

namespace pipeline {

/// Does a scheduled job's work and tells the address of `ping_url` when it starts (URL/start) and how it
/// ended (URL/<exit status>), each a POST, the second with the last lines of the log: what services that miss
/// a job take. A job that is killed tells nothing any more, and that is what they notice. Telling never
/// changes how the job ends.
int watched(const House& house, const std::string& job, const std::function<int()>& work);

}  // namespace pipeline
