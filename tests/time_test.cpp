#include <boost/test/unit_test.hpp>

#include "base/time.hpp"
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

BOOST_AUTO_TEST_CASE(a_period_survives_its_key) {
    for (const auto* text : {"1960", "2024-Q3", "1950-05-06", "2024-W09"}) {
        const auto period = model::read_period(text).value();
        BOOST_TEST((model::Period::from_key(period.key()) == period));
    }
}

BOOST_AUTO_TEST_SUITE_END()
