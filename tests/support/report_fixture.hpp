#pragma once

#include <string>

#include "report/report.hpp"

namespace fixture {

/// A report of two small sections about three economies; what print needs lives as long as this does.
struct SmallReport {
    SmallReport();
    SmallReport(const SmallReport&) = delete;
    SmallReport& operator=(const SmallReport&) = delete;

    model::ReportSpec spec;
    model::EditionKey key;
    model::Reference reference;
    report::Input input;

    model::Figure& figure(const std::string& id);
};

/// One section from TOML and both texts, as the folder 02_scale.
model::SectionSpec section(const std::string& toml, const std::string& ko = "", const std::string& en = "");
/// What the error says as one text: "where: what (next)"; "" when `work` throws none.
template <class Work>
std::string error_of(Work work);

model::Figure figure(double value, const std::string& format, const std::string& bound = "");

}  // namespace fixture

#include "base/error.hpp"

template <class Work>
std::string fixture::error_of(Work work) {
    try {
        work();
    } catch (const base::Error& error) {
        return error.where() + ": " + error.found() + " (" + error.next() + ")";
    }
    return {};
}
