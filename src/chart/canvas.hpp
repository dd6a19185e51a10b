#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chart/chart.hpp"
#include "chart/colour.hpp"

namespace chart {

/// One of the two variants of a chart: its class, its width and its type sizes in units.
struct Sheet {
    char variant;
    double width, label, tick;

    bool narrow() const { return variant == 'n'; }
};
inline constexpr Sheet wide{'w', 642, 10.8, 9.6}, narrow{'n', 350, 12, 10.8};

enum class Anchor { start, middle, end };

/// How a text is set.
struct Type {
    double size = 10.8;
    int weight = 400;
    Anchor anchor = Anchor::start;
    Paint paint = ink;
};

struct Stroke {
    Paint paint = axis;
    double width = 1;
    std::string_view dash = {};
};

struct Place {
    double x = 0, y = 0;
};

struct Area {
    double x = 0, y = 0, width = 0, height = 0;
};

/// An SVG in the making. Coordinates are rounded to a tenth; what is drawn later lies on top.
class Canvas {
  public:
    Canvas(const Frame& frame, const Sheet& sheet) : frame_(frame), sheet_(sheet) {}

    const Sheet& sheet() const { return sheet_; }
    double width_of(std::string_view text, double size, int weight) const;
    /// The text, or as much of it as fits with "…". The whole text then goes into <desc>.
    std::string fit(std::string_view text, double size, int weight, double room);
    /// Words that found no place in the drawing; <desc> tells them.
    void tell(std::string text);

    /// The text's vertical middle stands at `at.y`.
    void text(Place at, std::string_view words, const Type& type, std::string_view figure = {});
    void text(Place at, const Label& label, const Type& type) { text(at, label.text, type, label.figure); }
    void line(Place from, Place to, const Stroke& stroke);
    void rect(const Area& area, Paint fill);
    void outline(const Area& area, Paint stroke);
    void dot(Place at, double radius, Paint fill);
    void mark(Place at, Mark shape, Paint fill);
    void path(std::string_view commands, const Stroke& stroke);
    void shape(std::string_view commands, Paint fill);

    std::string finish(double height) const;

  private:
    void tag(std::string_view name);
    void attribute(std::string_view name, double value);
    void attribute(std::string_view name, std::string_view value);
    void fill(Paint paint);
    void stroke(const Stroke& stroke);
    void end();

    const Frame& frame_;
    const Sheet& sheet_;
    std::string body_;
    std::vector<std::string> told_;
};

/// A coordinate rounded to a tenth: "12", "12.5", never "-0".
void append_number(std::string& out, double value);
/// "x y" for path commands.
void append_place(std::string& out, Place place);

/// What a chart without values prints instead.
std::string draw_no_data(const Frame& frame, const Sheet& sheet);

}  // namespace chart
