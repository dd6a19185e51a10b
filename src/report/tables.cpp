#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "report/press.hpp"
#include "report/table_rows.hpp"
#include "report/words.hpp"

namespace report {
namespace {

using model::SectionSpec;
using model::TableSpec;

std::string head(const model::ColumnSpec& column, const Press& press, bool follows_number) {
    const auto& unit = column.unit.in(press.language);
    const char* shape = column.number ? " class=\"num\"" : follows_number ? " class=\"gap\"" : "";
    return fmt::format("<th scope=\"col\"{}>{}{}</th>", shape,
                       base::escape_html(column.head.in(press.language)),
                       unit.empty() ? "" : "<br><span class=\"u\">" + base::escape_html(unit) + "</span>");
}

std::string columns_and_head(const Press& press, const TableSpec& table) {
    std::string columns, heads;
    bool number = false;
    for (const auto& column : table.columns) {
        columns += column.width ? fmt::format("<col style=\"width:{}%\">", column.width) : "<col>";
        heads += head(column, press, number);
        number = column.number;
    }
    return "<colgroup>" + columns + "</colgroup><thead><tr>" + heads + "</tr></thead>";
}

std::string print_row(const Row& row, const TableSpec& table) {
    std::string html = row.focus ? "<tr class=\"kr\">" : "<tr>";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const bool number = table.columns[i].number;
        const bool gap = !number && i > 0 && table.columns[i - 1].number;
        const char* shape = number ? " class=\"num\"" : gap ? " class=\"gap\"" : "";
        html += i == 0 ? fmt::format("<th scope=\"row\"{}>{}</th>", shape, row.cells[i])
                       : fmt::format("<td{}>{}</td>", shape, row.cells[i]);
    }
    return html + "</tr>\n";
}

/// Rows, with a line of its own wherever the group changes.
std::string print_body(const Rows& rows, const TableSpec& table) {
    std::string html = "<tbody>", group;
    for (const auto& row : rows.rows) {
        if (row.group != group)
            html += fmt::format("<tr class=\"grp\"><th scope=\"colgroup\" colspan=\"{}\">{}</th></tr>\n",
                                table.columns.size(), row.group);
        group = row.group;
        html += print_row(row, table);
    }
    return html + "</tbody>";
}

std::string print_notes(Press& press, const SectionSpec& section, const TableSpec& table, const Rows& rows) {
    std::string html;
    for (const auto& [mark, note] : rows.notes)
        html += fmt::format("<li><span class=\"k\">{}</span>{}</li>", mark, base::escape_html(note));
    if (!html.empty()) html = "<ol class=\"notes\">" + html + "</ol>\n";
    const auto note = press.text(table.note.in(press.language), section, table.place);
    if (!note.empty())
        html += fmt::format("<p class=\"note\"><span class=\"lab\">{}</span> {}</p>\n",
                            word("note", press.language), note);
    const auto marks = press.marks(rows.sources);
    if (!marks.empty())
        html += fmt::format("<p class=\"src\"><span class=\"lab\">{}</span> {}</p>\n",
                            word("source", press.language), marks);
    return html;
}

/// How many rows the limit left out: a figure too, so both languages must agree on it.
std::string print_left_out(Press& press, const SectionSpec& section, const TableSpec& table,
                           const Rows& rows) {
    if (rows.left_out == 0) return {};
    model::Figure figure;
    figure.measure = table.name + "_more";
    figure.period = press.in.key->period;
    figure.id = fmt::format("{}.{}.{}", section.name, figure.measure, figure.period);
    figure.value = rows.left_out;
    figure.format = "count";
    press.made.push_back(std::move(figure));
    return fmt::format("<p class=\"note\">{}{}{}</p>\n", word("more_before", press.language),
                       bound(press.made.back(), press.language, Style::bare),
                       word("more_after", press.language));
}

/// A few columns of numbers fit a narrow screen without scrolling.
bool is_small(const TableSpec& table) {
    return table.rows == "entities" && table.columns.size() <= 4;
}

}  // namespace

std::string table_block(Press& press, const SectionSpec& section, const TableSpec& table) {
    const auto block = "table_" + table.name;
    const auto title = press.text(table.title.in(press.language), section, table.place);
    const auto subtitle = press.text(table.subtitle.in(press.language), section, table.place);
    const auto label = numbered(press, section, block);
    const auto plain = base::escape_html(without_markup(title));
    auto html = fmt::format(
        "<div class=\"tbl\" id=\"{}\"><div class=\"th\"><p class=\"fn\">{}</p><h3>{}</h3>{}</div>\n",
        anchor(section, block), label, title, subtitle.empty() ? "" : "<p class=\"fs\">" + subtitle + "</p>");
    const auto rows = rows_of(press, section, table);
    if (rows.rows.empty()) {
        const auto empty = press.text(table.empty.in(press.language), section, table.place);
        return html + "<p class=\"none\">" + (empty.empty() ? word("no_data", press.language) : empty) +
               "</p></div>\n";
    }
    html += fmt::format(
        "<div class=\"scroll{}\" role=\"region\" tabindex=\"0\" aria-label=\"{}: {}\"><table class=\"fx\">"
        "<caption>{}</caption>",
        is_small(table)         ? " s"
        : table.rows == "query" ? " q"
                                : "",
        label, plain, plain);
    return html + columns_and_head(press, table) + print_body(rows, table) + "</table></div>\n" +
           print_left_out(press, section, table, rows) + print_notes(press, section, table, rows) +
           "</div>\n";
}

}  // namespace report
