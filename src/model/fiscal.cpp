#include "model/fiscal.hpp"

#include <array>

#include "base/text.hpp"

namespace model {
namespace {

using std::chrono::days;
using std::chrono::weekday;
using std::chrono::year_month_day;

std::optional<weekday> weekday_of(std::string_view name) {
    constexpr std::array names = {"sunday",   "monday", "tuesday", "wednesday",
                                  "thursday", "friday", "saturday"};
    for (unsigned i = 0; i < names.size(); ++i)
        if (name == names[i]) return weekday{i};
    return {};
}

std::optional<unsigned> month_of(std::string_view text) {
    const auto month = base::read_integer(text);
    if (text.size() != 2 || !month || *month < 1 || *month > 12) return {};
    return static_cast<unsigned>(*month);
}

base::Day last_of_month(int year, unsigned month) {
    return base::Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::last};
}

/// "06-30" in a year; 29 February is the last day of it.
std::optional<base::Day> on(int year, std::string_view month_and_day) {
    if (month_and_day.size() != 5 || month_and_day[2] != '-') return {};
    const auto month = month_of(month_and_day.substr(0, 2));
    const auto day = base::read_integer(month_and_day.substr(3));
    if (!month || !day || *day < 1 || *day > 31) return {};
    const auto last = last_of_month(year, *month);
    const auto given = base::make_day(year, *month, 1) + days{*day - 1};
    return std::min(given, last);
}

/// The last day of the fiscal year.
std::optional<base::Day> last_day(int year, std::string_view ends) {
    const auto words = base::split(ends, '-');
    if (words.size() == 2) return on(year, ends);
    if (words.size() == 3 && words[0] == "last") {
        const auto name = weekday_of(words[1]);
        const auto month = month_of(words[2]);
        if (!name || !month) return {};
        const auto last = last_of_month(year, *month);
        return last - (weekday{last} - *name);
    }
    if (words.size() == 4 && words[0] == "nearest") {
        const auto name = weekday_of(words[1]);
        const auto middle = on(year, ends.substr(ends.size() - 5));
        if (!name || !middle) return {};
        return *middle + days{3} - (weekday{*middle + days{3}} - *name);
    }
    return {};
}

}  // namespace

std::optional<Period> fiscal_year(int year, std::string_view ends) {
    const auto before = last_day(year - 1, ends), last = last_day(year, ends);
    if (!before || !last) return {};
    return period_of({*before + days{1}, *last + days{1}});
}

}  // namespace model
