// Reads our own SVG back: regular markup, one element after the other, so a small scanner is enough.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/text.hpp"
#include "chart/place.hpp"

namespace chart {
namespace {

constexpr double tolerance = 0.15;  // coordinates are rounded to a tenth

struct Element {
    std::string_view name, attributes, content;

    std::string_view get(std::string_view key) const {
        const auto wanted = fmt::format(" {}=\"", key);
        const auto at = attributes.find(wanted);
        if (at == std::string_view::npos) return {};
        const auto from = at + wanted.size();
        return attributes.substr(from, attributes.find('"', from) - from);
    }
    double number(std::string_view key, double otherwise = 0) const {
        return base::read_double(get(key)).value_or(otherwise);
    }
};

/// A printed text and the box it fills.
struct Printed {
    std::string text;
    Area area;
};

/// The next start tag from `at` on, and what stands up to the tag after it.
std::optional<Element> next_element(std::string_view svg, std::size_t& at) {
    for (at = svg.find('<', at); at != std::string_view::npos; at = svg.find('<', at + 1)) {
        if (at + 1 >= svg.size() || svg[at + 1] == '/') continue;
        const auto close = svg.find('>', at);
        if (close == std::string_view::npos) return {};
        const auto tag = svg.substr(at + 1, close - at - 1);
        const auto name = tag.substr(0, tag.find_first_of(" /\n"));
        const auto next = std::min(svg.find('<', close), svg.size());
        at = close;
        return Element{name, tag.substr(name.size()), svg.substr(close + 1, next - close - 1)};
    }
    return {};
}

std::string plain(std::string_view content) {
    std::string text(content);
    for (const auto& [entity, sign] :
         {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}})
        text = base::replace_all(text, entity, sign);
    return base::replace_all(text, "&amp;", "&");
}

Area box_of(const Element& element, const std::string& text, const Widths& widths) {
    constexpr double ascent = 0.8, descent = 0.2;
    const double size = element.number("font-size", 16);
    const double width = widths.of(text, size, static_cast<int>(element.number("font-weight", 400)));
    const auto anchor = element.get("text-anchor");
    const double before = anchor == "end" ? width : anchor == "middle" ? width / 2 : 0;
    return {element.number("x") - before, element.number("y") - ascent * size, width,
            (ascent + descent) * size};
}

/// The extent of a path in the commands we write: M L h v z.
Area extent_of(std::string_view commands) {
    double x = 0, y = 0, left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    const std::string text(commands);
    for (const char* at = text.c_str(); *at != 0;) {
        const char command = *at++;
        char* after = nullptr;
        const double number = std::strtod(at, &after);
        if (after == at) continue;  // z, or a blank
        at = after;
        if (command == 'h') x += number;
        if (command == 'v') y += number;
        if (command == 'M' || command == 'L') {
            x = number;
            y = std::strtod(at, &after);
            at = after;
        }
        left = std::min(left, x);
        right = std::max(right, x);
        top = std::min(top, y);
        bottom = std::max(bottom, y);
    }
    return {left, top, right - left, bottom - top};
}

std::optional<Area> mark_of(const Element& element) {
    if (element.name == "rect")
        return Area{element.number("x"), element.number("y"), element.number("width"),
                    element.number("height")};
    if (element.name == "path") return extent_of(element.get("d"));
    if (element.name == "line") {
        const double x1 = element.number("x1"), x2 = element.number("x2");
        const double y1 = element.number("y1"), y2 = element.number("y2");
        return Area{std::min(x1, x2), std::min(y1, y2), std::abs(x2 - x1), std::abs(y2 - y1)};
    }
    if (element.name != "circle") return {};
    const double r = element.number("r");
    return Area{element.number("cx") - r, element.number("cy") - r, 2 * r, 2 * r};
}

/// What is known of the svg element that is being read, and what is wrong so far.
class Inspection {
  public:
    explicit Inspection(const Widths& widths) : widths_(widths) {}

    void take(const Element& element) {
        if (element.name == "svg") open(element);
        if (const auto id = element.get("id"); !id.empty() && !ids_.emplace(id).second)
            say(fmt::format("the id '{}' stands twice", id));
        if (element.name == "text") take_text(element);
        if (const auto mark = mark_of(element); mark && !inside(*mark))
            say(fmt::format("a {} leaves the viewBox: {:.1f} {:.1f}, {:.1f} by {:.1f}", element.name, mark->x,
                            mark->y, mark->width, mark->height));
    }
    std::vector<std::string> found() && { return std::move(found_); }

  private:
    void open(const Element& svg) {
        name_ = svg.get("aria-labelledby");
        name_ = name_.substr(0, name_.find(' '));
        view_ = {0, 0, svg.number("width"), svg.number("height")};
        const auto box = fmt::format("0 0 {} {}", svg.get("width"), svg.get("height"));
        if (svg.get("viewBox") != box) say(fmt::format("viewBox '{}' is not '{}'", svg.get("viewBox"), box));
        printed_.clear();
    }

    void take_text(const Element& element) {
        Printed text{plain(element.content), {}};
        text.area = box_of(element, text.text, widths_);
        const int weight = static_cast<int>(element.number("font-weight", 400));
        for (const char32_t point : base::code_points(text.text))
            if (!widths_.has(point, weight))
                say(fmt::format("U+{:04X} in '{}' has no width", static_cast<unsigned>(point), text.text));
        if (!inside(text.area)) say(fmt::format("'{}' leaves the viewBox", text.text));
        for (const auto& other : printed_)
            if (overlap(shrunk(text.area), other.area))
                say(fmt::format("'{}' lies on '{}'", text.text, other.text));
        printed_.push_back(std::move(text));
    }

    static Area shrunk(const Area& area) {
        return {area.x + tolerance, area.y + tolerance, area.width - 2 * tolerance,
                area.height - 2 * tolerance};
    }

    bool inside(const Area& area) const {
        return area.x >= view_.x - tolerance && area.y >= view_.y - tolerance &&
               area.x + area.width <= view_.width + tolerance &&
               area.y + area.height <= view_.height + tolerance;
    }

    void say(const std::string& what) { found_.push_back(fmt::format("{}: {}", name_, what)); }

    const Widths& widths_;
    std::string_view name_ = "svg";
    Area view_;
    std::set<std::string, std::less<>> ids_;
    std::vector<Printed> printed_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> faults(std::string_view svg, const Widths& widths) {
    Inspection inspection(widths);
    std::size_t at = 0;
    while (const auto element = next_element(svg, at)) inspection.take(*element);
    return std::move(inspection).found();
}

}  // namespace chart
