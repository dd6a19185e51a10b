// Which windows a source wants: what is missing since the last time, cut into requests.
#include "jobs/windows.hpp"

#include <algorithm>

#include "base/zone.hpp"
#include "jobs/calendar.hpp"
#include "jobs/jobs.hpp"
#include "jobs/placeholders.hpp"

namespace jobs {
namespace {

using model::Asked;

base::Day begin_of(const model::Source& source) {
    return base::make_day(source.start_year, 1, 1);
}

Unit unit_of(const model::Source& source) {
    return unit_of_window(source.window).value_or(Unit::day);
}

/// The first day of the period that is not over yet.
base::Day current(const model::Source& source, base::Instant now) {
    return start_of(unit_of(source), base::day_of(now, source.zone));
}

/// How far a window counts: a period that was not over when it was asked is asked again.
base::Day counts_to(const model::Source& source, const Asked& one) {
    return std::min(one.window.to, current(source, one.at));
}

/// Have later answers covered what failed, together? "The last three days" is another window every day.
/// `windows` by their first days.
bool mended(const Asked& failed, base::Day from, const std::vector<Asked>& windows) {
    for (const auto& one : windows)
        if (one.done && one.at > failed.at && one.window.from <= from) from = std::max(from, one.window.to);
    return from >= failed.window.to;
}

/// What a regular run must ask for.
base::Window missing(const model::Source& source, std::optional<base::Day> cursor, base::Instant now) {
    const auto unit = unit_of(source);
    const auto begin = begin_of(source), today = current(source, now);
    if (!source.is_ranged()) return {begin, base::day_of(now, source.zone) + std::chrono::days{1}};
    const auto from = cursor ? on(unit, std::min(start_of(unit, *cursor), today), -source.lag) : begin;
    return {std::max(from, begin), on(unit, today, 1)};
}

/// Requests of at most `span` periods each.
std::vector<base::Window> cut(const model::Source& source, const base::Window& all) {
    if (source.span == 0) return {all};
    std::vector<base::Window> pieces;
    for (auto from = all.from; from < all.to;) {
        const auto to = on(unit_of(source), start_of(unit_of(source), from), source.span);
        pieces.push_back({from, std::min(to, all.to)});
        from = to;
    }
    return pieces;
}

/// The windows of one part; addresses that speak in years or months get whole ones: half a year can't be
/// asked for, so it must not be claimed.
std::vector<base::Window> wanted(const model::Source& source, const model::Part& part,
                                 std::optional<base::Window> range, const std::vector<Asked>& history,
                                 base::Instant now) {
    auto all = missing(source, cursor(source, part.id, history), now);
    if (source.is_ranged() && range) all = {std::max(range->from, begin_of(source)), range->to};
    if (all.from >= all.to) return {};
    if (const auto unit = speaks_in(part.url)) all = whole(*unit, all);
    return cut(source, all);
}

}  // namespace

std::optional<base::Day> cursor(const model::Source& source, const std::string& part,
                                const std::vector<model::Asked>& history) {
    std::vector<Asked> own;
    for (const auto& one : history)
        if (one.part == part) own.push_back(one);
    std::sort(own.begin(), own.end(), [](const Asked& a, const Asked& b) { return a.window < b.window; });
    const auto begin = begin_of(source);
    auto reached = begin;
    for (const auto& one : own)
        if (one.done && one.window.from <= reached) reached = std::max(reached, counts_to(source, one));
    for (const auto& one : own) {
        const auto from = std::max(begin, one.window.from);
        if (!one.done && !mended(one, from, own)) reached = std::min(reached, from);
    }
    if (reached == begin) return {};
    return reached;
}

std::optional<base::Instant> last_asked(const std::string& part, const std::vector<Asked>& history) {
    std::optional<base::Instant> found;
    for (const auto& one : history)
        if (one.done && one.part == part) found = std::max(found.value_or(one.at), one.at);
    return found;
}

std::optional<base::Instant> last_whole(const model::Source& source,
                                        const std::vector<model::Asked>& history) {
    std::optional<base::Instant> oldest;
    for (const auto& part : source.parts) {
        const auto last = last_asked(part.id, history);
        if (!last && part.unverified) continue;  // perhaps nobody is there: the others are not asked for it
        if (!last) return {};
        const auto reached = cursor(source, part.id, history).value_or(begin_of(source));
        if (source.is_ranged() && reached < current(source, *last)) return {};
        oldest = std::min(oldest.value_or(*last), *last);
    }
    return oldest;
}

std::vector<Visit> visits(const model::Source& source, std::optional<base::Window> range,
                          const std::vector<Asked>& history, base::Instant now) {
    std::vector<Visit> all;
    if (source.access == "manual") return all;  // nobody to ask: files are handed over
    for (const auto& part : source.parts)
        for (const auto& window : wanted(source, part, range, history, now))
            all.push_back({source.name, part.id, window, now, range ? "range" : "regular"});
    return all;
}

}  // namespace jobs
