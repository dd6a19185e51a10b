#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string lower_ascii(std::string_view text);
/// Replaces every `from` by `to`.
std::string replace_all(std::string_view text, std::string_view from, std::string_view to);

/// The candidate nearest to `word` by edits, if it is near enough to be meant: the "did you mean".
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

/// & < > " ' as entities: safe in HTML text and in quoted attributes.
std::string escape_html(std::string_view text);

bool valid_utf8(std::string_view text);
/// The code points of UTF-8; a broken byte becomes U+FFFD.
std::u32string code_points(std::string_view text);
std::string to_utf8(char32_t code_point);
std::string to_utf8(std::u32string_view text);
/// Bytes in a named charset as UTF-8 (ICU). "EUC-KR" and its aliases are read as windows-949 (DESIGN §9).
/// Nothing when the charset is unknown.
std::optional<std::string> to_utf8(std::string_view bytes, std::string_view charset);
/// Compatibility composition (NFKC).
std::string nfkc(std::string_view text);

/// A finite decimal number, whole text, no blanks: "1.5", "-3e9". Nothing for anything else.
std::optional<double> read_double(std::string_view text);
std::optional<long long> read_integer(std::string_view text);
/// The shortest decimal that reads back as the same double.
std::string shortest(double value);

}  // namespace base
