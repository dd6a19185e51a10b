#pragma once

#include <filesystem>

#include "extract/lexicon.hpp"

namespace pipeline {

/// The words and rules of sql/reference, read once: lexicon/*.toml and companies*.toml.
extract::Lexicon load_lexicon(const std::filesystem::path& sql);

}  // namespace pipeline
