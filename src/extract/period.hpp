#pragma once

#include <optional>

#include "extract/context.hpp"

namespace extract {

/// The years over which a sum is spent, by the labelling guide; an end that is not stated is empty.
struct Period {
    std::optional<int> start, end;
};
Period period_of(const Context& context, const Lexicon& lexicon, const Seen& one);

}  // namespace extract
