#include "compare/rows.hpp"

#include <algorithm>
#include <set>

namespace compare {

Rows::Rows(const model::Table& table) {
    const int series = table.column("series"), entity = table.column("entity"),
              period = table.column("period");
    const int value = table.column("value"), low = table.column("low"), high = table.column("high");
    const int bound = table.column("bound"), grade = table.column("grade");
    const int ko = table.column("note_ko"), en = table.column("note_en");
    const int source = table.column("source"), indicator = table.column("indicator");
    const int known = table.column("known_at"), sha = table.column("sha256");
    const int epoch = table.column("epoch"), layer = table.column("layer"),
              kind = table.column("entity_kind");
    if (series < 0 || value < 0) return;  // a section of texts: nothing to measure
    for (const auto& row : table.rows) {
        const auto number = model::number_of(row, value);
        if (!number) continue;
        Value one;
        one.entity = model::text_of(row, entity);
        one.period = model::text_of(row, period);
        one.amount = {*number, model::number_of(row, low), model::number_of(row, high)};
        one.bound = model::text_of(row, bound);
        const auto mark = model::text_of(row, grade);
        one.grade = mark.empty() ? '\0' : mark[0];
        one.layer = model::text_of(row, layer);
        one.kind = model::text_of(row, kind);
        one.epoch = static_cast<int>(model::number_of(row, epoch).value_or(0));
        one.note = {model::text_of(row, ko), model::text_of(row, en)};
        one.evidence = {model::text_of(row, source), model::text_of(row, indicator), one.entity, one.period,
                        model::text_of(row, known),  model::text_of(row, sha),       *number};
        series_[model::text_of(row, series)][one.entity].emplace(one.period, one);
    }
}

const Value* Rows::find(const std::string& series, const std::string& entity,
                        const std::string& period) const {
    const auto all = series_.find(series);
    if (all == series_.end()) return nullptr;
    const auto of = all->second.find(entity);
    if (of == all->second.end()) return nullptr;
    const auto at = of->second.find(period);
    return at == of->second.end() ? nullptr : &at->second;
}

std::vector<const Value*> Rows::ranked(const std::string& series, const std::string& period) const {
    std::vector<const Value*> values;
    const auto all = series_.find(series);
    if (all == series_.end()) return values;
    for (const auto& [entity, of] : all->second)
        if (const auto at = of.find(period); at != of.end()) values.push_back(&at->second);
    std::stable_sort(values.begin(), values.end(),
                     [](const Value* a, const Value* b) { return a->amount.value > b->amount.value; });
    return values;
}

std::vector<std::string> Rows::periods(const std::string& series, const std::string& entity) const {
    std::set<std::string> found;
    const auto all = series_.find(series);
    if (all == series_.end()) return {};
    for (const auto& [name, of] : all->second)
        if (entity.empty() || name == entity)
            for (const auto& [period, value] : of) found.insert(period);
    return {found.begin(), found.end()};
}

std::vector<std::string> Rows::entities(const std::string& series) const {
    std::vector<std::string> names;
    if (const auto all = series_.find(series); all != series_.end())
        for (const auto& [name, of] : all->second) names.push_back(name);
    return names;
}

}  // namespace compare
