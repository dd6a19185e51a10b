#pragma once

#include <functional>

#include "report/report.hpp"

namespace fixture {

/// reports/national_ai_investment as it stands in the repository.
model::ReportSpec committed_report();

/// That report with a figure for everything its sections measure, so that tests may take some away.
/// `keep` says whether the figures of a series and entity are there.
struct CommittedEdition {
    using Keep = std::function<bool(const std::string& series, const std::string& entity)>;
    explicit CommittedEdition(const Keep& keep);
    CommittedEdition(const CommittedEdition&) = delete;
    CommittedEdition& operator=(const CommittedEdition&) = delete;

    model::ReportSpec spec;
    model::EditionKey key;
    model::Reference reference;
    report::Input input;
};

}  // namespace fixture
