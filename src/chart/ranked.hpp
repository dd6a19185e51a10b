#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "chart/canvas.hpp"

namespace chart {

/// Rows by value, descending; equal ones keep their order, missing ones (not finite) come last.
template <class Row>
std::vector<const Row*> ranked(const std::vector<Row>& rows, double Row::*value) {
    std::vector<const Row*> sorted;
    for (const auto& row : rows) sorted.push_back(&row);
    std::stable_sort(sorted.begin(), sorted.end(), [&](const Row* a, const Row* b) {
        if (!std::isfinite(a->*value) || !std::isfinite(b->*value))
            return std::isfinite(a->*value) && !std::isfinite(b->*value);
        return a->*value > b->*value;
    });
    return sorted;
}

/// Whether any row has a value.
template <class Row>
bool any_value(const std::vector<Row>& rows, double Row::*value) {
    return std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return std::isfinite(row.*value); });
}

}  // namespace chart
