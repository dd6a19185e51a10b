#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace fetch {

/// Sends a text to an address that keeps watch. "" once the host took it, else why not; the address itself is
/// not in that text: it may be a secret. Never throws for what a network does.
std::string post(const std::string& url, std::string_view text, const std::string& user_agent,
                 std::chrono::milliseconds patience);

}  // namespace fetch
