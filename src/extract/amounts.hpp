#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/money.hpp"
#include "extract/plain.hpp"

namespace extract {

/// One sum as written, or two ends of a range.
struct Amount {
    std::uint32_t begin = 0, end = 0;  // from its sign or first digit to its last unit
    double low = 0, high = 0;
    std::string_view currency;  // a code of Money, empty where it is unknown
    double scale = 1;
    bool named = false;  // the currency is written, not understood
    bool range = false;
    bool rounded = false;  // 9조원대, 6兆円台: a figure cut to its first digits
    bool vague = false;    // 수십조원, multi-billion
    bool bracketed = false;
    bool conversion = false;  // the sum before it once more, in another currency
};

/// All sums of a text in order. Numbers that count things or nothing are not among them.
std::vector<Amount> amounts(const Plain& plain, const Money& money, std::string_view lang);

}  // namespace extract
