#pragma once

#include <string>
#include <string_view>

namespace base::log {

enum class Level { quiet, normal, verbose };

/// Everything goes to stderr; stdout is for results.
void set_level(Level level);
void info(std::string_view line);     // shown unless --quiet
void detail(std::string_view line);   // shown with --verbose
void warning(std::string_view line);  // always shown

/// The last lines of this process, shown or not (details only where they are shown): what is told to who
/// was not there.
std::string tail();

}  // namespace base::log
