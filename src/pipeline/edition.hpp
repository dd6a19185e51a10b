#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "archive/archive.hpp"
#include "pipeline/house.hpp"
#include "report/report.hpp"
#include "store/store.hpp"

namespace pipeline {

/// What is asked of `tuja report`.
struct Wanted {
    std::string report = "national_ai_investment";
    std::string kind;                       // quarterly …
    std::string period;                     // empty: the last one that is over
    std::optional<base::Instant> as_known;  // nothing: the bundled edition's, else the end of today
    std::vector<model::Language> languages = {model::Language::ko, model::Language::en};
    bool pdf = false;
};

/// What was published, and where.
struct Published {
    std::string id;
    std::filesystem::path folder;
    std::vector<std::filesystem::path> files;
};

/// query → compare → report: prints an edition in a temporary folder, checks it, and puts it in its place.
/// A check of severity error, or a fault in the pages, leaves the previous edition as it was.
Published publish(const House& house, archive::Archive& archive, store::Store& store, const Wanted& wanted);

/// The edition that `wanted` means: period, window and as-known time filled in.
model::EditionKey edition_key(const House& house, const Wanted& wanted);

/// A report folder with all its sections.
model::ReportSpec read_report_folder(const base::Layers& folder);

/// Editions on disk, newest first, from their manifests.
std::vector<report::Listed> list_editions(const House& house);

}  // namespace pipeline
