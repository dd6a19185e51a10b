#include "normalize/normalize.hpp"

#include <boost/test/unit_test.hpp>

namespace {

/// A source with one indicator in billions, entities Korea and the euro.
struct Fixture {
    model::Source source;
    model::Part part;
    model::Reference reference;

    Fixture() {
        source.name = "index";
        source.place = "index.toml";
        source.format = "delimited";
        model::Indicator indicator;
        indicator.id = "investment";
        indicator.code = "INV";
        indicator.multiplier = 1e9;
        source.indicators.push_back(indicator);
        part.id = "table";
        part.indicator = "investment";
        part.map.entity = "country";
        part.map.period = "year";
        part.map.value = "value";
        part.map.missing = {"", "-"};
        model::Entity korea;
        korea.code = "KOR";
        korea.kind = "country";
        korea.name = {"한국", "Korea"};
        korea.aliases = {"South Korea"};
        model::Entity euro;
        euro.code = "EUR";
        euro.kind = "currency";
        reference.entities = {korea, euro};
        reference.left_out = {"World"};
        reference.index();
    }

    normalize::Sorted sort(std::vector<std::vector<model::Record::Field>> rows,
                           std::map<std::string, std::string> head = {}) {
        normalize::Sorter sorter{source, part, reference};
        int number = 0;
        for (auto& fields : rows) sorter.take({"row " + std::to_string(++number), std::move(fields)});
        return sorter.finish(head);
    }
    normalize::Sorted one(std::string_view country, std::string_view year, std::string_view value) {
        return sort({{{"country", country}, {"year", year}, {"value", value}}});
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(normalizing)

BOOST_FIXTURE_TEST_CASE(a_value_in_billions_keeps_its_decimal_digits, Fixture) {
    for (const auto& [served, stored] : {std::pair{"4.280609883", 4280609883.0},
                                         {"4.093183877", 4093183877.0},
                                         {"2.028065833", 2028065833.0},
                                         {"0", 0.0},
                                         {"-1.5", -1.5e9}}) {
        const auto sorted = one("South Korea", "2025", served);
        BOOST_REQUIRE(sorted.observations.size() == 1u);
        BOOST_TEST(*sorted.observations[0].value == stored, served);
        BOOST_TEST(sorted.observations[0].entity == "KOR");
    }
}

BOOST_FIXTURE_TEST_CASE(the_text_is_kept_where_the_double_does_not_give_it_back, Fixture) {
    BOOST_TEST(one("Korea", "2025", "1.5").observations[0].text == "");
    BOOST_TEST(one("Korea", "2025", "1.50").observations[0].text == "1.50");
    BOOST_TEST(one("Korea", "2025", "1,234.5").observations[0].text == "1,234.5");
}

BOOST_FIXTURE_TEST_CASE(a_declared_mark_is_missing_and_an_undeclared_one_a_reject, Fixture) {
    const auto missing = one("Korea", "2025", "-");
    BOOST_TEST(missing.observations[0].status == "M");
    BOOST_TEST(!missing.observations[0].value.has_value());
    for (const auto* mark : {"..", "n/a", "1.5x", "1,23", "nan", "inf", "0x10", "1 5"}) {
        const auto refused = one("Korea", "2025", mark);
        BOOST_TEST(refused.observations.empty(), mark);
        BOOST_REQUIRE(refused.rejects.size() == 1u);
        BOOST_TEST(refused.rejects[0].reason == "bad_value");
    }
}

BOOST_FIXTURE_TEST_CASE(a_currency_is_no_country_and_the_world_is_left_out, Fixture) {
    BOOST_TEST(one("EUR", "2025", "1").rejects[0].reason == "unknown_entity");
    const auto world = one("World", "2025", "1");
    BOOST_TEST(world.rejects.empty());
    BOOST_TEST(world.left_out == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_reject_says_which_spelling_was_near, Fixture) {
    BOOST_TEST(one("Souht Korea", "2025", "1").rejects[0].detail.find("South Korea") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(constants_stand_for_fields, Fixture) {
    part.map.period = "=2024";
    const auto sorted = sort({{{"country", "Korea"}, {"value", "2"}}});
    BOOST_TEST(sorted.observations[0].period.text() == "2024");
}

BOOST_FIXTURE_TEST_CASE(the_heads_release_date_is_every_observations, Fixture) {
    part.map.released = "@lastupdated";
    const auto sorted =
        sort({{{"country", "Korea"}, {"year", "2024"}, {"value", "2"}}}, {{"lastupdated", "2026-04-08"}});
    BOOST_TEST(base::iso(*sorted.observations[0].released) == "2026-04-08T00:00:00Z");
}

BOOST_FIXTURE_TEST_CASE(the_same_period_twice_is_one_fact_or_a_reject, Fixture) {
    const auto twice = [&](std::string_view second) {
        return sort({{{"country", "Korea"}, {"year", "2024"}, {"value", "2"}},
                     {{"country", "Korea"}, {"year", "2024"}, {"value", second}}});
    };
    BOOST_TEST(twice("2").rejects.empty());
    BOOST_TEST(twice("3").rejects[0].reason == "duplicate");
    BOOST_TEST(twice("3").observations.size() == 1u);
}

BOOST_FIXTURE_TEST_CASE(wide_rows_give_a_fact_a_column_and_some_stand_upside_down, Fixture) {
    source.indicators[0].multiplier = 1;
    part.map.entity_kind = "currency";
    part.map.period = "date";
    part.map.columns = {{"USD/EUR", "EUR"}};
    part.map.invert = {"EUR"};
    const auto sorted = sort({{{"date", "20240102"}, {"USD/EUR", "1.25"}},
                              {{"date", "20240103"}, {"USD/EUR", "0"}},
                              {{"date", "20240104"}}});
    BOOST_TEST(*sorted.observations[0].value == 0.8);
    BOOST_TEST(sorted.rejects.size() == 2u);
}

BOOST_FIXTURE_TEST_CASE(rows_of_another_kind_are_left_out_and_rows_in_another_unit_refused, Fixture) {
    part.map.only = {{"field", "All"}};
    part.map.expect = {{"unit", "USD"}};
    const auto sorted =
        sort({{{"country", "Korea"}, {"year", "2024"}, {"value", "1"}, {"field", "Vision"}},
              {{"country", "Korea"}, {"year", "2024"}, {"value", "2"}, {"field", "All"}, {"unit", "USD"}},
              {{"country", "Korea"}, {"year", "2025"}, {"value", "3"}, {"field", "All"}, {"unit", "KRW"}}});
    BOOST_REQUIRE(sorted.observations.size() == 1u);
    BOOST_TEST(*sorted.observations[0].value == 2e9);
    BOOST_TEST(sorted.unchosen == 1u);
    BOOST_REQUIRE(sorted.rejects.size() == 1u);
    BOOST_TEST(sorted.rejects[0].reason == "wrong_unit");
    BOOST_TEST(sorted.rejects[0].detail == "unit is 'KRW', and 'USD' was expected");
}

BOOST_FIXTURE_TEST_CASE(a_declared_scale_is_a_power_of_ten, Fixture) {
    source.indicators[0].multiplier = 1;
    part.map.scale = "UNIT_MULT";
    const auto with = [&](std::string_view scale) {
        return sort({{{"country", "Korea"}, {"year", "2024"}, {"value", "94.669"}, {"UNIT_MULT", scale}}});
    };
    BOOST_TEST(*with("9").observations.at(0).value == 94669000000.0);
    BOOST_TEST(*with("0").observations.at(0).value == 94.669);
    for (const auto* scale : {"", "x", "99", "1.5"})
        BOOST_TEST(with(scale).rejects.at(0).reason == "wrong_unit");
}

BOOST_FIXTURE_TEST_CASE(a_value_beyond_its_declared_range_is_refused, Fixture) {
    // The IMF writes SCALE 9 beside values that are whole already: a multiplier taken from it is found here.
    source.indicators[0].least = 1e6;
    source.indicators[0].most = 1e13;
    BOOST_TEST(one("Korea", "2025", "1.5").rejects.empty());
    BOOST_TEST(one("Korea", "2025", "94669000000").rejects.at(0).reason == "bad_magnitude");
    BOOST_TEST(one("Korea", "2025", "0.0000015").rejects.at(0).reason == "bad_magnitude");
    BOOST_TEST(one("Korea", "2025", "-").rejects.empty());
}

BOOST_FIXTURE_TEST_CASE(a_providers_words_for_a_status_become_letters, Fixture) {
    part.map.status = "complete";
    part.map.statuses = {{"False", "P"}, {"True", "A"}};
    const auto status = [&](std::string_view complete) {
        return sort({{{"country", "Korea"}, {"year", "2024"}, {"value", "1"}, {"complete", complete}}})
            .observations.at(0)
            .status;
    };
    BOOST_TEST(status("False") == "P");
    BOOST_TEST(status("True") == "A");
    BOOST_TEST(status("E") == "E");
    BOOST_TEST(status("") == "A");
}

BOOST_FIXTURE_TEST_CASE(a_unit_field_must_say_the_indicators_unit, Fixture) {
    source.indicators[0].unit = "KRW";
    part.map.unit = "unit";
    const auto in = [&](std::string_view unit) {
        return sort({{{"country", "Korea"}, {"year", "2024"}, {"value", "1"}, {"unit", unit}}});
    };
    BOOST_TEST(in("KRW").rejects.empty());
    BOOST_TEST(in("USD").rejects.at(0).detail == "the unit is 'USD', and investment is in KRW");
}

BOOST_FIXTURE_TEST_CASE(years_of_a_fiscal_source_end_where_it_says, Fixture) {
    part.map.year_ends = "09-30";
    BOOST_TEST(one("Korea", "2025", "1").observations[0].period.text() == "2024-10-01/P1Y");
    BOOST_TEST(one("Korea", "2025-Q1", "1").observations[0].period.text() == "2025-Q1");
}

BOOST_FIXTURE_TEST_CASE(long_rows_of_currencies_may_stand_upside_down_too, Fixture) {
    source.indicators[0].multiplier = 1;
    part.map.entity_kind = "currency";
    part.map.invert = {"EUR"};
    BOOST_TEST(*one("EUR", "2024-01-02", "1.25").observations.at(0).value == 0.8);
}

BOOST_FIXTURE_TEST_CASE(an_item_is_known_by_its_id_its_link_or_its_words, Fixture) {
    source.format = "feed";
    part.publisher = {"신문", "Paper"};
    const auto identity = [&](std::vector<model::Record::Field> fields) {
        fields.push_back({"title", "News"});
        return sort({std::move(fields)}).announcements.at(0).identity;
    };
    BOOST_TEST(identity({{"id", "7"}, {"link", "http://a.example"}}) == "7");
    BOOST_TEST(identity({{"link", "http://a.example"}}) == "http://a.example");
    BOOST_TEST(identity({{"published", "2026-01-01T00:00:00Z"}}) !=
               identity({{"published", "2026-01-02T00:00:00Z"}}));
    BOOST_TEST(sort({{{"link", "http://a.example"}}}).rejects.at(0).reason == "missing_field");
}

BOOST_AUTO_TEST_SUITE_END()
