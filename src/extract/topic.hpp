#pragma once

#include "extract/context.hpp"

namespace extract {

/// Whether a text is about artificial intelligence: by name, not in passing, and not another "AI".
bool about_ai(const Context& context, const Lexicon& lexicon);

}  // namespace extract
