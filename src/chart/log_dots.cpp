#include <algorithm>

#include "chart/ranked.hpp"
#include "chart/scale.hpp"

namespace chart {
namespace {

constexpr double head = 22, first_row = 30;  // y of the line under the heads, of the first row's top

/// Columns from left to right: rank, name, dots, amount, ratio. The numbers take what they need, names are
/// shortened, and dots that would have no room are left out.
struct Columns {
    double rank_end = 0, name_at = 0, name_room = 0;
    Scale dots;
    double amount_end = 0, amount_at = 0, ratio_end = 0;
    double pitch = 0, foot = 0;
    bool plot = false;

    double row(std::size_t i) const { return first_row + pitch * (static_cast<double>(i) + 0.5); }
};

struct Rows {
    const LogDots& chart;
    std::vector<const DotRow*> sorted;
    const DotRow* focus = nullptr;
};

Rows sort_out(const LogDots& chart) {
    Rows rows{chart, ranked(chart.rows, &DotRow::value), nullptr};
    for (const auto* row : rows.sorted)
        if (row->name == chart.focus && row->value > 0) rows.focus = row;
    return rows;
}

double widest(const Rows& rows, const Label DotRow::*column, const Type& type, const Canvas& canvas) {
    double width = 0;
    for (const auto* row : rows.sorted)
        width = std::max(width, canvas.width_of((row->*column).text, type.size, type.weight));
    return width;
}

double widest_name(const Rows& rows, const Canvas& canvas) {
    double width = 0;
    for (const auto* row : rows.sorted) {
        const int weight = ranked_role(row->role).weight();
        width = std::max(width, canvas.width_of(row->name, canvas.sheet().label, weight));
    }
    return width;
}

/// Room for a column's head: as wide as its words, within reason.
double head_width(const std::string& words, int weight, const Canvas& canvas) {
    const double most = canvas.sheet().narrow() ? 76 : 130;
    return std::min(canvas.width_of(words, canvas.sheet().tick, weight), most);
}

Scale dot_scale(const Rows& rows) {
    double low = 0, high = 0;
    for (const auto* row : rows.sorted)
        if (std::isfinite(row->value) && row->value > 0) {
            low = row->value;
            if (high == 0) high = row->value;
        }
    if (high == 0) return {};
    const double from = step_below(low / 1.02);
    return {from, std::max(high, step_above(from * 1.5)), 0, 1, true};
}

void place_numbers(Columns& columns, const Rows& rows, const Canvas& canvas) {
    const auto& sheet = canvas.sheet();
    const Type number{sheet.label, 600};  // Korea's row is set in semibold
    const double ratio = std::max(widest(rows, &DotRow::ratio, number, canvas),
                                  head_width(rows.chart.ratio_head, 600, canvas));
    const double amount = std::max(widest(rows, &DotRow::amount, number, canvas),
                                   head_width(rows.chart.amount_head, 400, canvas));
    columns.ratio_end = sheet.width - 2;
    columns.amount_end = columns.ratio_end - (ratio > 0 ? ratio + (sheet.narrow() ? 14 : 34) : 0);
    columns.amount_at = columns.amount_end - amount;
}

void place_dots(Columns& columns, const Rows& rows, const Canvas& canvas) {
    const bool narrow = canvas.sheet().narrow();
    const double before = narrow ? 14 : 26, after = narrow ? 14 : 34, least = narrow ? 60 : 90;
    columns.dots = dot_scale(rows);
    const double end = columns.amount_at - after;
    const double start = std::max(columns.name_at + columns.name_room + before, 40.0);
    columns.plot = columns.dots.logarithmic && end - start >= least;
    columns.dots.at_from = start;
    columns.dots.at_to = end;
    if (!columns.plot) columns.name_room = std::max(columns.amount_at - columns.name_at - after, 30.0);
}

Columns plan(const Rows& rows, const Canvas& canvas) {
    Columns columns;
    const auto& sheet = canvas.sheet();
    const double rank = sheet.narrow() ? 0 : widest(rows, &DotRow::rank, {sheet.tick, 400}, canvas);
    columns.rank_end = std::max(rank, 14.0);
    columns.name_at = rank > 0 ? columns.rank_end + 12 : 0;
    columns.name_room = std::min(widest_name(rows, canvas), sheet.narrow() ? 106.0 : 170.0);
    place_numbers(columns, rows, canvas);
    place_dots(columns, rows, canvas);
    // Many rows move together, so that a long list still fits a page.
    const double roomy = sheet.narrow() ? 26 : 23.5, tight = sheet.narrow() ? 19 : 17;
    columns.pitch = std::clamp(400 / static_cast<double>(rows.sorted.size()), tight, roomy);
    columns.foot = first_row + columns.pitch * static_cast<double>(rows.sorted.size());
    return columns;
}

void draw_grid(Canvas& canvas, const Columns& columns) {
    const double size = canvas.sheet().tick;
    const auto width = [&](double tick) { return canvas.width_of(tick_text(tick), size, 400); };
    for (const double tick : ticks_that_fit(columns.dots, 14, width)) {
        const double x = columns.dots.at(tick);
        canvas.line({x, first_row - 4}, {x, columns.foot}, {grid});
        canvas.text({x, columns.foot + 11}, tick_text(tick), {size, 400, Anchor::middle, muted});
    }
}

void draw_level(Canvas& canvas, const Columns& columns, const Rows& rows) {
    const double x = columns.dots.at(rows.focus->value), size = canvas.sheet().tick;
    const auto& how = role("kr");
    canvas.line({x, head}, {x, columns.foot}, {how.paint, 1.2, "3 2"});
    const double half = canvas.width_of(rows.chart.level_label, size, 600) / 2;
    const double most = columns.amount_at - 8 - half;
    if (half > most) return;  // the tinted row says it as well
    canvas.text({std::clamp(x, half, most), 12}, rows.chart.level_label,
                {size, 600, Anchor::middle, how.text});
}

void draw_heads(Canvas& canvas, const Columns& columns, const LogDots& chart) {
    const double size = canvas.sheet().tick;
    const auto amount = canvas.fit(chart.amount_head, size, 400, columns.amount_end - columns.amount_at);
    const double room = canvas.sheet().width - columns.amount_end;
    const auto ratio = canvas.fit(chart.ratio_head, size, 600, room);
    canvas.text({columns.amount_end, 12}, amount, {size, 400, Anchor::end, muted});
    canvas.text({columns.ratio_end, 12}, ratio, {size, 600, Anchor::end, muted});
    canvas.line({0, head}, {canvas.sheet().width, head}, {axis, 0.8});
}

void draw_dot(Canvas& canvas, const Columns& columns, const Rows& rows, const DotRow& row, double y) {
    if (!columns.dots.shows(row.value)) return;
    const auto& how = ranked_role(row.role);
    const double x = columns.dots.at(row.value);
    if (rows.focus != nullptr && rows.focus != &row)
        canvas.line({columns.dots.at(rows.focus->value), y}, {x, y}, {how.paint, 1.6});
    canvas.dot({x, y}, how.strong ? 5.2 : 4.4, how.paint);
}

void draw_row(Canvas& canvas, const Columns& columns, const Rows& rows, const DotRow& row, double y) {
    const auto& sheet = canvas.sheet();
    const auto& how = ranked_role(row.role);
    const auto paint = words(how);
    const bool korea = &row == rows.focus;
    if (!sheet.narrow()) canvas.text({columns.rank_end, y}, row.rank, {sheet.tick, 400, Anchor::end, muted});
    canvas.text({columns.name_at, y}, canvas.fit(row.name, sheet.label, how.weight(), columns.name_room),
                {sheet.label, how.weight(), Anchor::start, paint});
    if (columns.plot) draw_dot(canvas, columns, rows, row, y);
    canvas.text({columns.amount_end, y}, row.amount, {sheet.label, korea ? 600 : 400, Anchor::end, paint});
    canvas.text({columns.ratio_end, y}, row.ratio, {sheet.label, 600, Anchor::end, paint});
}

std::string draw(const LogDots& chart, const Sheet& sheet) {
    if (!any_value(chart.rows, &DotRow::value)) return draw_no_data(chart, sheet);
    Canvas canvas(chart, sheet);
    const auto rows = sort_out(chart);
    const auto columns = plan(rows, canvas);
    for (std::size_t i = 0; i < rows.sorted.size(); ++i)
        if (rows.sorted[i] == rows.focus)
            canvas.rect({0, columns.row(i) - columns.pitch / 2, sheet.width, columns.pitch}, focus_row);
    if (columns.plot) draw_grid(canvas, columns);
    if (columns.plot && rows.focus != nullptr) draw_level(canvas, columns, rows);
    for (std::size_t i = 0; i < rows.sorted.size(); ++i)
        draw_row(canvas, columns, rows, *rows.sorted[i], columns.row(i));
    draw_heads(canvas, columns, chart);
    return canvas.finish(columns.foot + (columns.plot ? 22 : 4));
}

}  // namespace

std::string log_dots(const LogDots& chart) {
    return draw(chart, wide) + draw(chart, narrow);
}

}  // namespace chart
