#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "report/charts.hpp"
#include "report/numbers.hpp"
#include "report/words.hpp"

namespace report {
namespace {

using model::Figure;

/// One line, or one set of unjoined points, before it is drawn.
struct Strand {
    std::string name, role;
    bool joined = true;
    std::vector<const Figure*> figures;  // by period
};

std::vector<const Figure*> by_period(std::vector<const Figure*> figures) {
    std::sort(figures.begin(), figures.end(),
              [](const Figure* a, const Figure* b) { return a->period < b->period; });
    return figures;
}

/// uses.value: a line an entity, in the order in which the measure names them.
void add_joined(const ChartInput& input, std::vector<Strand>& strands) {
    std::map<std::string, std::vector<const Figure*>> by_entity;
    std::vector<std::string> order;
    for (const auto* figure : input.figures("value")) {
        if (!by_entity.contains(figure->entity)) order.push_back(figure->entity);
        by_entity[figure->entity].push_back(figure);
    }
    for (const auto& entity : order)
        strands.push_back(
            {input.press.short_name_of(entity), role_of(entity), true, by_period(by_entity[entity])});
}

/// uses.points, uses.points_2 …: points that no line may join, because they come from other editions.
void add_points(const ChartInput& input, std::vector<Strand>& strands) {
    for (const auto& [role, measure] : input.spec.uses) {
        if (role.rfind("points", 0) != 0) continue;
        const auto figures = by_period(input.figures(role));
        if (figures.empty()) continue;
        const auto said = input.option(role + "_label");
        const auto& entity = figures.front()->entity;
        strands.push_back(
            {said.empty() ? input.press.short_name_of(entity) : said, role_of(entity), false, figures});
    }
}

std::vector<Strand> strands_of(const ChartInput& input) {
    std::vector<Strand> strands;
    add_joined(input, strands);
    add_points(input, strands);
    return strands;
}

chart::Line line_of(const Strand& strand, model::Language language) {
    chart::Line line{strand.name, strand.role, {}, strand.joined};
    int epoch = 0;
    for (const auto* figure : strand.figures) {
        const auto year = base::read_double(figure->period.substr(0, 4));
        if (!year || !figure->value) continue;
        line.points.push_back({*year, *figure->value / printed_unit(figure->format, language), {}});
        line.points.back().begins = line.points.size() > 1 && figure->epoch != epoch;
        epoch = figure->epoch;
        if (!strand.joined) line.points.back().label = {printed(*figure, language, Style::bare), figure->id};
    }
    // A line says its last value at its end.
    for (auto figure = strand.figures.rbegin(); figure != strand.figures.rend() && strand.joined; ++figure) {
        if (!(*figure)->value) continue;
        line.points.back().label = {printed(**figure, language, Style::bare), (*figure)->id};
        break;
    }
    return line;
}

std::string description(const std::vector<Strand>& strands, model::Language language) {
    std::vector<std::string> all;
    for (const auto& strand : strands) {
        std::vector<const Figure*> there;
        for (const auto* figure : strand.figures)
            if (figure->value) there.push_back(figure);
        if (there.empty()) continue;
        const auto said = [&](const Figure& f) { return f.period + " " + printed(f, language, Style::mark); };
        auto text = strand.name + " " + said(*there.front());
        if (there.size() > 1) text += ", " + said(*there.back());
        all.push_back(std::move(text));
    }
    return base::join(all, "; ");
}

std::vector<std::string> periods_of(const std::vector<Strand>& strands) {
    std::set<std::string> all;
    for (const auto& strand : strands)
        for (const auto* figure : strand.figures) all.insert(figure->period);
    return {all.begin(), all.end()};
}

DataTable table_of(const std::vector<Strand>& strands, model::Language language, Drawing& drawing) {
    DataTable table;
    table.heads = periods_of(strands);
    for (const auto& strand : strands) {
        std::vector<std::string> cells(table.heads.size(), std::string{missing_dash});
        for (const auto* figure : strand.figures) {
            const auto at = std::lower_bound(table.heads.begin(), table.heads.end(), figure->period);
            cells[static_cast<std::size_t>(at - table.heads.begin())] = bound(*figure, language, Style::bare);
            drawing.figures.push_back(figure);
        }
        table.rows.emplace_back(strand.name, std::move(cells));
    }
    return table;
}

}  // namespace

Drawing draw_lines(const ChartInput& input) {
    const auto strands = strands_of(input);
    const auto language = input.press.language;
    chart::Lines chart;
    chart.id = input.id;
    chart.title = input.title;
    chart.desc = description(strands, language);
    chart.widths = input.press.widths;
    chart.no_data = {word("no_data", language), ""};
    chart.logarithmic = input.option("scale") == "log";
    chart.decimals = static_cast<int>(base::read_integer(input.option("decimals")).value_or(0));
    chart.height = base::read_double(input.option("height")).value_or(0);
    for (const auto& strand : strands) chart.lines.push_back(line_of(strand, language));
    Drawing drawing;
    drawing.svg = chart::lines(chart);
    drawing.data_table = print_data_table(table_of(strands, language, drawing), language);
    return drawing;
}

}  // namespace report
