#include "jobs/jobs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "support/jobs_folder.hpp"

namespace {

using base::make_day;
using support::formats;

const std::string gdp = R"(format = "json"
cadence = "monthly"
window = "years"
start_year = 2013
lag = 7
freshness = { warn_days = 60, error_days = 180 }
url = "https://example.org/{indicator}?date={from_year}:{to_year}"
[origin]
producer = { ko = "기관", en = "Office" }
title = { ko = "지표", en = "Indicators" }
url = "https://example.org/about"
citation = "Office, Indicators"
licence = "CC BY 4.0"
use = "no-derivatives"
[parse]
rows = "data"
[map]
entity = "country"
period = "year"
value = "value"
[[indicator]]
id = "gdp"
code = "NY.GDP"
name = { ko = "국내총생산", en = "GDP" }
layer = "context"
unit = "USD"
multiplier = 1e9
price_base = "constant-2015"
attribution = "residence"
source_class = "A"
[[indicator.caveat]]
entity = "CHN"
kind = "lower_bound"
reason = { ko = "일부", en = "a part" }
)";

const std::string news = R"(format = "feed"
cadence = "daily"
window = "rolling"
start_year = 2024
freshness = { warn_days = 3, error_days = 14 }
[origin]
producer = { ko = "기업", en = "Companies" }
title = { ko = "발표", en = "Announcements" }
url = "https://example.org/"
citation = "as linked"
licence = "theirs"
use = "attribution"
[[feed]]
id = "press"
url = "http://example.org/rss.xml"
publisher = { ko = "신문", en = "Paper" }
language = "ko"
country = "KOR"
zone_offset = "+09:00"
unverified = true
)";

model::Source read(const std::string& toml) {
    return jobs::read_source(toml, "gdp", "gdp.toml", formats);
}

/// `from` occurs once and is replaced.
std::string changed(const std::string& toml, const std::string& from, const std::string& to) {
    BOOST_REQUIRE_MESSAGE(toml.find(from) != toml.npos, "the fixture lost '" << from << "'");
    return base::replace_all(toml, from, to);
}

std::string message(const std::function<void()>& act) {
    try {
        act();
    } catch (const base::Error& error) {
        BOOST_TEST((error.kind() == base::Error::Kind::usage));
        return error.what();
    }
    return "nothing was wrong";
}

struct Mistake {
    std::string from, to, says;
};

void expect(const std::string& toml, const std::vector<Mistake>& mistakes) {
    for (const auto& one : mistakes) {
        const auto said = message([&] { read(changed(toml, one.from, one.to)); });
        BOOST_TEST_CONTEXT(one.from << " → " << one.to)
        BOOST_TEST(said.find(one.says) != said.npos, "said: " << said << "\nnot: " << one.says);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reading_a_source)

BOOST_AUTO_TEST_CASE(every_key_arrives_in_the_source) {
    const auto source = read(gdp);
    BOOST_TEST(source.name == "gdp");
    BOOST_TEST(source.access == "http");
    BOOST_TEST(source.paging.by == "none");
    BOOST_TEST(source.lag == 7);
    BOOST_TEST(source.freshness.error_days == 180);
    BOOST_TEST(source.origin.producer.ko == "기관");
    BOOST_TEST((source.origin.use == model::Use::no_derivatives));
    BOOST_TEST(source.digest.size() == 64);
    const auto* indicator = source.indicator("gdp");
    BOOST_TEST(indicator->multiplier == 1e9);
    BOOST_TEST(indicator->price_base == "constant-2015");
    BOOST_TEST(indicator->caveats.at(0).reason.en == "a part");
}

BOOST_AUTO_TEST_CASE(an_address_with_the_indicator_makes_one_part_each) {
    const auto source = read(gdp);
    BOOST_TEST(source.parts.size() == 1);
    BOOST_TEST(source.parts.at(0).id == "NY.GDP");
    BOOST_TEST(source.parts.at(0).indicator == "gdp");
    BOOST_TEST(source.parts.at(0).parse.at("rows") == "data");
}

BOOST_AUTO_TEST_CASE(an_address_without_the_indicator_makes_one_part_for_all) {
    const auto source = read(changed(gdp, "{indicator}?", "all?"));
    BOOST_TEST(source.parts.at(0).id == "all");
    BOOST_TEST(source.parts.at(0).indicator == "gdp");
}

BOOST_AUTO_TEST_CASE(a_part_says_only_what_it_does_differently) {
    const auto source = read("released = \"2026-04-13\"\n" + gdp + R"([[part]]
id = "fig_1"
[part.parse]
first = "date"
[part.map]
period = "=2025"
)");
    const auto& part = source.parts.at(0);
    BOOST_TEST(part.url == "https://example.org/{indicator}?date={from_year}:{to_year}");
    BOOST_TEST(part.parse.at("rows") == "data");
    BOOST_TEST(part.parse.at("first") == "date");
    BOOST_TEST(part.map.period == "=2025");
    BOOST_TEST(part.map.value == "value");
    BOOST_TEST(base::iso(part.released.value()) == "2026-04-13T00:00:00Z");
}

BOOST_AUTO_TEST_CASE(a_feed_is_a_part_with_its_publisher_and_zone) {
    const auto source = read(news);
    const auto& part = source.parts.at(0);
    BOOST_TEST(source.is_feed());
    BOOST_TEST(part.id == "press");
    BOOST_TEST(part.publisher.en == "Paper");
    BOOST_TEST(part.country == "KOR");
    BOOST_TEST(part.parse.at("zone") == "+09:00");
    BOOST_TEST(part.unverified);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(refusing_a_source)

BOOST_AUTO_TEST_CASE(an_unknown_key_is_named_with_its_line_and_the_key_that_was_meant) {
    expect(gdp, {{"cadence =", "cadense =", "gdp.toml:1: the key 'cadence' is missing"},
                 {"start_year = 2013", "start_year = 2013\nlagg = 3",
                  "gdp.toml:5: unknown key 'lagg'\n  did you mean 'lag'?"},
                 {"licence =", "license = \"x\"\nlicence =", "gdp.toml:13: unknown key 'license'"},
                 {"rows =", "row =", "unknown key 'row'\n  did you mean 'rows'?"},
                 {"period =", "time = \"t\"\nperiod =", "unknown key 'time'"},
                 {"error_days", "eror_days = 1, error_days", "unknown key 'eror_days'"},
                 {"ko = \"기관\"", "ko = \"기관\", kr = \"x\"", "unknown key 'kr'"},
                 {"[[indicator]]\n", "[[part]]\nid = \"a\"\nreleasd = \"x\"\n[[indicator]]\n",
                  "unknown key 'releasd'\n  did you mean 'released'?"},
                 {"unit =", "units = \"x\"\nunit =", "unknown key 'units'\n  did you mean 'unit'?"},
                 {"kind =", "knd = \"x\"\nkind =", "unknown key 'knd'\n  did you mean 'kind'?"}});
}

BOOST_AUTO_TEST_CASE(an_unknown_value_is_answered_with_the_nearest_one) {
    expect(gdp, {{"\"json\"", "\"jsn\"", "gdp.toml:1: unknown format 'jsn'\n  did you mean 'json'?"},
                 {"monthly", "montly", "gdp.toml:2: unknown cadence 'montly'\n  did you mean 'monthly'?"},
                 {"\"years\"", "\"year\"", "unknown window 'year'\n  did you mean 'years'?"},
                 {"no-derivatives", "no-derivates", "unknown use 'no-derivates'"},
                 {"\"context\"", "\"F4\"", "unknown layer 'F4'"},
                 {"constant-2015", "constant", "unknown price_base 'constant'"},
                 {"\"residence\"", "\"resident\"", "unknown attribution 'resident'"},
                 {"\"A\"", "\"F\"", "unknown source_class 'F'"},
                 {"lower_bound", "lower", "unknown kind 'lower'"}});
}

BOOST_AUTO_TEST_CASE(a_source_must_say_who_made_it_and_under_which_licence) {
    for (const std::string key : {"producer", "title", "citation", "licence", "use"})
        expect(gdp, {{"\n" + key + " =", "\n# ", fmt::format("the key '{}' is missing", key)}});
    expect(gdp,
           {{"\"CC BY 4.0\"", "\" \"", "gdp.toml:13: 'licence' is empty"},
            {"ko = \"기관\", ", "", "the key 'ko' is missing"},
            {"https://example.org/about", "example.org", "gdp.toml:11: 'example.org' is no web address"}});
}

BOOST_AUTO_TEST_CASE(an_address_must_be_able_to_ask_for_what_it_is_asked) {
    const std::string range = "?date={from_year}:{to_year}", years = "\"years\"";
    expect(changed(gdp, "lag = 7", ""),
           {{years, "\"whole\"", "the url asks for a range but window is \"whole\""}});
    expect(gdp, {{"{to_year}", "{to_yaer}", "unknown placeholder '{to_yaer}'\n  did you mean 'to_year'?"},
                 {"{to_year}", "{to_year", "a brace without its partner"},
                 {"{to_year}", "to_year}", "a brace without its partner"},
                 {"https://example.org/{", "ftp://example.org/{", "is no web address"},
                 {"date={", "d ate={", "a blank, quote or angle bracket"},
                 {range, "", "window = \"years\" but the url does not say which"},
                 {years, "\"whole\"", "gdp.toml:5: lag stands without a range"},
                 {range, range + "&page={page}", "the url has {page} but paging is \"none\""},
                 {"cadence", "paging = \"pages\"\ncadence", "paging = \"pages\" but the url has no {page}"},
                 {"url = \"https://example.org/{", "# ", "the key 'url' is missing"}});
}

BOOST_AUTO_TEST_CASE(a_window_is_counted_in_units_that_the_address_can_say) {
    const std::string years = "\"years\"", range = "?date={from_year}:{to_year}";
    expect(gdp, {{years, "\"months\"", "window = \"months\" but the url speaks of longer periods"},
                 {years, "\"days\"", "window = \"days\" but the url speaks of longer periods"},
                 {range, "?since={from}", "window = \"years\" but the url does not say which"},
                 {range, "?d={from:%Y%W}", "'{from:%Y%W}' is no date with a format"},
                 {range, "?d={from:}", "'{from:}' is no date with a format"},
                 {range, "?d={page:%Y}", "'{page:%Y}' is no date with a format"},
                 {"lag = 7", "span = 0", "gdp.toml:5: span = 0 is out of range"},
                 {"lag = 7", "zone = \"Seoul\"", "gdp.toml:5: 'Seoul' is no time zone"},
                 {years, "\"rolling\"\nspan = 1", "gdp.toml:6: lag stands without a range"}});
    const auto days = changed(changed(gdp, years, "\"days\""), range, "?a={from:%Y%m%d}&b={until:%Y%m%d}");
    BOOST_TEST(read(days).window == "days");
    BOOST_TEST(read(changed(days, "lag = 7", "lag = 3\nspan = 31\nzone = \"Asia/Seoul\"")).zone ==
               "Asia/Seoul");
}

BOOST_AUTO_TEST_CASE(paging_is_a_word_or_a_table) {
    const std::string cadence = "cadence", origin = "[origin]";
    expect(
        gdp,
        {{cadence, "paging = \"offset\"\ncadence", "paging by offset needs to know how many rows a page has"},
         {cadence, "paging = \"page\"\ncadence", "unknown paging 'page'\n  did you mean 'pages'?"},
         {origin, "[paging]\nby = \"rows\"\n[origin]", "the key 'size' is missing"},
         {origin, "[paging]\nby = \"rows\"\nsize = 10\n[origin]",
          "paging = \"rows\" but the url has no {first_row}"},
         {origin, "[paging]\nby = \"next\"\nnxt = \"x\"\n[origin]",
          "unknown key 'nxt'\n  did you mean 'next'?"},
         {"?date=", "?n={limit}&date=", "the url has {limit} but nothing says how many rows a page has"}});
    const auto paged =
        changed(changed(gdp, "?date=", "?o={offset}&date="), origin,
                "[paging]\nby = \"offset\"\nsize = 25\nfirst = 0\ntotal = \"count\"\n[origin]");
    const auto source = read(paged);
    BOOST_TEST(source.paging.by == "offset");
    BOOST_TEST(source.paging.size == 25);
    BOOST_TEST(source.paging.first == 0);
    BOOST_TEST(source.paging.total == "count");
}

BOOST_AUTO_TEST_CASE(a_key_is_named_and_has_its_place_in_the_address) {
    expect(gdp,
           {{"?date=", "?k={key}&date=", "the url has {key} but the source names none"},
            {"cadence", "key = \"OFFICE_KEY\"\ncadence", "key = \"OFFICE_KEY\" but the url has no {key}"}});
}

BOOST_AUTO_TEST_CASE(a_number_out_of_range_is_quoted) {
    expect(gdp, {{"lag = 7", "lag = -1", "gdp.toml:5: lag = -1 is out of range"},
                 {"start_year = 2013", "start_year = 13", "start_year = 13 is out of range"},
                 {"error_days = 180", "error_days = 18", "error_days = 18 comes before warn_days = 60"},
                 {"multiplier = 1e9", "multiplier = 0", "multiplier = 0 makes no value"}});
}

BOOST_AUTO_TEST_CASE(a_mapping_must_say_where_everything_stands) {
    const std::string value = "value = \"value\"\n", entity = "entity = \"country\"\n";
    expect(gdp, {{value, "", "the mapping does not say where the value stands"},
                 {entity, "", "the mapping does not say where the entity stands"},
                 {"period = \"year\"\n", "", "the mapping does not say where the period stands"},
                 {"\"year\"", "\"=soon\"", "the period '=soon' is no period"},
                 {value, value + "columns = { a = \"KRW\" }\n", "has both columns and entity or value"},
                 {value, value + "invert = [\"EUR\"]\n", "invert stands without columns"}});
    expect(changed(gdp, entity, ""), {{value, "columns = { a = \"KRW\" }\ninvert = [\"EUR\"]\n",
                                       "invert names 'EUR', which no column holds"}});
}

BOOST_AUTO_TEST_CASE(a_part_must_name_an_indicator_that_exists) {
    const std::string part = "[[part]]\nid = \"a\"\nindicator = \"gpd\"\n[[indicator]]\n";
    expect(gdp,
           {{"[[indicator]]\n", part, "part 'a' names the unknown indicator 'gpd'\n  did you mean 'gdp'?"}});
    const auto two = gdp + base::replace_all(gdp.substr(gdp.find("[[indicator]]")), "\"gdp\"", "\"gdp2\"");
    expect(two, {{"{indicator}?", "all?", "part 'all' does not say which indicator it holds"}});
    expect(
        changed(two, "[map]\n", "[map]\nindicator = \"code\"\n"),
        {{"[parse]", "[[part]]\nid = \"a\"\n[parse]", "part 'a' has {indicator} in its url but names none"}});
}

BOOST_AUTO_TEST_CASE(an_id_stands_once_and_can_be_a_file_name) {
    const auto twice = gdp + gdp.substr(gdp.find("[[indicator]]"));
    BOOST_TEST(message([&] { read(twice); }).find("gdp.toml:36: the indicator 'gdp' stands here twice") !=
               std::string::npos);
    const std::string part = "[[part]]\nid = \"a\"\n";
    BOOST_TEST(message([&] { read(gdp + part + part); }).find("the part 'a' stands here twice") != part.npos);
    expect(gdp, {{"id = \"gdp\"", "id = \"g/dp\"", "'g/dp' can't be used as id"}});
}

BOOST_AUTO_TEST_CASE(a_feed_must_say_its_language_country_and_zone) {
    expect(news, {{"\"ko\"", "\"korean\"", "unknown language 'korean'"},
                  {"\"KOR\"", "\"KR\"", "unknown country 'KR'"},
                  {"+09:00", "KST", "'KST' is no zone offset"},
                  {"unverified =", "unverifed =", "unknown key 'unverifed'\n  did you mean 'unverified'?"},
                  {"rss.xml", "rss.xml?p={page}", "the url has {page} but paging is \"none\""},
                  {"[[feed]]", "[[fed]]", "there is no [[feed]] block"}});
    const auto twice = news + news.substr(news.find("[[feed]]"));
    BOOST_TEST(message([&] { read(twice); }).find("the feed 'press' stands here twice") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_empty_folder_is_no_set_of_sources) {
    const auto said = message([] { jobs::read_sources("no/such/folder", formats); });
    BOOST_TEST(said.find("no/such/folder: there is no source in this folder") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
