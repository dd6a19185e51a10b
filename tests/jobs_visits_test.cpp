#include <boost/test/unit_test.hpp>

#include "base/error.hpp"
#include "jobs/jobs.hpp"

namespace {

using base::make_day;

base::Instant at(const char* text) {
    return base::read_instant(text).value();
}

const auto now = at("2026-11-23T06:15:00Z");

model::Source yearly() {
    model::Source source;
    source.name = "wdi";
    source.access = "http";
    source.window = "years";
    source.start_year = 2013;
    source.lookback_years = 8;
    source.indicators.resize(1);
    source.indicators[0].id = "gdp";
    source.indicators[0].code = "NY.GDP";
    source.parts.resize(1);
    source.parts[0].id = "NY.GDP";
    source.parts[0].indicator = "gdp";
    source.parts[0].url = "https://h/{countries}/{indicator}?d={from_year}:{to_year}&p={page}";
    return source;
}

model::Reference two_countries() {
    model::Reference reference;
    for (const auto* code : {"KOR", "USA", "TWN"}) {
        reference.entities.emplace_back();
        reference.entities.back().code = code;
        reference.entities.back().kind = "country";
        reference.entities.back().compared = std::string{code} != "TWN";
    }
    return reference;
}

std::string shown(const std::vector<jobs::Visit>& visits) {
    std::string text;
    for (const auto& one : visits)
        text += one.part + " " + base::iso(one.window.from) + " " + base::iso(one.window.to) + " " +
                base::iso(one.at) + "\n";
    return text;
}

jobs::Bundled answer(const char* part, int page, base::Window window, const char* retrieved) {
    return {"wdi", part, "https://h/", window, page, at(retrieved), 200, "text/xml", "f"};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(asking_for_windows)

BOOST_AUTO_TEST_CASE(a_regular_visit_reads_the_last_years_and_the_current_one) {
    BOOST_TEST(shown(jobs::visits(yearly(), {}, false, now)) ==
               "NY.GDP 2019-01-01 2027-01-01 2026-11-23T06:15:00Z\n");
}

BOOST_AUTO_TEST_CASE(the_first_visit_reads_everything) {
    BOOST_TEST(shown(jobs::visits(yearly(), {}, true, now)) ==
               "NY.GDP 2013-01-01 2027-01-01 2026-11-23T06:15:00Z\n");
}

BOOST_AUTO_TEST_CASE(a_range_is_taken_from_the_start_year_on) {
    const base::Window range{make_day(2001, 1, 1), make_day(2016, 1, 1)};
    BOOST_TEST(shown(jobs::visits(yearly(), range, false, now)) ==
               "NY.GDP 2013-01-01 2016-01-01 2026-11-23T06:15:00Z\n");
    const base::Window early{make_day(2001, 1, 1), make_day(2013, 1, 1)};
    BOOST_TEST(jobs::visits(yearly(), early, false, now).empty());
}

BOOST_AUTO_TEST_CASE(an_address_in_years_is_asked_for_whole_years) {
    const base::Window range{make_day(2020, 3, 15), make_day(2021, 1, 2)};
    BOOST_TEST(shown(jobs::visits(yearly(), range, false, now)) ==
               "NY.GDP 2020-01-01 2022-01-01 2026-11-23T06:15:00Z\n");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_narrowed_is_asked_for_up_to_tomorrow) {
    auto source = yearly();
    for (const auto* window : {"whole", "rolling"}) {
        source.window = window;
        source.parts[0].url = "https://h/all";
        const base::Window range{make_day(2020, 3, 15), make_day(2021, 1, 2)};
        BOOST_TEST(shown(jobs::visits(source, range, false, now)) ==
                   "NY.GDP 2013-01-01 2026-11-24 2026-11-23T06:15:00Z\n");
    }
}

BOOST_AUTO_TEST_CASE(a_manual_source_asks_nobody) {
    auto source = yearly();
    source.access = "manual";
    BOOST_TEST(jobs::visits(source, {}, true, now).empty());
}

BOOST_AUTO_TEST_CASE(the_bundled_edition_is_visited_in_the_order_of_time_once_for_all_pages) {
    const base::Window old{make_day(2013, 1, 1), make_day(2024, 1, 1)},
        recent{make_day(2018, 1, 1), make_day(2025, 1, 1)};
    jobs::Edition edition;
    edition.answers = {answer("B", 1, recent, "2026-04-30"), answer("A", 2, recent, "2026-04-30"),
                       answer("A", 1, recent, "2026-04-30"), answer("A", 1, old, "2024-10-31"),
                       answer("A", 1, old, "2024-10-31")};
    edition.answers.push_back(answer("A", 1, recent, "2026-04-30"));
    edition.answers.back().source = "another";
    BOOST_TEST(shown(jobs::visits(yearly(), edition, {})) ==
               "A 2013-01-01 2024-01-01 2024-10-31T00:00:00Z\n"
               "A 2018-01-01 2025-01-01 2026-04-30T00:00:00Z\n"
               "B 2018-01-01 2025-01-01 2026-04-30T00:00:00Z\n");
    const base::Window late{make_day(2024, 1, 1), make_day(2026, 1, 1)};
    BOOST_TEST(jobs::visits(yearly(), edition, late).size() == 2);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(building_an_address)

BOOST_AUTO_TEST_CASE(the_address_names_the_compared_countries_the_code_the_years_and_the_page) {
    const auto visit = jobs::visits(yearly(), {}, false, now).at(0);
    const auto request = jobs::request(yearly(), visit, 3, two_countries());
    BOOST_TEST(request.url == "https://h/KOR;USA/NY.GDP?d=2019:2026&p=3");
    BOOST_TEST(request.page == 3);
    BOOST_TEST((request.visit == now));
    BOOST_TEST((request.window == visit.window));
    BOOST_TEST(request.headers.empty());
}

BOOST_AUTO_TEST_CASE(a_range_in_days_names_its_last_day) {
    auto source = yearly();
    source.parts[0].url = "https://h/?a={from}&b={to}";
    const base::Window range{make_day(2020, 3, 15), make_day(2020, 4, 1)};
    const auto visit = jobs::visits(source, range, false, now).at(0);
    BOOST_TEST(jobs::request(source, visit, 1, {}).url == "https://h/?a=2020-03-15&b=2020-03-31");
}

BOOST_AUTO_TEST_CASE(a_feed_is_asked_for_as_a_feed) {
    auto source = yearly();
    source.format = "feed";
    const auto request = jobs::request(source, {"wdi", "NY.GDP", {}, now}, 1, {});
    BOOST_TEST(model::header(request.headers, "accept").find("application/atom+xml") == 0);
}

BOOST_AUTO_TEST_CASE(a_part_that_does_not_exist_is_named) {
    BOOST_CHECK_EXCEPTION(jobs::request(yearly(), {"wdi", "fig", {}, now}, 1, {}), base::Error,
                          [](const base::Error& error) { return error.found() == "there is no part 'fig'"; });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(being_due)

BOOST_AUTO_TEST_CASE(what_was_never_read_is_due) {
    BOOST_TEST(jobs::due(yearly(), {}, now));
}

BOOST_AUTO_TEST_CASE(a_source_is_due_on_the_day_its_cadence_says) {
    const std::tuple<const char*, const char*, const char*, const char*> rows[] = {
        {"daily", "2026-11-22T23:59:00Z", "2026-11-22", "2026-11-23"},
        {"weekly", "2026-11-16T06:20:00Z", "2026-11-22", "2026-11-23"},
        {"monthly", "2026-01-31T00:00:00Z", "2026-02-27", "2026-02-28"},
        {"quarterly", "2026-01-15T00:00:00Z", "2026-04-14", "2026-04-15"},
        {"annual", "2024-02-29T00:00:00Z", "2025-02-27", "2025-02-28"}};
    for (const auto& [cadence, last, early, day] : rows) {
        auto source = yearly();
        source.cadence = cadence;
        BOOST_TEST_CONTEXT(cadence) {
            BOOST_TEST(!jobs::due(source, at(last), at(early)));
            BOOST_TEST(jobs::due(source, at(last), at(day)));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
