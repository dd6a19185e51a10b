#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace model {

enum class Frequency : std::uint8_t { year = 0, half = 1, quarter = 2, month = 3, week = 4, day = 5 };

/// What a value is about: a calendar year, half, quarter, month, ISO week or day.
struct Period {
    base::Day start;
    Frequency frequency = Frequency::year;

    bool operator==(const Period&) const = default;
    auto operator<=>(const Period&) const = default;
    /// First day after it.
    base::Day end() const;
    base::Window window() const { return {start, end()}; }
    /// "2024", "2024-S1", "2024-Q3", "2024-05", "2024-W09", "2024-05-06" (SDMX).
    std::string text() const;
    /// The integer the store keeps: 8 × days since 1970 + frequency. Sorts by start.
    std::int64_t key() const;
    static Period from_key(std::int64_t key);
};

Period year(int year);
/// Reads the forms of `text()` and the spellings providers use: "2013.0", "2020Q2", "2020M03", "20240131",
/// "YR2011". Nothing for anything else.
std::optional<Period> read_period(std::string_view text);

}  // namespace model
