#pragma once

#include <string>
#include <vector>

#include "extract/context.hpp"

namespace extract {

/// Who acts in a text: a name as written, and the country of its home where text or lexicon says it.
struct Actor {
    std::uint32_t begin = 0, end = 0;
    std::string name, country;
    bool official = false;   // a government or one of its bodies
    bool stateless = false;  // known, and of no single country: the EU
};

/// Who invests a sum: the subject of its clause, its sentence or the headline; of a funding round, who leads
/// it.
std::vector<Actor> investors(const Context& context, const Lexicon& lexicon, const Seen& one, bool round);

/// The subjects of a stretch of text, by the grammar of its language; `limit` is where the sum stands.
std::vector<Actor> subjects_en(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                               std::uint32_t limit);
std::vector<Actor> subjects_ko(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                               std::uint32_t limit);
std::vector<Actor> subjects_zh(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                               std::uint32_t limit);
std::vector<Actor> subjects_ja(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                               std::uint32_t limit);

/// Names that a list holds: "X, Y and Z", "네이버 D2SF, 산업은행이", "甲、乙".
std::vector<Actor> listed_en(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                             std::uint32_t end);

/// Who leads a round: "굿워터캐피탈 주도로", "네이버, 산업은행이 참여했다"; "领投方为腾跃投资", "京东领投".
std::vector<Actor> lead_ko(const Context& context, const Lexicon& lexicon, const Match& lead,
                           std::uint32_t begin);
std::vector<Actor> lead_zh(const Context& context, const Lexicon& lexicon, const Match& lead,
                           std::uint32_t begin, std::uint32_t end);
/// Who gives: "아주IB에서", "매쉬업엔젤스로부터".
std::vector<Actor> givers_ko(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                             std::uint32_t limit);

std::vector<Actor> givers_ja(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                             std::uint32_t limit);

/// The lexicon's entry for a stretch that ends (or begins) just there; -1 for none.
std::int32_t entry_ending(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                          std::uint32_t end);
/// Home country of a stretch: the company or government it names, else a place named in it.
std::string home_of(const Context& context, const Lexicon& lexicon, std::uint32_t begin, std::uint32_t end);

}  // namespace extract
