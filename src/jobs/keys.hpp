#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "base/toml.hpp"
#include "model/names.hpp"

namespace jobs {

/// What a file of jobs/ or sql/reference says wrong: the place, what was found, what is right.
[[noreturn]] void fail(const std::string& place, const std::string& found, const std::string& next);

/// A text that must not be empty: an empty citation is a missing one.
std::string text(const base::Toml& in, std::string_view key);
/// `key = { ko = "…", en = "…" }`, both needed.
model::Names names(const base::Toml& in, std::string_view key);
/// A day as midnight, or a whole instant.
base::Instant instant(const base::Toml& in, std::string_view key);
base::Day day(const base::Toml& in, std::string_view key);
/// A whole number from `least` on.
int count(const base::Toml& in, std::string_view key, int least);
/// An http or https address whose {…} are all `placeholders`.
std::string address(const base::Toml& in, std::string_view key, const std::vector<std::string>& placeholders);
/// A short name: letters, digits and . _ - only, because it goes into file names and figure ids.
std::string identifier(const base::Toml& in, std::string_view key);
/// Names the second of two equal ids.
void must_be_new(const std::vector<std::string>& seen, const std::string& id, const std::string& place,
                 std::string_view kind);
/// "; did you mean 'x'?", or the choices when nothing is near.
std::string suggest(const std::string& word, const std::vector<std::string>& known);

}  // namespace jobs
