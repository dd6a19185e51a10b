#pragma once

#include <functional>
#include <string>
#include <vector>

namespace chart {

/// From values to units of the drawing.
struct Scale {
    double from = 0, to = 1;        // values
    double at_from = 0, at_to = 1;  // units
    bool logarithmic = false;

    double at(double value) const;
    /// A missing value has no place, nor has zero or less on a log scale.
    bool shows(double value) const;
};

/// The nearest 1, 2 or 5 times a power of ten at or below, at or above.
double step_below(double value);
double step_above(double value);

/// The finest of 1-2-5, decades, every second decade … that has at most `most` ticks in the scale.
std::vector<double> log_ticks(const Scale& scale, std::size_t most);
/// Multiples of 1, 2 or 5 times a power of ten, at most `most` (two at least).
std::vector<double> linear_ticks(const Scale& scale, std::size_t most);
std::vector<double> ticks(const Scale& scale, std::size_t most);

/// The finest ticks whose labels stand clear of each other along the scale.
std::vector<double> ticks_that_fit(const Scale& scale, std::size_t most,
                                   const std::function<double(double)>& label_width);

/// "1,000", "0.05": as many decimals as the tick needs, at least `decimals`.
std::string tick_text(double tick, int decimals = 0);
int decimals_of(const std::vector<double>& ticks);

/// Whole years from first to last that fit `most` labels; the last year always has one.
std::vector<int> year_ticks(int first, int last, std::size_t most);

}  // namespace chart
