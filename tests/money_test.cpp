// METHOD §4 as SQL views: rates, purchasing power, deflators, fiscal years; its test vectors of §11 that are
// money.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <random>

#include "support/ledger.hpp"

namespace {

namespace tt = boost::test_tools;

/// Korea's and Germany's amounts; the ECB-like source quotes per euro, the other one per dollar.
struct Fixture : test::Ledger {
    Fixture() {
        declare("budget", "spent", "national_currency");
        declare("budget", "fund", "national_currency", "stock");
        declare("index", "deals", "USD");
        declare_rates("per_euro", "day_rate", "EUR", 2);
        declare_rates("per_dollar", "day_rate", "USD", 1);
        declare_factor("prices", "ppp");
        declare_factor("prices", "deflator");
        declare_factor("prices", "cpi");
    }
    double usd(const std::string& entity, const std::string& indicator = "spent") {
        return number("SELECT usd FROM money_as_known WHERE indicator = '" + indicator + "' AND entity = '" +
                      entity + "'");
    }
    std::string year_of(int year) {
        return text(fmt::format(
            "SELECT round(value, 2), made_from, whole FROM calendar_flow_as_known WHERE year = {} "
            "AND indicator = 'spent'",
            year));
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(money)

BOOST_FIXTURE_TEST_CASE(a_source_that_quotes_per_euro_gives_cross_rates_per_dollar, Fixture) {
    put("per_euro", "rate", {{"USD", "2025-01-02", 1.25}, {"KRW", "2025-01-02", 1750}});
    BOOST_TEST(number("SELECT per_usd FROM day_rate_as_known WHERE currency = 'KRW'") == 1400);
    BOOST_TEST(number("SELECT per_usd FROM day_rate_as_known WHERE currency = 'EUR'") == 0.8);
    BOOST_TEST(ask("SELECT * FROM day_rate_as_known WHERE currency = 'USD'").rows.empty());
}

BOOST_FIXTURE_TEST_CASE(a_day_without_a_dollar_rate_gives_no_cross_rate, Fixture) {
    put("per_euro", "rate", {{"USD", "2025-01-02", 1.25}, {"KRW", "2025-01-03", 1750}});
    BOOST_TEST(ask("SELECT * FROM day_rate_as_known WHERE currency = 'KRW'").rows.empty());
}

BOOST_FIXTURE_TEST_CASE(a_third_rate_source_is_only_declared, Fixture) {
    declare_rates("per_pound", "day_rate", "GBP", 3);
    put("per_pound", "rate", {{"USD", "2025-01-02", 1.25}, {"JPY", "2025-01-02", 190}});
    BOOST_TEST(text("SELECT source, per_usd FROM day_rate_as_known WHERE currency = 'JPY'") ==
               "per_pound 152");
    BOOST_TEST(number("SELECT per_usd FROM day_rate_as_known WHERE currency = 'GBP'") == 0.8);
}

BOOST_FIXTURE_TEST_CASE(flows_take_the_years_average_and_stocks_its_end, Fixture) {
    put("per_dollar", "rate", {{"KRW", "2024-01-02", 1000}, {"KRW", "2024-12-30", 1500}});
    put("budget", "spent", {{"KOR", "2024", 1250}});
    put("budget", "fund", {{"KOR", "2024", 1500}});
    BOOST_TEST(usd("KOR") == 1.0);
    BOOST_TEST(usd("KOR", "fund") == 1.0);
}

BOOST_FIXTURE_TEST_CASE(every_conversion_names_rate_source_and_days, Fixture) {
    put("per_dollar", "rate", {{"KRW", "2024-01-02", 1000}, {"KRW", "2024-12-30", 1500}});
    put("budget", "spent", {{"KOR", "2024", 1250}});
    BOOST_TEST(text("SELECT per_usd, rate_source, rate_from, rate_to, rate_whole FROM money_as_known") ==
               "1250 per_dollar 2024-01-02 2024-12-30 1");
}

BOOST_FIXTURE_TEST_CASE(a_quarter_takes_the_quarters_rate, Fixture) {
    put("per_dollar", "rate", {{"KRW", "2024-02-01", 1000}, {"KRW", "2024-05-02", 2000}});
    put("budget", "spent", {{"KOR", "2024-Q2", 2000}});
    BOOST_TEST(usd("KOR") == 1.0);
}

BOOST_FIXTURE_TEST_CASE(a_source_that_covers_the_year_goes_before_a_preferred_one_that_does_not, Fixture) {
    put("per_dollar", "rate", {{"KRW", "2024-11-01", 1000}, {"KRW", "2024-12-30", 1000}});
    put("per_euro", "rate",
        {{"USD", "2024-01-02", 1},
         {"KRW", "2024-01-02", 1200},
         {"USD", "2024-12-30", 1},
         {"KRW", "2024-12-30", 1200}});
    put("budget", "spent", {{"KOR", "2024", 1200}});
    BOOST_TEST(text("SELECT usd, rate_source FROM money_as_known") == "1 per_euro");
}

BOOST_FIXTURE_TEST_CASE(a_published_average_takes_the_years_that_no_days_cover, Fixture) {
    declare_rates("published", "average_rate", "USD", 9);
    put("published", "rate", {{"KRW", "2010", 1150}, {"KRW", "2024", 999}});
    put("per_dollar", "rate", {{"KRW", "2024-01-02", 1000}, {"KRW", "2024-12-30", 1500}});
    put("budget", "spent", {{"KOR", "2010", 2300}, {"KOR", "2024", 2500}});
    BOOST_TEST(text("SELECT usd, rate_source FROM money_as_known WHERE period = '2010'") == "2 published");
    BOOST_TEST(text("SELECT usd, rate_source FROM money_as_known WHERE period = '2024'") == "2 per_dollar");
}

BOOST_FIXTURE_TEST_CASE(an_amount_without_a_rate_stays_and_has_no_dollars, Fixture) {
    put("budget", "spent", {{"KOR", "2024", 1250}});
    BOOST_TEST(ask("SELECT * FROM money_as_known").rows.size() == 1u);
    BOOST_TEST(std::isnan(usd("KOR")));
}

BOOST_FIXTURE_TEST_CASE(a_pegged_currency_follows_its_anchor_where_no_source_quotes_it, Fixture) {
    put("budget", "spent", {{"ARE", "2024", 3672.5}});
    BOOST_TEST(text("SELECT usd, rate_source FROM money_as_known") == "1000 peg");
    put("per_dollar", "rate", {{"AED", "2024-01-02", 4}, {"AED", "2024-12-30", 4}});
    BOOST_TEST(text("SELECT usd, rate_source FROM money_as_known") == "918.125 per_dollar");
}

BOOST_FIXTURE_TEST_CASE(dollars_are_shown_in_won_from_the_same_amount, Fixture) {
    put("per_dollar", "rate", {{"KRW", "2024-01-02", 1300}, {"KRW", "2024-12-30", 1300}});
    put("index", "deals", {{"USA", "2024", 2}});
    put("budget", "spent", {{"KOR", "2024", 7}});
    BOOST_TEST(
        text("SELECT usd, krw, rate_source, krw_rate_source FROM money_as_known WHERE indicator = 'deals'") ==
        "2 2600 identity per_dollar");
    BOOST_TEST(number("SELECT krw FROM money_as_known WHERE indicator = 'spent'") == 7);
}

BOOST_FIXTURE_TEST_CASE(purchasing_power_is_for_amounts_in_the_economys_own_money, Fixture) {
    put("prices", "ppp", {{"KOR", "2024", 800}});
    put("budget", "spent", {{"KOR", "2024", 1600}});
    put("index", "deals", {{"KOR", "2024", 1600}});
    BOOST_TEST(number("SELECT ppp_usd FROM money_as_known WHERE indicator = 'spent'") == 2);
    BOOST_TEST(std::isnan(number("SELECT ppp_usd FROM money_as_known WHERE indicator = 'deals'")));
}

BOOST_FIXTURE_TEST_CASE(the_volume_view_deflates_first_and_converts_once, Fixture) {
    put("prices", "deflator", {{"KOR", "2020", 100}, {"KOR", "2024", 125}});
    put("per_dollar", "rate",
        {{"KRW", "2020-01-02", 1000},
         {"KRW", "2020-12-30", 1000},
         {"KRW", "2024-01-02", 1500},
         {"KRW", "2024-12-30", 1500}});
    put("budget", "spent", {{"KOR", "2024", 1250}});
    BOOST_TEST(text("SELECT in_base_prices, usd, per_usd FROM real_money_as_known WHERE base_year = 2020") ==
               "1000 1 1000");
}

BOOST_FIXTURE_TEST_CASE(the_opportunity_cost_view_takes_the_dollars_of_then, Fixture) {
    put("prices", "cpi",
        {{"USA", "2020", 100}, {"USA", "2024", 125}, {"KOR", "2020", 1}, {"KOR", "2024", 9}});
    put("index", "deals", {{"KOR", "2024", 5}});
    BOOST_TEST(number("SELECT usd FROM constant_dollar_as_known WHERE base_year = 2020") == 4);
}

BOOST_FIXTURE_TEST_CASE(an_event_takes_the_rate_of_its_day_or_of_the_last_one_before, Fixture) {
    put("per_dollar", "rate", {{"KRW", "2025-01-03", 1000}, {"KRW", "2025-01-06", 1100}});
    const auto on = [&](const char* day) {
        return text(
            fmt::format("SELECT per_usd, rate_date FROM dated_rate_as_known WHERE currency = 'KRW' AND "
                        "unixepoch('{}') / 86400 BETWEEN from_day AND until_day",
                        day));
    };
    BOOST_TEST(on("2025-01-03") == "1000 2025-01-03");
    BOOST_TEST(on("2025-01-05") == "1000 2025-01-03");
    BOOST_TEST(on("2025-01-06") == "1100 2025-01-06");
    BOOST_TEST(on("2025-01-02") == "");
    BOOST_TEST(on("2025-01-16") == "");
}

BOOST_FIXTURE_TEST_CASE(a_fiscal_year_falls_into_calendar_years_by_its_days, Fixture) {
    put("budget", "spent", {{"USA", "2024-07-01/P1Y", 100}});
    BOOST_TEST(year_of(2024) == "50.41 fiscal years 0");
    BOOST_TEST(year_of(2025) == "49.59 fiscal years 0");
    BOOST_TEST(number("SELECT sum(value) FROM calendar_flow_as_known") == 100, tt::tolerance(1e-12));
}

BOOST_FIXTURE_TEST_CASE(two_fiscal_years_make_a_whole_calendar_year, Fixture) {
    put("budget", "spent", {{"USA", "2023-07-01/P1Y", 100}, {"USA", "2024-07-01/P1Y", 200}});
    BOOST_TEST(number("SELECT value FROM calendar_flow_as_known WHERE year = 2024 AND whole") ==
                   100 * 182 / 366.0 + 200 * 184 / 365.0,
               tt::tolerance(1e-12));
}

BOOST_FIXTURE_TEST_CASE(quarters_are_summed_in_place_of_splitting_the_year, Fixture) {
    put("budget", "spent",
        {{"USA", "2024-07-01/P1Y", 1000},
         {"USA", "2023-07-01/P1Y", 1000},
         {"USA", "2024-Q1", 1},
         {"USA", "2024-Q2", 2},
         {"USA", "2024-Q3", 3},
         {"USA", "2024-Q4", 4}});
    BOOST_TEST(year_of(2024) == "10 quarters 1");
}

BOOST_FIXTURE_TEST_CASE(a_reported_year_goes_before_its_quarters, Fixture) {
    put("budget", "spent",
        {{"USA", "2024", 11},
         {"USA", "2024-Q1", 1},
         {"USA", "2024-Q2", 2},
         {"USA", "2024-Q3", 3},
         {"USA", "2024-Q4", 4}});
    BOOST_TEST(year_of(2024) == "11 reported 1");
}

BOOST_FIXTURE_TEST_CASE(a_stock_is_never_split_or_summed, Fixture) {
    put("budget", "fund", {{"USA", "2024-07-01/P1Y", 100}, {"USA", "2024-Q1", 1}});
    BOOST_TEST(ask("SELECT * FROM calendar_flow_as_known").rows.empty());
}

BOOST_FIXTURE_TEST_CASE(a_year_of_53_weeks_is_split_by_its_own_length, Fixture) {
    put("budget", "spent", {{"USA", "2022-01-31/P52W", 364}, {"USA", "2023-01-30/P52W", 364}});
    BOOST_TEST(number("SELECT value FROM calendar_flow_as_known WHERE year = 2023 AND whole") == 365);
    put("budget", "spent", {{"KOR", "2024-01-29/P53W", 371}});
    BOOST_TEST(number("SELECT value FROM calendar_flow_as_known WHERE entity = 'KOR' AND year = 2024") ==
               338);
}

BOOST_FIXTURE_TEST_CASE(amounts_of_fiscal_years_are_not_taken_for_calendar_years, Fixture) {
    put("per_dollar", "rate", {{"KRW", "2024-01-02", 1000}, {"KRW", "2024-12-30", 1000}});
    put("budget", "spent", {{"KOR", "2024-04-01/P1Y", 100}});
    BOOST_TEST(
        ask("SELECT * FROM observation_as_known WHERE indicator = 'spent' AND year = 2024").rows.empty());
    BOOST_TEST(std::isnan(usd("KOR")));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(money_identities)

BOOST_FIXTURE_TEST_CASE(converting_there_and_back_gives_the_amount, Fixture) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        test::Ledger it;
        std::mt19937 random{seed};
        std::uniform_real_distribution<double> rate{0.001, 2000}, amount{1, 1e15};
        it.declare("budget", "spent", "national_currency");
        it.declare_rates("bank", "day_rate", "EUR", 1);
        const double usd = rate(random), krw = rate(random), jpy = rate(random), quoted = amount(random);
        for (const auto* day : {"2024-01-02", "2024-12-30"})
            it.put("bank", "rate", {{"USD", day, usd}, {"KRW", day, krw}, {"JPY", day, jpy}}, day);
        it.put("budget", "spent", {{"KOR", "2024", quoted}});
        BOOST_TEST_CONTEXT("seed " << seed) {
            BOOST_TEST(it.number("SELECT usd * per_usd FROM money_as_known") == quoted, tt::tolerance(1e-12));
            BOOST_TEST(
                it.number("SELECT j.per_usd / k.per_usd FROM usd_rate_as_known AS j, usd_rate_as_known AS k "
                          "WHERE j.period = '2024' AND k.period = '2024' AND j.basis = 'end' AND k.basis = "
                          "'end' AND j.currency = 'JPY' AND k.currency = 'KRW'") == jpy / krw,
                tt::tolerance(1e-12));
        }
    }
}

BOOST_FIXTURE_TEST_CASE(quarters_sum_to_the_year_and_fiscal_years_lose_nothing, Fixture) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        test::Ledger it;
        std::mt19937 random{seed};
        it.declare("budget", "spent", "USD");
        std::vector<test::Ledger::Value> fiscal, quarters;
        double all = 0, of_quarters = 0;
        const auto month = 2 + random() % 11;
        for (int year = 2010; year < 2020; ++year) {
            const double value = static_cast<double>(random() % 1000000);
            fiscal.push_back({"USA", fmt::format("{}-{:02}-01/P1Y", year, month), value});
            all += value;
        }
        for (int quarter = 1; quarter <= 4; ++quarter) {
            const double value = static_cast<double>(random() % 1000000);
            quarters.push_back({"KOR", fmt::format("2015-Q{}", quarter), value});
            of_quarters += value;
        }
        it.put("budget", "spent", fiscal);
        it.put("budget", "spent", quarters);
        BOOST_TEST_CONTEXT("seed " << seed) {
            BOOST_TEST(it.number("SELECT sum(value) FROM calendar_flow_as_known WHERE entity = 'USA'") == all,
                       tt::tolerance(1e-12));
            BOOST_TEST(it.number("SELECT value FROM calendar_flow_as_known WHERE entity = 'KOR'") ==
                       of_quarters);
        }
    }
}

BOOST_FIXTURE_TEST_CASE(the_order_in_which_releases_arrive_does_not_matter, Fixture) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        std::mt19937 random{seed};
        struct Release {
            std::string when;
            double rate, amount;
        };
        std::vector<Release> releases;
        for (int month = 1; month <= 6; ++month)
            releases.push_back(
                {fmt::format("2025-{:02}-01", month), 1000.0 + random() % 500, 1.0 + random() % 1000});
        const auto answer = [&] {
            test::Ledger it;
            it.declare("budget", "spent", "national_currency");
            it.declare_rates("bank", "day_rate", "USD", 1);
            for (const auto& one : releases) {
                it.put("bank", "rate", {{"KRW", "2024-01-02", one.rate}, {"KRW", "2024-12-30", one.rate}},
                       one.when, one.when);
                it.put("budget", "spent", {{"KOR", "2024", one.amount}}, one.when, one.when);
            }
            return it.text("SELECT usd, rate_source FROM money_as_known") + " | " +
                   it.text("SELECT usd FROM money_as_known", "2025-03-15");
        };
        const auto in_order = answer();
        std::shuffle(releases.begin(), releases.end(), random);
        BOOST_TEST_CONTEXT("seed " << seed) {
            BOOST_TEST(answer() == in_order);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
