#include "archive/digest.hpp"

#include <fmt/format.h>

#include "base/hash.hpp"
#include "base/text.hpp"

namespace archive {
namespace {

constexpr std::string_view kind = "sha256:";

unsigned nibble(char hex) {
    return static_cast<unsigned>(hex <= '9' ? hex - '0' : hex - 'a' + 10);
}

/// RFC 4648; 64 hex digits become 52 letters and four "=".
std::string base32(std::string_view hex) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    text.reserve((hex.size() / 2 + 4) / 5 * 8);
    unsigned held = 0, bits = 0;
    for (const char digit : hex) {
        held = (held << 4 | nibble(digit)) & 0x1ff;
        bits += 4;
        if (bits < 5) continue;
        bits -= 5;
        text += letters[held >> bits & 31];
    }
    if (bits > 0) text += letters[held << (5 - bits) & 31];
    while (text.size() % 8 != 0) text += '=';
    return text;
}

}  // namespace

std::string label(std::string_view sha256_hex) {
    return std::string{kind} + base32(sha256_hex);
}

bool matches(std::string_view label, std::string_view bytes) {
    if (label.starts_with(kind) && label.size() == kind.size() + 56)  // as we write it
        return label.substr(kind.size()) == base32(base::sha256(bytes));
    const auto given = base::lower_ascii(label);
    const auto colon = given.find(':');
    const auto name = std::string_view{given}.substr(0, colon);
    if (colon == given.npos || (name != "sha256" && name != "sha-256" && name != "sha1")) return true;
    const auto hex = name == "sha1" ? base::sha1(bytes) : base::sha256(bytes);
    const auto digest = std::string_view{given}.substr(colon + 1);
    if (digest.size() == hex.size()) return digest == hex;
    const auto ours = base::lower_ascii(base32(hex));
    return digest == ours || digest == std::string_view{ours}.substr(0, ours.find('='));
}

std::string record_id(std::string_view seed) {
    auto hex = base::sha256(seed).substr(0, 32);
    hex[12] = '8';  // RFC 9562: version 8 is "made by the writer's own rule"
    hex[16] = "89ab"[nibble(hex[16]) & 3];
    const std::string_view text{hex};
    return fmt::format("<urn:uuid:{}-{}-{}-{}-{}>", text.substr(0, 8), text.substr(8, 4), text.substr(12, 4),
                       text.substr(16, 4), text.substr(20));
}

}  // namespace archive
