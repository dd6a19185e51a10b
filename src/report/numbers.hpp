#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/figure.hpp"

namespace report {

/// Where a number stands: in a sentence ("161 times"), as a mark in a chart or tile ("161×"), or under a
/// column head that already names the unit ("161").
enum class Style { prose, mark, bare };

/// The figure's value as printed, "–" where it has none. Bounds are said: "at least", "이상", "≥".
std::string printed(const model::Figure& figure, model::Language language, Style style);
/// A value in a format, without its bound.
std::string printed(double value, std::string_view format, model::Language language, Style style);
/// A change as a verb or noun, so that a sentence stays true whichever way it goes: "rose 161%", "161% 증가".
std::string moved(const model::Figure& figure, model::Language language);
/// The unit alone, where a tile sets it smaller than the number: "배", "×". Empty where it stands before the
/// number or there is none.
std::string unit_of(std::string_view format, model::Language language);

/// "31 May 2026" / "2026년 5월 31일" of an ISO date; in tables the ISO date itself. Anything else comes back
/// unchanged.
std::string date(std::string_view iso, model::Language language, Style style);
/// "Q1 2026" / "2026년 1분기", "2026-05", "2026", "2026-W09".
std::string period(std::string_view text, model::Language language);

/// "e69e d869 89b3 30ae": the beginning of a digest, as people compare it.
std::string in_fours(std::string_view digest, std::size_t most);

constexpr std::string_view missing_dash = "–";

}  // namespace report
