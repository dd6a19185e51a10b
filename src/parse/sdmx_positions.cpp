#include "parse/sdmx_positions.hpp"

#include <simdjson.h>

#include "base/text.hpp"

namespace parse::sdmx {
namespace {

namespace dom = simdjson::dom;

std::string text_of(dom::element value) {
    if (value.is_string()) return std::string{std::string_view{value}};
    return value.is_null() || value.is_object() || value.is_array() ? "" : simdjson::to_string(value);
}

/// "KRW" of {"id": "KRW", "name": "Won"}, else its value, else its name.
std::string code_of(dom::element value) {
    if (!value.is_object()) return text_of(value);
    for (const auto* key : {"id", "value", "name"})
        if (dom::element found; !value[key].get(found))
            if (auto text = text_of(found); !text.empty()) return text;
    return {};
}

Components components_of(dom::element structure, std::string_view part, std::string_view level) {
    Components all;
    dom::array list;
    if (structure[part][level].get(list)) return all;
    for (const auto one : list) {
        auto& component = all.emplace_back();
        if (dom::element id; !one["id"].get(id)) component.id = text_of(id);
        dom::array values;
        component.listed = !one["values"].get(values);
        if (component.listed)
            for (const auto value : values) component.values.push_back(code_of(value));
    }
    return all;
}

}  // namespace

Components Positions::dimensions() const {
    auto all = data_set;
    all.insert(all.end(), series.begin(), series.end());
    all.insert(all.end(), observation.begin(), observation.end());
    return all;
}

Positions positions_of(std::string_view json) {
    dom::parser parser;
    const dom::element structure = parser.parse(simdjson::padded_string{json});
    Positions all;
    all.data_set = components_of(structure, "dimensions", "dataSet");
    all.series = components_of(structure, "dimensions", "series");
    all.observation = components_of(structure, "dimensions", "observation");
    all.data_set_says = components_of(structure, "attributes", "dataSet");
    all.series_says = components_of(structure, "attributes", "series");
    all.observation_says = components_of(structure, "attributes", "observation");
    all.group_says = components_of(structure, "attributes", "dimensionGroup");
    all.measures = components_of(structure, "measures", "observation");
    if (all.measures.empty()) all.measures.push_back({"OBS_VALUE", {}, false});
    return all;
}

const std::string* value_at(const Component& component, std::string_view position) {
    const auto at = base::read_integer(position);
    const bool exists = at && *at >= 0 && static_cast<std::size_t>(*at) < component.values.size();
    return exists ? &component.values[static_cast<std::size_t>(*at)] : nullptr;
}

}  // namespace parse::sdmx
