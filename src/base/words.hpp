#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace base {

/// A text as it is searched: compatibility forms and case folded, every run of letters or digits set apart by
/// one space, also where a script without spaces between words (Han, kana, Hangul) begins or ends: "AI투자,
/// 80億" → " ai 투자 80 億 ".
std::string searchable(std::string_view text);

/// What an index holds of a text, separated by spaces: its words, and of scripts whose words no space or
/// ending sets apart every pair of neighbours and the last one alone: 삼성전자는 → 삼성 성전 전자 자는 는.
std::string index_words(std::string_view text);

/// Words that a text must all have. A word is found at the beginning of one in scripts with spaces ("invest"
/// in "invests") and anywhere in the others (삼성 in 삼성전자는).
class WordsWanted {
  public:
    explicit WordsWanted(const std::vector<std::string>& typed);
    /// No word that could be searched for.
    bool empty() const { return words_.empty(); }
    /// The question to an FTS5 table of `index_words`: finds every text that has them, and a few more.
    std::string match() const;
    bool are_in(std::string_view text) const;

  private:
    std::vector<std::string> words_;  // searchable, without the spaces around
};

}  // namespace base
