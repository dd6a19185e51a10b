#pragma once

#include <chrono>
#include <map>
#include <string>

#include "model/exchange.hpp"

namespace pipeline {

/// How long an answer says it stays fresh: Cache-Control's max-age (less Age), else Expires. Zero where it
/// says nothing, or that it must be asked for every time.
std::chrono::seconds freshness_of(const model::Headers& headers, base::Instant fetched);

/// The first moment at which to ask again, seen from the answer's headers and the feed's own rhythm
/// (model::Patience); never
/// later than the source's cadence allows twice.
base::Instant next_check(std::chrono::microseconds fresh, const std::map<std::string, std::string>& rhythm,
                         const std::string& cadence, base::Instant fetched);

}  // namespace pipeline
