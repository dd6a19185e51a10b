#pragma once

#include <string>
#include <string_view>

#include "model/figure.hpp"

namespace report {

/// The fixed words of a report's furniture: "Figure", "Note", "Source" … Asking for an unknown one is a bug
/// and throws.
const std::string& word(std::string_view name, model::Language language);
/// What a column of numbers in this format counts: "억 달러", "US$ bn", "%".
std::string unit_head(std::string_view format, model::Language language);
/// The number that one printed unit stands for: 1e8 for 억 달러. Charts draw in printed units.
double printed_unit(std::string_view format, model::Language language);

}  // namespace report
