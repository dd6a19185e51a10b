#pragma once

#include <string>
#include <vector>

#include "chart/canvas.hpp"
#include "chart/place.hpp"
#include "chart/scale.hpp"

namespace chart {

/// Where things stand in a line chart.
struct Plot {
    Scale x, y;
    double labels_at = 0;  // left edge of the end labels
    double height = 0;     // of the whole drawing
    std::vector<double> ticks;
    int decimals = 0;

    Place at(const Point& point) const { return {x.at(point.x), y.at(point.y)}; }
    bool shows(const Point& point) const { return y.shows(point.y); }
    Area inside() const;
};

Plot plan_plot(const Lines& chart, Canvas& canvas);

/// A label of a line: its name, shortened to fit, and the printed value of one point.
struct LineLabel {
    const Line* line = nullptr;
    const Point* point = nullptr;
    std::string name;
    double width = 0;
};

/// The point that a line's end label stands for: the last one with a value or words, or none.
const Point* end_of(const Line& line);

/// How a label reads in that variant.
LineLabel label_line(const Line& line, const Point& point, Canvas& canvas);

void draw_axes(Canvas& canvas, const Plot& plot, const Lines& chart);
void draw_line(Canvas& canvas, const Plot& plot, const Line& line);
/// End labels in the column at the right, other labels beside their marks.
void draw_labels(Canvas& canvas, const Plot& plot, const Lines& chart);

/// The runs of points that are joined: a gap of more than one year, or a value without a place, ends a run.
std::vector<std::vector<Place>> runs(const Plot& plot, const Line& line);

}  // namespace chart
