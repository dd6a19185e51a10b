#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace extract {

/// A title and its text as the rules read them: NFKC, one blank for any run of blanks, no invisible
/// characters. `from` leads each byte back to the byte it came from. Title and text are parted by a line feed
/// at `title_end`; any other line feed is a line that begins a new item, not one that a narrow column
/// wrapped.
struct Plain {
    std::string text;
    std::string folded;               // the same bytes, ASCII letters in lower case
    std::vector<std::uint32_t> from;  // one more than bytes: the end leads to the end
    std::size_t title_end = 0;

    std::string_view part(std::size_t begin, std::size_t end) const {
        return std::string_view{text}.substr(begin, end - begin);
    }
    std::string_view folded_part(std::size_t begin, std::size_t end) const {
        return std::string_view{folded}.substr(begin, end - begin);
    }
    bool in_title(std::size_t at) const { return at < title_end; }
};

Plain plain(std::string_view title, std::string_view text);

/// One code point of UTF-8 and how many bytes it took; a broken byte is U+FFFD and one byte long.
struct Decoded {
    char32_t point = 0;
    std::size_t length = 0;
};
Decoded decode(std::string_view text, std::size_t at);

inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
inline bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
inline bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

}  // namespace extract
