#pragma once

#include <string>
#include <vector>

#include "http/play.hpp"

namespace http {

/// What came of a play.
struct Observed {
    int status = -1, asked = 0, exit = -1;
    std::string reason, words, value;
    std::vector<std::string>
        faults;  // of the store, the archive, the requests, the next run: none, one hopes
};

/// Plays it against a store of its own through the whole pipeline, looks whether the store is sound, then
/// lets the host answer well and runs once more.
Observed perform(const Play& play);

}  // namespace http
