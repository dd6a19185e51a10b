#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace model {

/// A length of time; those behind `day` occur in accounts: nine months to date, and years of 52 or 53 weeks
/// with their quarters, halves and three quarters.
enum class Frequency : std::uint8_t {
    year,
    half,
    quarter,
    month,
    week,
    day,
    nine_months,
    weeks_13,
    weeks_14,
    weeks_26,
    weeks_27,
    weeks_39,
    weeks_40,
    weeks_52,
    weeks_53
};

/// What a value is about: a calendar year, half, quarter, month, ISO week or day; or one of these lengths
/// from another day on, as fiscal years begin.
struct Period {
    base::Day start;
    Frequency frequency = Frequency::year;

    bool operator==(const Period&) const = default;
    auto operator<=>(const Period&) const = default;
    /// First day after it.
    base::Day end() const;
    base::Window window() const { return {start, end()}; }
    /// Does it begin where calendars begin such a period?
    bool on_calendar() const;
    /// "2024", "2024-S1", "2024-Q3", "2024-05", "2024-W09", "2024-05-06"; off the calendar its first day and
    /// its length: "2024-07-01/P1Y", "2024-01-29/P52W" (SDMX).
    std::string text() const;
    /// The integer the store keeps: 16 × days since 1970 + frequency. Sorts by start.
    std::int64_t key() const;
    static Period from_key(std::int64_t key);
};

Period year(int year);
/// The period of these days, if it has one of the lengths above.
std::optional<Period> period_of(const base::Window& days);
/// Reads the forms of `text()` and the spellings providers use: "2013.0", "2020Q2", "2020M03", "20240131",
/// "YR2011", "2024-07-01/2025-06-30" (both days included). Nothing for anything else.
std::optional<Period> read_period(std::string_view text);

}  // namespace model
