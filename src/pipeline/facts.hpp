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
    int page = 1, pages = 1;   // counted from 1; as far as this page says. Of next links: those known by now
    std::optional<int> total;  // rows of all pages together
    std::size_t rows = 0;      // of this one
    std::string next;          // address of the following page; only where pages are linked
    std::map<std::string, std::string> rhythm;  // model::Patience
};

/// parse → normalize for one archived exchange. Never throws for what the bytes hold.
ReadPage read_page(const model::Source& source, const model::Part& part, const model::Reference& reference,
                   const archive::Kept& kept);

/// Why the pages of a visit do not fit each other, though each came: a page too short, too many or twice, a
/// total that moved. A fresh reading may mend it. "" where nothing of the kind is wrong.
std::string paging_trouble(const model::Source& source, const std::vector<const ReadPage*>& pages);

/// All pages of one visit, in any order → its facts. Only a whole visit keeps observations and announcements.
model::VisitFacts join_pages(const model::Source& source, const model::Part& part,
                             std::vector<ReadPage> pages);

}  // namespace pipeline
