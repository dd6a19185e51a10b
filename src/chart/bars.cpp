#include <algorithm>

#include "chart/ranked.hpp"
#include "chart/scale.hpp"

namespace chart {
namespace {

constexpr double top = 8, before_bars = 10, after_bar = 5;

struct Layout {
    double name_room = 0;
    Scale values;
    double pitch = 0, thickness = 0, foot = 0;

    double row(std::size_t i) const { return top + pitch * (static_cast<double>(i) + 0.5); }
};

using Sorted = std::vector<const BarRow*>;

Scale bar_scale(const Sorted& rows) {
    double low = 0, high = 0;
    for (const auto* row : rows)
        if (std::isfinite(row->value)) {
            low = std::min(low, row->value);
            high = std::max(high, row->value);
        }
    return {low, low == high ? low + 1 : high};
}

Layout plan(const Sorted& rows, const Canvas& canvas) {
    Layout layout;
    const auto& sheet = canvas.sheet();
    double name = 0, label = 0;
    for (const auto* row : rows) {
        const int weight = ranked_role(row->role).weight();
        name = std::max(name, canvas.width_of(row->name, sheet.label, weight));
        label = std::max(label, canvas.width_of(row->label.text, sheet.label, weight));
    }
    layout.name_room = std::min(name, sheet.narrow() ? 110.0 : 190.0);
    layout.values = bar_scale(rows);
    layout.values.at_from = std::max(layout.name_room + before_bars, 20.0);
    layout.values.at_to =
        std::max(sheet.width - 1 - std::max(label + after_bar, 12.0), layout.values.at_from + 40);
    const double roomy = sheet.narrow() ? 22 : 20, tight = sheet.narrow() ? 17 : 16;
    layout.pitch = std::clamp(380 / static_cast<double>(rows.size()), tight, roomy);
    layout.thickness = layout.pitch * 0.64;
    layout.foot = top + layout.pitch * static_cast<double>(rows.size()) + 2;
    return layout;
}

void draw_grid(Canvas& canvas, const Layout& layout) {
    const double size = canvas.sheet().tick;
    const auto width = [&](double tick) { return canvas.width_of(tick_text(tick), size, 400); };
    const auto found = ticks_that_fit(layout.values, 7, width);
    const int decimals = decimals_of(found);
    for (const double tick : found) {
        const double x = layout.values.at(tick), half = width(tick) / 2;
        if (x - half < 0 || x + half > canvas.sheet().width) continue;
        canvas.line({x, top - 4}, {x, layout.foot}, {grid});
        canvas.text({x, layout.foot + 10}, tick_text(tick, tick == 0 ? 0 : decimals),
                    {size, 400, Anchor::middle, muted});
    }
}

/// Bars start at zero; one too short to be seen is drawn as a hair.
void draw_bar(Canvas& canvas, const Layout& layout, const BarRow& row, double y) {
    constexpr double hair = 0.6;
    if (!std::isfinite(row.value) || row.value == 0) return;
    const double zero = layout.values.at(0), end = layout.values.at(row.value);
    const double length = std::max(std::abs(end - zero), hair);
    canvas.rect({row.value > 0 ? zero : zero - length, y - layout.thickness / 2, length, layout.thickness},
                ranked_role(row.role).paint);
}

void draw_row(Canvas& canvas, const Layout& layout, const BarRow& row, double y) {
    const auto& how = ranked_role(row.role);
    const double size = canvas.sheet().label;
    const Type type{size, how.weight(), Anchor::start, words(how)};
    canvas.text({0, y}, canvas.fit(row.name, size, type.weight, layout.name_room), type);
    draw_bar(canvas, layout, row, y);
    const double end = std::isfinite(row.value) ? std::max(row.value, 0.0) : 0.0;
    canvas.text({layout.values.at(end) + after_bar, y}, row.label, type);
}

std::string draw(const Bars& chart, const Sheet& sheet) {
    if (!any_value(chart.rows, &BarRow::value)) return draw_no_data(chart, sheet);
    Canvas canvas(chart, sheet);
    const auto rows = ranked(chart.rows, &BarRow::value);
    const auto layout = plan(rows, canvas);
    draw_grid(canvas, layout);
    const double zero = layout.values.at(0);
    for (std::size_t i = 0; i < rows.size(); ++i) draw_row(canvas, layout, *rows[i], layout.row(i));
    canvas.line({zero, top - 4}, {zero, layout.foot}, {axis});
    return canvas.finish(layout.foot + 20);
}

}  // namespace

std::string bars(const Bars& chart) {
    return draw(chart, wide) + draw(chart, narrow);
}

}  // namespace chart
