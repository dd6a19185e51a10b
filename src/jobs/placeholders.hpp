#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jobs/calendar.hpp"

/// What an address may hold in braces. Dates take a format: {from:%Y%m%d} is 20260131.
namespace jobs {

/// All names that an address of a source may use; those of dates also with a format.
const std::vector<std::string>& placeholders();
/// Is it a date's placeholder with a format of %Y %y %m %d %q (quarter) and plain characters?
bool is_dated(std::string_view name);
/// The finest unit in which an address names its range; nothing where it names none.
std::optional<Unit> speaks_in(std::string_view url);
/// Does it name both ends of its range?
bool names_a_range(std::string_view url);
/// Every date filled in. Windows are half-open: {to} is their last day, {until} the day behind it.
std::string fill_dates(std::string_view url, const base::Window& window);
/// The other way round: the window that texts name, each found where its placeholder ("{from:%Y%m}") stands.
std::optional<base::Window> read_window(const std::map<std::string, std::string, std::less<>>& found);

}  // namespace jobs
