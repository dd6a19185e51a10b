#include "base/time.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>

#include "base/error.hpp"

namespace base {
namespace {

/// Reads exactly `digits` digits off the front of `text`.
std::optional<int> take(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return {};
    int value = 0;
    for (const char c : text.substr(0, digits)) {
        if (c < '0' || c > '9') return {};
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool skip(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Day> take_day(std::string_view& text) {
    const auto year = take(text, 4);
    if (!year || !skip(text, '-')) return {};
    const auto month = take(text, 2);
    if (!month || !skip(text, '-')) return {};
    const auto day = take(text, 2);
    if (!day) return {};
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month(unsigned(*month)),
                                           std::chrono::day(unsigned(*day))};
    if (!date.ok()) return {};
    return Day{date};
}

/// ".5" → 500,000 µs; nothing where there is no fraction.
std::chrono::microseconds take_fraction(std::string_view& text) {
    if (!skip(text, '.')) return {};
    long micros = 0, unit = 100'000;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        micros += (text.front() - '0') * unit;
        unit /= 10;
        text.remove_prefix(1);
    }
    return std::chrono::microseconds{micros};
}

std::optional<std::chrono::minutes> take_zone(std::string_view& text) {
    if (text.empty() || skip(text, 'Z')) return std::chrono::minutes{0};
    const bool west = text.front() == '-';
    if (!west && text.front() != '+') return {};
    text.remove_prefix(1);
    const auto hours = take(text, 2);
    skip(text, ':');
    const auto minutes = take(text, 2);
    if (!hours || !minutes || *hours > 14 || *minutes > 59) return {};
    const std::chrono::minutes offset{*hours * 60 + *minutes};
    return west ? -offset : offset;
}

}  // namespace

Instant clock_now() {
    if (const char* fixed = std::getenv("TUJA_NOW"); fixed && *fixed) {
        if (const auto instant = read_instant(fixed)) return *instant;
        throw Error{"TUJA_NOW", fmt::format("'{}' is not an instant", fixed),
                    "write it as 2026-05-31T00:00:00Z", Error::Kind::usage};
    }
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

std::string iso(Day day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

std::string iso(Instant instant) {
    const Day day = day_of(instant);
    const std::chrono::hh_mm_ss time{instant - day};
    std::string text = fmt::format("{}T{:02}:{:02}:{:02}", iso(day), time.hours().count(),
                                   time.minutes().count(), time.seconds().count());
    if (const auto micros = time.subseconds().count()) text += fmt::format(".{:06}", micros);
    return text + "Z";
}

std::optional<Day> read_day(std::string_view text) {
    const auto day = take_day(text);
    if (!text.empty()) return {};
    return day;
}

std::optional<Instant> read_instant(std::string_view text) {
    const auto day = take_day(text);
    if (!day) return {};
    if (text.empty()) return Instant{*day};
    if (!skip(text, 'T') && !skip(text, ' ')) return {};
    const auto hour = take(text, 2);
    if (!hour || *hour > 23 || !skip(text, ':')) return {};
    const auto minute = take(text, 2);
    if (!minute || *minute > 59) return {};
    int second = 0;
    if (skip(text, ':')) {
        const auto read = take(text, 2);
        if (!read || *read > 60) return {};
        second = *read;
    }
    const auto fraction = take_fraction(text);
    const auto zone = take_zone(text);
    if (!zone || !text.empty()) return {};
    return Instant{*day} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           std::chrono::seconds{second} + fraction - *zone;
}

Day day_of(Instant instant) {
    return std::chrono::floor<std::chrono::days>(instant);
}

Day make_day(int year, unsigned month, unsigned day) {
    return Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

int year_of(Day day) {
    return int(std::chrono::year_month_day{day}.year());
}

Instant end_of(Day day) {
    return Instant{day} + std::chrono::days{1} - std::chrono::microseconds{1};
}

}  // namespace base
