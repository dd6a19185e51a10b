#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/lexicon.hpp"
#include "model/commitment.hpp"

namespace extract {

/// What the room reads of an announcement. The date (YYYY-MM-DD) is what "this year" counts from.
struct Announcement {
    std::string_view lang, date, publisher, title, text;
};

struct Reading {
    bool ai_related = false;
    std::vector<model::Commitment> commitments;
    std::vector<model::RefusedSum> refused;
    std::vector<std::string> explanation;  // only where asked for
};

/// Finds the commitments of an announcement. The same text gives the same reading, in linear time.
Reading read(const Lexicon& lexicon, const Announcement& announcement, bool explain = false);

}  // namespace extract
