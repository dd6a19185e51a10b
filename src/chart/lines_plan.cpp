// Where things stand in a line chart: scales, margins, height.
#include <algorithm>
#include <cmath>
#include <limits>

#include "chart/lines.hpp"

namespace chart {
namespace {

constexpr double default_height = 280, top = 11, foot = 26;
constexpr double mark_to_label = 16;  // end mark, leader, label

struct Range {
    double low = std::numeric_limits<double>::infinity(), high = -low;

    void take(double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    bool empty() const { return low > high; }
};

Range years_of(const Lines& chart) {
    Range years;
    for (const auto& line : chart.lines)
        for (const auto& point : line.points) years.take(point.x);
    return years;
}

Range values_of(const Lines& chart) {
    Range values;
    const Scale any{.logarithmic = chart.logarithmic};
    for (const auto& line : chart.lines)
        for (const auto& point : line.points)
            if (any.shows(point.y)) values.take(point.y);
    return values;
}

// A little air around the values, but ticks at both ends when the range alone would hold fewer than two.
Scale log_scale(const Range& values) {
    Scale scale{values.low / 1.25, values.high * 1.12, 0, 1, true};
    if (log_ticks(scale, 99).size() >= 2) return scale;
    return {step_below(values.low / 1.01), step_above(values.high * 1.01), 0, 1, true};
}

Scale linear_scale(const Range& values) {
    const double low = std::min(0.0, values.low), high = std::max(0.0, values.high);
    if (low == high) return {0, 1, 0, 1, false};
    return {low < 0 ? low * 1.04 : 0, high > 0 ? high * 1.04 : 0, 0, 1, false};
}

double label_column(const Lines& chart, Canvas& canvas) {
    double widest = 0;
    for (const auto& line : chart.lines)
        if (const auto* end = end_of(line)) widest = std::max(widest, label_line(line, *end, canvas).width);
    return widest;
}

double tick_column(const Plot& plot, const Canvas& canvas) {
    double widest = 0;
    for (const double tick : plot.ticks)
        widest = std::max(widest, canvas.width_of(tick_text(tick, plot.decimals), canvas.sheet().tick, 400));
    return widest;
}

void choose_ticks(Plot& plot, const Lines& chart) {
    constexpr double between_ticks = 38;
    const double length = plot.y.at_from - plot.y.at_to;
    plot.ticks = ticks(plot.y, static_cast<std::size_t>(std::clamp(length / between_ticks, 3.0, 7.0)));
    if (!chart.logarithmic) plot.decimals = std::max(chart.decimals, decimals_of(plot.ticks));
}

}  // namespace

Area Plot::inside() const {
    return {x.at_from, y.at_to, x.at_to - x.at_from, y.at_from - y.at_to};
}

LineLabel label_line(const Line& line, const Point& point, Canvas& canvas) {
    const auto& sheet = canvas.sheet();
    const int weight = role(line.role).weight();
    const double most = sheet.width * (sheet.narrow() ? 0.36 : 0.32);
    const double value = canvas.width_of(point.label.text, sheet.label, weight);
    const double gap = point.label.text.empty() ? 0 : canvas.width_of(" ", sheet.label, weight);
    auto name = canvas.fit(line.name, sheet.label, weight, std::max(most - value - gap, most / 4));
    const double width = canvas.width_of(name, sheet.label, weight) + gap + value;
    return {&line, &point, std::move(name), width};
}

Plot plan_plot(const Lines& chart, Canvas& canvas) {
    Plot plot;
    const auto& sheet = canvas.sheet();
    const double for_labels = static_cast<double>(chart.lines.size()) * (sheet.label + 4.2) + top + foot;
    plot.height = std::max(chart.height > 0 ? chart.height : default_height, for_labels);
    plot.y = chart.logarithmic ? log_scale(values_of(chart)) : linear_scale(values_of(chart));
    plot.y.at_from = plot.height - foot;
    plot.y.at_to = top;
    choose_ticks(plot, chart);
    const auto years = years_of(chart);
    // Of a single year the marks stand at the right, beside their labels.
    plot.x.from = years.low < years.high ? years.low : years.high - 1;
    plot.x.to = years.high;
    plot.x.at_from = std::max(std::ceil(tick_column(plot, canvas)) + 6, 20.0);
    plot.labels_at = sheet.width - 1 - std::max(label_column(chart, canvas), 2.0);
    plot.x.at_to = plot.labels_at - mark_to_label;
    return plot;
}

}  // namespace chart
