#include "jobs/placeholders.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace jobs {
namespace {

constexpr std::string_view iso_day = "%Y-%m-%d";

/// One placeholder of a date: which one, and how it is written.
struct Dated {
    std::string_view name, format;
};

/// "from_year" is the old way to say "from:%Y".
std::optional<Dated> dated(std::string_view inside) {
    if (inside == "from_year") return Dated{"from", "%Y"};
    if (inside == "to_year") return Dated{"to", "%Y"};
    const auto colon = inside.find(':');
    const auto name = inside.substr(0, colon);
    if (name != "from" && name != "to" && name != "until") return {};
    return Dated{name, colon == inside.npos ? iso_day : inside.substr(colon + 1)};
}

std::string text_of(base::Day day, char letter) {
    const std::chrono::year_month_day date{day};
    const auto month = unsigned(date.month());
    if (letter == 'Y') return fmt::format("{:04}", int(date.year()));
    if (letter == 'y') return fmt::format("{:02}", int(date.year()) % 100);
    if (letter == 'm') return fmt::format("{:02}", month);
    if (letter == 'q') return std::to_string((month + 2) / 3);
    return fmt::format("{:02}", unsigned(date.day()));
}

std::string text_of(base::Day day, std::string_view format) {
    std::string text;
    for (std::size_t i = 0; i < format.size(); ++i)
        if (format[i] == '%' && i + 1 < format.size())
            text += text_of(day, format[++i]);
        else
            text += format[i];
    return text;
}

/// The first day of what `text` names; nothing where it is not written in that format.
std::optional<base::Day> read_date(std::string_view text, std::string_view format) {
    int year = 0, month = 1, day = 1;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%' || i + 1 == format.size()) {
            if (!text.starts_with(format[i])) return {};
            text.remove_prefix(1);
            continue;
        }
        const char letter = format[++i];
        const std::size_t width = letter == 'Y' ? 4 : letter == 'q' ? 1 : 2;
        const auto number = text.size() < width ? std::nullopt : base::read_integer(text.substr(0, width));
        if (!number || *number < 0) return {};
        text.remove_prefix(width);
        const auto value = static_cast<int>(*number);
        if (letter == 'Y' || letter == 'y') year = letter == 'Y' ? value : 2000 + value;
        if (letter == 'm' || letter == 'q') month = letter == 'm' ? value : 3 * value - 2;
        if (letter == 'd') day = value;
    }
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month(month),
                                           std::chrono::day(day)};
    if (!text.empty() || !date.ok()) return {};
    return base::Day{date};
}

Unit finest(std::string_view format) {
    if (format.find("%d") != format.npos) return Unit::day;
    if (format.find("%m") != format.npos) return Unit::month;
    return format.find("%q") != format.npos ? Unit::quarter : Unit::year;
}

/// Calls `found(inside, open, close)` for every pair of braces.
template <class Found>
void each(std::string_view url, const Found& found) {
    for (auto open = url.find('{'); open != url.npos; open = url.find('{', open + 1)) {
        const auto close = url.find('}', open);
        if (close == url.npos) return;
        found(url.substr(open + 1, close - open - 1), open, close);
    }
}

}  // namespace

const std::vector<std::string>& placeholders() {
    static const std::vector<std::string> names{"from_year", "to_year",   "from",   "to",    "until",
                                                "page",      "indicator", "offset", "limit", "first_row",
                                                "last_row",  "countries", "key"};
    return names;
}

bool is_dated(std::string_view name) {
    const auto found = dated(name);
    if (!found) return false;
    const auto& format = found->format;
    if (format.find('%') == format.npos) return false;
    for (std::size_t i = 0; i < format.size(); ++i)
        if (format[i] == '%' &&
            (++i == format.size() || std::string_view{"Yymdq"}.find(format[i]) == std::string_view::npos))
            return false;
    return true;
}

std::optional<Unit> speaks_in(std::string_view url) {
    std::optional<Unit> unit;
    each(url, [&](std::string_view inside, std::size_t, std::size_t) {
        if (const auto date = dated(inside)) unit = std::max(unit.value_or(Unit::year), finest(date->format));
    });
    return unit;
}

bool names_a_range(std::string_view url) {
    bool begin = false, end = false;
    each(url, [&](std::string_view inside, std::size_t, std::size_t) {
        const auto date = dated(inside);
        if (date) (date->name == "from" ? begin : end) = true;
    });
    return begin && end;
}

std::string fill_dates(std::string_view url, const base::Window& window) {
    std::string text;
    std::size_t done = 0;
    each(url, [&](std::string_view inside, std::size_t open, std::size_t close) {
        const auto date = dated(inside);
        if (!date) return;
        const auto day = date->name == "from"    ? window.from
                         : date->name == "until" ? window.to
                                                 : window.to - std::chrono::days{1};
        text.append(url.substr(done, open - done)).append(text_of(day, date->format));
        done = close + 1;
    });
    return text.append(url.substr(done));
}

std::optional<base::Window> read_window(const std::map<std::string, std::string, std::less<>>& found) {
    std::optional<base::Day> from, to;
    for (const auto& [name, text] : found) {
        const auto date = dated(std::string_view{name}.substr(1, name.size() - 2));
        if (!date) continue;
        const auto day = read_date(text, date->format);
        if (!day) return {};
        if (date->name == "from") from = from ? std::max(*from, *day) : *day;
        if (date->name == "until") to = *day;
        if (date->name == "to") to = on(finest(date->format), *day, 1);
    }
    if (!from || !to || *from >= *to) return {};
    return base::Window{*from, *to};
}

}  // namespace jobs
