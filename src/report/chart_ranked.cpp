#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "report/charts.hpp"
#include "report/numbers.hpp"
#include "report/words.hpp"

namespace report {
namespace {

using model::Figure;

struct Row {
    std::string entity;
    const Figure* value;
    double drawn;  // in printed units
};

double drawn_value(const Figure& figure, model::Language language) {
    if (!figure.value) return std::numeric_limits<double>::quiet_NaN();
    return *figure.value / printed_unit(figure.format, language);
}

/// Largest first, ties by code; after `limit` rows only the focus and its references stay.
std::vector<Row> rows_of(const ChartInput& input) {
    const auto& spec = *input.press.in.spec;
    std::vector<Row> rows;
    for (const auto* figure : input.figures("value"))
        if (figure->value)
            rows.push_back({figure->entity, figure, drawn_value(*figure, input.press.language)});
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return a.drawn != b.drawn ? a.drawn > b.drawn : a.entity < b.entity;
    });
    const auto limit = base::read_integer(input.option("limit"));
    if (!limit) return rows;
    std::vector<Row> kept;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& code = rows[i].entity;
        const bool named = code == spec.focus || std::find(spec.references.begin(), spec.references.end(),
                                                           code) != spec.references.end();
        if (static_cast<long long>(i) < *limit || named) kept.push_back(rows[i]);
    }
    return kept;
}

chart::Label label(const Figure* figure, model::Language language, Style style) {
    if (!figure) return {};
    return {printed(*figure, language, style), figure->id};
}

chart::Frame frame_of(const ChartInput& input, const std::vector<Row>& rows) {
    chart::Frame frame;
    frame.id = input.id;
    frame.title = input.title;
    frame.widths = input.press.widths;
    frame.no_data = {word("no_data", input.press.language), ""};
    for (const auto& row : rows) {
        if (!frame.desc.empty()) frame.desc += ", ";
        frame.desc +=
            input.press.name_of(row.entity) + " " + printed(*row.value, input.press.language, Style::mark);
    }
    return frame;
}

std::string squares(const ChartInput& input, const std::vector<Row>& rows) {
    chart::Squares chart{frame_of(input, rows), {}};
    for (const auto& row : rows)
        chart.rows.push_back({input.press.name_of(row.entity), role_of(row.entity), row.drawn,
                              label(row.value, input.press.language, Style::mark)});
    return chart::squares(chart);
}

std::string bars(const ChartInput& input, const std::vector<Row>& rows) {
    chart::Bars chart{frame_of(input, rows), {}};
    for (const auto& row : rows)
        chart.rows.push_back({input.press.name_of(row.entity), role_of(row.entity), row.drawn,
                              label(row.value, input.press.language, Style::bare)});
    return chart::bars(chart);
}

std::string log_dots(const ChartInput& input, const std::vector<Row>& rows) {
    const auto language = input.press.language;
    const auto& focus = input.press.name_of(input.press.in.spec->focus);
    chart::LogDots chart{frame_of(input, rows), {}, focus, {}, {}, {}};
    chart.level_label = input.press.is_ko() ? focus + " 수준" : focus + "’s level";
    chart.amount_head = rows.empty() ? "" : unit_head(rows.front().value->format, language);
    chart.ratio_head = focus + " = 1";
    for (const auto& row : rows)
        chart.rows.push_back({input.press.name_of(row.entity), role_of(row.entity), row.drawn,
                              label(input.of("rank", row.entity), language, Style::bare),
                              label(row.value, language, Style::bare),
                              label(input.of("ratio", row.entity), language, Style::mark)});
    return chart::log_dots(chart);
}

std::string head_of(const ChartInput& input, const std::string& role, const std::vector<Row>& rows) {
    if (role == "rank") return word("rank", input.press.language);
    if (role == "ratio") return input.press.name_of(input.press.in.spec->focus) + " = 1";
    return rows.empty() ? word("amount", input.press.language)
                        : unit_head(rows.front().value->format, input.press.language);
}

DataTable table_of(const ChartInput& input, const std::vector<Row>& rows, Drawing& drawing) {
    DataTable table;
    std::vector<std::string> roles = {"rank", "value", "ratio"};
    std::erase_if(roles, [&](const std::string& role) { return !input.spec.uses.contains(role); });
    for (const auto& role : roles) table.heads.push_back(head_of(input, role, rows));
    for (const auto& row : rows) {
        std::vector<std::string> cells;
        for (const auto& role : roles) {
            const auto* figure = role == "value" ? row.value : input.of(role, row.entity);
            if (figure) drawing.figures.push_back(figure);
            const auto style = role == "value" ? Style::bare : Style::mark;
            cells.push_back(figure ? bound(*figure, input.press.language, style) : std::string{missing_dash});
        }
        table.rows.emplace_back(input.press.name_of(row.entity), std::move(cells));
    }
    return table;
}

}  // namespace

Drawing draw_ranked(const ChartInput& input) {
    const auto rows = rows_of(input);
    Drawing drawing;
    const auto& form = input.spec.form;
    drawing.svg = form == "squares" ? squares(input, rows)
                  : form == "bars"  ? bars(input, rows)
                                    : log_dots(input, rows);
    drawing.data_table = print_data_table(table_of(input, rows, drawing), input.press.language);
    return drawing;
}

}  // namespace report
