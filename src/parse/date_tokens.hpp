#pragma once

#include <string_view>
#include <vector>

namespace parse {

/// A piece of a date: a number, a word or a single mark.
struct Token {
    enum class Kind { number, word, mark } kind;
    std::string_view text;
    long long value = 0;
    bool blank_before = false;

    bool is(char c) const { return kind == Kind::mark && text.front() == c; }
    bool is_number() const { return kind == Kind::number; }
};

/// The text (lower case) cut up; blanks, commas and what stands in brackets, "(수)", are left out.
std::vector<Token> tokens_of(std::string_view text);

}  // namespace parse
