#include "compare/compare.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "compare/formulas.hpp"

namespace compare {
namespace {

const Maker& formula_of(const model::MeasureSpec& spec) {
    std::vector<std::string> names;
    for (const auto& row : makers()) {
        if (row.formula.name == spec.formula) return row;
        names.emplace_back(row.formula.name);
    }
    const auto near = base::nearest(spec.formula, names);
    throw base::Error{
        spec.place, fmt::format("unknown formula '{}'", spec.formula),
        near ? fmt::format("did you mean '{}'?", *near) : "use one of: " + base::join(names, ", "),
        base::Error::Kind::usage};
}

void check(const model::MeasureSpec& spec, const Formula& formula) {
    const auto wrong = [&](std::string what, std::string next) {
        throw base::Error{spec.place, std::move(what), std::move(next), base::Error::Kind::usage};
    };
    if (formula.needs_reference && spec.references.empty())
        wrong(fmt::format("'{}' needs a reference", formula.name), "add references = [\"USA\"]");
    if (!formula.needs_reference && !spec.references.empty())
        wrong(fmt::format("'{}' takes no reference", formula.name), "remove the key 'references'");
    if (formula.needs_against && spec.against.empty())
        wrong(fmt::format("'{}' needs a series to measure against", formula.name), "add against = \"gdp\"");
}

std::vector<std::string> entities_of(const model::MeasureSpec& spec, const Rows& rows) {
    if (spec.entities != std::vector<std::string>{"*"}) return spec.entities;
    return rows.entities(spec.series);
}

std::vector<std::string> periods_of(const model::MeasureSpec& spec, const Rows& rows,
                                    const std::string& entity) {
    // "latest" is the newest period of the whole series: entities are compared within one period.
    const auto all = rows.periods(spec.series);
    if (spec.period == "*") return rows.periods(spec.series, entity);
    if (all.empty()) return {""};
    if (spec.period == "latest") return {all.back()};
    if (spec.period == "first") return {all.front()};
    if (spec.period == "previous") return {all.size() > 1 ? all[all.size() - 2] : std::string{}};
    return {spec.period};
}

model::Figure named(const std::string& section, const Task& task, const Formula& formula) {
    model::Figure figure;
    figure.id = section + "." + task.spec.name + "." + task.entity;
    if (!task.reference.empty()) figure.id += "." + task.reference;
    if (!task.period.empty()) figure.id += "." + task.period;
    figure.measure = task.spec.name;
    figure.entity = task.entity;
    figure.reference = task.reference;
    figure.period = task.period;
    figure.format = task.spec.format;
    figure.formula = formula.words;
    return figure;
}

}  // namespace

const std::vector<Formula>& formulas() {
    static const auto names = [] {
        std::vector<Formula> all;
        for (const auto& maker : makers()) all.push_back(maker.formula);
        return all;
    }();
    return names;
}

std::vector<model::Figure> evaluate(const std::string& section, const std::vector<model::MeasureSpec>& specs,
                                    const model::Table& rows, const std::string& focus) {
    const Rows values{rows};
    std::vector<model::Figure> figures;
    for (const auto& spec : specs) {
        const auto& row = formula_of(spec);
        check(spec, row.formula);
        const auto references = spec.references.empty() ? std::vector<std::string>{""} : spec.references;
        for (const auto& entity : entities_of(spec, values))
            for (const auto& period : periods_of(spec, values, entity))
                for (const auto& reference : references) {
                    const Task task{spec, values, focus, entity, reference, period};
                    auto figure = named(section, task, row.formula);
                    row.make(figure, task);
                    figures.push_back(std::move(figure));
                }
    }
    return figures;
}

}  // namespace compare
