#pragma once

#include <string>
#include <string_view>

namespace parse {

/// HTML as one line of text: tags, comments, scripts and styles out, entities resolved, blanks collapsed.
/// A '<' that opens no tag stays: "profit < 5%".
std::string plain(std::string_view html);
/// Runs of blanks (also no-break and ideographic ones) as one, none at the ends; zero-width marks out.
std::string collapse(std::string_view text);
/// Named and numeric entities once resolved, tags left alone.
std::string resolve_entities(std::string_view text);

/// The entity that begins at `text[at]`: "&nbsp;" → U+00A0 and its length with both marks.
struct Entity {
    char32_t character = 0;  // 0: none is known by this name
    std::size_t length = 0;
};
Entity entity_at(std::string_view text, std::size_t at);

}  // namespace parse
