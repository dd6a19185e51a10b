#pragma once

#include <string>
#include <vector>

#include "compare/compare.hpp"
#include "compare/rows.hpp"
#include "model/figure.hpp"

namespace compare {

/// What one figure is made for: the spec with its entity, reference and period filled in.
struct Task {
    const model::MeasureSpec& spec;
    const Rows& rows;
    std::string focus, entity, reference, period;

    const Value* value() const { return rows.find(spec.series, entity, period); }
    const Value* other() const { return rows.find(spec.series, reference, period); }
};

/// One formula: how METHOD writes it and what makes its figure. A figure that can't be made gets no value and
/// says why.
struct Maker {
    Formula formula;
    void (*make)(model::Figure&, const Task&);
};

/// All formulas, a row each.
const std::vector<Maker>& makers();

}  // namespace compare
