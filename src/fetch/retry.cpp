#include "fetch/retry.hpp"

#include <curl/curl.h>

#include <algorithm>

namespace fetch {

bool may_pass(int status) {
    return status == 429 || status >= 500;
}

std::optional<std::chrono::milliseconds> retry_after(const std::string& value, base::Instant now) {
    using std::chrono::duration_cast, std::chrono::milliseconds, std::chrono::seconds;
    if (value.empty()) return {};
    if (value.find_first_not_of("0123456789") == std::string::npos)
        // Nine digits are 30 years: enough, and no overflow.
        return seconds{value.size() > 9 ? 999'999'999 : std::stol(value)};
    const auto date = curl_getdate(value.c_str(), nullptr);
    if (date < 0) return {};
    const auto wait = base::Instant{seconds{date}} - now;
    return std::max(duration_cast<milliseconds>(wait), milliseconds{0});
}

std::chrono::milliseconds backoff(std::chrono::milliseconds first, int failures, std::mt19937& random) {
    const auto longest = std::min<long long>(first.count() << std::clamp(failures - 1, 0, 16), 60'000);
    return std::chrono::milliseconds{std::uniform_int_distribution<long long>{0, longest}(random)};
}

}  // namespace fetch
