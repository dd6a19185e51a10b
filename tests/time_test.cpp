#include <boost/test/unit_test.hpp>

#include "base/time.hpp"
#include "model/fiscal.hpp"
#include "model/period.hpp"

BOOST_AUTO_TEST_SUITE(reading_time)

BOOST_AUTO_TEST_CASE(an_instant_prints_as_it_was_read) {
    for (const auto* text : {"2026-05-31T04:05:06Z", "2026-05-31T04:05:06.000007Z", "1999-12-31T00:00:00Z"})
        BOOST_TEST(base::iso(base::read_instant(text).value()) == text);
}

BOOST_AUTO_TEST_CASE(a_zone_is_taken_off) {
    BOOST_TEST(base::iso(base::read_instant("2026-05-31T09:00:00+09:00").value()) == "2026-05-31T00:00:00Z");
    BOOST_TEST(base::iso(base::read_instant("2026-05-31T20:30-03:30").value()) == "2026-06-01T00:00:00Z");
}

BOOST_AUTO_TEST_CASE(a_day_that_does_not_exist_is_nothing) {
    for (const auto* text : {"2026-02-30", "2026-13-01", "26-01-01", "2026-01-01x", ""})
        BOOST_TEST(!base::read_day(text).has_value());
}

BOOST_AUTO_TEST_CASE(periods_print_as_sdmx_writes_them) {
    for (const auto* text : {"2024", "2024-S2", "2024-Q3", "2024-05", "2024-W09", "2020-W53", "2024-05-06"})
        BOOST_TEST(model::read_period(text).value().text() == text);
}

BOOST_AUTO_TEST_CASE(providers_spell_periods_in_their_own_way) {
    const std::pair<const char*, const char*> spellings[] = {{"2013.0", "2013"},
                                                             {"YR2011", "2011"},
                                                             {"2020Q2", "2020-Q2"},
                                                             {"2020M03", "2020-03"},
                                                             {"20240131", "2024-01-31"}};
    for (const auto& [served, ours] : spellings)
        BOOST_TEST(model::read_period(served).value().text() == ours);
    for (const auto* text : {"", "20", "2024-Q5", "2024-13", "2024-W60", "soon", "2021-W53"})
        BOOST_TEST(!model::read_period(text).has_value());
}

BOOST_AUTO_TEST_CASE(a_period_off_the_calendar_says_its_first_day_and_its_length) {
    const std::pair<const char*, const char*> spellings[] = {{"2024-07-01/2025-06-30", "2024-07-01/P1Y"},
                                                             {"2024-07-01/2025-03-31", "2024-07-01/P9M"},
                                                             {"2024-01-29/2025-01-26", "2024-01-29/P52W"},
                                                             {"2024-01-01/2024-12-31", "2024"},
                                                             {"2024-04-01/P3M", "2024-Q2"},
                                                             {"2024-05-01/P3M", "2024-05-01/P3M"}};
    for (const auto& [served, ours] : spellings)
        BOOST_TEST(model::read_period(served).value().text() == ours);
    for (const auto* text : {"2024-07-01/2025-06-27", "2024-07-01/", "2024-07-01/P2Y", "x/P1Y"})
        BOOST_TEST(!model::read_period(text).has_value());
}

BOOST_AUTO_TEST_CASE(a_fiscal_year_ends_on_a_date_or_on_a_weekday) {
    const auto year = [](int number, const char* ends) {
        const auto period = model::fiscal_year(number, ends);
        return period ? period->text() + " " + base::iso(period->end()) : "none";
    };
    BOOST_TEST(year(2025, "06-30") == "2024-07-01/P1Y 2025-07-01");
    BOOST_TEST(year(2025, "12-31") == "2025 2026-01-01");
    BOOST_TEST(year(2024, "02-29") == "2023-03-01/P1Y 2024-03-01");
    // NVIDIA: the last Sunday of January. 29 January 2023, 28 January 2024, 26 January 2025.
    BOOST_TEST(year(2024, "last-sunday-01") == "2023-01-30/P52W 2024-01-29");
    BOOST_TEST(year(2025, "last-sunday-01") == "2024-01-29/P52W 2025-01-27");
    BOOST_TEST(year(2023, "last-sunday-01") == "2022-01-31/P52W 2023-01-30");
    BOOST_TEST(year(2017, "last-sunday-01") == "2016-02-01/P52W 2017-01-30");
    BOOST_TEST(year(2016, "last-sunday-01") == "2015-01-26/P53W 2016-02-01");
    BOOST_TEST(year(2023, "nearest-saturday-01-31") == "2022-01-30/P52W 2023-01-29");
    for (const auto* ends :
         {"", "6-30", "13-01", "last-sonntag-01", "last-sunday", "nearest-sunday-1-31", "00-01"})
        BOOST_TEST(year(2025, ends) == "none", ends);
}

BOOST_AUTO_TEST_CASE(fiscal_years_by_a_rule_leave_no_day_out_and_count_none_twice) {
    for (const auto* ends :
         {"06-30", "02-29", "last-sunday-01", "nearest-saturday-01-31", "nearest-friday-12-31"})
        for (int number = 1990; number < 2050; ++number)
            BOOST_TEST(
                (model::fiscal_year(number, ends)->end() == model::fiscal_year(number + 1, ends)->start),
                ends);
}

BOOST_AUTO_TEST_CASE(a_period_survives_its_key) {
    for (const auto* text : {"1960", "2024-Q3", "1950-05-06", "2024-W09", "1969-12-01", "2024-01-29/P52W"}) {
        const auto period = model::read_period(text).value();
        BOOST_TEST((model::Period::from_key(period.key()) == period));
    }
}

BOOST_AUTO_TEST_SUITE_END()
