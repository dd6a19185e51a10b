// Every change of a value is a row of its own: what a provider rewrote, what is out of the usual, what was
// known when.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>

#include "base/file.hpp"
#include "base/json.hpp"
#include "jobs/jobs.hpp"
#include "pipeline/checks.hpp"
#include "support/home.hpp"
#include "support/ledger.hpp"

namespace {

struct Fixture : test::Ledger {
    Fixture() { declare("bank", "gdp", "USD"); }

    std::string rewrites(const std::string& as_known = "2026-12-31") {
        return text(
            "SELECT entity, old_value, new_value, new_status, unusual FROM judged_rewrite_as_known "
            "ORDER BY new_known, entity",
            as_known);
    }
    /// The names of the checks that find something.
    std::string broken() {
        store.describe(sources, reference, base::read_instant("2026-12-31").value());
        std::string names;
        for (const auto& one : pipeline::run_checks(store, std::filesystem::path{TUJA_ROOT} / "sql/checks"))
            names += (names.empty() ? "" : " ") + one.name;
        return names;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(revisions)

BOOST_FIXTURE_TEST_CASE(a_rewritten_value_is_listed_with_what_it_was, Fixture) {
    put("bank", "gdp", {{"KOR", "2022", 100}, {"USA", "2022", 7}}, "2025-01-01");
    put("bank", "gdp", {{"KOR", "2022", 107}, {"USA", "2022", 7}}, "2025-06-01");
    BOOST_TEST(rewrites() == "KOR 100 107 A 0");
    BOOST_TEST(rewrites("2025-03-01") == "");
}

BOOST_FIXTURE_TEST_CASE(the_real_vintages_of_koreas_gdp_are_one_revision_and_no_alarm, Fixture) {
    // World Bank: Korea's GDP of 2022 in the releases of October 2024 and April 2026.
    put("bank", "gdp", {{"KOR", "2022", 1673.9e9}}, "2024-10-31", "2024-10-31");
    put("bank", "gdp", {{"KOR", "2022", 1799.4e9}}, "2026-04-30", "2026-04-08");
    BOOST_TEST(number("SELECT relative FROM rewrite_as_known") == 0.07497,
               boost::test_tools::tolerance(1e-3));
    BOOST_TEST(number("SELECT unusual FROM judged_rewrite_as_known") == 0);
}

BOOST_FIXTURE_TEST_CASE(with_few_revisions_one_above_a_tenth_is_unusual, Fixture) {
    put("bank", "gdp", {{"KOR", "2022", 100}, {"USA", "2022", 100}, {"DEU", "2022", 0}}, "2025-01-01");
    put("bank", "gdp", {{"KOR", "2022", 109}, {"USA", "2022", 111}, {"DEU", "2022", 1}}, "2025-06-01");
    BOOST_TEST(rewrites() == "DEU 0 1 A 1; KOR 100 109 A 0; USA 100 111 A 1");
}

BOOST_FIXTURE_TEST_CASE(with_many_revisions_the_usual_size_is_the_measure, Fixture) {
    // Twenty revisions of 20 to 24 per cent are this provider's way; one of 60 per cent is not.
    std::vector<Value> before, after;
    for (int year = 2000; year < 2020; ++year) {
        before.push_back({"KOR", std::to_string(year), 100});
        after.push_back({"KOR", std::to_string(year), 120.0 + year % 5});
    }
    before.push_back({"USA", "2000", 100});
    after.push_back({"USA", "2000", 160});
    put("bank", "gdp", before, "2025-01-01");
    put("bank", "gdp", after, "2025-06-01");
    BOOST_TEST(text("SELECT entity, count(*) FROM judged_rewrite_as_known WHERE unusual GROUP BY entity") ==
               "USA 1");
}

BOOST_FIXTURE_TEST_CASE(a_rewrite_has_its_size_whatever_the_sign, Fixture) {
    put("bank", "gdp", {{"KOR", "2022", -100}}, "2025-01-01");
    put("bank", "gdp", {{"KOR", "2022", -50}}, "2025-06-01");
    BOOST_TEST(number("SELECT relative FROM rewrite_as_known") == 0.5);
}

BOOST_AUTO_TEST_CASE(the_program_lists_them_since_a_day_and_as_known) {
    const test::Home home;
    home.run({"run", "quarterly", "--offline"});
    const auto all = home.run({"revisions", "worldbank_wdi"});
    BOOST_TEST(all.status == 0, all.err);
    BOOST_TEST(all.out.find("KOR    2022") != std::string::npos);
    BOOST_TEST(all.out.find("+7.") != std::string::npos);
    BOOST_TEST(home.run({"revisions", "worldbank_wdi", "--since", "2026-05-01"}).out ==
               "no value was rewritten\n");
    BOOST_TEST(home.run({"revisions", "worldbank_wdi", "--as-known", "2025-01-01"}).out ==
               "no value was rewritten\n");
    const auto json = home.run({"revisions", "worldbank_wdi", "--json"}).out;
    const auto first = base::Json::parse(json.substr(0, json.find('\n')));
    BOOST_REQUIRE(first.has_value());
    for (const auto* key : {"old", "new", "relative_change", "unusual", "sha256"})
        BOOST_TEST(json.find('"' + std::string{key} + '"') != std::string::npos, key);
    const auto wrong = home.run({"revisions", "worldbank_wdy"});
    BOOST_TEST(wrong.status == 2);
    BOOST_TEST(wrong.err.find("did you mean 'worldbank_wdi'?") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_answer_can_be_had_as_known_on_a_day) {
    const test::Home home;
    home.run({"run", "quarterly", "--offline"});
    const auto now = home.run({"dump"}).out, then = home.run({"dump", "--as-known", "2025-01-01"}).out;
    BOOST_TEST(then.size() < now.size());
    BOOST_TEST(then.find("2026-") == std::string::npos);
    BOOST_TEST(now.find("\"known\":\"2026-") != std::string::npos);
    const auto value = [&](const std::string& words) {
        const auto text = home.run({"dump", "--values", "--as-known", words}).out;
        const auto at = text.find(R"("indicator":"gdp_current_usd","entity":"KOR","period":"2022","value":)");
        return at == std::string::npos ? std::string{} : text.substr(at + 70, 12);
    };
    BOOST_TEST(value("2025-01-01") != "");
    BOOST_TEST(value("2026-05-31") != "");
    BOOST_TEST(value("2025-01-01") != value("2026-05-31"));
    BOOST_TEST(home.run({"dump", "--as-known", "2099-01-01"}).out == now);
    const auto status = home.run({"status", "--as-known", "2025-01-01"}).out;
    BOOST_TEST(status.find("ai_index_2026            none") != std::string::npos, status);
    const auto trail = home.run({"trace", "scale.gap_ratio.KOR.USA.2025", "--as-known", "2025-01-01"});
    BOOST_TEST(trail.status == 2);
    BOOST_TEST(trail.err.find("no edition as known by 2025-01-01") != std::string::npos, trail.err);
    BOOST_TEST(home.run({"check", "--as-known", "2025-01-01"}).status == 0);
}

BOOST_AUTO_TEST_CASE(a_trace_takes_the_edition_of_its_moment) {
    const test::Home home;
    home.run({"run", "quarterly", "--offline"});
    home.run({"report", "quarterly", "--offline", "--period", "2025-Q4", "--as-known", "2026-01-15"});
    const auto edition = [&](const std::vector<std::string>& more) {
        std::vector<std::string> words{"trace", "scale.level_before.KOR.2024", "--json"};
        words.insert(words.end(), more.begin(), more.end());
        const auto trail = home.run(words);
        const auto json = base::Json::parse(trail.out);
        return json ? json->text("edition") : trail.err;
    };
    BOOST_TEST(edition({"--as-known", "2026-01-15"}) == "quarterly-2025-Q4@2026-01-15");
    BOOST_TEST(edition({}) == "quarterly-2026-Q1@2026-05-31");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(checking_data)

BOOST_FIXTURE_TEST_CASE(sound_data_breaks_nothing, Fixture) {
    put("bank", "gdp", {{"KOR", "2022", 100}}, "2025-01-01");
    BOOST_TEST(broken() == "");
}

BOOST_FIXTURE_TEST_CASE(two_parts_of_one_release_may_not_contradict_each_other, Fixture) {
    put("bank", "gdp", {{"KOR", "2025", 1.775}}, "2026-04-20", "2026-04-13", "fig_1");
    put("bank", "gdp", {{"KOR", "2025", 1.775}}, "2026-04-20T01:00:00Z", "2026-04-13", "fig_2");
    BOOST_TEST(broken() == "");
    put("bank", "gdp", {{"KOR", "2025", 1.78}}, "2026-05-30", "2026-04-13", "fig_3");
    BOOST_TEST(broken() == "parts_disagree");
}

BOOST_FIXTURE_TEST_CASE(parts_without_a_release_may_not_contradict_each_other_within_a_day, Fixture) {
    put("bank", "gdp", {{"KOR", "2025", 1.0}}, "2026-04-20", "", "daily");
    put("bank", "gdp", {{"KOR", "2025", 1.01}}, "2026-04-25", "", "history");
    BOOST_TEST(broken() == "");
    put("bank", "gdp", {{"KOR", "2025", 1.02}}, "2026-04-25T01:00:00Z", "", "daily");
    BOOST_TEST(broken() == "parts_disagree");
}

BOOST_FIXTURE_TEST_CASE(a_value_in_another_unit_is_found_until_it_is_taken_back, Fixture) {
    put("bank", "gdp", {{"KOR", "2022", 1.7e12}}, "2025-01-01");
    put("bank", "gdp", {{"KOR", "2022", 1.7e9}}, "2025-02-01");
    BOOST_TEST(broken().find("magnitude_jump") != std::string::npos);
    put("bank", "gdp", {{"KOR", "2022", 1.7e12}}, "2025-03-01");
    store.describe(sources, reference, base::read_instant("2025-02-15").value());
    BOOST_TEST(broken().find("magnitude_jump") != std::string::npos);  // back, by the same jump
    put("bank", "gdp", {{"KOR", "2022", 1.71e12}}, "2025-04-01");
    BOOST_TEST(broken().find("magnitude_jump") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_value_out_of_a_range_declared_later_is_found, Fixture) {
    put("bank", "gdp", {{"KOR", "2022", 5}}, "2025-01-01");
    sources[0].indicators[0].most = 4;
    BOOST_TEST(broken() == "value_range");
}

BOOST_FIXTURE_TEST_CASE(an_indicator_that_loses_a_tenth_of_its_values_at_once_is_found, Fixture) {
    std::vector<Value> all;
    for (int year = 2000; year < 2020; ++year) all.push_back({"KOR", std::to_string(year), 1});
    put("bank", "gdp", all, "2025-01-01");
    store.query(
        "INSERT INTO observation SELECT series, period, released, known + 86400000000, NULL, 'W', NULL, "
        "snapshot FROM observation ORDER BY period LIMIT 2");
    BOOST_TEST(broken() == "");  // a tenth
    store.query(
        "INSERT INTO observation SELECT series, period, released, known + 86400000000, NULL, 'M', NULL, "
        "snapshot FROM observation WHERE status = 'A' ORDER BY period DESC LIMIT 1");
    BOOST_TEST(broken() == "coverage_shrank");
}

BOOST_FIXTURE_TEST_CASE(an_unusual_revision_is_a_warning, Fixture) {
    put("bank", "gdp", {{"KOR", "2022", 100}}, "2025-01-01");
    put("bank", "gdp", {{"KOR", "2022", 115}}, "2025-06-01");
    BOOST_TEST(broken() == "unusual_revision");
}

BOOST_FIXTURE_TEST_CASE(a_source_past_its_error_age_is_found, Fixture) {
    sources[0].freshness.error_days = 400;
    put("bank", "gdp", {{"KOR", "2022", 100}}, "2025-12-31");
    BOOST_TEST(broken() == "");
    sources[0].freshness.error_days = 300;
    BOOST_TEST(broken() == "freshness");
}

BOOST_FIXTURE_TEST_CASE(parts_of_a_published_total_must_add_up_to_it, Fixture) {
    declare("bank", "public", "USD");
    declare("bank", "private", "USD");
    reference.totals = {{"all", "bank.gdp", {"bank.public", "bank.private"}, 0.01, ""}};
    put("bank", "gdp", {{"KOR", "2022", 100}, {"USA", "2022", 50}}, "2025-01-01");
    put("bank", "public", {{"KOR", "2022", 40}, {"USA", "2022", 5}}, "2025-01-01", "", "p");
    put("bank", "private", {{"KOR", "2022", 59.5}}, "2025-01-01", "", "q");
    BOOST_TEST(broken() == "");  // half a per cent; the USA's private part is not known
    put("bank", "private", {{"KOR", "2022", 57}}, "2025-02-01", "", "q");
    BOOST_TEST(broken() == "parts_add_up");
}

BOOST_FIXTURE_TEST_CASE(a_sum_across_layers_or_over_a_parent_needs_a_reason, Fixture) {
    declare("bank", "deals", "USD");
    reference.totals = {{"sum", "", {"bank.gdp", "bank.deals"}, 0, ""}};
    BOOST_TEST(broken() == "");
    sources[0].indicators[1].layer = "G1";
    BOOST_TEST(broken() == "sum_across_layers");
    reference.totals[0].reason = "a table of sources and uses, overlaps shown";
    BOOST_TEST(broken() == "");
    sources[0].indicators[1].layer = "F1";
    sources[0].indicators[1].within = "gdp";
    reference.totals[0].reason = "";
    BOOST_TEST(text("SELECT 1") == "1");
    BOOST_TEST(broken() == "sum_across_layers");
    sources[0].indicators[1].within = "";
    sources[0].indicators[1].unit = "KRW";
    BOOST_TEST(broken() == "sum_across_layers");
}

BOOST_FIXTURE_TEST_CASE(a_check_that_was_broken_has_a_beginning_and_an_end, Fixture) {
    const auto look = [&](const char* when, std::vector<pipeline::Broken> found) {
        pipeline::note_checks(store, found, base::read_instant(when).value());
    };
    const pipeline::Broken range{"range", "error", "Out of range.", {"value=5"}, 3};
    look("2026-01-01", {range});
    look("2026-01-02", {range});
    look("2026-01-03", {});
    look("2026-01-04", {range});
    const auto history = store.check_history();
    BOOST_REQUIRE(history.size() == 2u);
    BOOST_TEST(base::iso(base::day_of(history[0].began)) == "2026-01-04");
    BOOST_TEST(!history[0].ended.has_value());
    BOOST_TEST(base::iso(base::day_of(history[1].began)) == "2026-01-01");
    BOOST_TEST(base::iso(base::day_of(history[1].seen)) == "2026-01-02");
    BOOST_TEST(base::iso(base::day_of(*history[1].ended)) == "2026-01-03");
    BOOST_TEST(history[1].rows == 3);
    BOOST_TEST(history[1].example == "value=5");
}

BOOST_AUTO_TEST_CASE(the_program_shows_the_history_of_checks) {
    const test::Home home;
    home.run({"run", "quarterly", "--offline"});
    const auto found = home.run({"check"});
    BOOST_TEST(found.status == 0, found.out);
    const auto history = home.run({"check", "--history"});
    BOOST_TEST(history.status == 0, history.err);
    BOOST_TEST(history.out != "");
    const auto warnings = found.out.find("warning") != std::string::npos;
    BOOST_TEST((history.out.find("still") != std::string::npos) == warnings, history.out);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(breaks_in_series)

BOOST_FIXTURE_TEST_CASE(each_break_begins_an_epoch, Fixture) {
    reference.breaks = {{"bank", "gdp", "KOR", base::make_day(2023, 1, 1), {"가", "a"}, "c"},
                        {"bank", "gdp", "*", base::make_day(2025, 1, 1), {"나", "b"}, "c"}};
    put("bank", "gdp", {{"KOR", "2022", 1}, {"KOR", "2023", 2}, {"KOR", "2025", 3}, {"USA", "2023", 4}});
    BOOST_TEST(text("SELECT entity, period, epoch FROM observation_as_known ORDER BY entity, period") ==
               "KOR 2022 0; KOR 2023 1; KOR 2025 2; USA 2023 0");
}

BOOST_FIXTURE_TEST_CASE(the_register_parts_a_survey_where_its_question_changed, Fixture) {
    declare("korea_ai_adoption", "firms_using_ai", "percent");
    reference.breaks = jobs::read_reference(std::filesystem::path{TUJA_ROOT} / "sql/reference").breaks;
    put("korea_ai_adoption", "firms_using_ai",
        {{"KOR", "2020", 2.7}, {"KOR", "2021", 2.7}, {"KOR", "2022", 28}});
    BOOST_TEST(text("SELECT period, epoch FROM observation_as_known ORDER BY period") ==
               "2020 0; 2021 0; 2022 1");
}

BOOST_AUTO_TEST_CASE(every_section_that_measures_change_selects_the_epoch) {
    const auto sections = std::filesystem::path{TUJA_ROOT} / "reports/national_ai_investment/sections";
    for (const auto& entry : std::filesystem::directory_iterator(sections)) {
        if (!std::filesystem::exists(entry.path() / "query.sql")) continue;
        const auto spec = base::read_file(entry.path() / "section.toml");
        const bool compares = spec.find("formula = \"change\"") != std::string::npos ||
                              spec.find("form = \"lines\"") != std::string::npos;
        if (compares)
            BOOST_TEST(base::read_file(entry.path() / "query.sql").find("epoch") != std::string::npos,
                       entry.path().string());
    }
}

BOOST_AUTO_TEST_SUITE_END()
