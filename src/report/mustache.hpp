#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace report {

/// What a name in a template stands for: HTML to print, or yes/no for {{#name}} … {{/name}}.
struct Value {
    std::string html;
    bool truth = true;
};
/// Nothing for a name that does not exist: the template is wrong, and printing stops with an error.
using Lookup = std::function<std::optional<Value>(const std::string& name)>;

/// Prints a mustache template. The library prints nothing for a missing key; here it is an error that names
/// `place`, the key and its line.
std::string render(const std::string& text, const Lookup& lookup, const std::string& place);

/// One {{tag}} of a template.
struct Tag {
    char kind = 0;  // 0 a variable, '#' '^' a section, '/' its end
    std::string name;
    int line = 1;
};
std::vector<Tag> tags(std::string_view text, const std::string& place);

/// Digits typed into a text, outside {{tags}}, markup, character references and the words that may hold them:
/// a number in a report is always a figure.
std::vector<std::string> typed_digits(std::string_view text, const std::vector<std::string>& words);

}  // namespace report
