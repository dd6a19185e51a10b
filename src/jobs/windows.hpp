#pragma once

#include <optional>
#include <vector>

#include "model/asked.hpp"
#include "model/source.hpp"

namespace jobs {

/// When a window of the part last came whole.
std::optional<base::Instant> last_asked(const std::string& part, const std::vector<model::Asked>& history);

/// When regular runs last read every part of a source up to its current period; nothing while one was never
/// read or something of it is missing.
std::optional<base::Instant> last_whole(const model::Source& source,
                                        const std::vector<model::Asked>& history);

}  // namespace jobs
