#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/plain.hpp"

namespace extract {

/// What a word says: one bit for each role that the lexicons name ("undertake", "result", "ai" …).
using Roles = std::bitset<192>;

/// A word of a lexicon found in a text; `entry` names a company, government or place.
struct Match {
    std::uint32_t begin = 0, end = 0;
    Roles roles;
    std::int32_t entry = -1;
};

/// Finds all words of a lexicon in one walk. A word with a capital letter is matched as written, any other
/// without regard to case. Latin words match whole words, except at an end marked with '*'.
/// A match inside a longer one is dropped: "투자 유치" is not "투자".
class Words {
  public:
    /// Adds roles (bits) and, for names, the entry to a word.
    void add(std::string_view word, const Roles& roles, std::int32_t entry = -1);
    /// Once all words are there: a longer word says `passed` roles of the words inside it too, unless it has
    /// one of `closed` itself. "投資枠" is a fund and still 投資; "계약금액" is a contract's sum and no more.
    void inherit(const Roles& passed, const Roles& closed);
    std::vector<Match> find(const Plain& plain) const;

  private:
    struct Word {
        std::string text, folded;
        bool exact = false, open_begin = false, open_end = false;
        Roles roles;
        std::int32_t entry = -1;
    };
    static std::uint64_t key(std::string_view folded, std::size_t length);
    const Word* longest(const Plain& plain, std::size_t at) const;
    const Word* longest_of(const std::vector<std::uint32_t>& bucket, const Plain& plain, std::size_t at,
                           const Word* best) const;
    Roles roles_inside(const Plain& word) const;
    bool fits(const Word& word, const Plain& plain, std::size_t at) const;

    std::vector<Word> words_;
    std::unordered_map<std::string, std::uint32_t> by_text_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> buckets_;
    std::vector<bool> filed_ =
        std::vector<bool>(65536);  // keys that some bucket may have: most texts' have none
    std::vector<bool> begins_ = std::vector<bool>(65536);  // two first bytes that begin some word
};

}  // namespace extract
