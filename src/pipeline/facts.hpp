#pragma once

#include <string>
#include <vector>

#include "archive/archive.hpp"
#include "model/facts.hpp"
#include "model/reference.hpp"
#include "model/source.hpp"

namespace pipeline {

/// One page of a visit as a parser and the normalizer see it.
struct ReadPage {
    model::PageFacts facts;
    int page = 1, pages = 1;  // as the document says of itself; 1 of 1 where it says nothing
    std::optional<int> total;
    std::map<std::string, std::string> rhythm;  // model::Patience
};

/// parse → normalize for one archived exchange. Never throws for what the bytes hold.
ReadPage read_page(const model::Source& source, const model::Part& part, const model::Reference& reference,
                   const archive::Kept& kept);

/// All pages of one visit, in any order → its facts. Only a whole visit keeps observations and announcements.
model::VisitFacts join_pages(const model::Source& source, const model::Part& part,
                             std::vector<ReadPage> pages);

}  // namespace pipeline
