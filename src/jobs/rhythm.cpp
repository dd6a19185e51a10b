#include <fmt/format.h>

#include "base/zone.hpp"
#include "jobs/calendar.hpp"
#include "jobs/keys.hpp"
#include "jobs/placeholders.hpp"
#include "jobs/read.hpp"

namespace jobs {
namespace {

const std::vector<std::string> ways_to_page{"none", "pages", "offset", "rows", "next"};

bool has(std::string_view url, std::string_view placeholder) {
    return url.find(placeholder) != url.npos;
}

model::Freshness freshness(const base::Toml& in) {
    const model::Freshness one{count(in, "warn_days", 0), count(in, "error_days", 0)};
    if (one.error_days && one.error_days < one.warn_days)
        fail(in.place(),
             fmt::format("error_days = {} comes before warn_days = {}", one.error_days, one.warn_days),
             "warn first: make error_days the larger one, or 0 for no limit");
    in.done();
    return one;
}

model::NextEdition edition(const base::Toml& in) {
    const model::NextEdition one{count(in, "month", 1), address(in, "page", {})};
    if (one.month > 12)
        fail(in.place("month"), fmt::format("month = {} is no month", one.month), "write 1 to 12");
    in.done();
    return one;
}

std::string zone(const base::Toml& in) {
    const auto name = in.string("zone", "UTC");
    if (!base::is_zone(name))
        fail(in.place("zone"), fmt::format("'{}' is no time zone", name),
             "write its name in the time zone database, such as \"Asia/Seoul\"");
    return name;
}

void read_window(const base::Toml& in, model::Source& source) {
    source.zone = zone(in);
    source.window = in.choice("window", {"whole", "rolling", "years", "months", "days"});
    source.start_year = count(in, "start_year", 1900);
    for (const auto* key : {"lag", "span"})
        if (!source.is_ranged() && in.has(key))
            fail(in.place(key), fmt::format("{} stands without a range", key),
                 fmt::format("remove it: window \"{}\" is always asked for as a whole", source.window));
    if (in.has("span")) source.span = count(in, "span", 1);
    if (source.is_ranged()) source.lag = count(in, "lag", 0);
}

/// `paging = "pages"`, or a table where more is to be said.
model::Paging paging(const base::Toml& in) {
    model::Paging one;
    if (!in.is_table("paging")) {
        one.by = in.choice("paging", ways_to_page, "none");
        if (one.by == "offset" || one.by == "rows")
            fail(in.place("paging"),
                 fmt::format("paging by {} needs to know how many rows a page has", one.by),
                 fmt::format("write paging = {{ by = \"{}\", size = 100 }}", one.by));
        return one;
    }
    const auto table = in.table("paging");
    one.by = table.choice("by", ways_to_page);
    if (table.has("size") || one.by == "offset" || one.by == "rows") one.size = count(table, "size", 1);
    if (table.has("first")) one.first = count(table, "first", 0);
    const std::pair<const char*, std::string*> names[] = {{"page", &one.page},         {"pages", &one.pages},
                                                          {"per_page", &one.per_page}, {"total", &one.total},
                                                          {"offset", &one.offset},     {"next", &one.next}};
    for (const auto& [key, name] : names)
        if (table.has(key)) *name = text(table, key);
    table.done();
    return one;
}

void check_paging(const std::string& url, const model::Paging& paging, const std::string& place) {
    const std::pair<const char*, const char*> wants[] = {
        {"pages", "{page}"}, {"offset", "{offset}"}, {"rows", "{first_row}"}, {"rows", "{last_row}"}};
    for (const auto& [by, placeholder] : wants) {
        if (paging.by == by && !has(url, placeholder))
            fail(place, fmt::format("paging = \"{}\" but the url has no {}", by, placeholder),
                 fmt::format("put {} where the provider expects it", placeholder));
        if (paging.by != by && has(url, placeholder))
            fail(place, fmt::format("the url has {} but paging is \"{}\"", placeholder, paging.by),
                 fmt::format("write paging = \"{}\"", by));
    }
    if (has(url, "{limit}") && paging.size == 0)
        fail(place, "the url has {limit} but nothing says how many rows a page has",
             "write size = 100 into [paging]");
}

void check_key(const std::string& url, const model::Source& source, const std::string& place) {
    if (source.key.empty() && has(url, "{key}"))
        fail(place, "the url has {key} but the source names none",
             "write key = \"NAME\": the environment variable or systemd credential that holds it");
    if (!source.key.empty() && !has(url, "{key}"))
        fail(place, fmt::format("key = \"{}\" but the url has no {{key}}", source.key),
             "put {key} where the key goes; it is filled in only when the host is asked");
}

void check_range(const std::string& url, const model::Source& source, const std::string& place) {
    const auto speaks = speaks_in(url);
    if (speaks && !source.is_ranged())
        fail(place, fmt::format("the url asks for a range but window is \"{}\"", source.window),
             "write window = \"years\", \"months\" or \"days\"");
    const auto unit = unit_of_window(source.window);
    const bool one_says_all = source.span == 1 && speaks;  // a month is known by one of its days
    if (unit && !names_a_range(url) && !one_says_all)
        fail(place, fmt::format("window = \"{}\" but the url does not say which", source.window),
             "put {from} and {to} into the url ({from_year}, {from:%Y%m%d} …), or write window = \"whole\"");
    if (unit && *speaks < *unit)
        fail(place, fmt::format("window = \"{}\" but the url speaks of longer periods", source.window),
             "name days as {from} or {from:%Y%m%d}, months as {from:%Y%m}; or choose a longer window");
}

}  // namespace

void read_rhythm(const base::Toml& in, model::Source& source) {
    source.access = in.choice("access", {"http", "manual", "shipped"}, "http");
    source.cadence = in.choice("cadence", {"daily", "weekly", "monthly", "quarterly", "annual"});
    read_window(in, source);
    source.paging = paging(in);
    if (in.has("reject_limit")) source.reject_limit = count(in, "reject_limit", 0);
    source.freshness = freshness(in.table("freshness"));
    if (in.has("edition")) source.edition = edition(in.table("edition"));
    if (source.edition.month && source.access != "manual")
        fail(in.place("edition"), "edition stands without access = \"manual\"",
             "remove it: what is asked for needs nobody to look for it");
    if (in.has("key")) source.key = identifier(in, "key");
    if (const auto table = in.maybe_table("error")) source.error = read_error(*table);
}

/// An address that can't say what is asked of it would fetch the wrong thing for years without a word.
void check_url(const model::Part& part, const model::Source& source, const std::string& place) {
    check_paging(part.url, source.paging, place);
    check_key(part.url, source, place);
    check_range(part.url, source, place);
    if (has(part.url, "{indicator}") && part.indicator.empty())
        fail(place, fmt::format("part '{}' has {{indicator}} in its url but names none", part.id),
             "add indicator = \"…\" to the part");
}

}  // namespace jobs
