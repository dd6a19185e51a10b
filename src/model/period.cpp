#include "model/period.hpp"

#include <fmt/format.h>

#include <array>

#include "base/text.hpp"

namespace model {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month_day;

base::Day plus_months(base::Day day, int count) {
    return base::Day{year_month_day{day} + months{count}};
}

/// Monday of ISO week 1 is the Monday on or before 4 January.
base::Day iso_week_one(int year) {
    const base::Day fourth = base::make_day(year, 1, 4);
    return fourth - (std::chrono::weekday{fourth} - std::chrono::Monday);
}

/// How long each frequency is: in months, else in days; and as ISO 8601 writes it.
struct Length {
    int months, days;
    std::string_view text;
};
constexpr std::array lengths = {
    Length{12, 0, "P1Y"},   Length{6, 0, "P6M"},    Length{3, 0, "P3M"},    Length{1, 0, "P1M"},
    Length{0, 7, "P1W"},    Length{0, 1, "P1D"},    Length{9, 0, "P9M"},    Length{0, 91, "P13W"},
    Length{0, 98, "P14W"},  Length{0, 182, "P26W"}, Length{0, 189, "P27W"}, Length{0, 273, "P39W"},
    Length{0, 280, "P40W"}, Length{0, 364, "P52W"}, Length{0, 371, "P53W"},
};

const Length& length_of(Frequency frequency) {
    return lengths[static_cast<std::size_t>(frequency)];
}

int length_in_months(Frequency frequency) {
    return length_of(frequency).months;
}

std::optional<Period> part_of_year(int year, long long number, Frequency frequency) {
    const int length = length_in_months(frequency);
    if (number < 1 || number > 12 / length) return {};
    return Period{base::make_day(year, static_cast<unsigned>((number - 1) * length + 1), 1), frequency};
}

std::optional<Period> week_of_year(int year, long long number) {
    if (number < 1 || number > 53) return {};
    const Period week{iso_week_one(year) + days{7 * (number - 1)}, Frequency::week};
    if (week.start >= iso_week_one(year + 1)) return {};
    return week;
}

/// "Q2", "-Q2", "M03", "-03", "S1", "-W09" after a year.
std::optional<Period> after_year(int year, std::string_view rest) {
    if (rest.starts_with('-')) rest.remove_prefix(1);
    if (rest.empty()) return {};
    const char letter = rest.front();
    const bool named = letter == 'Q' || letter == 'S' || letter == 'H' || letter == 'M' || letter == 'W';
    const auto number = base::read_integer(named ? rest.substr(1) : rest);
    if (!number || (!named && rest.size() != 2)) return {};
    switch (letter) {
        case 'Q':
            return part_of_year(year, *number, Frequency::quarter);
        case 'S':
        case 'H':
            return part_of_year(year, *number, Frequency::half);
        case 'W':
            return week_of_year(year, *number);
        default:
            return part_of_year(year, *number, Frequency::month);
    }
}

std::optional<Period> a_day(std::optional<base::Day> day) {
    if (!day) return {};
    return Period{*day, Frequency::day};
}

/// "2024-07-01/P1Y" or "2024-07-01/2025-06-30".
std::optional<Period> between(std::string_view first, std::string_view rest) {
    const auto start = base::read_day(first);
    if (!start) return {};
    if (const auto last = base::read_day(rest)) return period_of({*start, *last + days{1}});
    for (std::size_t i = 0; i < lengths.size(); ++i)
        if (lengths[i].text == rest) return Period{*start, static_cast<Frequency>(i)};
    return {};
}

}  // namespace

base::Day Period::end() const {
    const auto& length = length_of(frequency);
    return length.months > 0 ? plus_months(start, length.months) : start + days{length.days};
}

bool Period::on_calendar() const {
    const year_month_day date{start};
    if (frequency == Frequency::week) return std::chrono::weekday{start} == std::chrono::Monday;
    if (frequency == Frequency::day) return true;
    if (frequency > Frequency::day) return false;
    return unsigned(date.day()) == 1 && (unsigned(date.month()) - 1) % length_in_months(frequency) == 0;
}

std::string Period::text() const {
    if (!on_calendar()) return fmt::format("{}/{}", base::iso(start), length_of(frequency).text);
    const year_month_day date{start};
    const int year = int(date.year());
    const unsigned month = unsigned(date.month());
    switch (frequency) {
        case Frequency::year:
            return fmt::format("{:04}", year);
        case Frequency::half:
            return fmt::format("{:04}-S{}", year, (month - 1) / 6 + 1);
        case Frequency::quarter:
            return fmt::format("{:04}-Q{}", year, (month - 1) / 3 + 1);
        case Frequency::month:
            return fmt::format("{:04}-{:02}", year, month);
        case Frequency::week: {
            const int owner = base::year_of(start + days{3});  // the year its Thursday is in
            return fmt::format("{:04}-W{:02}", owner, (start - iso_week_one(owner)).count() / 7 + 1);
        }
        default:
            return base::iso(start);
    }
}

std::int64_t Period::key() const {
    return std::int64_t{start.time_since_epoch().count()} * 16 + static_cast<std::int64_t>(frequency);
}

Period Period::from_key(std::int64_t key) {
    const auto frequency = static_cast<Frequency>(key & 15);
    return {base::Day{days{static_cast<int>((key - (key & 15)) / 16)}}, frequency};
}

Period year(int year) {
    return {base::make_day(year, 1, 1), Frequency::year};
}

std::optional<Period> period_of(const base::Window& window) {
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        const Period period{window.from, static_cast<Frequency>(i)};
        if (period.end() == window.to) return period;
    }
    return {};
}

std::optional<Period> read_period(std::string_view text) {
    text = base::trim(text);
    if (const auto slash = text.find('/'); slash != text.npos)
        return between(text.substr(0, slash), text.substr(slash + 1));
    if (text.starts_with("YR")) text.remove_prefix(2);
    if (text.ends_with(".0")) text.remove_suffix(2);
    if (text.size() < 4) return {};
    const auto number = base::read_integer(text.substr(0, 4));
    if (!number || *number < 1000) return {};
    const int found = static_cast<int>(*number);
    if (text.size() == 4) return year(found);
    if (text.size() == 10) return a_day(base::read_day(text));
    if (text.size() == 8 && base::read_integer(text))
        return a_day(
            base::read_day(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2))));
    return after_year(found, text.substr(4));
}

}  // namespace model
