#include <fmt/format.h>

#include "jobs/keys.hpp"
#include "jobs/placeholders.hpp"
#include "jobs/read.hpp"

namespace jobs {
namespace {

bool has(std::string_view url, std::string_view placeholder) {
    return url.find(placeholder) != url.npos;
}

std::vector<std::string> indicator_ids(const model::Source& source) {
    std::vector<std::string> ids;
    for (const auto& one : source.indicators) ids.push_back(one.id);
    return ids;
}

void check_indicator(const model::Part& part, const model::Source& source, const std::string& place) {
    if (!part.indicator.empty() && !source.indicator(part.indicator))
        fail(place, fmt::format("part '{}' names the unknown indicator '{}'", part.id, part.indicator),
             suggest(part.indicator, indicator_ids(source)));
    if (part.indicator.empty() && part.map.indicator.empty())
        fail(place, fmt::format("part '{}' does not say which indicator it holds", part.id),
             "add indicator = \"…\" to the part, or to [map] the field that names it");
}

/// A period that the address names is that of all its records.
void check_own_period(const model::Part& part, const model::Source& source, const std::string& place) {
    if (part.map.period.starts_with("={") && source.span != 1)
        fail(
            place,
            fmt::format("the period '{}' is the request's, and a request may cover several", part.map.period),
            "write span = 1, so that each period is asked for alone");
}

void check_part(const model::Part& part, const model::Source& source, const std::string& place) {
    check_indicator(part, source, place);
    check_own_period(part, source, place);
    check_url(part, source, place);
    check_mapping(part.map, place);
}

model::Part part(const base::Toml& in, const model::Source& source, const model::Part& common,
                 const std::vector<std::string>& options) {
    model::Part one = common;
    one.id = identifier(in, "id");
    if (in.has("url") || common.url.empty()) one.url = address(in, "url", placeholders());
    if (in.has("indicator"))
        one.indicator = in.string("indicator");
    else if (source.indicators.size() == 1 && one.map.indicator.empty())
        one.indicator = source.indicators.front().id;
    if (in.has("released")) one.released = instant(in, "released");
    if (const auto table = in.maybe_table("parse")) one.parse = read_options(*table, one.parse, options);
    if (const auto table = in.maybe_table("map")) one.map = read_mapping(*table, one.map);
    in.done();
    check_part(one, source, in.has("indicator") ? in.place("indicator") : in.place());
    return one;
}

/// Without [[part]] blocks: one part an indicator when the address names it, else one for all.
std::vector<model::Part> implied_parts(const base::Toml& in, const model::Source& source,
                                       const model::Part& common) {
    std::vector<model::Part> all;
    if (common.url.empty()) (void)in.string("url");  // says that it is missing
    if (!has(common.url, "{indicator}")) {
        all.push_back(common);
        all.back().id = "all";
        if (source.indicators.size() == 1) all.back().indicator = source.indicators.front().id;
    } else {
        for (const auto& indicator : source.indicators) {
            all.push_back(common);
            all.back().id = indicator.code;
            all.back().indicator = indicator.id;
        }
    }
    for (const auto& one : all) check_part(one, source, in.place("url"));
    return all;
}

model::Part common_part(const base::Toml& in, const std::vector<std::string>& options) {
    model::Part common;
    if (in.has("url")) common.url = address(in, "url", placeholders());
    if (in.has("released")) common.released = instant(in, "released");
    if (const auto table = in.maybe_table("parse")) common.parse = read_options(*table, {}, options);
    if (const auto table = in.maybe_table("map")) common.map = read_mapping(*table, {});
    return common;
}

}  // namespace

std::vector<model::Part> read_parts(const base::Toml& in, const model::Source& source,
                                    const std::vector<std::string>& options) {
    const auto common = common_part(in, options);
    const auto blocks = in.tables("part");
    if (blocks.empty()) return implied_parts(in, source, common);
    std::vector<model::Part> all;
    std::vector<std::string> seen;
    for (const auto& block : blocks) {
        all.push_back(part(block, source, common, options));
        must_be_new(seen, all.back().id, block.place("id"), "part");
        seen.push_back(all.back().id);
    }
    return all;
}

}  // namespace jobs
