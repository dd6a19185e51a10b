#include "report/charts.hpp"

#include <fmt/format.h>

#include <array>

#include "base/text.hpp"
#include "report/words.hpp"

namespace report {
namespace {

using model::ChartSpec;
using model::SectionSpec;

struct Role {
    std::string_view entity, role;
};
constexpr std::array roles = {Role{"KOR", "kr"}, Role{"USA", "us"}, Role{"CHN", "cn"},    Role{"JPN", "jp"},
                              Role{"GBR", "uk"}, Role{"IND", "in"}, Role{"EUROPE", "eu"}, Role{"EU", "eu"}};

std::string caption(Press& press, const SectionSpec& section, const ChartSpec& chart) {
    const auto block = "chart_" + chart.name;
    const auto title = press.text(chart.title.in(press.language), section, chart.place);
    if (chart.options.contains("bare"))
        return "<figcaption class=\"cap\"><p>" + title + "</p></figcaption>\n";
    const auto subtitle = press.text(chart.subtitle.in(press.language), section, chart.place);
    return fmt::format("<figcaption><p class=\"fn\">{}</p><h3>{}</h3><p class=\"fs\">{}</p></figcaption>\n",
                       numbered(press, section, block), title, subtitle);
}

/// Note: what the section says, then what the figures themselves must have said beside them.
std::string note_line(Press& press, const SectionSpec& section, const ChartSpec& chart,
                      const Drawing& drawing) {
    std::vector<std::string> notes;
    const auto own = press.text(chart.note.in(press.language), section, chart.place);
    if (!own.empty()) notes.push_back(own);
    if (!chart.options.contains("bare"))
        for (const auto& note : notes_of(drawing.figures, press)) notes.push_back(base::escape_html(note));
    if (notes.empty()) return {};
    return fmt::format("<p class=\"note\"><span class=\"lab\">{}</span> {}</p>\n",
                       word("note", press.language), base::join(notes, " "));
}

std::string source_line(const Press& press, const ChartSpec& chart, const Drawing& drawing) {
    const auto marks = press.marks(chart.sources.empty() ? sources_of(drawing.figures) : chart.sources);
    if (marks.empty() || chart.options.contains("bare")) return {};
    return fmt::format("<p class=\"src\"><span class=\"lab\">{}</span> {}</p>\n",
                       word("source", press.language), marks);
}

std::string alternative(const Press& press, const SectionSpec& section, const ChartSpec& chart,
                        const std::string& title, const Drawing& drawing) {
    const auto what =
        chart.options.contains("bare") ? title : numbered(press, section, "chart_" + chart.name);
    return fmt::format(
        "<details class=\"alt\"><summary>{}: {}</summary><div class=\"scroll s\" role=\"region\" "
        "tabindex=\"0\" aria-label=\"{}: {}\">{}</div></details>\n",
        word("data_table", press.language), what, word("data_table", press.language), what,
        drawing.data_table);
}

}  // namespace

std::vector<const model::Figure*> ChartInput::figures(const std::string& role) const {
    const auto use = spec.uses.find(role);
    if (use == spec.uses.end()) return {};
    return press.figures_of(section, use->second, spec.place);
}

const model::Figure* ChartInput::of(const std::string& role, const std::string& entity) const {
    for (const auto* figure : figures(role))
        if (figure->entity == entity) return figure;
    return nullptr;
}

std::string ChartInput::option(const std::string& name) const {
    for (const auto& key : {name, name + "_" + std::string{model::code(press.language)}})
        if (const auto found = spec.options.find(key); found != spec.options.end()) return found->second;
    return {};
}

std::string role_of(const std::string& entity) {
    for (const auto& one : roles)
        if (one.entity == entity) return std::string{one.role};
    return "oth";
}

std::string print_data_table(const DataTable& table, model::Language language) {
    std::string html = fmt::format("<table><thead><tr><th scope=\"col\">{}</th>", word("economy", language));
    for (const auto& head : table.heads)
        html += fmt::format("<th scope=\"col\" class=\"num\">{}</th>", base::escape_html(head));
    html += "</tr></thead><tbody>";
    for (const auto& [name, cells] : table.rows) {
        html += fmt::format("<tr><th scope=\"row\">{}</th>", base::escape_html(name));
        for (const auto& cell : cells) html += "<td class=\"num\">" + cell + "</td>";
        html += "</tr>";
    }
    return html + "</tbody></table>";
}

std::string chart_block(Press& press, const SectionSpec& section, const ChartSpec& chart) {
    const auto block = "chart_" + chart.name;
    const auto title = press.plain(chart.title.in(press.language), section, chart.place);
    const ChartInput input{press, section, chart, anchor(section, chart.name), title};
    const auto drawing = chart.form == "lines" ? draw_lines(input) : draw_ranked(input);
    return fmt::format("<figure class=\"fig\" id=\"{}\">", anchor(section, block)) +
           caption(press, section, chart) + drawing.svg + "\n" + note_line(press, section, chart, drawing) +
           source_line(press, chart, drawing) + alternative(press, section, chart, title, drawing) +
           "</figure>";
}

}  // namespace report
