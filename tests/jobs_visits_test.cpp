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
    source.lag = 7;
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

model::Asked asked(const char* part, const char* from, const char* to, const char* when, bool done = true) {
    return {part, {base::read_day(from).value(), base::read_day(to).value()}, at(when), done};
}

jobs::Bundled answer(const char* part, int page, base::Window window, const char* retrieved) {
    return {"wdi", part, "https://h/", window, page, at(retrieved), 200, "text/xml", "f"};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(asking_for_windows)

BOOST_AUTO_TEST_CASE(a_regular_visit_reads_the_current_year_and_the_lag_before_it) {
    const std::vector<model::Asked> history{asked("NY.GDP", "2013-01-01", "2027-01-01", "2026-10-01")};
    BOOST_TEST(shown(jobs::visits(yearly(), {}, history, now)) ==
               "NY.GDP 2019-01-01 2027-01-01 2026-11-23T06:15:00Z\n");
}

BOOST_AUTO_TEST_CASE(the_first_visit_reads_everything) {
    BOOST_TEST(shown(jobs::visits(yearly(), {}, {}, now)) ==
               "NY.GDP 2013-01-01 2027-01-01 2026-11-23T06:15:00Z\n");
}

BOOST_AUTO_TEST_CASE(a_range_is_taken_from_the_start_year_on) {
    const base::Window range{make_day(2001, 1, 1), make_day(2016, 1, 1)};
    BOOST_TEST(shown(jobs::visits(yearly(), range, {}, now)) ==
               "NY.GDP 2013-01-01 2016-01-01 2026-11-23T06:15:00Z\n");
    const base::Window early{make_day(2001, 1, 1), make_day(2013, 1, 1)};
    BOOST_TEST(jobs::visits(yearly(), early, {}, now).empty());
}

BOOST_AUTO_TEST_CASE(an_address_in_years_is_asked_for_whole_years) {
    const base::Window range{make_day(2020, 3, 15), make_day(2021, 1, 2)};
    BOOST_TEST(shown(jobs::visits(yearly(), range, {}, now)) ==
               "NY.GDP 2020-01-01 2022-01-01 2026-11-23T06:15:00Z\n");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_narrowed_is_asked_for_up_to_tomorrow) {
    auto source = yearly();
    for (const auto* window : {"whole", "rolling"}) {
        source.window = window;
        source.parts[0].url = "https://h/all";
        const base::Window range{make_day(2020, 3, 15), make_day(2021, 1, 2)};
        BOOST_TEST(shown(jobs::visits(source, range, {}, now)) ==
                   "NY.GDP 2013-01-01 2026-11-24 2026-11-23T06:15:00Z\n");
    }
}

BOOST_AUTO_TEST_CASE(a_manual_source_asks_nobody) {
    auto source = yearly();
    source.access = "manual";
    BOOST_TEST(jobs::visits(source, {}, {}, now).empty());
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
    const auto visit =
        jobs::visits(yearly(), {}, {asked("NY.GDP", "2013-01-01", "2027-01-01", "2026-10-01")}, now).at(0);
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
    const auto visit = jobs::visits(source, range, {}, now).at(0);
    BOOST_TEST(jobs::request(source, visit, 1, {}).url == "https://h/?a=2020-03-15&b=2020-03-31");
}

BOOST_AUTO_TEST_CASE(a_feed_is_asked_for_as_a_feed) {
    auto source = yearly();
    source.format = "feed";
    const auto request = jobs::request(source, {"wdi", "NY.GDP", {}, now, "regular"}, 1, {});
    BOOST_TEST(model::header(request.headers, "accept").find("application/atom+xml") == 0);
}

BOOST_AUTO_TEST_CASE(a_part_that_does_not_exist_is_named) {
    BOOST_CHECK_EXCEPTION(jobs::request(yearly(), {"wdi", "fig", {}, now, "regular"}, 1, {}), base::Error,
                          [](const base::Error& error) { return error.found() == "there is no part 'fig'"; });
}

BOOST_AUTO_TEST_CASE(dates_are_written_as_the_provider_wants_them) {
    auto source = yearly();
    source.window = "months";
    const base::Window range{make_day(2020, 11, 1), make_day(2021, 2, 1)};
    const std::pair<const char*, const char*> rows[] = {
        {"https://h/{from:%Y%m}/{to:%Y%m}", "https://h/202011/202101"},
        {"https://h/?a={from:%Y%m%d}&b={to:%Y%m%d}", "https://h/?a=20201101&b=20210131"},
        {"https://h/?a={from:%m/%d/%y}&b={until:%m/%d/%y}", "https://h/?a=11/01/20&b=02/01/21"},
        {"https://h/{from:%YQ%q}-{to:%YQ%q}", "https://h/2020Q4-2021Q1"}};
    for (const auto& [url, filled] : rows) {
        source.parts[0].url = url;
        BOOST_TEST(jobs::request(source, {"wdi", "NY.GDP", range, now, "regular"}, 1, {}).url == filled);
    }
}

BOOST_AUTO_TEST_CASE(pages_are_asked_for_by_number_by_offset_or_by_rows) {
    auto source = yearly();
    source.paging.size = 100;
    const std::tuple<const char*, int, const char*> rows[] = {
        {"https://h/?p={page}", 1, "https://h/?p=3"},
        {"https://h/?p={page}", 0, "https://h/?p=2"},
        {"https://h/?o={offset}&n={limit}", 0, "https://h/?o=200&n=100"},
        {"https://h/?o={offset}&n={limit}", 1, "https://h/?o=201&n=100"},
        {"https://h/{first_row}/{last_row}/", 1, "https://h/201/300/"}};
    for (const auto& [url, first, filled] : rows) {
        source.paging.first = first;
        source.parts[0].url = url;
        BOOST_TEST(jobs::request(source, {"wdi", "NY.GDP", {}, now, "regular"}, 3, {}).url == filled);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(being_due)

BOOST_AUTO_TEST_CASE(what_was_never_read_is_due) {
    BOOST_TEST(jobs::due(yearly(), {}, now));
}

BOOST_AUTO_TEST_CASE(a_day_is_one_of_the_sources_zone) {
    auto source = yearly();
    source.cadence = "daily";
    source.zone = "Asia/Seoul";  // nine hours ahead: its day begins at 15:00 UTC
    const auto last = at("2026-11-22T16:00:00Z");
    BOOST_TEST(!jobs::due(source, last, at("2026-11-23T14:59:00Z")));
    BOOST_TEST(jobs::due(source, last, at("2026-11-23T15:00:00Z")));
    BOOST_TEST(base::iso(jobs::next_due(source, last)) == "2026-11-23T15:00:00Z");
    source.zone = "America/New_York";  // summer time ended on 1 November 2026
    BOOST_TEST(base::iso(jobs::next_due(source, at("2026-10-31T12:00:00Z"))) == "2026-11-01T04:00:00Z");
    BOOST_TEST(base::iso(jobs::next_due(source, at("2026-11-01T12:00:00Z"))) == "2026-11-02T05:00:00Z");
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
