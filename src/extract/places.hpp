#pragma once

#include <string>

#include "extract/context.hpp"

namespace extract {

/// The country of the place named nearest to a sum, within its own stretch of the sentence; empty if none is.
std::string place_near(const Context& context, const Lexicon& lexicon, const Seen& one);

/// The company or government named first in the stretch before a sum; -1 if none is.
std::int32_t actor_before(const Context& context, const Lexicon& lexicon, const Seen& one);

}  // namespace extract
