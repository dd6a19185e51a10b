#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "jobs/keys.hpp"
#include "jobs/placeholders.hpp"
#include "jobs/read.hpp"
#include "model/fiscal.hpp"

namespace jobs {
namespace {

void overlay(const base::Toml& in, std::string_view key, std::string& field) {
    if (in.has(key)) field = text(in, key);
}

std::map<std::string, std::string> texts(const base::Toml& in, std::string_view name) {
    const auto table = in.table(name);
    std::map<std::string, std::string> all;
    for (const auto& key : table.keys()) all[key] = table.string(key);
    return all;
}

/// SDMX's letters; M and W are made by us.
std::map<std::string, std::string> statuses(const base::Toml& in) {
    const auto table = in.table("statuses");
    std::map<std::string, std::string> all;
    for (const auto& key : table.keys())
        all[key] = table.choice(key, {"A", "E", "P", "F", "B", "I", "S", "D", "U"});
    return all;
}

bool names_entity(const model::Mapping& map, const std::string& entity) {
    return std::any_of(map.columns.begin(), map.columns.end(),
                       [&](const auto& column) { return column.second == entity; });
}

void check_columns(const model::Mapping& map, const std::string& place) {
    if (!map.entity.empty() || !map.value.empty())
        fail(place, "the mapping has both columns and entity or value",
             "keep columns for wide rows, or entity and value for long ones");
    for (const auto& entity : map.invert)
        if (!names_entity(map, entity))
            fail(place, fmt::format("invert names '{}', which no column holds", entity),
                 "name only entities that stand in columns");
}

/// `[parse.rename] value = ["new", "old"]` as the option "rename.value", a line each.
void read_lists(const base::Toml& in, const std::string& name, Options& into) {
    const auto table = in.maybe_table(name);
    if (!table) return;
    for (const auto& key : table->keys()) into[name + "." + key] = base::join(table->strings(key), "\n");
}

void check_period(const model::Mapping& map, const std::string& place) {
    if (!map.year_ends.empty() && !model::fiscal_year(2024, map.year_ends))
        fail(place, fmt::format("year_ends = '{}' says no day", map.year_ends),
             "write \"06-30\", \"last-sunday-01\" or \"nearest-saturday-01-31\"");
    const base::Window some_year{base::make_day(2024, 1, 1), base::make_day(2025, 1, 1)};
    if (map.period.starts_with("=") && !model::read_period(fill_dates(map.period, some_year).substr(1)))
        fail(place, fmt::format("the period '{}' is no period", map.period),
             "write a constant as \"=2025\", \"=2025-Q3\" or \"=2025-03-31\", the request's own as "
             "\"={from_year}\"");
}

}  // namespace

model::Mapping read_mapping(const base::Toml& in, model::Mapping base) {
    overlay(in, "indicator", base.indicator);
    overlay(in, "entity", base.entity);
    overlay(in, "period", base.period);
    overlay(in, "value", base.value);
    overlay(in, "status", base.status);
    overlay(in, "released", base.released);
    base.entity_kind = in.choice("entity_kind", {"country", "currency"}, base.entity_kind);
    if (in.has("missing")) base.missing = in.strings("missing");
    overlay(in, "unit", base.unit);
    overlay(in, "scale", base.scale);
    overlay(in, "year_ends", base.year_ends);
    if (in.has("columns")) base.columns = texts(in, "columns");
    if (in.has("statuses")) base.statuses = statuses(in);
    if (in.has("only")) base.only = texts(in, "only");
    if (in.has("expect")) base.expect = texts(in, "expect");
    if (in.has("invert")) base.invert = in.strings("invert");
    if (in.has("entities")) base.entities = texts(in, "entities");
    overlay(in, "split", base.split);
    base.per = in.choice("per", {"year", "quarter", "month"}, base.per);
    base.combine = in.choice("combine", {"sum"}, base.combine);
    overlay(in, "projected_after", base.projected_after);
    in.done();
    return base;
}

void check_mapping(const model::Mapping& map, const std::string& place) {
    const auto need = [&](const std::string& field, std::string_view key) {
        if (field.empty())
            fail(place, fmt::format("the mapping does not say where the {} stands", key),
                 fmt::format("add {} = \"field name\" to [map], or \"=text\" for a constant", key));
    };
    need(map.period, "period");
    check_period(map, place);
    if (!map.columns.empty()) return check_columns(map, place);
    need(map.entity, "entity");
    need(map.value, "value");
    if (!map.invert.empty() && map.entity_kind != "currency")
        fail(place, "invert stands without columns", "invert is for wide rows: add columns, or remove it");
}

Options read_options(const base::Toml& in, Options base, const std::vector<std::string>& known) {
    for (const auto& key : known)
        if (key.ends_with(".*"))
            read_lists(in, key.substr(0, key.size() - 2), base);
        else if (in.has(key))
            base[key] = in.string(key);
    in.done();
    return base;
}

}  // namespace jobs
