#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/observation.hpp"
#include "model/period.hpp"
#include "model/record.hpp"
#include "model/source.hpp"

/// What a declared mapping makes of the fields of one record; only the Sorter calls these.
namespace normalize {

/// SDMX status letters that providers use, or their words for them; anything else is kept as it is, and "A"
/// where it is empty.
std::string status_of(const model::Mapping& map, std::string_view served);
/// A mapping value: "=2025" is the constant, anything else names a field.
std::optional<std::string_view> mapped(const model::Record& record, std::string_view name);
/// The record as a reject shows it.
std::string shown(const model::Record& record);
/// value × multiplier. A power of ten moves the decimal point of the text instead: 4.280609883 billion is
/// 4280609883, not 4280609883.0000005.
double scaled(double number, double multiplier);
/// "2025" is a calendar year, or the fiscal one that ends by the mapping's rule; a day is in the year,
/// quarter or month that the mapping coarsens to.
std::optional<model::Period> period_of(const model::Mapping& map, std::string_view served);
/// The names in an entity field, each once: "China,China,Japan" are two.
std::vector<std::string_view> names_in(const model::Mapping& map, std::string_view served);
/// "F" behind the last year of actual data, "E" where the provider names none: then all of the series is
/// estimated (the IMF's rule). Other statuses stand.
std::string projected(const model::Mapping& map, const model::Record& record, const model::Period& period,
                      std::string status);

}  // namespace normalize
