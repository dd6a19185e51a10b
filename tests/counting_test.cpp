// Sources whose records are not figures yet: awards and models are counted and added up, over all pages of a
// visit; a total stands in an answer that does not say of which year; projections stand behind the last
// actual year.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "pipeline/facts.hpp"
#include "pipeline/house.hpp"

namespace {

const std::filesystem::path root{TUJA_ROOT};

const pipeline::House& house() {
    static const auto all = [] {
        pipeline::Settings settings;
        settings.home = "/nonexistent";
        settings.share = root;
        return pipeline::open_house(settings);
    }();
    return all;
}

/// One page of a visit of the year 2024.
pipeline::ReadPage page(const char* source, const char* part, int number, const std::string& body) {
    const auto& its = house().source(source);
    archive::Kept kept;
    auto& it = kept.snapshot;
    it.source = source;
    it.part = part;
    it.page = number;
    it.url = its.part(part)->url;
    it.window = {base::make_day(2024, 1, 1), base::make_day(2025, 1, 1)};
    it.status = 200;
    kept.body = body;
    it.sha256 = base::sha256(body);
    return pipeline::read_page(its, *its.part(part), house().reference, kept);
}

/// Awards as the search lists them: the head of the page, and an amount each.
std::string awards(int offset, int total, const std::vector<std::string>& amounts) {
    std::string rows;
    for (const auto& amount : amounts)
        rows += fmt::format(R"({}{{"id":"{}","fundsObligatedAmt":"{}"}})", rows.empty() ? "" : ",", offset,
                            amount);
    return fmt::format(
        R"({{"response":{{"metadata":{{"offset":{},"rpp":25,"totalCount":{}}},"award":[{}]}}}})", offset,
        total, rows);
}

std::string told(const model::Observation& fact) {
    return fmt::format("{} {} {} = {} {}", fact.indicator, fact.entity, fact.period.text(),
                       fact.value ? base::shortest(*fact.value) : "-", fact.status);
}

std::vector<std::string> told(const pipeline::ReadPage& page) {
    std::vector<std::string> all;
    for (const auto& fact : page.facts.observations) all.push_back(told(fact));
    for (const auto& reject : page.facts.rejects) all.push_back(reject.reason + ": " + reject.detail);
    return all;
}

bool holds(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(counting_records)

BOOST_AUTO_TEST_CASE(a_sum_goes_over_all_pages_and_stands_on_the_last) {
    const auto& source = house().source("nsf_awards");
    std::vector<pipeline::ReadPage> pages;
    pages.push_back(page("nsf_awards", "amount", 2, awards(26, 26, {"1000.5"})));
    pages.push_back(page("nsf_awards", "amount", 1, awards(1, 26, std::vector<std::string>(25, "100"))));
    const auto visit = pipeline::join_pages(source, *source.part("amount"), std::move(pages));
    BOOST_TEST(visit.whole, visit.reason);
    BOOST_REQUIRE(visit.pages.size() == 2U);
    BOOST_TEST(visit.pages[0].observations.empty());
    BOOST_REQUIRE(visit.pages[1].observations.size() == 1U);
    BOOST_TEST(told(visit.pages[1].observations[0]) == "obligations USA 2024 = 3500.5 A");
}

BOOST_AUTO_TEST_CASE(a_page_that_did_not_come_makes_no_sum) {
    const auto& source = house().source("nsf_awards");
    std::vector<pipeline::ReadPage> pages;
    pages.push_back(page("nsf_awards", "amount", 1, awards(1, 26, std::vector<std::string>(25, "100"))));
    const auto visit = pipeline::join_pages(source, *source.part("amount"), std::move(pages));
    BOOST_TEST(!visit.whole);
    for (const auto& one : visit.pages) BOOST_TEST(one.observations.empty());
}

BOOST_AUTO_TEST_CASE(records_are_counted_where_each_is_worth_one) {
    BOOST_TEST(
        holds(told(page("nsf_awards", "number", 1, awards(1, 3, {"1", "1", "1"}))), "awards USA 2024 = 3 A"));
}

BOOST_AUTO_TEST_CASE(an_amount_that_is_no_number_is_refused_and_not_taken_for_zero) {
    const auto all = told(page("nsf_awards", "amount", 1, awards(1, 2, {"100", ""})));
    BOOST_TEST(holds(all, "obligations USA 2024 = 100 A"));
    BOOST_TEST(holds(all, "bad_value: '' is no number, and no missing mark is declared for it"));
}

BOOST_AUTO_TEST_CASE(a_total_belongs_to_the_year_that_was_asked_for) {
    auto feed = base::read_file(root / "tests/samples/arxiv_papers/cs.AI.xml");
    BOOST_TEST(holds(told(page("arxiv_papers", "cs.AI", 1, feed)),
                     "papers_artificial_intelligence GLOBAL 2024 = 10000 A"));
    const auto empty = base::replace_all(feed, ">10000<", ">0<");
    const auto refused = told(page("arxiv_papers", "cs.AI", 1, empty));
    BOOST_REQUIRE(refused.size() == 1U);
    BOOST_TEST(refused[0].starts_with("bad_magnitude: 0 papers is beyond"), refused[0]);
    const auto error = base::replace_all(feed, "<title>A title</title>", "<title>Error</title>");
    BOOST_TEST(told(page("arxiv_papers", "cs.AI", 1, error)).front().starts_with("provider_error"));
}

BOOST_AUTO_TEST_CASE(what_lies_behind_the_last_actual_year_is_a_projection) {
    const auto all = told(page("imf_weo", "all", 1, base::read_file(root / "tests/samples/imf_weo/all.xml")));
    BOOST_TEST(holds(all, "gdp_usd KOR 2024 = 1.8e+12 A"));  // SCALE says 9, the values are whole
    BOOST_TEST(holds(all, "gdp_usd KOR 2026 = 1.9e+12 F"));
    BOOST_TEST(holds(all, "gdp_deflator TWN 2023 = 105 A"));  // "FY2023/24"
    BOOST_TEST(holds(all, "gdp_deflator TWN 2025 = 108 F"));
    BOOST_TEST(holds(all, "population IND 2024 = 1.45e+09 E"));  // no year is said
}

BOOST_AUTO_TEST_CASE(a_flag_of_eurostat_is_a_letter_and_a_value_that_is_not_there_is_missing) {
    const auto all = told(
        page("eurostat_rnd", "share", 1, base::read_file(root / "tests/samples/eurostat_rnd/share.xml")));
    BOOST_TEST(holds(all, "gerd_share DEU 2023 = 3 E"));
    BOOST_TEST(holds(all, "gerd_share DEU 2024 = - M"));
    BOOST_TEST(holds(all, "gerd_share EU27 2023 = 2.25 E"));
    const auto euros =
        told(page("eurostat_rnd", "euro", 1, base::read_file(root / "tests/samples/eurostat_rnd/euro.xml")));
    BOOST_TEST(holds(euros, "gerd_eur FRA 2023 = 61000500000 B"));
    BOOST_TEST(holds(euros, "gerd_eur GBR 2019 = - M"));  // ":"
}

BOOST_AUTO_TEST_CASE(a_unit_that_moved_is_refused_and_not_stored) {
    auto csv = base::read_file(root / "tests/samples/oecd_msti/gerd_ppp.csv");
    BOOST_TEST(holds(told(page("oecd_msti", "gerd_ppp", 1, csv)), "gerd_ppp KOR 2022 = 100000500000 A"));
    const auto moved = told(page("oecd_msti", "gerd_ppp", 1, base::replace_all(csv, "USD_PPP", "USD_EXC")));
    BOOST_TEST(moved.front() == "wrong_unit: UNIT_MEASURE is 'USD_EXC', and 'USD_PPP' was expected");
    auto won = base::read_file(root / "tests/samples/bok_ecos_gdp/nominal.json");
    const auto small = told(page("bok_ecos_gdp", "all", 1, base::replace_all(won, "십억원", "억원")));
    BOOST_TEST(small.front() == "wrong_unit: UNIT_NAME is '억원', and '십억원' was expected");
}

BOOST_AUTO_TEST_CASE(what_a_reject_says_is_the_same_in_every_checkout) {
    const auto feed = base::read_file(root / "tests/samples/imf_weo/all.xml");
    const auto other = told(page("imf_weo", "all", 1, base::replace_all(feed, "NGDPD", "NGDPX")));
    BOOST_TEST(holds(other, "unknown_indicator: 'NGDPX' is not declared by imf_weo"));
}

BOOST_AUTO_TEST_CASE(an_answer_of_which_nothing_is_chosen_is_no_empty_one) {
    const auto answer = base::read_file(root / "tests/samples/kosis_accounts/all.json");
    const auto renamed = base::replace_all(answer, "국내총생산(명목", "명목 국내총생산(");
    BOOST_TEST(told(page("kosis_accounts", "all", 1, renamed)).front() ==
               "wrong_shape: 3 records, and none is what [map] chooses with `only`");
}

BOOST_AUTO_TEST_SUITE_END()
