#include "normalize/mapped.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "model/fiscal.hpp"
#include "normalize/normalize.hpp"

namespace normalize {
namespace {

constexpr std::size_t longest_original = 500;

/// The period of the mapping's length that holds the whole of `fine`.
std::optional<model::Period> coarse(const std::string& per, const model::Period& fine) {
    const std::chrono::year_month_day date{fine.start};
    const auto month = unsigned(date.month());
    const auto first = per == "year" ? 1U : per == "quarter" ? (month - 1) / 3 * 3 + 1 : month;
    const auto length = per == "year"      ? model::Frequency::year
                        : per == "quarter" ? model::Frequency::quarter
                                           : model::Frequency::month;
    const model::Period found{base::make_day(int(date.year()), first, 1), length};
    if (fine.end() > found.end()) return {};
    return found;
}

}  // namespace

std::string status_of(const model::Mapping& map, std::string_view served) {
    const auto said = map.statuses.find(std::string{served});
    if (said != map.statuses.end()) return said->second;
    return served.empty() ? "A" : std::string{served};
}

std::optional<std::string_view> mapped(const model::Record& record, std::string_view name) {
    if (name.starts_with('=')) return name.substr(1);
    const auto* field = record.find(name);
    if (!field) return {};
    return *field;
}

std::string shown(const model::Record& record) {
    std::string text;
    for (const auto& field : record.fields) {
        if (!text.empty()) text += " | ";
        text += fmt::format("{}={}", field.name, field.value);
        if (text.size() > longest_original) break;
    }
    if (text.size() > longest_original) text.resize(longest_original);
    while (!base::valid_utf8(text)) text.pop_back();
    return text;
}

double scaled(double number, double multiplier) {
    if (multiplier == 1) return number;
    const auto exponent = static_cast<int>(std::lround(std::log10(multiplier)));
    if (multiplier != std::pow(10.0, exponent)) return number * multiplier;
    const auto digits = base::shortest(number);
    if (digits.find('e') != std::string::npos) return number * multiplier;
    return base::read_double(fmt::format("{}e{}", digits, exponent)).value_or(number * multiplier);
}

std::optional<model::Period> period_of(const model::Mapping& map, std::string_view served) {
    const auto period = model::read_period(served);
    if (period && !map.per.empty()) return coarse(map.per, *period);
    if (!period || map.year_ends.empty() || period->text().size() != 4) return period;
    return model::fiscal_year(base::year_of(period->start), map.year_ends);
}

std::vector<std::string_view> names_in(const model::Mapping& map, std::string_view served) {
    std::vector<std::string_view> names;
    for (std::size_t from = 0; from <= served.size();) {
        const auto to = std::min(served.find(map.split, from), served.size());
        const auto name = base::trim(served.substr(from, to - from));
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
        from = to + map.split.size();
    }
    return names;
}

std::string projected(const model::Mapping& map, const model::Record& record, const model::Period& period,
                      std::string status) {
    if (map.projected_after.empty() || status != "A") return status;
    const auto served = record.get(map.projected_after);  // "2024", or "FY2024/25"
    const auto digit = served.find_first_of("0123456789");
    const auto last = digit == served.npos ? std::nullopt : base::read_integer(served.substr(digit, 4));
    if (!last || *last == 0) return "E";
    return base::year_of(period.start) > *last ? "F" : "A";
}

std::optional<double> value(std::string_view served) {
    served = base::trim(served);
    if (served.find(',') == std::string_view::npos) return base::read_double(served);
    // "1,234,567.8": commas only where thousands are separated.
    const auto whole = served.substr(0, served.find('.'));
    const auto groups = base::split(whole, ',');
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto digits = i == 0 && groups[0].starts_with('-') ? groups[0].substr(1) : groups[i];
        if (i == 0 ? digits.empty() || digits.size() > 3 : digits.size() != 3) return {};
    }
    return base::read_double(base::replace_all(served, ",", ""));
}

}  // namespace normalize
