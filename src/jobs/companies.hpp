#pragma once

#include <string>
#include <vector>

#include "base/layers.hpp"
#include "model/company.hpp"

namespace jobs {

/// The companies of sql/reference/companies.toml that have a code. Throws where an identifier is none, or
/// stands for two of them.
std::vector<model::Company> read_companies(const base::Layers& reference);

/// legal_forms.toml beside it: what names of companies begin or end with and is no part of them.
std::vector<std::string> read_legal_forms(const base::Layers& reference);

}  // namespace jobs
