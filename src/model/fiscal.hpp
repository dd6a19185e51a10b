#pragma once

#include <optional>
#include <string_view>

#include "model/period.hpp"

namespace model {

/// The fiscal year that a publisher calls by this number. `ends` says on which day it is over: "06-30",
/// "last-sunday-01" (NVIDIA), "nearest-saturday-01-31". Years that end on a weekday have 52 or 53 weeks.
/// Nothing where `ends` says no such day.
std::optional<Period> fiscal_year(int year, std::string_view ends);

}  // namespace model
