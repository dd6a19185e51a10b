#pragma once

#include <cstddef>
#include <string_view>

// Where pieces of XML end, told without reading what they mean.
namespace parse::xml {

enum class Mark { open, empty, close, other };  // other: comments, CDATA sections, instructions, doctypes

struct Piece {
    Mark mark = Mark::other;
    std::size_t end = std::string_view::npos;  // past its last byte; npos where the text ends before
};

/// The piece that begins with the `<` at `at`.
Piece piece_at(std::string_view text, std::size_t at);

struct Children {
    std::size_t end = 0;  // past the last whole element; 0 where none is whole
    bool last = false;    // the end tag of the element around them comes next
};

/// The elements at the beginning of `text`, as many as it takes to fill `enough` bytes.
Children whole_children(std::string_view text, std::size_t enough);

/// The next `<name` from `from` on that is a whole name; npos where there is none.
std::size_t tag_at(std::string_view text, std::string_view open, std::size_t from);

/// The first reference to what is no character: `&#x110000;`, `&#0;`; npos where there is none.
std::size_t bad_reference_at(std::string_view text);

}  // namespace parse::xml
