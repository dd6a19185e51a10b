#include <boost/test/unit_test.hpp>

#include "report/figures.hpp"
#include "report/numbers.hpp"
#include "report/particles.hpp"
#include "support/report_fixture.hpp"

using fixture::figure;
using model::Language;
using report::Style;

namespace {

std::string ko(double value, const std::string& format, const std::string& bound = "") {
    return report::number(figure(value, format, bound), Language::ko);
}
std::string en(double value, const std::string& format, const std::string& bound = "") {
    return report::number(figure(value, format, bound), Language::en);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report_numbers)

BOOST_AUTO_TEST_CASE(dollars_are_eok_in_korean_and_billions_in_english) {
    BOOST_TEST(ko(1.775e9, "usd_bn") == "18억 달러");
    BOOST_TEST(en(1.775e9, "usd_bn") == "$1.8bn");
    BOOST_TEST(ko(109.08e9, "usd_bn") == "1,091억 달러");
    BOOST_TEST(en(-1.31e9, "usd_bn") == "−$1.3bn");
    BOOST_TEST(en(2.9e9, "usd_bn_change") == "+$2.9bn");
}
BOOST_AUTO_TEST_CASE(won_climb_from_eok_to_jo) {
    BOOST_TEST(ko(10.1e12, "krw") == "10.1조 원");
    BOOST_TEST(ko(830e9, "krw") == "8,300억 원");
    BOOST_TEST(en(10.1e12, "krw") == "₩10.1\u00a0trn");
    BOOST_TEST(en(830e9, "krw") == "₩830\u00a0bn");
}
BOOST_AUTO_TEST_CASE(a_ratio_has_no_decimals_from_ten_on_decided_after_rounding) {
    BOOST_TEST(ko(161.02, "times") == "161배");
    BOOST_TEST(en(6.993, "times") == "7.0 times");
    BOOST_TEST(ko(9.96, "times") == "10배");
    BOOST_TEST(ko(9.94, "times") == "9.9배");
    BOOST_TEST(report::printed(161.02, "times", Language::en, Style::mark) == "161×");
    BOOST_TEST(report::printed(161.02, "times", Language::en, Style::bare) == "161");
}
BOOST_AUTO_TEST_CASE(a_bound_is_said_in_words_and_marked_in_charts) {
    BOOST_TEST(ko(6.993, "times", "at_least") == "7.0배 이상");
    BOOST_TEST(en(6.993, "times", "at_least") == "at least 7.0 times");
    BOOST_TEST(ko(23.0, "times", "at_most") == "23배 이하");
    BOOST_TEST(report::printed(figure(6.993, "times", "at_least"), Language::ko, Style::mark) == "≥7.0배");
}
BOOST_AUTO_TEST_CASE(changes_carry_their_sign_and_the_true_minus) {
    BOOST_TEST(en(1.61, "change") == "+161%");
    BOOST_TEST(ko(-0.05, "change") == "−5.0%");
    BOOST_TEST(ko(1.5, "points") == "+1.5%p");
    BOOST_TEST(en(-1.5, "points") == "−1.5\u00a0pp");
}
BOOST_AUTO_TEST_CASE(what_rounds_to_zero_has_no_sign) {
    BOOST_TEST(ko(-0.001, "decimal_1") == "0.0");
    BOOST_TEST(en(-0.00001, "change") == "0.00%");
}
BOOST_AUTO_TEST_CASE(shares_keep_the_digits_that_say_something) {
    BOOST_TEST(ko(0.0007, "percent_share_2") == "0.07%");
    BOOST_TEST(ko(0.57, "percent_share") == "57%");
    BOOST_TEST(en(4.943, "percent") == "4.9%");
}
BOOST_AUTO_TEST_CASE(ranks_years_days_and_counts_follow_the_language) {
    BOOST_TEST(ko(12, "rank") == "12위");
    BOOST_TEST(en(1, "rank") == "1st");
    BOOST_TEST(en(11, "rank") == "11th");
    BOOST_TEST(en(22, "rank") == "22nd");
    BOOST_TEST(en(113, "rank") == "113th");
    BOOST_TEST(ko(2025, "year") == "2025년");
    BOOST_TEST(en(1, "days") == "1\u00a0day");
    BOOST_TEST(en(41, "days") == "41\u00a0days");
    BOOST_TEST(en(1234567, "count") == "1,234,567");
    BOOST_TEST(ko(9434.76, "per_million") == "9,435명");
}
BOOST_AUTO_TEST_CASE(dates_and_periods_are_written_out_in_sentences) {
    BOOST_TEST(report::date("2026-05-31", Language::ko, Style::prose) == "2026년 5월 31일");
    BOOST_TEST(report::date("2026-05-31T01:02:03Z", Language::en, Style::prose) == "31 May 2026");
    BOOST_TEST(report::date("2026-05-31T01:02:03Z", Language::en, Style::bare) == "2026-05-31");
    BOOST_TEST(ko(20604, "date") == "2026년 5월 31일");
    BOOST_TEST(report::period("2026-Q1", Language::ko) == "2026년 1분기");
    BOOST_TEST(report::period("2026-Q1", Language::en) == "Q1 2026");
    BOOST_TEST(report::period("2026-W09", Language::en) == "week 09 of 2026");
}
BOOST_AUTO_TEST_CASE(a_missing_value_is_a_dash_bound_to_its_figure_and_reason) {
    model::Figure missing;
    missing.id = "s.m.BEL.2025";
    missing.missing = {"거래 없음", "no deals"};
    const auto html = report::bound(missing, Language::en, Style::bare);
    BOOST_TEST(html == R"(<span class="f missing" data-figure="s.m.BEL.2025" title="no deals">–</span>)");
}
BOOST_AUTO_TEST_CASE(a_printed_number_is_bound_to_the_unrounded_value) {
    BOOST_TEST(report::bound(figure(161.0217, "times"), Language::ko, Style::prose) ==
               R"(<data class="f" value="161.0217" data-figure="s.m.KOR.2025">161배</data>)");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(report_particles)

BOOST_AUTO_TEST_CASE(a_particle_follows_the_sound_before_it) {
    BOOST_TEST(report::settle_particles("161배은(는)") == "161배는");
    BOOST_TEST(report::settle_particles("한국은(는)") == "한국은");
    BOOST_TEST(report::settle_particles("57%으로(로)") == "57%로");
    BOOST_TEST(report::settle_particles("7으로(로)") == "7로");
    BOOST_TEST(report::settle_particles("3을(를) 1이(가)") == "3을 1이");
}
BOOST_AUTO_TEST_CASE(markup_between_word_and_particle_is_silent) {
    BOOST_TEST(report::settle_particles("<data value=\"3\">18억 달러</data>을(를) 썼다") ==
               "<data value=\"3\">18억 달러</data>를 썼다");
    BOOST_TEST(report::settle_particles("7.0배 이상</data>으로(로)") == "7.0배 이상</data>으로");
}
BOOST_AUTO_TEST_CASE(other_parentheses_stay) {
    BOOST_TEST(report::settle_particles("투자액(18억 달러)은 (는)") == "투자액(18억 달러)은 (는)");
}

BOOST_AUTO_TEST_SUITE_END()
