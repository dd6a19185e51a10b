#pragma once

#include "extract/context.hpp"
#include "model/commitment.hpp"

namespace extract {

/// Who, from where, into which country, when, for what and at which stage: everything but the sum itself.
void fill_fields(const Context& context, const Lexicon& lexicon, const Seen& one,
                 model::Commitment& commitment);

}  // namespace extract
