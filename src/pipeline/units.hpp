#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/house.hpp"

namespace pipeline {

/// Who starts the jobs, and with which program.
struct Starter {
    std::filesystem::path program;
    bool user = false;  // a user's own systemd or crontab, not the machine's
};

/// A file that `tuja install` makes.
struct Made {
    std::filesystem::path place;
    std::string text;
};

/// A service and a timer for each job, made of its `schedule`; for one with a report a second service, which
/// prints PDFs once the first has ended with 0 or 3. The machine's units run as the user `tuja`, whom a line
/// for sysusers.d makes.
std::vector<Made> systemd_units(const House& house, const Starter& starter);

/// The lines for crontab, made of each job's `cron`.
Made crontab(const House& house, const Starter& starter);

/// A user's crontab with our block in place of the one that was in it before.
std::string with_block(const std::string& crontab, const std::string& block);

/// NAME and value of the variables that a job started by others needs.
std::vector<std::pair<std::string, std::string>> variables_of(const House& house);

/// Names of the keys that a job's sources ask for.
std::vector<std::string> keys_of(const House& house, const model::Job& job);

}  // namespace pipeline
