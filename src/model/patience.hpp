#pragma once

#include <map>
#include <string>

#include "base/time.hpp"

namespace model {

/// What a host wants of who asks again. `rhythm` is a feed's own: "ttl" in minutes, "skip_hours" and
/// "skip_days" (of GMT), their values parted by blanks; empty where nothing is said.
struct Patience {
    base::Instant not_before{};
    std::map<std::string, std::string> rhythm;
};

}  // namespace model
