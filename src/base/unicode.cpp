// Texts through ICU; zones through ICU stand in zone.cpp.
#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <array>

#include "base/text.hpp"

namespace base {
namespace {

/// Labels under which windows-949 bytes are served; ICU's own converters of these names damage syllables.
constexpr std::array korean_labels = {"euc-kr", "euckr", "ks_c_5601-1987", "ks_c_5601",    "ksc5601", "cp949",
                                      "ms949",  "uhc",   "windows-949-x",  "x-windows-949"};

std::string icu_name(std::string_view charset) {
    const std::string name = lower_ascii(trim(charset));
    for (const auto* label : korean_labels)
        if (name == label) return "windows-949";
    return name;
}

}  // namespace

bool valid_utf8(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<int64_t>(text.size());
    for (int64_t i = 0; i < length;) {
        UChar32 c;
        U8_NEXT(bytes, i, length, c);
        if (c < 0) return false;
    }
    return true;
}

std::u32string code_points(std::string_view text) {
    std::u32string points;
    points.reserve(text.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<int64_t>(text.size());
    for (int64_t i = 0; i < length;) {
        UChar32 c;
        U8_NEXT(bytes, i, length, c);
        points += c < 0 ? U'\uFFFD' : static_cast<char32_t>(c);
    }
    return points;
}

std::string to_utf8(char32_t code_point) {
    std::uint8_t bytes[U8_MAX_LENGTH];
    int32_t length = 0;
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) code_point = 0xFFFD;
    U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(code_point));
    return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length)};
}

std::string to_utf8(std::u32string_view text) {
    std::string utf8;
    for (const char32_t c : text) utf8 += to_utf8(c);
    return utf8;
}

std::optional<std::string> to_utf8(std::string_view bytes, std::string_view charset) {
    UErrorCode fault = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(icu_name(charset).c_str(), &fault);
    if (U_FAILURE(fault)) return {};
    const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter, fault);
    ucnv_close(converter);
    if (U_FAILURE(fault)) return {};
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

std::string nfkc(std::string_view text) {
    UErrorCode fault = U_ZERO_ERROR;
    const auto* normalizer = icu::Normalizer2::getNFKCInstance(fault);
    if (U_FAILURE(fault)) return std::string{text};
    const auto normal = normalizer->normalize(
        icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())}), fault);
    std::string utf8;
    normal.toUTF8String(utf8);
    return utf8;
}

}  // namespace base
