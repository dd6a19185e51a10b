#include "chart/scale.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace chart {
namespace {

// A tick that should be the limit must not be lost to the last bit of a division.
constexpr double slack = 1e-9;

double power_of_ten(int exponent) {
    return exponent < 0 ? 1 / std::pow(10.0, -exponent) : std::pow(10.0, exponent);
}

/// 5 times 10^-1 is 0.5 exactly when it is divided, not multiplied.
double times_ten_to(double factor, int exponent) {
    return exponent < 0 ? factor / std::pow(10.0, -exponent) : factor * std::pow(10.0, exponent);
}

int exponent_of(double value) {
    return static_cast<int>(std::floor(std::log10(value) + slack));
}

std::vector<double> every_decade(const Scale& scale, int stride) {
    std::vector<double> found;
    const int first = exponent_of(scale.from), last = exponent_of(scale.to);
    for (int exponent = first; exponent <= last; ++exponent)
        if (exponent % stride == 0 && power_of_ten(exponent) >= scale.from * (1 - slack))
            found.push_back(power_of_ten(exponent));
    return found;
}

std::vector<double> one_two_five(const Scale& scale) {
    std::vector<double> found;
    for (double tick = step_below(scale.from); tick <= scale.to * (1 + slack);
         tick = step_above(tick * (1 + 1e-6)))
        if (tick >= scale.from * (1 - slack)) found.push_back(tick);
    return found;
}

std::string group_thousands(std::string digits) {
    const auto point = std::min(digits.find('.'), digits.size());
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    for (std::size_t at = point; at > first + 3; at -= 3) digits.insert(at - 3, 1, ',');
    if (first == 1) digits.replace(0, 1, "−");
    return digits;
}

/// How many decimals print a 1-2-5 step, or a multiple of one, without loss.
int decimals_needed(double tick) {
    constexpr int most = 9;
    for (int decimals = 0; decimals < most; ++decimals) {
        const double scaled = std::abs(tick) * power_of_ten(decimals);
        if (std::abs(scaled - std::round(scaled)) < 1e-6 * std::max(1.0, scaled)) {
            if (scaled > 0.5 || tick == 0) return decimals;
        }
    }
    return most;
}

}  // namespace

double Scale::at(double value) const {
    const double share =
        logarithmic ? std::log(value / from) / std::log(to / from) : (value - from) / (to - from);
    return at_from + share * (at_to - at_from);
}

bool Scale::shows(double value) const {
    return std::isfinite(value) && (!logarithmic || value > 0);
}

double step_below(double value) {
    const int exponent = exponent_of(value);
    for (const double factor : {5.0, 2.0})
        if (times_ten_to(factor, exponent) <= value * (1 + slack)) return times_ten_to(factor, exponent);
    return power_of_ten(exponent);
}

double step_above(double value) {
    const int exponent = exponent_of(value);
    for (const double factor : {1.0, 2.0, 5.0})
        if (times_ten_to(factor, exponent) >= value * (1 - slack)) return times_ten_to(factor, exponent);
    return power_of_ten(exponent + 1);
}

std::vector<double> log_ticks(const Scale& scale, std::size_t most) {
    auto found = one_two_five(scale);
    for (int stride = 1; found.size() > std::max<std::size_t>(most, 2); ++stride) {
        const auto coarser = every_decade(scale, stride);
        if (coarser.size() < 2) break;
        found = coarser;
    }
    return found;
}

std::vector<double> linear_ticks(const Scale& scale, std::size_t most) {
    const auto intervals = static_cast<double>(std::max<std::size_t>(most, 2) - 1);
    const double step = step_above((scale.to - scale.from) / intervals);
    std::vector<double> found;
    for (double k = std::ceil(scale.from / step - slack); k * step <= scale.to + step * 1e-6; ++k)
        found.push_back(k == 0 ? 0 : k * step);
    return found;
}

std::vector<double> ticks(const Scale& scale, std::size_t most) {
    return scale.logarithmic ? log_ticks(scale, most) : linear_ticks(scale, most);
}

std::vector<double> ticks_that_fit(const Scale& scale, std::size_t most,
                                   const std::function<double(double)>& label_width) {
    constexpr double clear = 7;
    const auto fits = [&](const std::vector<double>& found) {
        for (std::size_t i = 1; i < found.size(); ++i) {
            const double room = std::abs(scale.at(found[i]) - scale.at(found[i - 1]));
            if (room < (label_width(found[i]) + label_width(found[i - 1])) / 2 + clear) return false;
        }
        return true;
    };
    for (; most > 2; --most)
        if (auto found = ticks(scale, most); fits(found)) return found;
    auto found = ticks(scale, 2);
    while (found.size() > 1 && !fits(found)) found.pop_back();
    return found;
}

std::string tick_text(double tick, int decimals) {
    if (std::abs(tick) >= 1e15) return fmt::format("{:.0e}", tick);
    return group_thousands(fmt::format("{:.{}f}", tick, std::max(decimals, decimals_needed(tick))));
}

int decimals_of(const std::vector<double>& ticks) {
    int most = 0;
    for (const double tick : ticks) most = std::max(most, decimals_needed(tick));
    return most;
}

std::vector<int> year_ticks(int first, int last, std::size_t most) {
    constexpr std::array strides = {1, 2, 3, 4, 5, 10, 20, 25, 50, 100, 200, 500, 1000};
    const int span = last - first;
    const int widest = std::max(0, static_cast<int>(most) - 1);
    int stride = strides.back();
    for (const int candidate : strides)
        if (span / candidate <= widest) {
            stride = candidate;
            break;
        }
    std::vector<int> years;
    for (int year = last; year >= first; year -= stride) years.insert(years.begin(), year);
    return years;
}

}  // namespace chart
