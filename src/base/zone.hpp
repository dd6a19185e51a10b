#pragma once

#include <string_view>

#include "base/time.hpp"

namespace base {

/// Is it a named time zone, such as "Asia/Seoul" or "UTC"?
bool is_zone(std::string_view name);
/// The calendar day at that moment in a named zone; UTC's for a name that is none.
Day day_of(Instant instant, std::string_view zone);
/// When that day begins in a named zone.
Instant start_of(Day day, std::string_view zone);

}  // namespace base
