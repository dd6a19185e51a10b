#pragma once

#include <optional>
#include <vector>

#include "extract/context.hpp"

namespace extract {

/// A year that a text names ("2027", "FY2025-26", "27年度", "this year", "내년까지") and what it says of it.
struct Year {
    enum class Says { in, from, by };
    std::uint32_t begin = 0, end = 0;
    int value = 0;
    Says says = Says::in;
    bool joined = false;  // the second year of "2026-2030"
};

std::vector<Year> years_in(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                           std::uint32_t end);

/// "over the next four years", "5년간", "未来三年": how many years; months are counted from the month of the
/// text.
struct Duration {
    int years = 0, months = 0;
};
std::optional<Duration> duration_in(const Context& context, std::uint32_t begin, std::uint32_t end);

}  // namespace extract
