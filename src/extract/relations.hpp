#pragma once

#include <vector>

#include "extract/context.hpp"
#include "extract/rules.hpp"

namespace extract {

/// Settles what sums of one announcement are to each other: the same once more, rounded, in another currency,
/// a part of a total or the total of parts, an increment or what it leads to. Changes verdicts in place.
void relate(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts);

/// Its steps, in their order. Sums that share a verb; headlines that repeat their text; what changes a plan;
/// parts and totals; what only stands beside the sum that is undertaken; what only a headline says.
void share_verbs(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts);
void join_headlines(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts);
void settle_changes(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts);
void settle_parts(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts);
void settle_bystanders(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts);
void settle_headlines(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts);

}  // namespace extract
