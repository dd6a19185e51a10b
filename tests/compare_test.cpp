#include "compare/compare.hpp"

#include <boost/test/unit_test.hpp>

#include "base/error.hpp"
#include "compare/grade.hpp"
#include "compare/range.hpp"

namespace {

model::Table rows(
    std::vector<std::tuple<const char*, const char*, const char*, double, const char*>> values) {
    model::Table table;
    table.columns = {"series", "entity", "period", "value", "bound", "grade", "source", "indicator"};
    for (const auto& [series, entity, period, value, bound] : values)
        table.rows.push_back({std::string{series}, std::string{entity}, std::string{period}, value,
                              std::string{bound}, std::string{"C"}, std::string{"s"}, std::string{series}});
    return table;
}

model::MeasureSpec spec(std::string formula, std::vector<std::string> references = {},
                        std::string period = "latest") {
    model::MeasureSpec one;
    one.name = "m";
    one.formula = std::move(formula);
    one.series = "x";
    one.entities = {"KOR"};
    one.references = std::move(references);
    one.period = std::move(period);
    one.place = "section.toml:1";
    return one;
}

model::Figure make(const model::MeasureSpec& one, const model::Table& table) {
    return compare::evaluate("scale", {one}, table, "KOR").at(0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(comparing)

BOOST_AUTO_TEST_CASE(the_gap_of_the_method_is_82_03) {
    const auto plain = compare::ratio({109.1, {}, {}}, {1.33, {}, {}});
    BOOST_TEST(plain->value == 82.03, boost::test_tools::tolerance(1e-4));
    BOOST_TEST(!plain->low.has_value());  // range unknown, not [x, x]
    const auto ranged = compare::ratio({109.1, 100.0, 118.0}, {1.33, 1.2, 1.5});
    BOOST_TEST(*ranged->low == 66.67, boost::test_tools::tolerance(1e-4));
    BOOST_TEST(*ranged->high == 98.33, boost::test_tools::tolerance(1e-4));
}

BOOST_AUTO_TEST_CASE(a_ratio_over_nothing_is_no_ratio) {
    BOOST_TEST(!compare::ratio({1, {}, {}}, {0, {}, {}}).has_value());
    BOOST_TEST(!compare::ratio({1, {}, {}}, {1, -1.0, 2.0}).has_value());
}

BOOST_AUTO_TEST_CASE(grades_follow_the_method) {
    BOOST_TEST(compare::grade({.source_class = 'A', .imputed_share = 0.30, .official = true}) == 'B');
    BOOST_TEST(compare::grade({.source_class = 'C', .largest_revision = 0.12}) == 'D');
    BOOST_TEST(compare::grade({.source_class = 'C', .confirmed_independently = true}) == 'B');
    BOOST_TEST(compare::grade({.source_class = 'B', .confirmed_independently = true}) == 'B');
    BOOST_TEST(compare::grade({.source_class = 'B', .confirmed_independently = true, .official = true}) ==
               'A');
    BOOST_TEST(compare::ratio_grade('B', 'C', true) == 'D');
    BOOST_TEST(!compare::may_compare('E', 'A'));
}

BOOST_AUTO_TEST_CASE(a_gap_names_both_sides_and_the_period_in_its_id) {
    const auto figure =
        make(spec("gap_ratio", {"USA"}), rows({{"x", "KOR", "2024", 2, ""}, {"x", "USA", "2024", 9, ""}}));
    BOOST_TEST(figure.id == "scale.m.KOR.USA.2024");
    BOOST_TEST(*figure.value == 4.5);
    BOOST_TEST(figure.from.size() == 2u);
    BOOST_TEST(figure.grade == "C");
}

BOOST_AUTO_TEST_CASE(a_lower_bound_above_stays_and_below_turns) {
    const auto table = rows({{"x", "KOR", "2024", 2, ""}, {"x", "CHN", "2024", 9, "at_least"}});
    BOOST_TEST(make(spec("gap_ratio", {"CHN"}), table).bound == "at_least");
    const auto turned = rows({{"x", "KOR", "2024", 2, "at_least"}, {"x", "CHN", "2024", 9, ""}});
    BOOST_TEST(make(spec("gap_ratio", {"CHN"}), turned).bound == "at_most");
}

BOOST_AUTO_TEST_CASE(the_size_adjusted_gap_says_when_the_sizes_are_older) {
    auto one = spec("size_adjusted_ratio", {"USA"});
    one.against = "gdp";
    const auto figure = make(one, rows({{"x", "KOR", "2025", 2, ""},
                                        {"x", "USA", "2025", 300, ""},
                                        {"gdp", "KOR", "2024", 10, ""},
                                        {"gdp", "USA", "2024", 150, ""},
                                        {"gdp", "USA", "2026", 999, ""}}));
    BOOST_TEST(*figure.value == 10);
    BOOST_TEST(figure.note.en == "Sizes are of 2024.");
    BOOST_TEST(figure.from.size() == 4u);
}

BOOST_AUTO_TEST_CASE(ties_share_the_better_rank) {
    const auto table =
        rows({{"x", "USA", "2024", 5, ""}, {"x", "JPN", "2024", 2, ""}, {"x", "KOR", "2024", 2, ""}});
    BOOST_TEST(*make(spec("rank"), table).value == 2);
    BOOST_TEST(*make(spec("count"), table).value == 3);
}

BOOST_AUTO_TEST_CASE(latest_is_one_period_for_all_and_what_is_not_there_is_said) {
    const auto table = rows({{"x", "KOR", "2023", 2, ""}, {"x", "USA", "2024", 5, ""}});
    const auto figure = make(spec("gap_ratio", {"USA"}), table);
    BOOST_TEST(!figure.value.has_value());
    BOOST_TEST(figure.period == "2024");
    BOOST_TEST(figure.missing.en == "no value");
}

BOOST_AUTO_TEST_CASE(no_ratio_is_made_with_a_claim) {
    auto table = rows({{"x", "KOR", "2024", 2, ""}, {"x", "USA", "2024", 5, ""}});
    table.rows[1][5] = std::string{"E"};
    const auto figure = make(spec("gap_ratio", {"USA"}), table);
    BOOST_TEST(!figure.value.has_value());
    BOOST_TEST(figure.missing.en.find("grade E") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_change_looks_back_to_the_period_before) {
    const auto figure =
        make(spec("change"), rows({{"x", "KOR", "2022", 4, ""}, {"x", "KOR", "2024", 3, ""}}));
    BOOST_TEST(*figure.value == -0.25);
}

BOOST_AUTO_TEST_CASE(nothing_is_summed_across_layers_or_with_a_group_it_is_in) {
    auto table = rows({{"x", "KOR", "2024", 1, ""}, {"x", "EUROPE", "2024", 3, ""}});
    table.columns.insert(table.columns.end(), {"layer", "entity_kind"});
    const auto share = [&](const char* layer, const char* kind, const char* across = "") {
        auto both = table;
        both.rows[0].insert(both.rows[0].end(), {std::string{"F1"}, std::string{"country"}});
        both.rows[1].insert(both.rows[1].end(), {std::string{layer}, std::string{kind}});
        auto one = spec("share_of_total");
        one.across = across;
        return make(one, both);
    };
    BOOST_TEST(*share("F1", "country").value == 0.25);
    BOOST_TEST(!share("G1", "country").value.has_value());
    BOOST_TEST(!share("F1", "aggregate").value.has_value());
    BOOST_TEST(share("F1", "aggregate").missing.en.find("are not added up") != std::string::npos);
    BOOST_TEST(*share("G1", "country", "sources and uses, overlaps shown").value == 0.25);
}

BOOST_AUTO_TEST_CASE(no_change_is_made_across_a_break) {
    auto table = rows({{"x", "KOR", "2022", 2.7, ""}, {"x", "KOR", "2023", 28, ""}});
    table.columns.push_back("epoch");
    table.rows[0].push_back(std::int64_t{0});
    table.rows[1].push_back(std::int64_t{0});
    BOOST_TEST(make(spec("change"), table).value.has_value());
    table.rows[1].back() = std::int64_t{1};
    const auto figure = make(spec("change"), table);
    BOOST_TEST(!figure.value.has_value());
    BOOST_TEST(figure.missing.en == "the series has a break in between");
    BOOST_TEST(make(spec("level"), table).epoch == 1);
}

BOOST_AUTO_TEST_CASE(a_wrong_spec_says_where_and_what_is_meant) {
    const auto message = [](model::MeasureSpec one) -> std::string {
        try {
            compare::evaluate("s", {std::move(one)}, {}, "KOR");
        } catch (const base::Error& error) {
            return error.what();
        }
        return {};
    };
    BOOST_TEST(message(spec("gap_ration")) ==
               "section.toml:1: unknown formula 'gap_ration'\n  did you mean 'gap_ratio'?");
    BOOST_TEST(message(spec("gap_ratio")).find("needs a reference") != std::string::npos);
    BOOST_TEST(message(spec("level", {"USA"})).find("takes no reference") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
