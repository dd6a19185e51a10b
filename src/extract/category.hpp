#pragma once

#include <string>

#include "extract/context.hpp"

namespace extract {

/// What a sum is for: "compute", "chips", … "other"; equity in a company is "startup" whatever it makes.
std::string category_of(const Context& context, const Lexicon& lexicon, const Seen& one, bool round);

}  // namespace extract
