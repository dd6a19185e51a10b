#include "report/table_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/numbers.hpp"
#include "report/words.hpp"

namespace report {
namespace {

using model::ColumnSpec;
using model::Figure;
using model::SectionSpec;
using model::TableSpec;

/// The measure a column prints for an entity: of the column's reference and period where they are given.
const Figure* figure_for(const Press& press, const SectionSpec& section, const TableSpec& table,
                         const ColumnSpec& column, const std::string& entity) {
    for (const auto* figure : press.figures_of(section, column.measure, table.place)) {
        if (figure->entity != entity &&
            !(figure->entity == press.in.spec->focus && figure->reference == entity))
            continue;
        if (!column.reference.empty() && figure->reference != column.reference) continue;
        if (!column.period.empty() && figure->period != column.period) continue;
        return figure;
    }
    return nullptr;
}

/// The order of rows: as the table lists them, or all that `sort` has a value for, largest first.
std::vector<std::string> entities_of(const Press& press, const SectionSpec& section, const TableSpec& table) {
    if (table.sort.empty()) return table.entities;
    auto figures = press.figures_of(section, table.sort, table.place);
    std::stable_sort(figures.begin(), figures.end(), [](const Figure* a, const Figure* b) {
        return a->value.value_or(-1e300) > b->value.value_or(-1e300);
    });
    const auto listed = [&](const std::string& code) {
        return table.entities.empty() || table.entities.front() == "*" ||
               std::find(table.entities.begin(), table.entities.end(), code) != table.entities.end();
    };
    std::vector<std::string> codes;
    for (const auto* figure : figures)
        if (listed(figure->entity) && std::find(codes.begin(), codes.end(), figure->entity) == codes.end())
            codes.push_back(figure->entity);
    return codes;
}

std::string entity_cell(Press& press, const SectionSpec& section, const TableSpec& table,
                        const ColumnSpec& column, const std::string& entity, Ledger& ledger) {
    if (column.measure.empty()) return base::escape_html(press.name_of(entity));
    const auto* figure = figure_for(press, section, table, column, entity);
    if (figure) return ledger.cell(*figure);
    // The focus has no ratio to itself: that dash needs no reason.
    const bool to_itself = entity == press.in.spec->focus &&
                           !press.measure(section, column.measure, table.place).spec->references.empty();
    return to_itself ? std::string{missing_dash} : ledger.no_figure();
}

Rows entity_rows(Press& press, const SectionSpec& section, const TableSpec& table) {
    Rows rows;
    Ledger ledger{press};
    for (const auto& entity : entities_of(press, section, table)) {
        const bool focus = entity == press.in.spec->focus;
        if (table.limit && static_cast<int>(rows.rows.size()) >= table.limit && !focus) {
            ++rows.left_out;
            continue;
        }
        Row row{focus, {}, {}};
        for (const auto& column : table.columns)
            row.cells.push_back(entity_cell(press, section, table, column, entity, ledger));
        rows.rows.push_back(std::move(row));
    }
    ledger.close(rows);
    return rows;
}

/// What one row of a query can say about itself, for the figures of its cells.
struct Origin {
    const model::Table& table;
    const std::vector<model::Cell>& row;

    std::string text(std::string_view column) const { return model::text_of(row, table.column(column)); }
};

/// A number in a query's row is a figure too: section.table_field.key.period.
const Figure& figure_of(Press& press, const SectionSpec& section, const TableSpec& table,
                        const ColumnSpec& column, const Origin& from) {
    Figure figure;
    figure.measure = table.name + "_" + column.field;
    figure.entity = from.text(table.key);
    figure.period = from.text("period");
    if (figure.period.empty()) figure.period = press.in.key->period;
    figure.id = fmt::format("{}.{}.{}.{}", section.name, figure.measure, figure.entity, figure.period);
    figure.value = model::number_of(from.row, from.table.column(column.field));
    figure.format = column.format;
    figure.missing = {from.text("missing_ko"), from.text("missing_en")};
    if (!from.text("sha256").empty() && figure.value)
        figure.from.push_back({from.text("source"), from.text("indicator"), from.text("entity"),
                               from.text("period"), from.text("known_at"), from.text("sha256"),
                               *figure.value});
    press.made.push_back(std::move(figure));
    return press.made.back();
}

Row query_row(Press& press, const SectionSpec& section, const TableSpec& table, const Origin& from,
              Ledger& ledger) {
    Row row;
    row.focus = !table.group.empty() ? false : from.text("entity") == press.in.spec->focus;
    if (!table.group.empty())
        row.group =
            base::escape_html(press.name_of(field_of(press, from.table, from.row, table.group, table.place)));
    for (const auto& column : table.columns)
        row.cells.push_back(column.number ? ledger.cell(figure_of(press, section, table, column, from))
                                          : word_cell(press, from.table, from.row, column, table.place));
    return row;
}

Rows query_rows(Press& press, const SectionSpec& section, const TableSpec& table) {
    const auto& answer = press.input_of(section).rows;
    const int series = answer.column("series");
    Rows rows;
    Ledger ledger{press};
    for (const auto& one : answer.rows) {
        if (!table.series.empty() && model::text_of(one, series) != table.series) continue;
        if (table.limit && static_cast<int>(rows.rows.size()) >= table.limit)
            ++rows.left_out;
        else
            rows.rows.push_back(query_row(press, section, table, {answer, one}, ledger));
    }
    ledger.close(rows);
    return rows;
}

}  // namespace

std::string Ledger::mark(std::vector<std::string>& list, const std::string& text, char first) {
    auto found = std::find(list.begin(), list.end(), text);
    if (found == list.end()) found = list.insert(list.end(), text);
    return std::string{"<sup>"} + static_cast<char>(first + (found - list.begin())) + "</sup>";
}

std::string Ledger::cell(const Figure& figure) {
    figures_.push_back(&figure);
    const auto number = bound(figure, press_.language, Style::bare);
    if (!figure.value) return number + mark(reasons_, sentence(why_missing(figure, press_.language)), 'a');
    const auto& note = figure.note.in(press_.language);
    return note.empty() || is_about_all(figure) ? number : number + mark(notes_, sentence(note), '1');
}

std::string Ledger::no_figure() {
    return std::string{missing_dash} + mark(reasons_, sentence(word("no_data", press_.language)), 'a');
}

void Ledger::close(Rows& rows) const {
    for (std::size_t i = 0; i < notes_.size(); ++i) rows.notes.emplace_back(std::to_string(i + 1), notes_[i]);
    for (std::size_t i = 0; i < reasons_.size(); ++i)
        rows.notes.emplace_back(std::string(1, static_cast<char>('a' + i)), reasons_[i]);
    rows.sources = sources_of(figures_);
}

Rows rows_of(Press& press, const SectionSpec& section, const TableSpec& table) {
    return table.rows == "query" ? query_rows(press, section, table) : entity_rows(press, section, table);
}

}  // namespace report
