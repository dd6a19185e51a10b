#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "base/time.hpp"
#include "report/numbers.hpp"

namespace report {

using model::Language;

std::string date(std::string_view iso, Language language, Style style) {
    const auto day = base::read_day(iso.substr(0, 10));
    if (!day) return std::string{iso};
    if (style != Style::prose) return base::iso(*day);
    const std::chrono::year_month_day parts{*day};
    const int the_year = static_cast<int>(parts.year());
    const auto month = static_cast<unsigned>(parts.month()), number = static_cast<unsigned>(parts.day());
    if (language == Language::ko) return fmt::format("{}년 {}월 {}일", the_year, month, number);
    constexpr std::array names = {"January", "February", "March",     "April",   "May",      "June",
                                  "July",    "August",   "September", "October", "November", "December"};
    return fmt::format("{} {} {}", number, names[month - 1], the_year);
}

std::string period(std::string_view text, Language language) {
    const bool ko = language == Language::ko;
    const auto year = std::string{text.substr(0, 4)};
    const auto rest = text.size() > 5 ? std::string{text.substr(5)} : std::string{};
    if (rest.empty()) return ko ? year + "년" : year;
    const auto number = rest.substr(1);
    switch (rest[0]) {
        case 'Q':
            return ko ? fmt::format("{}년 {}분기", year, number) : fmt::format("Q{} {}", number, year);
        case 'W':
            return ko ? fmt::format("{}년 제{}주", year, number) : fmt::format("week {} of {}", number, year);
        case 'S':
            return ko ? fmt::format("{}년 {}", year, number == "1" ? "상반기" : "하반기")
                      : fmt::format("H{} {}", number, year);
        default:
            return std::string{text};
    }
}

std::string in_fours(std::string_view digest, std::size_t most) {
    std::string text;
    for (std::size_t at = 0; at < std::min(digest.size(), most); at += 4) {
        if (at > 0) text += ' ';
        text += digest.substr(at, 4);
    }
    return text;
}

}  // namespace report
