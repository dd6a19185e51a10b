#pragma once

#include "archive/compose.hpp"
#include "archive/interpret.hpp"

namespace archive {

/// How revisits of one folder find the body that they repeat.
FindOriginal originals_in(const std::filesystem::path& folder);

/// What a `304 Not Modified` repeats, from the group that stands at `at`. A group that itself only repeats
/// leads on to the response that holds the body, so that no chain grows from night to night. Throws Error
/// where that group can't be read.
Unmodified unmodified_since(const std::filesystem::path& folder, const model::Location& at);

/// The body of the answer that stands at `at`, if it can be read and is the one of this address and digest.
std::optional<Original> standing(const std::filesystem::path& folder, const model::Location& at,
                                 const std::string& url, const std::string& payload);

}  // namespace archive
