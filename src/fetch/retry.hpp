#pragma once

#include <chrono>
#include <optional>
#include <random>
#include <string>

#include "base/time.hpp"

namespace fetch {

/// Whether the same question may be answered better later: 429 and 5xx. Other answers are final.
bool may_pass(int status);
/// How long a Retry-After header (seconds or an HTTP date) asks to wait. Nothing where it can't be read.
std::optional<std::chrono::milliseconds> retry_after(const std::string& value, base::Instant now);
/// Exponential backoff with full jitter: anything up to first × 2^(failures-1), at most a minute.
std::chrono::milliseconds backoff(std::chrono::milliseconds first, int failures, std::mt19937& random);

}  // namespace fetch
