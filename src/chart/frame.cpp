// What surrounds a drawing: the svg element with its title and description, and the chart without data.
#include "base/text.hpp"
#include "chart/canvas.hpp"

namespace chart {
namespace {

std::string id_of(const Frame& frame, const Sheet& sheet, char part) {
    return base::escape_html(frame.id) + '-' + sheet.variant + part;
}

void append_told(std::string& out, const char* element, const std::string& id, const std::string& text) {
    out.append("<").append(element).append(" id=\"").append(id).append("\">");
    out.append(base::escape_html(text)).append("</").append(element).append(">\n");
}

/// The caller's description, then the words that did not fit the drawing and are not in it already.
std::string describe(const std::string& desc, const std::vector<std::string>& told) {
    std::vector<std::string> missing;
    for (const auto& text : told)
        if (desc.find(text) == std::string::npos) missing.push_back(text);
    if (missing.empty()) return desc;
    return desc + (desc.empty() ? "" : " ") + "(" + base::join(missing, "; ") + ")";
}

}  // namespace

std::string Canvas::finish(double height) const {
    const auto title = id_of(frame_, sheet_, 't'), desc = id_of(frame_, sheet_, 'd');
    std::string size[2];
    append_number(size[0], sheet_.width);
    append_number(size[1], height);
    std::string out = "<svg class=\"";
    out.append(1, sheet_.variant).append("\" viewBox=\"0 0 ").append(size[0]).append(" ").append(size[1]);
    out.append("\" width=\"").append(size[0]).append("\" height=\"").append(size[1]);
    out.append("\" role=\"img\" aria-labelledby=\"").append(title).append(" ").append(desc);
    out.append("\" font-family=\"Report Sans Fig, Report Sans, sans-serif\"");
    out.append(" xmlns=\"http://www.w3.org/2000/svg\">\n");
    append_told(out, "title", title, frame_.title);
    append_told(out, "desc", desc, describe(frame_.desc, told_));
    return out.append(body_).append("</svg>\n");
}

std::string draw_no_data(const Frame& frame, const Sheet& sheet) {
    constexpr double height = 64;
    Canvas canvas(frame, sheet);
    const Type type{sheet.label, 400, Anchor::middle, muted};
    const std::string said = frame.no_data.text.empty() ? "–" : frame.no_data.text;
    canvas.line({0, 0.5}, {sheet.width, 0.5}, {grid});
    canvas.text({sheet.width / 2, height / 2}, canvas.fit(said, type.size, type.weight, sheet.width), type,
                frame.no_data.figure);
    canvas.line({0, height - 0.5}, {sheet.width, height - 0.5}, {grid});
    return canvas.finish(height);
}

}  // namespace chart
