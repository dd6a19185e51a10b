#pragma once

#include "extract/numbers.hpp"

namespace extract {

/// A count in English words before "million" and its like: "half a", "seven hundred and fifty",
/// "three-quarters of a", "two and a half", "tens of" (vague). `end` is where the magnitude should begin; 0
/// for no count.
Number read_count(const Plain& plain, std::size_t at);

}  // namespace extract
