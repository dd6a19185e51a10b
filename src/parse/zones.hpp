#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace parse {

/// "+09:00", "-0330", "Z", "EST", "GMT+9", "KST". `home` tells China's CST from America's.
std::optional<std::chrono::minutes> read_zone(std::string_view text, std::chrono::minutes home = {});

}  // namespace parse
