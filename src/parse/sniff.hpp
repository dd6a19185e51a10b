#pragma once

#include <string_view>

namespace parse {

/// What a body is by its first bytes, whatever status and content type it came with.
enum class Kind { empty, html, xml, json, gzip, text };

/// Bytes with a UTF-16 or UTF-32 mark are `text`: decode them first.
Kind sniff(std::string_view bytes);
std::string_view name(Kind kind);

/// The bytes without a UTF-8 byte order mark.
std::string_view without_mark(std::string_view bytes);

/// Where the tag of the root element begins, past declaration, comments and doctype; npos where there is
/// none.
std::size_t root_at(std::string_view bytes);
/// The offset just past the `>` that ends the tag at `at`, quotes respected; npos where it never ends.
std::size_t tag_end(std::string_view bytes, std::size_t at);
/// The name in the tag at `at`: "wb:data" of `<wb:data page="1">`.
std::string_view tag_name(std::string_view bytes, std::size_t at);

}  // namespace parse
