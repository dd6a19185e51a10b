#include <fmt/format.h>

#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "report/fonts.hpp"
#include "report/mustache.hpp"
#include "report/numbers.hpp"
#include "report/press.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

namespace report {
namespace {

using model::SectionSpec;

std::string section_text(Press& press, const SectionSpec& section) {
    const auto place = fmt::format("{}/text.{}.mustache", section.place, model::code(press.language));
    return press.text(section.text.in(press.language), section, place);
}

/// "1 Scale of the gap"; sections without a number have their title alone.
std::string eyebrow(const Press& press, const SectionSpec& section) {
    const int number = press.number_of(section);
    const auto& title = section.title.in(press.language);
    return number ? fmt::format("{} {}", number, title) : title;
}

std::string print_section(Press& press, const SectionSpec& section) {
    const auto text = section_text(press, section);
    if (section.layout == "cover")
        return fmt::format("<header class=\"page cover\" id=\"cover\" data-pages=\"{}\">\n{}</header>\n",
                           section.pages, text);
    return fmt::format(
        "<section class=\"page s-{0}\" id=\"s-{0}\" aria-labelledby=\"s-{0}-h\" data-pages=\"{1}\">\n"
        "<p class=\"eyebrow\">{2}</p>\n{3}</section>\n",
        section.name, section.pages, base::escape_html(eyebrow(press, section)), text);
}

/// Text inside a CSS string: what could end the string or the style element is escaped.
std::string css_string(std::string_view text) {
    std::string out = "\"";
    for (const char one : text) {
        if (one == '"' || one == '\\' || one == '<' || one == '\n')
            out += fmt::format("\\{:06x}", static_cast<unsigned char>(one));
        else
            out += one;
    }
    return out + "\"";
}

/// Each section names its page, so that its running head says where the reader is.
std::string running_heads(const Press& press) {
    const auto& title = press.in.spec->title.in(press.language);
    const auto cut_off = word("cut_off", press.language) + " " +
                         date(base::iso(press.in.key->as_known), press.language, Style::prose);
    auto css = fmt::format(
        "@page{{@top-left{{content:{}}}@top-right{{content:{}}}@bottom-left{{content:{}}}}}\n",
        css_string(title), css_string(period(press.in.key->period, press.language)), css_string(cut_off));
    for (const auto* section : press.sections) {
        if (section->layout == "cover") continue;
        css += fmt::format("@page s-{0}{{@top-left{{content:{1}}}}}\n.s-{0}{{page:s-{0}}}\n", section->name,
                           css_string(title + "  ·  " + eyebrow(press, *section)));
    }
    return css +
           "@page cover{@top-left{content:none}@top-right{content:none}@bottom-left{content:none}"
           "@bottom-right{content:none}}\n";
}

struct Body {
    std::string cover, sections;
};

Body print_body(Press& press) {
    Body body;
    for (const auto* section : press.sections)
        (section->layout == "cover" ? body.cover : body.sections) += print_section(press, *section);
    return body;
}

std::string style_sheet(const Press& press) {
    const auto& theme = press.in.theme;
    const Lookup colours = [&](const std::string& name) -> std::optional<Value> {
        const auto found = theme.find(name);
        if (found == theme.end()) return {};
        return Value{found->second};
    };
    return render(press.in.css, colours, "print.css") + running_heads(press);
}

/// The document's frame: what page.mustache may name.
std::map<std::string, std::string> frame_of(const Press& press, const Body& body, const std::string& css) {
    const auto& spec = *press.in.spec;
    const auto escaped = [&](const model::Names& names) {
        return base::escape_html(names.in(press.language));
    };
    return {{"language", std::string{model::code(press.language)}},
            {"title", escaped(spec.title) + ", " + period(press.in.key->period, press.language)},
            {"subtitle", escaped(spec.subtitle)},
            {"publisher", escaped(spec.publisher)},
            {"created", base::iso(base::day_of(press.in.key->as_known))},
            {"edition", base::escape_html(press.in.key->id())},
            {"skip", word("skip", press.language)},
            {"css", css},
            {"cover", body.cover},
            {"sections", body.sections}};
}

std::string print_page(const Press& press, std::map<std::string, std::string> frame,
                       const std::string& fonts) {
    frame["fonts"] = fonts;
    const Lookup lookup = [&](const std::string& name) -> std::optional<Value> {
        const auto found = frame.find(name);
        if (found == frame.end()) return {};
        return Value{found->second};
    };
    return render(press.in.page, lookup, "page.mustache");
}

/// Figures in the order in which the page first shows them.
std::vector<model::Figure> figures_on(const Press& press, std::string_view html) {
    constexpr std::string_view mark = "data-figure=\"";
    std::unordered_map<std::string, const model::Figure*> made;
    for (const auto& figure : press.made) made.emplace(figure.id, &figure);
    std::set<std::string> seen;
    std::vector<model::Figure> all;
    for (auto at = html.find(mark); at != std::string_view::npos; at = html.find(mark, at)) {
        at += mark.size();
        std::string id{html.substr(at, html.find('"', at) - at)};
        if (!seen.insert(id).second) continue;
        const auto* figure = press.figures.by_id(id);
        if (const auto row = made.find(id); !figure && row != made.end()) figure = row->second;
        if (figure) all.push_back(*figure);
    }
    return all;
}

/// What the cover says in its h1, line breaks as blanks.
std::string headline_of(std::string_view cover) {
    const auto begin = cover.find("<h1>");
    const auto end = cover.find("</h1>");
    if (begin == std::string_view::npos || end == std::string_view::npos) return {};
    const auto inner = base::replace_all(cover.substr(begin + 4, end - begin - 4), "<br>", " ");
    return std::string{base::trim(without_markup(inner))};
}

}  // namespace

Printed print(const Input& input, model::Language language) {
    Press press{input, language};
    check(*input.spec);
    press.widths = widths_of(input.faces);
    const auto body = print_body(press);
    const auto frame = frame_of(press, body, style_sheet(press));
    const auto drawn = print_page(press, frame, "");
    auto html = input.faces.empty() ? drawn : print_page(press, frame, font_rules(input.faces, drawn));
    auto figures = figures_on(press, html);
    return {std::move(html), headline_of(body.cover), std::move(figures)};
}

}  // namespace report
