#pragma once

#include <vector>

#include "extract/context.hpp"
#include "extract/rules.hpp"

namespace extract {

/// Settles what sums of one announcement are to each other: the same once more, rounded, in another currency,
/// a part of a total or the total of parts, an increment or what it leads to. Changes verdicts in place.
void relate(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts);

}  // namespace extract
