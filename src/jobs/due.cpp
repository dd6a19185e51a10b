#include "base/zone.hpp"
#include "jobs/jobs.hpp"

namespace jobs {
namespace {

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

base::Instant next_due(const model::Source& source, std::optional<base::Instant> last) {
    if (!last) return {};
    return base::start_of(due_from(source.cadence, base::day_of(*last, source.zone)), source.zone);
}

bool due(const model::Source& source, std::optional<base::Instant> last, base::Instant now) {
    return next_due(source, last) <= now;
}

}  // namespace jobs
