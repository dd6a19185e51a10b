#pragma once

#include <array>
#include <vector>

#include "extract/amounts.hpp"
#include "extract/lexicon.hpp"
#include "extract/words.hpp"

namespace extract {

struct Sentence {
    std::uint32_t begin = 0, end = 0;
    Roles roles;
};

/// One sum with all that is said around it.
struct Seen {
    Amount amount;
    std::size_t sentence = 0;
    std::uint32_t lead = 0, before = 0;  // where its clause and its stretch of the sentence begin
    std::uint32_t tail = 0, after = 0;   // where they end
    std::array<Roles, scope_count> roles;
    bool counted = false;  // filled in once the rules have spoken
    std::string code;

    const Roles& in(Scope scope) const { return roles[static_cast<std::size_t>(scope)]; }
    Roles& in(Scope scope) { return roles[static_cast<std::size_t>(scope)]; }
};

/// An announcement as the rules look at it.
struct Context {
    std::string_view lang;
    int year = 0, month = 0;
    Plain plain;
    std::vector<Match> matches;
    std::vector<Sentence> sentences;
    std::vector<Seen> seen;
    Roles title, head, text;

    /// Index of the first match that begins at or behind `at`.
    std::size_t match_from(std::uint32_t at) const;
    Roles roles_between(std::uint32_t begin, std::uint32_t end) const;
    std::size_t sentence_at(std::uint32_t at) const;
};

std::vector<Sentence> sentences(const Plain& plain);

/// Reads words and sums and looks around each sum. Linear in the length of the text.
Context look(const Lexicon& lexicon, std::string_view lang, Plain plain);

/// Whether a clause ends at this byte: a comma or a colon that parts no digits, a semicolon, a bracket, a
/// dash.
bool clause_ends(const Plain& plain, std::size_t at);

}  // namespace extract
