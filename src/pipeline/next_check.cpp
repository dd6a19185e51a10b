#include "pipeline/next_check.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "parse/dates.hpp"

namespace pipeline {
namespace {

using std::chrono::hours, std::chrono::minutes, std::chrono::seconds;

/// "public, max-age=3600" → 3600. "no-cache" and "no-store" → 0.
std::optional<seconds> max_age(const std::string& cache_control) {
    std::optional<seconds> found;
    for (const auto piece : base::split(cache_control, ',')) {
        const auto word = base::lower_ascii(base::trim(piece));
        if (word == "no-cache" || word == "no-store") return seconds{0};
        if (!word.starts_with("max-age=")) continue;
        const auto number = base::read_integer(base::trim(std::string_view{word}.substr(8)));
        if (number && *number >= 0) found = seconds{std::min<long long>(*number, 1'000'000'000)};
    }
    return found;
}

hours twice(const std::string& cadence) {
    const int days = cadence == "daily"       ? 1
                     : cadence == "weekly"    ? 7
                     : cadence == "monthly"   ? 30
                     : cadence == "quarterly" ? 91
                                              : 365;
    return hours{2 * 24 * days};
}

bool names(const std::map<std::string, std::string>& rhythm, const std::string& key, std::string_view word) {
    const auto found = rhythm.find(key);
    if (found == rhythm.end()) return false;
    const auto words = base::split(found->second, ' ');
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// RSS counts hours 0 to 23; some write 24 for midnight.
bool skipped(const std::map<std::string, std::string>& rhythm, base::Instant moment) {
    constexpr std::array<std::string_view, 7> days = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                      "Thursday", "Friday", "Saturday"};
    const auto day = base::day_of(moment);
    const auto hour = std::chrono::duration_cast<hours>(moment - day).count();
    return names(rhythm, "skip_days", days[std::chrono::weekday{day}.c_encoding()]) ||
           names(rhythm, "skip_hours", std::to_string(hour)) ||
           (hour == 0 && names(rhythm, "skip_hours", "24"));
}

}  // namespace

seconds freshness_of(const model::Headers& headers, base::Instant fetched) {
    if (const auto age = max_age(model::header(headers, "Cache-Control"))) {
        const auto already = base::read_integer(base::trim(model::header(headers, "Age"))).value_or(0);
        return std::max(seconds{0}, *age - seconds{std::max<long long>(already, 0)});
    }
    const auto expires = parse::read_date(model::header(headers, "Expires"));
    if (!expires || *expires <= fetched) return seconds{0};
    return std::chrono::duration_cast<seconds>(*expires - fetched);
}

base::Instant next_check(std::chrono::microseconds fresh, const std::map<std::string, std::string>& rhythm,
                         const std::string& cadence, base::Instant fetched) {
    const auto latest = fetched + twice(cadence);
    if (const auto ttl = rhythm.find("ttl"); ttl != rhythm.end())
        if (const auto wish = base::read_integer(ttl->second); wish && *wish > 0)
            fresh =
                std::max<std::chrono::microseconds>(fresh, minutes{std::min<long long>(*wish, 1'000'000)});
    auto next = fetched + std::min<std::chrono::microseconds>(fresh, twice(cadence));
    while (next < latest && skipped(rhythm, next)) next = std::chrono::floor<hours>(next) + hours{1};
    return std::min<base::Instant>(next, latest);
}

}  // namespace pipeline
