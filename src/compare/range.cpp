#include "compare/range.hpp"

#include <algorithm>

namespace compare {

std::optional<Ranged> ratio(const Ranged& numerator, const Ranged& denominator) {
    const double least = denominator.low.value_or(denominator.value);
    if (denominator.value <= 0 || least <= 0) return {};
    Ranged result{numerator.value / denominator.value, {}, {}};
    const bool known = (numerator.low && numerator.high) || (denominator.low && denominator.high);
    if (!known) return result;
    // Interval division: every corner, since a numerator may be negative.
    const double tops[] = {numerator.low.value_or(numerator.value), numerator.high.value_or(numerator.value)};
    const double bottoms[] = {least, denominator.high.value_or(denominator.value)};
    double low = tops[0] / bottoms[0], high = low;
    for (const double top : tops)
        for (const double bottom : bottoms) {
            low = std::min(low, top / bottom);
            high = std::max(high, top / bottom);
        }
    result.low = low;
    result.high = high;
    return result;
}

std::optional<Ranged> size_adjusted(const Ranged& gap, double reference_size, double focus_size) {
    if (reference_size <= 0 || focus_size <= 0) return {};
    const double scale = focus_size / reference_size;
    Ranged result{gap.value * scale, {}, {}};
    if (gap.low) result.low = *gap.low * scale;
    if (gap.high) result.high = *gap.high * scale;
    return result;
}

std::optional<double> relative_change(double before, double now) {
    if (before <= 0) return {};
    return (now - before) / before;
}

}  // namespace compare
