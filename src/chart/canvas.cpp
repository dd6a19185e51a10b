#include "chart/canvas.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.hpp"

namespace chart {
namespace {

constexpr double middle_of_text = 0.353;  // from the baseline, in em: half the height of capitals
constexpr Stroke paper_edge{paper, 1};

std::string corners(Place at, std::initializer_list<Place> steps) {
    std::string commands;
    for (const auto& step : steps) {
        commands += commands.empty() ? 'M' : 'L';
        append_place(commands, {at.x + step.x, at.y + step.y});
    }
    return commands + 'Z';
}

std::string mark_path(Place at, Mark shape) {
    switch (shape) {
        case Mark::up:
            return corners(at, {{0, -4.6}, {4.4, 3.4}, {-4.4, 3.4}});
        case Mark::down:
            return corners(at, {{0, 4.6}, {4.4, -3.4}, {-4.4, -3.4}});
        case Mark::diamond:
            return corners(at, {{0, -4.8}, {4.8, 0}, {0, 4.8}, {-4.8, 0}});
        case Mark::square:
            return corners(at, {{-3.4, -3.4}, {3.4, -3.4}, {3.4, 3.4}, {-3.4, 3.4}});
        case Mark::circle:
            break;
    }
    return {};
}

}  // namespace

void append_number(std::string& out, double value) {
    auto tenths = static_cast<long long>(std::llround(value * 10));
    if (tenths < 0) {
        out += '-';
        tenths = -tenths;
    }
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, tenths / 10).ptr);
    if (tenths % 10 == 0) return;
    out += '.';
    out += static_cast<char>('0' + tenths % 10);
}

void append_place(std::string& out, Place place) {
    append_number(out, place.x);
    out += ' ';
    append_number(out, place.y);
}

double Canvas::width_of(std::string_view text, double size, int weight) const {
    return frame_.widths.of(text, size, weight);
}

std::string Canvas::fit(std::string_view text, double size, int weight, double room) {
    room += 0.01;  // a column as wide as its widest words must hold them
    if (width_of(text, size, weight) <= room) return std::string(text);
    tell(std::string(text));
    auto points = base::code_points(text);
    std::string shorter;
    do {
        if (points.empty()) return "…";
        points.pop_back();
        while (!points.empty() && points.back() == U' ') points.pop_back();
        shorter = base::to_utf8(std::u32string_view(points)) + "…";
    } while (width_of(shorter, size, weight) > room);
    return shorter;
}

void Canvas::tell(std::string text) {
    if (std::find(told_.begin(), told_.end(), text) == told_.end()) told_.push_back(std::move(text));
}

void Canvas::tag(std::string_view name) {
    body_ += '<';
    body_ += name;
}

void Canvas::attribute(std::string_view name, double value) {
    body_ += ' ';
    body_ += name;
    body_ += "=\"";
    append_number(body_, value);
    body_ += '"';
}

void Canvas::attribute(std::string_view name, std::string_view value) {
    body_ += ' ';
    body_ += name;
    body_ += "=\"";
    body_ += value;
    body_ += '"';
}

void Canvas::fill(Paint paint) {
    attribute("fill", paint.light);
    body_.append(" class=\"c-").append(paint.name).append("-f\"");
}

void Canvas::stroke(const Stroke& stroke) {
    attribute("stroke", stroke.paint.light);
    body_.append(" class=\"c-").append(stroke.paint.name).append("-s\"");
    attribute("stroke-width", stroke.width);
    if (!stroke.dash.empty()) attribute("stroke-dasharray", stroke.dash);
}

void Canvas::end() {
    body_ += "/>\n";
}

void Canvas::text(Place at, std::string_view words, const Type& type, std::string_view figure) {
    if (words.empty()) return;
    tag("text");
    attribute("x", at.x);
    attribute("y", at.y + middle_of_text * type.size);
    attribute("font-size", type.size);
    if (type.weight != 400) attribute("font-weight", static_cast<double>(type.weight));
    if (type.anchor != Anchor::start)
        attribute("text-anchor", type.anchor == Anchor::end ? std::string_view("end") : "middle");
    fill(type.paint);
    if (!figure.empty()) attribute("data-figure", std::string_view(base::escape_html(figure)));
    body_ += '>';
    body_ += base::escape_html(words);
    body_ += "</text>\n";
}

void Canvas::line(Place from, Place to, const Stroke& how) {
    tag("line");
    attribute("x1", from.x);
    attribute("y1", from.y);
    attribute("x2", to.x);
    attribute("y2", to.y);
    stroke(how);
    end();
}

void Canvas::rect(const Area& area, Paint paint) {
    tag("rect");
    attribute("x", area.x);
    attribute("y", area.y);
    attribute("width", area.width);
    attribute("height", area.height);
    fill(paint);
    end();
}

void Canvas::outline(const Area& area, Paint paint) {
    constexpr double line = 0.8;
    tag("rect");
    attribute("x", area.x + line / 2);
    attribute("y", area.y + line / 2);
    attribute("width", std::max(area.width - line, 0.1));
    attribute("height", std::max(area.height - line, 0.1));
    attribute("fill", std::string_view("none"));
    stroke({paint, line});
    end();
}

void Canvas::dot(Place at, double radius, Paint paint) {
    tag("circle");
    attribute("cx", at.x);
    attribute("cy", at.y);
    attribute("r", radius);
    fill(paint);
    end();
}

// A thin edge of paper lifts the mark off the lines it lies on.
void Canvas::mark(Place at, Mark shape, Paint paint) {
    if (shape == Mark::circle) {
        tag("circle");
        attribute("cx", at.x);
        attribute("cy", at.y);
        attribute("r", 4.4);
    } else {
        tag("path");
        attribute("d", std::string_view(mark_path(at, shape)));
    }
    attribute("fill", paint.light);
    attribute("stroke", paper_edge.paint.light);
    attribute("stroke-width", paper_edge.width);
    body_.append(" class=\"c-").append(paint.name).append("-f c-paper-s\"");
    end();
}

void Canvas::path(std::string_view commands, const Stroke& how) {
    if (commands.empty()) return;
    tag("path");
    attribute("d", commands);
    attribute("fill", std::string_view("none"));
    stroke(how);
    attribute("stroke-linejoin", std::string_view("round"));
    attribute("stroke-linecap", std::string_view(how.dash.empty() ? "round" : "butt"));
    end();
}

void Canvas::shape(std::string_view commands, Paint paint) {
    if (commands.empty()) return;
    tag("path");
    attribute("d", commands);
    fill(paint);
    end();
}

}  // namespace chart
