#include "chart/lines.hpp"

#include <algorithm>
#include <cmath>

namespace chart {
namespace {

// Years are doubles so that quarters may stand between them; a year and a rounding error is no gap.
constexpr double one_year = 1.001;

void draw_run(Canvas& canvas, const std::vector<Place>& run, std::string& commands, const Role& role) {
    if (run.size() == 1) {
        canvas.dot(run.front(), std::max(role.stroke, 2.6), role.paint);
        return;
    }
    for (std::size_t i = 0; i < run.size(); ++i) {
        commands += i == 0 ? 'M' : 'L';
        append_place(commands, run[i]);
    }
}

void draw_years(Canvas& canvas, const Plot& plot, const Lines& chart) {
    double first = plot.x.to;
    for (const auto& line : chart.lines)
        for (const auto& point : line.points) first = std::min(first, point.x);
    const double foot = plot.y.at_from, size = canvas.sheet().tick;
    const double label = canvas.width_of("0000", size, 400) + 8;
    const double room = plot.x.at_to - plot.x.at_from;
    const auto most = static_cast<std::size_t>(std::max(1.0, room / label + 1));
    const int from = static_cast<int>(std::ceil(first)), to = static_cast<int>(std::floor(plot.x.to));
    for (const int year : year_ticks(from, to, most)) {
        const double x = plot.x.at(year);
        canvas.line({x, foot}, {x, foot + 4}, {axis});
        canvas.text({x, foot + 13}, std::to_string(year), {size, 400, Anchor::middle, muted});
    }
}

std::string draw(const Lines& chart, const Sheet& sheet) {
    const Scale any{.logarithmic = chart.logarithmic};
    const bool some = std::any_of(chart.lines.begin(), chart.lines.end(), [&](const Line& line) {
        return std::any_of(line.points.begin(), line.points.end(),
                           [&](const Point& point) { return any.shows(point.y); });
    });
    if (!some) return draw_no_data(chart, sheet);
    Canvas canvas(chart, sheet);
    const auto plot = plan_plot(chart, canvas);
    draw_axes(canvas, plot, chart);
    for (const bool korea : {false, true})  // Korea lies on top
        for (const auto& line : chart.lines)
            if ((line.role == "kr") == korea) draw_line(canvas, plot, line);
    draw_labels(canvas, plot, chart);
    return canvas.finish(plot.height);
}

}  // namespace

std::vector<std::vector<Place>> runs(const Plot& plot, const Line& line) {
    std::vector<std::vector<Place>> found;
    const Point* before = nullptr;
    for (const auto& point : line.points) {
        if (!plot.shows(point)) {
            before = nullptr;
            continue;
        }
        const bool apart =
            before == nullptr || !line.joined || point.begins || point.x - before->x > one_year;
        if (apart) found.emplace_back();
        found.back().push_back(plot.at(point));
        before = &point;
    }
    return found;
}

void draw_axes(Canvas& canvas, const Plot& plot, const Lines& chart) {
    const double left = plot.x.at_from, right = plot.x.at_to + 4;
    for (const double tick : plot.ticks) {
        const double y = plot.y.at(tick);
        canvas.line({left, y}, {right, y}, {grid});
        canvas.text({left - 6, y}, tick_text(tick, plot.decimals),
                    {canvas.sheet().tick, 400, Anchor::end, muted});
    }
    draw_years(canvas, plot, chart);
    const double foot = chart.logarithmic ? plot.y.at_from : plot.y.at(0);
    canvas.line({left, foot}, {right, foot}, {axis});
}

void draw_line(Canvas& canvas, const Plot& plot, const Line& line) {
    const auto& how = role(line.role);
    const auto parts = runs(plot, line);
    if (parts.empty()) return;
    if (!line.joined) {
        for (const auto& part : parts) canvas.mark(part.front(), how.end, how.paint);
        return;
    }
    std::string commands;
    for (const auto& part : parts)
        // The last point gets its end mark anyway.
        if (part.size() > 1 || &part != &parts.back()) draw_run(canvas, part, commands, how);
    canvas.path(commands, {how.paint, how.stroke, how.dash});
    canvas.mark(parts.back().back(), how.end, how.paint);
}

std::string lines(const Lines& chart) {
    return draw(chart, wide) + draw(chart, narrow);
}

}  // namespace chart
