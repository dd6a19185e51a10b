#pragma once

#include "base/format.hpp"

#include <optional>

namespace compare {

/// A value with the range it lies in, where one is known. Where neither the source nor its history gives a
/// range it stays unknown; it is never [x, x] (METHOD §7).
struct Ranged {
    double value = 0;
    std::optional<double> low, high;
};

/// numerator / denominator; the range from both ends. Nothing where the denominator can be zero or changes
/// sign.
std::optional<Ranged> ratio(const Ranged& numerator, const Ranged& denominator);

/// Size-adjusted ratio: a ratio ÷ the ratio of what both are measured against (1 = same effort).
std::optional<Ranged> size_adjusted(const Ranged& ratio, double reference_size, double focus_size);

/// (now − before) / before. Nothing where before is not positive.
std::optional<double> relative_change(double before, double now);

}  // namespace compare
