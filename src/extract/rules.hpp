#pragma once

#include <string>
#include <vector>

#include "extract/context.hpp"

namespace extract {

/// What became of one sum, and which rule said so.
struct Verdict {
    bool counts = false;
    std::string code;  // "count", or a reason of the labelling guide
    std::string rule;
    std::vector<std::string> others;  // rules further down that held too, for the explanation
    std::string words;                // that made the rule hold, for the same
};

/// Asks the rules of the text's language about each sum, in their order; the first that holds decides.
std::vector<Verdict> judge(const Context& context, const Language& language, bool explain);

}  // namespace extract
