#pragma once

#include <vector>

#include "extract/actors.hpp"

namespace extract {

/// All names of a stretch of English text: known ones, capitalised ones, and bodies of government.
std::vector<Actor> names_en(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                            std::uint32_t end);

/// Whether a verb stands just behind a name.
bool verb_follows(const Context& context, const Lexicon& lexicon, std::uint32_t end);

}  // namespace extract
