#pragma once

#include <string_view>

namespace base::log {

enum class Level { quiet, normal, verbose };

/// Everything goes to stderr; stdout is for results.
void set_level(Level level);
void info(std::string_view line);     // shown unless --quiet
void detail(std::string_view line);   // shown with --verbose
void warning(std::string_view line);  // always shown

}  // namespace base::log
