#pragma once

#include <string>

#include "base/time.hpp"

namespace model {

/// A window of a part that somebody asked for, and whether it came whole.
struct Asked {
    std::string part;
    base::Window window;
    base::Instant at{};
    bool done = true;
};

}  // namespace model
