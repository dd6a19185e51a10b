#pragma once

#include "base/format.hpp"

#include <string>
#include <vector>

#include "model/figure.hpp"
#include "model/table.hpp"

namespace compare {

/// Makes the figures that a section's [[measure]]s ask for, from the rows of its query. Rows are read by
/// column: series, entity, period, value, and where the query has them low, high, bound, note_ko, note_en,
/// grade, epoch, layer, entity_kind, source, indicator, known_at, sha256. Pure. Values of two epochs stand on
/// both sides of a break: no change is made of them.
///
/// A measure that can't be made becomes a figure without a value that says why; nothing is left out silently.
/// Throws base::Error for a spec that is wrong in itself (unknown formula, a reference where none fits).
std::vector<model::Figure> evaluate(const std::string& section, const std::vector<model::MeasureSpec>& specs,
                                    const model::Table& rows, const std::string& focus);

/// The names of all formulas and what each needs, for messages and for reports/README.md.
struct Formula {
    std::string_view name;
    std::string_view words;  // as METHOD §8 writes it
    bool needs_reference = false, needs_against = false;
};
const std::vector<Formula>& formulas();

}  // namespace compare
