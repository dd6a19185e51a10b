#pragma once

#include <vector>

#include "archive/archive.hpp"
#include "jobs/jobs.hpp"
#include "parse/parse.hpp"
#include "pipeline/facts.hpp"

/// How an answer of many pages is asked for, and how its pages must fit together. All verdicts follow from
/// the pages alone, so that a rebuild comes to the same ones.
namespace pipeline {

/// Which page of how many a document says it is. Returns why it can't be the page that was asked for.
std::optional<model::Reject> number(ReadPage& page, const parse::Document& document,
                                    const model::Paging& paging, const archive::Kept& kept);

/// What to ask for next, now that `page` has come. `came`: what came of the visit so far, this one too.
std::vector<model::Request> following(const model::Source& source, const jobs::Visit& visit,
                                      const ReadPage& page, const std::vector<const model::Snapshot*>& came,
                                      const model::Reference& reference);

/// Why answers, one a page and by page, are not one whole visit; "" when they are.
std::string misfit(const model::Source& source, const std::vector<const ReadPage*>& answers);

/// The same window once more, as a visit of its own: all pages of one visit are of one moment.
jobs::Visit once_more(jobs::Visit visit);

}  // namespace pipeline
