#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace pipeline {

/// One data test that found something: sql/checks/<name>.sql returned rows. Each row is one wrong thing.
struct Broken {
    std::string name, severity, sentence;  // severity: error | warning
    std::vector<std::string> rows;         // the first ten as text, or all that were asked for
    std::size_t count = 0;
};

/// Runs every check. The file's first lines say what a row means and `-- severity: error`.
std::vector<Broken> run_checks(store::Store& store, const std::filesystem::path& folder,
                               std::size_t most_rows = 10);

/// Enters what is broken into the history of checks; what was and is no more is mended.
void note_checks(store::Store& store, const std::vector<Broken>& found, base::Instant now);

bool any_error(const std::vector<Broken>& found);

}  // namespace pipeline
