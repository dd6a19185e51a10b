#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace parse {

/// A date as feeds write it: RFC 822 with named zones and two-digit years, ISO 8601, "2013.12.24 16:30:06",
/// "04/01/2014 00:00:00 GMT" (month first), "2020년 01월 22일 (수)요일 06:00", epoch seconds.
/// `zone` is what stands east of Greenwich where the text names no zone.
std::optional<base::Instant> read_date(std::string_view text, std::chrono::minutes zone = {});

}  // namespace parse
