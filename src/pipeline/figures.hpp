#pragma once

#include <string>
#include <vector>

#include "model/figure.hpp"

namespace pipeline {

/// figures.json: every figure of an edition with value, range, grade and evidence, sorted by id.
std::string figures_json(const model::EditionKey& key, std::vector<model::Figure> figures);
/// The figures of a figures.json. Error where the file is none.
std::vector<model::Figure> read_figures(const std::string& json, const std::string& place);
/// sources.json: the sources page in full, with whole hashes.
std::string sources_json(const std::vector<model::SourceLine>& sources);

}  // namespace pipeline
