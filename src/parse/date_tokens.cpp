#include "parse/date_tokens.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace parse {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t run(std::string_view text, std::size_t at, bool (*belongs)(char)) {
    std::size_t end = at;
    while (end < text.size() && belongs(text[end])) ++end;
    return end - at;
}

Token token(std::string_view text, std::size_t at) {
    if (const auto digits = run(text, at, is_digit)) {
        const auto number = text.substr(at, digits);
        return {Token::Kind::number, number, base::read_integer(number).value_or(-1)};
    }
    if (const auto letters = run(text, at, is_letter)) return {Token::Kind::word, text.substr(at, letters)};
    return {Token::Kind::mark, text.substr(at, 1)};
}

}  // namespace

std::vector<Token> tokens_of(std::string_view text) {
    constexpr std::size_t most = 40;  // no date has more
    std::vector<Token> tokens;
    bool blank = false;
    for (std::size_t at = 0; at < text.size() && tokens.size() < most;) {
        if (text[at] == '(') at = std::min(text.find(')', at), text.size() - 1);
        if (std::string_view{" \t\r\n,)"}.find(text[at]) != std::string_view::npos) {
            blank = true;
            ++at;
            continue;
        }
        tokens.push_back(token(text, at));
        tokens.back().blank_before = std::exchange(blank, false);
        at += tokens.back().text.size();
    }
    return tokens;
}

}  // namespace parse
