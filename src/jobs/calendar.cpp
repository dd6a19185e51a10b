#include "jobs/calendar.hpp"

namespace jobs {
namespace {

using std::chrono::year_month_day;

int months_of(Unit unit) {
    if (unit == Unit::year) return 12;
    return unit == Unit::quarter ? 3 : 1;
}

}  // namespace

std::optional<Unit> unit_of_window(std::string_view window) {
    if (window == "years") return Unit::year;
    if (window == "months") return Unit::month;
    if (window == "days") return Unit::day;
    return {};
}

base::Day start_of(Unit unit, base::Day day) {
    if (unit == Unit::day) return day;
    const year_month_day date{day};
    const auto month = unsigned(date.month()) - 1;
    const auto length = static_cast<unsigned>(months_of(unit));
    return base::make_day(int(date.year()), month - month % length + 1, 1);
}

base::Day on(Unit unit, base::Day start, int count) {
    if (unit == Unit::day) return start + std::chrono::days{count};
    return base::Day{year_month_day{start} + std::chrono::months{count * months_of(unit)}};
}

base::Window whole(Unit unit, const base::Window& window) {
    const auto last = window.to - std::chrono::days{1};
    return {start_of(unit, window.from), on(unit, start_of(unit, last), 1)};
}

}  // namespace jobs
