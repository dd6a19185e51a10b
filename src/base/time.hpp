#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace base {

/// A moment, UTC, to the microsecond.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;
/// A calendar day, UTC.
using Day = std::chrono::sys_days;

/// Half-open range of days, [from, to).
struct Window {
    Day from, to;
    bool operator==(const Window&) const = default;
    auto operator<=>(const Window&) const = default;
    bool overlaps(const Window& other) const { return from < other.to && other.from < to; }
};

/// The clock of a run: `TUJA_NOW` (an instant) where set, else the machine's. Read once, in `main`.
Instant clock_now();

/// "2026-05-31T04:05:06.000007Z"; the fraction is left out when it is zero.
std::string iso(Instant instant);
/// "2026-05-31"
std::string iso(Day day);
/// Reads "2026-05-31", "2026-05-31T04:05Z", "…:06.5+09:00". Without a zone: UTC. Nothing for anything else.
std::optional<Instant> read_instant(std::string_view text);
std::optional<Day> read_day(std::string_view text);

Day day_of(Instant instant);
Day make_day(int year, unsigned month, unsigned day);
int year_of(Day day);
/// The last microsecond of the day: what `--as-known DAY` means.
Instant end_of(Day day);

}  // namespace base
