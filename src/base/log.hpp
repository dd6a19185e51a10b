#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace base {
class Error;
}

namespace base::log {

enum class Level { quiet, normal, verbose };
enum class Form { text, json };

/// Everything goes to stderr; stdout is for results.
void set_level(Level level);
/// `json`: every line is an object {time, level, source, message}, the source left out where there is none.
void set_form(Form form);
/// Called before each line that is written: to make room for it.
void set_before(std::function<void()> before);

/// `source` is whom the line is about; as text it stands before the line.
void info(std::string_view line, std::string_view source = {});     // shown unless --quiet
void detail(std::string_view line, std::string_view source = {});   // shown with --verbose
void warning(std::string_view line, std::string_view source = {});  // always shown
/// What ended the program: where, what, what to do next.
void error(const Error& error);

/// The last lines of this process, shown or not (details only where they are shown): what is told to who
/// was not there.
std::string tail();

}  // namespace base::log
