#pragma once

#include <string>
#include <vector>

#include "fetch/transport.hpp"
#include "pipeline/house.hpp"

namespace pipeline {

/// One line of `tuja doctor`: what was found, and what to do where it is not good.
struct Finding {
    enum class Level { good, warning, bad } level;
    std::string what, next;
};

/// What can be seen without a network: configuration, keys, disk, store, clock, fonts, printer.
std::vector<Finding> examine(const House& house);

/// Asks each source for the first page of its newest window, through `web` and so within its budget. Nothing
/// is kept: the look is to say whether the host answers with what the source declares, and what the time is
/// there, not to know more.
std::vector<Finding> examine_online(const House& house, fetch::Transport& web);

}  // namespace pipeline
