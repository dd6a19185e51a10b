// The labels of a line chart: at the ends of the lines, and beside marks that stand elsewhere.
#include <algorithm>
#include <cmath>

#include "chart/lines.hpp"

namespace chart {
namespace {

/// Labels by where they go: in the column at the right, or beside their marks.
struct Labels {
    std::vector<LineLabel> column, beside;
};

Labels sort_out(const Lines& chart, const Plot& plot, Canvas& canvas) {
    Labels labels;
    for (const auto& line : chart.lines) {
        const Point* end = end_of(line);
        if (end == nullptr) continue;
        const bool at_edge = end->x >= plot.x.to || !plot.shows(*end);
        (at_edge ? labels.column : labels.beside).push_back(label_line(line, *end, canvas));
        if (line.joined) continue;
        for (const auto& point : line.points)
            if (&point != end && plot.shows(point)) labels.beside.push_back(label_line(line, point, canvas));
    }
    return labels;
}

void print(Canvas& canvas, Place at, const LineLabel& label) {
    const auto& how = role(label.line->role);
    const Type type{canvas.sheet().label, how.weight(), Anchor::start, how.text};
    canvas.text(at, label.name, type);
    const double after =
        canvas.width_of(label.name + (label.name.empty() ? "" : " "), type.size, type.weight);
    canvas.text({at.x + after, at.y}, label.point->label, type);
}

std::vector<Segment> segments(const Plot& plot, const Lines& chart) {
    std::vector<Segment> found;
    for (const auto& line : chart.lines)
        for (const auto& run : runs(plot, line))
            for (std::size_t i = 1; i < run.size(); ++i) found.push_back({run[i - 1], run[i]});
    return found;
}

std::vector<Area> marks(const Plot& plot, const Lines& chart) {
    constexpr double around = 5;
    std::vector<Area> found;
    for (const auto& line : chart.lines) {
        const auto parts = runs(plot, line);
        for (const auto& run : parts)
            if (!line.joined || &run == &parts.back())
                found.push_back({run.back().x - around, run.back().y - around, 2 * around, 2 * around});
    }
    return found;
}

/// A thin line from the mark to the nearest point of a label that stands too far off to be read as its own.
void lead(Canvas& canvas, Place mark, const Area& label) {
    constexpr double near = 12;
    const Place target{std::clamp(mark.x, label.x, label.x + label.width),
                       std::clamp(mark.y, label.y, label.y + label.height)};
    const double dx = target.x - mark.x, dy = target.y - mark.y, distance = std::hypot(dx, dy);
    if (distance < near) return;
    const double off = 6 / distance;
    canvas.line({mark.x + dx * off, mark.y + dy * off}, target, {axis, 0.8});
}

/// Draws the labels beside marks; those without room there are returned.
std::vector<LineLabel> draw_beside(Canvas& canvas, const Plot& plot, const Lines& chart,
                                   const std::vector<LineLabel>& labels) {
    std::vector<LineLabel> left;
    if (labels.empty()) return left;
    Labeller labeller(plot.inside(), segments(plot, chart), marks(plot, chart));
    for (const auto& label : labels) {
        const auto mark = plot.at(*label.point);
        const auto area = labeller.put(mark, label.width, canvas.sheet().label + 1);
        if (!area) {
            left.push_back(label);
            continue;
        }
        lead(canvas, mark, *area);
        print(canvas, {area->x, area->y + area->height / 2}, label);
    }
    return left;
}

double wanted_place(const LineLabel& label, const Plot& plot) {
    return plot.shows(*label.point) ? plot.y.at(label.point->y) : plot.y.at_from;
}

void draw_column(Canvas& canvas, const Plot& plot, std::vector<LineLabel> labels) {
    constexpr double between = 4.2, unmoved = 1.5;
    std::stable_sort(labels.begin(), labels.end(), [&](const LineLabel& a, const LineLabel& b) {
        return wanted_place(a, plot) < wanted_place(b, plot);
    });
    std::vector<double> wanted;
    for (const auto& label : labels) wanted.push_back(wanted_place(label, plot));
    const double size = canvas.sheet().label;
    const auto places = spread(wanted, size + between, size / 2 + 1, plot.y.at_from);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const double from = std::min(plot.x.at(labels[i].point->x), plot.x.at_to) + 6;
        const bool away = from < plot.x.at_to || std::abs(places[i] - wanted[i]) > unmoved;
        if (away && plot.shows(*labels[i].point))
            canvas.line({from, wanted[i]}, {plot.labels_at - 3, places[i]}, {axis, 0.8});
        print(canvas, {plot.labels_at, places[i]}, labels[i]);
    }
}

}  // namespace

const Point* end_of(const Line& line) {
    for (auto point = line.points.rbegin(); point != line.points.rend(); ++point)
        if (std::isfinite(point->y) || !point->label.text.empty()) return &*point;
    return nullptr;
}

void draw_labels(Canvas& canvas, const Plot& plot, const Lines& chart) {
    auto labels = sort_out(chart, plot, canvas);
    for (auto& label : draw_beside(canvas, plot, chart, labels.beside)) {
        // The end of a line is always named; of single points that crowd, the description tells the rest.
        if (label.point == end_of(*label.line))
            labels.column.push_back(std::move(label));
        else
            canvas.tell(label.line->name + " " + label.point->label.text);
    }
    draw_column(canvas, plot, std::move(labels.column));
}

}  // namespace chart
