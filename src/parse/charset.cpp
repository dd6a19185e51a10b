#include "parse/charset.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "parse/sniff.hpp"

namespace parse {
namespace {

constexpr auto npos = std::string_view::npos;

/// What a label means in practice: the larger set that its bytes really come from.
constexpr std::pair<std::string_view, std::string_view> meanings[] = {
    {"utf8", "utf-8"},          {"iso-8859-1", "windows-1252"}, {"iso8859-1", "windows-1252"},
    {"latin1", "windows-1252"}, {"latin-1", "windows-1252"},    {"us-ascii", "windows-1252"},
    {"ascii", "windows-1252"},  {"gb2312", "gb18030"},          {"gbk", "gb18030"},
    {"x-gbk", "gb18030"},       {"euc-kr", "windows-949"},      {"ks_c_5601-1987", "windows-949"},
    {"cp949", "windows-949"},   {"macroman", "macintosh"},      {"iso-8859-9", "windows-1254"},
    {"x-sjis", "shift_jis"},
};

std::string meaning(std::string_view label) {
    const std::string lower = base::lower_ascii(base::trim(label));
    for (const auto& [name, meant] : meanings)
        if (lower == name) return std::string{meant};
    return lower;
}

std::string_view marked_charset(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xEF\xBB\xBF"sv)) return "utf-8";
    if (bytes.starts_with("\xFF\xFE\0\0"sv)) return "utf-32le";
    if (bytes.starts_with("\0\0\xFE\xFF"sv)) return "utf-32be";
    if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("<\0?\0"sv)) return "utf-16le";
    if (bytes.starts_with("\xFE\xFF"sv) || bytes.starts_with("\0<\0?"sv)) return "utf-16be";
    return {};
}

bool is_ascii(std::string_view bytes) {
    return std::none_of(bytes.begin(), bytes.end(),
                        [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

bool is_many_byte(std::string_view charset) {
    constexpr std::array names = {"windows-949", "gb18030", "big5",        "big5-hkscs", "shift_jis",
                                  "euc-jp",      "euc-tw",  "iso-2022-jp", "iso-2022-kr"};
    return charset.starts_with("utf-16") || charset.starts_with("utf-32") ||
           std::any_of(names.begin(), names.end(), [&](std::string_view name) { return name == charset; });
}

std::size_t count_of(std::string_view text, std::string_view what) {
    std::size_t count = 0;
    for (auto at = text.find(what); at != npos; at = text.find(what, at + what.size())) ++count;
    return count;
}

/// Mostly UTF-8 with a broken spot (a file cut inside a character) is UTF-8, not windows-1252.
Decoded guess(std::string_view bytes) {
    if (base::valid_utf8(bytes)) return {std::string{bytes}, "utf-8"};
    std::string text = base::to_utf8(bytes, "utf-8").value_or("");
    const auto broken = count_of(text, "\xEF\xBF\xBD");
    const auto leads = static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xC2; }));
    const bool cut_off = broken == 1 && text.ends_with("\xEF\xBF\xBD");
    if (cut_off || leads > 4 * broken) return {std::move(text), "utf-8"};
    return {base::to_utf8(bytes, "windows-1252").value_or(""), "windows-1252"};
}

/// A declared charset is believed unless the bytes deny it.
Decoded believe(std::string_view bytes, const std::string& charset) {
    if (charset == "utf-8" || charset.empty()) return guess(bytes);
    const bool could_be_utf8 = !is_ascii(bytes) && base::valid_utf8(bytes);
    if (could_be_utf8 && !is_many_byte(charset)) return {std::string{bytes}, "utf-8"};
    auto text = base::to_utf8(bytes, charset);
    if (!text) return guess(bytes);
    if (could_be_utf8 && text->find("\xEF\xBF\xBD") != npos) return {std::string{bytes}, "utf-8"};
    return {std::move(*text), charset};
}

/// A label that nobody knows says nothing, and one of UTF-16 on bytes that read as ASCII was left by a
/// converter.
bool is_possible(std::string_view charset, std::string_view bytes) {
    if (charset.empty() || !base::to_utf8("a", charset)) return false;
    const bool wide = charset.starts_with("utf-16") || charset.starts_with("utf-32") || charset == "ucs-2";
    return !wide || bytes.substr(0, 64).find('\0') != npos;
}

}  // namespace

std::string_view charset_of(std::string_view content_type) {
    const std::string lower = base::lower_ascii(content_type);
    const auto at = lower.find("charset=");
    if (at == npos) return {};
    auto value = content_type.substr(at + 8);
    value = value.substr(0, value.find(';'));
    constexpr std::string_view around = " \t\"'";
    const auto first = value.find_first_not_of(around);
    if (first == npos) return {};
    return value.substr(first, value.find_last_not_of(around) - first + 1);
}

std::string_view declared_charset(std::string_view bytes) {
    const auto first = bytes.find_first_not_of(" \t\r\n");
    if (first == npos || bytes.substr(first, 5) != "<?xml") return {};
    auto head = bytes.substr(first, 300);
    head = head.substr(0, head.find("?>"));
    const auto at = head.find("encoding");
    if (at == npos) return {};
    const auto open = head.find_first_of("\"'", at);
    if (open == npos) return {};
    const auto close = head.find(head[open], open + 1);
    return close == npos ? std::string_view{} : head.substr(open + 1, close - open - 1);
}

Decoded decode(std::string_view bytes, std::string_view content_type) {
    if (const auto marked = marked_charset(bytes); !marked.empty()) {
        auto text = base::to_utf8(without_mark(bytes), marked).value_or("");
        return {std::string{without_mark(text)}, std::string{marked}};
    }
    for (const auto label : {charset_of(content_type), declared_charset(bytes)}) {
        const std::string charset = meaning(label);
        if (is_possible(charset, bytes)) return believe(bytes, charset);
    }
    return guess(bytes);
}

}  // namespace parse
