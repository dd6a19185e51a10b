#pragma once

#include <string_view>

namespace parse {

/// The character of a named HTML entity, without its marks: entity("nbsp") is U+00A0; 0 for an unknown one.
char32_t entity(std::string_view name);

}  // namespace parse
