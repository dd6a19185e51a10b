#pragma once

#include <string>
#include <string_view>

namespace base {

/// SHA-256 as 64 lower-case hex digits.
std::string sha256(std::string_view bytes);
/// SHA-1 as 40, for what others have digested with it. Ours never.
std::string sha1(std::string_view bytes);

}  // namespace base
