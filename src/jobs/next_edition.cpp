#include <algorithm>

#include "jobs/jobs.hpp"

namespace jobs {
namespace {

/// When the newest edition came out, as its parts declare it.
std::optional<base::Instant> released(const model::Source& source) {
    std::optional<base::Instant> newest;
    for (const auto& part : source.parts) newest = std::max(newest, part.released);
    return newest;
}

constexpr std::chrono::days early{92};

}  // namespace

std::optional<base::Day> next_edition(const model::Source& source, std::optional<base::Instant> last) {
    if (source.edition.month == 0 || !last) return {};
    const auto newest = base::day_of(released(source).value_or(*last));
    const auto month = static_cast<unsigned>(source.edition.month);
    const auto this_year = base::make_day(base::year_of(newest), month, 1);
    // An edition that came out a few weeks early is that month's, not the one before.
    return this_year > newest + early ? this_year : base::make_day(base::year_of(newest) + 1, month, 1);
}

}  // namespace jobs
