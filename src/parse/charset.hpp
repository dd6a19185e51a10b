#pragma once

#include <string>
#include <string_view>

namespace parse {

struct Decoded {
    std::string text;     // UTF-8, without a byte order mark
    std::string charset;  // the charset it was read in, lower case: "utf-8", "windows-949"
};

/// Reads bytes as text: byte order mark, then the content type's charset, then the XML declaration's, then
/// UTF-8 if it is valid, else windows-1252. A declared single-byte charset loses against bytes that are
/// valid UTF-8 beyond ASCII: that does not happen by chance, and declarations lie.
Decoded decode(std::string_view bytes, std::string_view content_type);

/// "windows-1251" of `text/xml; charset="windows-1251"`; empty where there is none.
std::string_view charset_of(std::string_view content_type);
/// "euc-kr" of `<?xml version="1.0" encoding='euc-kr'?>` at the start, blanks before it allowed.
std::string_view declared_charset(std::string_view bytes);

}  // namespace parse
