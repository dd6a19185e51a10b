#include <fmt/format.h>

#include "jobs/keys.hpp"
#include "jobs/read.hpp"

namespace jobs {
namespace {

const std::vector<std::string> placeholders{"from_year", "to_year",   "from",     "to",
                                            "page",      "indicator", "countries", "key"};

bool has(std::string_view url, std::string_view placeholder) {
    return url.find(placeholder) != url.npos;
}

/// An address that can't say what is asked of it would fetch the wrong thing for years without a word.
void check_url(const model::Part& part, const model::Source& source, const std::string& place) {
    const auto& url = part.url;
    if (source.paging == "pages" && !has(url, "{page}"))
        fail(place, "paging = \"pages\" but the url has no {page}", "put {page} where the page number goes");
    if (source.paging == "none" && has(url, "{page}"))
        fail(place, "the url has {page} but paging is \"none\"", "write paging = \"pages\"");
    if (source.key.empty() && has(url, "{key}"))
        fail(place, "the url has {key} but the source names none",
             "write key = \"NAME\": the environment variable or systemd credential that holds it");
    if (!source.key.empty() && !has(url, "{key}"))
        fail(place, fmt::format("key = \"{}\" but the url has no {{key}}", source.key),
             "put {key} where the key goes; it is filled in only when the host is asked");
    const bool ranged =
        (has(url, "{from_year}") && has(url, "{to_year}")) || (has(url, "{from}") && has(url, "{to}"));
    const bool any = has(url, "{from") || has(url, "{to");
    if (source.window == "years" && !ranged)
        fail(place, "window = \"years\" but the url does not say which",
             "put {from_year} and {to_year} (or {from} and {to}) into the url, or write window = \"whole\"");
    if (source.window != "years" && any)
        fail(place, fmt::format("the url asks for a range but window is \"{}\"", source.window),
             "write window = \"years\"");
    if (has(url, "{indicator}") && part.indicator.empty())
        fail(place, fmt::format("part '{}' has {{indicator}} in its url but names none", part.id),
             "add indicator = \"…\" to the part");
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

void check_part(const model::Part& part, const model::Source& source, const std::string& place) {
    check_indicator(part, source, place);
    check_url(part, source, place);
    check_mapping(part.map, place);
}

model::Part part(const base::Toml& in, const model::Source& source, const model::Part& common,
                 const std::vector<std::string>& options) {
    model::Part one = common;
    one.id = identifier(in, "id");
    if (in.has("url") || common.url.empty()) one.url = address(in, "url", placeholders);
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
    if (in.has("url")) common.url = address(in, "url", placeholders);
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
