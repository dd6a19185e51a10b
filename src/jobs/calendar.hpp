#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace jobs {

/// What ranges of dates are counted in.
enum class Unit { year, quarter, month, day };

/// "years" → year; windows that are no ranges have none.
std::optional<Unit> unit_of_window(std::string_view window);

/// The first day of the unit that holds `day`.
base::Day start_of(Unit unit, base::Day day);
/// The first day of the unit `count` units on.
base::Day on(Unit unit, base::Day start, int count);
/// The smallest range of whole units that holds the window.
base::Window whole(Unit unit, const base::Window& window);

}  // namespace jobs
