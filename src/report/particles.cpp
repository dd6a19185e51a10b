#include "report/particles.hpp"

#include <array>
#include <optional>

#include "base/text.hpp"

namespace report {
namespace {

/// How a word ends in speech: with a vowel, with ㄹ, or with another consonant.
enum class Ending { vowel, rieul, consonant };

struct Pair {
    std::string_view written, closed, open;
};
constexpr std::array pairs = {
    Pair{"은(는)", "은", "는"},     Pair{"이(가)", "이", "가"},     Pair{"을(를)", "을", "를"},
    Pair{"과(와)", "과", "와"},     Pair{"으로(로)", "으로", "로"}, Pair{"이었다(였다)", "이었다", "였다"},
    Pair{"이며(며)", "이며", "며"}, Pair{"이다(다)", "이다", "다"}, Pair{"이고(고)", "이고", "고"},
};

/// Digits and signs as they are read aloud: 일 이 삼 사 오 육 칠 팔 구, 영; % is 퍼센트.
Ending ending_of(char32_t last) {
    if (last >= 0xAC00 && last <= 0xD7A3) {
        const auto final = (last - 0xAC00) % 28;
        return final == 0 ? Ending::vowel : final == 8 ? Ending::rieul : Ending::consonant;
    }
    switch (last) {
        case U'1':
        case U'7':
        case U'8':
        case U'l':
        case U'L':
            return Ending::rieul;
        case U'0':
        case U'3':
        case U'6':
        case U'm':
        case U'n':
        case U'M':
        case U'N':
            return Ending::consonant;
        default:
            return Ending::vowel;
    }
}

/// The last sounding code point of what is printed so far: tags and closing marks are silent.
char32_t last_sound(std::string_view html) {
    bool in_tag = false;
    for (std::size_t end = html.size(); end > 0;) {
        auto start = end - 1;
        while (start > 0 && (static_cast<unsigned char>(html[start]) & 0xC0) == 0x80) --start;
        const auto point = base::code_points(html.substr(start, end - start)).front();
        end = start;
        if (point == U'>') in_tag = true;
        const bool silent = in_tag || point == U' ' || point == U')' || point == U'’' || point == U'”';
        if (point == U'<') in_tag = false;
        if (!silent) return point;
    }
    return 0;
}

std::string_view chosen(const Pair& pair, Ending ending) {
    if (pair.written == "으로(로)" && ending == Ending::rieul) return pair.open;
    return ending == Ending::vowel ? pair.open : pair.closed;
}

/// The pair whose opening parenthesis stands at `at`, if any: where it begins.
const Pair* pair_at(std::string_view html, std::size_t at, std::size_t& begins) {
    for (const auto& pair : pairs) {
        const auto inner = pair.written.find('(');
        if (at < inner) continue;
        begins = at - inner;
        if (html.substr(begins, pair.written.size()) == pair.written) return &pair;
    }
    return nullptr;
}

}  // namespace

std::string settle_particles(std::string_view html) {
    std::string out;
    std::size_t done = 0, begins = 0;
    for (auto at = html.find('('); at != std::string_view::npos; at = html.find('(', at + 1)) {
        const auto* pair = pair_at(html, at, begins);
        if (!pair || begins < done) continue;
        out += html.substr(done, begins - done);
        out += chosen(*pair, ending_of(last_sound(out)));
        done = begins + pair->written.size();
    }
    out += html.substr(done);
    return out;
}

}  // namespace report
