#include <algorithm>
#include <tuple>

#include "jobs/jobs.hpp"

namespace jobs {
namespace {

using base::make_day;

/// Addresses that speak in years get whole ones: half a year can't be asked for, so it must not be claimed.
base::Window whole_years(base::Window window) {
    const auto last = base::year_of(window.to - std::chrono::days{1});
    return {make_day(base::year_of(window.from), 1, 1), make_day(last + 1, 1, 1)};
}

bool speaks_in_years(const model::Part& part) {
    return part.url.find("{from_year}") != part.url.npos;
}

/// What was not yet asked for, and what a provider still revises.
base::Window regular(const model::Source& source, bool first_time, base::Instant now) {
    const auto today = base::day_of(now);
    const auto begin = make_day(source.start_year, 1, 1);
    if (source.window != "years") return {begin, today + std::chrono::days{1}};
    const auto year = base::year_of(today);
    const auto back = make_day(year - source.lookback_years + 1, 1, 1);
    return {first_time ? begin : std::max(begin, back), make_day(year + 1, 1, 1)};
}

std::chrono::months step(const std::string& cadence) {
    if (cadence == "monthly") return std::chrono::months{1};
    return std::chrono::months{cadence == "quarterly" ? 3 : 12};
}

/// The first day on which a source read on `last` is due. In days, not hours: a daily timer that ran two
/// minutes late yesterday must still find its sources due today.
base::Day due_from(const std::string& cadence, base::Day last) {
    if (cadence == "daily") return last + std::chrono::days{1};
    if (cadence == "weekly") return last + std::chrono::days{7};
    auto date = std::chrono::year_month_day{last} + step(cadence);
    if (!date.ok()) date = date.year() / date.month() / std::chrono::last;  // 31 January → 28 February
    return base::Day{date};
}

}  // namespace

std::optional<base::Window> window(const model::Source& source, const model::Part& part,
                                   std::optional<base::Window> range, bool first_time, base::Instant now) {
    auto asked = regular(source, first_time, now);
    if (source.window == "years" && range)
        asked = {std::max(range->from, make_day(source.start_year, 1, 1)), range->to};
    if (asked.from >= asked.to) return {};
    return speaks_in_years(part) ? whole_years(asked) : asked;
}

std::vector<Visit> visits(const model::Source& source, std::optional<base::Window> range, bool first_time,
                          base::Instant now) {
    std::vector<Visit> all;
    if (source.access == "manual") return all;  // nobody to ask: files are handed over
    for (const auto& part : source.parts)
        if (const auto asked = window(source, part, range, first_time, now))
            all.push_back({source.name, part.id, *asked, now});
    return all;
}

std::vector<Visit> visits(const model::Source& source, const Edition& edition,
                          std::optional<base::Window> range) {
    std::vector<Visit> all;
    for (const auto& answer : edition.answers) {
        if (answer.source != source.name || answer.page != 1) continue;
        if (range && !range->overlaps(answer.window)) continue;
        all.push_back({answer.source, answer.part, answer.window, answer.retrieved});
    }
    const auto key = [](const Visit& one) { return std::tie(one.at, one.part, one.window); };
    std::sort(all.begin(), all.end(), [&](const Visit& a, const Visit& b) { return key(a) < key(b); });
    const auto same = [&](const Visit& a, const Visit& b) { return key(a) == key(b); };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    return all;
}

bool due(const model::Source& source, std::optional<base::Instant> last, base::Instant now) {
    return !last || base::day_of(now) >= due_from(source.cadence, base::day_of(*last));
}

}  // namespace jobs
