#include "parse/plain.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "parse/entities.hpp"

namespace parse {
namespace {

constexpr auto npos = std::string_view::npos;

/// &#150; means the windows-1252 dash: nobody means the control character.
constexpr std::array<char32_t, 32> windows_1252 = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool opens_tag(std::string_view html, std::size_t at) {
    if (at + 1 >= html.size()) return false;
    const char next = html[at + 1];
    return is_letter(next) || next == '/' || next == '!' || next == '?';
}

std::string tag_word(std::string_view tag) {
    tag.remove_prefix(tag.starts_with("</") ? 2 : 1);
    return base::lower_ascii(tag.substr(0, tag.find_first_of(" \t\r\n/>")));
}

/// Elements that end a word. Others (b, em, span, a) stand inside words: <b>삼성</b>전자.
bool breaks_line(const std::string& word) {
    constexpr std::array names = {
        "br", "p",   "div",     "li",      "ul",         "ol",     "tr",         "td",     "th",    "table",
        "hr", "img", "h1",      "h2",      "h3",         "h4",     "h5",         "h6",     "dd",    "dt",
        "dl", "pre", "section", "article", "blockquote", "figure", "figcaption", "header", "footer"};
    return std::find(names.begin(), names.end(), word) != names.end();
}

std::size_t after(std::string_view html, std::size_t at, std::string_view end) {
    const auto found = html.find(end, at);
    return found == npos ? html.size() : found + end.size();
}

/// Past the tag at `at`, and past the content of a script or a style.
std::size_t skip_tag(std::string_view html, std::size_t at, std::string& text) {
    if (html.substr(at, 4) == "<!--") return after(html, at + 4, "-->");
    auto end = html.find('>', at);
    if (end == npos) return html.size();
    const std::string word = tag_word(html.substr(at, ++end - at));
    if (breaks_line(word)) text += ' ';
    if ((word != "script" && word != "style") || html[at + 1] == '/') return end;
    return after(html, html.find("</", end), ">");
}

Entity numeric(std::string_view name, std::size_t length) {
    const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    name.remove_prefix(hex ? 2 : 1);
    unsigned value = 0;
    const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), value, hex ? 16 : 10);
    if (name.empty() || fault != std::errc{} || end != name.data() + name.size()) return {};
    if (value >= 0x80 && value < 0xA0) value = windows_1252[value - 0x80];
    const bool forbidden = value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000);
    return {forbidden ? U'\uFFFD' : static_cast<char32_t>(value), length};
}

bool is_blank(std::string_view text, std::size_t at, std::size_t& length) {
    constexpr std::array wide = {"\xC2\xA0",     "\xE3\x80\x80", "\xE2\x80\xA8", "\xE2\x80\xA9",
                                 "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x89", "\xE2\x80\xAF"};
    length = 1;
    if (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r')) return true;
    if (static_cast<unsigned char>(text[at]) < 0x80) return false;
    for (const std::string_view blank : wide)
        if (text.substr(at, blank.size()) == blank) {
            length = blank.size();
            return true;
        }
    return false;
}

bool is_invisible(std::string_view text, std::size_t at) {
    if (static_cast<unsigned char>(text[at]) < 0x80) return false;
    const auto three = text.substr(at, 3);
    return three == "\xE2\x80\x8B" || three == "\xEF\xBB\xBF" || three == "\xE2\x81\xA0";
}

}  // namespace

Entity entity_at(std::string_view text, std::size_t at) {
    constexpr std::size_t longest = 12;
    const auto end = text.substr(at, longest).find(';');
    if (text[at] != '&' || end == npos || end < 2) return {};
    const auto name = text.substr(at + 1, end - 1);
    if (name.front() == '#') return numeric(name, end + 1);
    const char32_t known = entity(name);
    return {known, known ? end + 1 : 0};
}

std::string resolve_entities(std::string_view text) {
    std::string resolved;
    for (std::size_t at = 0; at < text.size();) {
        const auto next = std::min(text.find('&', at), text.size());
        resolved += text.substr(at, next - at);
        if (next == text.size()) break;
        const auto [character, length] = entity_at(text, next);
        resolved += character ? base::to_utf8(character) : "&";
        at = next + (character ? length : 1);
    }
    return resolved;
}

std::string collapse(std::string_view text) {
    std::string line;
    for (std::size_t at = 0, length = 0; at < text.size();) {
        if (is_invisible(text, at)) {
            at += 3;
        } else if (is_blank(text, at, length)) {
            if (!line.empty() && line.back() != ' ') line += ' ';
            at += length;
        } else {
            line += text[at++];
        }
    }
    if (line.ends_with(' ')) line.pop_back();
    return line;
}

std::string plain(std::string_view html) {
    std::string text;
    for (std::size_t at = 0; at < html.size();) {
        const auto next = std::min(html.find('<', at), html.size());
        text += html.substr(at, next - at);
        if (next == html.size()) break;
        const bool tag = opens_tag(html, next);
        if (!tag) text += '<';
        at = tag ? skip_tag(html, next, text) : next + 1;
    }
    return collapse(resolve_entities(text));
}

}  // namespace parse
