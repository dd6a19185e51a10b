// From an answer to the store: what good and bad input becomes.
#include <boost/test/unit_test.hpp>

#include "pipeline/ingest.hpp"
#include "pipeline/status.hpp"
#include "support/bank.hpp"

namespace {

using test::Bank;
using test::Scripted;
using test::world_bank_page;

const std::vector<test::Cell> two_years = {{"KOR", "2023", "1.5"}, {"KOR", "2024", "2"}};

Scripted answering(std::string body, int status = 200) {
    return Scripted{[body = std::move(body), status](const model::Request&) {
        return Scripted::Says{status, body, ""};
    }};
}

/// What a bad answer leaves behind after a good one: the old facts, a failed window, one reject.
void check_bad(const std::string& body, const std::string& reason, int status = 200) {
    Bank bank;
    bank.visit("2026-04-01", 2023, 2024, two_years);
    auto web = answering(body, status);
    const auto outcome = bank.visit("2026-04-02", 2023, 2024, web);
    BOOST_TEST(outcome.failed == 1u, reason);
    BOOST_TEST(!outcome.reason.empty());
    BOOST_TEST(bank.korea() == "2023=1.5 2024=2");
    const auto rejects = bank.store->query("SELECT reason FROM reject_as_known");
    BOOST_REQUIRE(!rejects.rows.empty());  // a wrong page is read twice
    BOOST_TEST(model::text_of(rejects.rows[0], 0) == reason);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(from_answer_to_store)

BOOST_AUTO_TEST_CASE(a_good_answer_becomes_observations) {
    Bank bank;
    const auto outcome = bank.visit("2026-04-01", 2023, 2024, two_years);
    BOOST_TEST(outcome.good());
    BOOST_TEST(outcome.observations == 2u);
    BOOST_TEST(bank.korea() == "2023=1.5 2024=2");
}

BOOST_AUTO_TEST_CASE(a_provider_error_with_status_200_is_an_error) {
    check_bad(
        "<?xml version=\"1.0\"?><wb:error xmlns:wb=\"http://www.worldbank.org\"><wb:message id=\"120\" "
        "key=\"Parameter 'x' has an invalid value\">The provided parameter value is not "
        "valid</wb:message></wb:error>",
        "provider_error");
}

BOOST_AUTO_TEST_CASE(an_html_page_with_status_200_is_an_error) {
    check_bad("<!DOCTYPE html><html><body>Gateway Timeout</body></html>", "html_page");
}

BOOST_AUTO_TEST_CASE(truncated_xml_is_an_error_whatever_stood_before) {
    const auto page = world_bank_page({{"KOR", "2023", "9"}, {"KOR", "2024", "9"}});
    check_bad(page.substr(0, page.size() * 2 / 3), "truncated");
}

BOOST_AUTO_TEST_CASE(malformed_xml_is_an_error) {
    check_bad(
        "<wb:data xmlns:wb=\"http://www.worldbank.org\" page=\"1\" "
        "pages=\"1\"><wb:data></wb:country></wb:data></wb:data>",
        "malformed");
}

BOOST_AUTO_TEST_CASE(another_page_than_the_one_asked_for_is_an_error) {
    check_bad(world_bank_page(two_years, 2, 2), "wrong_page");
}

BOOST_AUTO_TEST_CASE(an_error_status_is_an_error) {
    check_bad("not here", "http_status", 404);
}

BOOST_AUTO_TEST_CASE(an_empty_body_is_an_error) {
    check_bad("", "empty");
}

BOOST_AUTO_TEST_CASE(nobody_answering_is_an_error) {
    Bank bank;
    bank.visit("2026-04-01", 2023, 2024, two_years);
    Scripted web{[](const model::Request&) {
        return Scripted::Says{0, "", "no connection to bank.example"};
    }};
    const auto outcome = bank.visit("2026-04-02", 2023, 2024, web);
    BOOST_TEST(outcome.reason.find("no connection") != std::string::npos);
    BOOST_TEST(bank.korea() == "2023=1.5 2024=2");
}

BOOST_AUTO_TEST_CASE(a_mark_that_nobody_declared_is_a_reject_and_the_rest_counts) {
    Bank bank;
    const auto outcome = bank.visit("2026-04-01", 2023, 2024,
                                    std::vector<test::Cell>{{"KOR", "2023", ".."}, {"KOR", "2024", "2"}});
    BOOST_TEST(outcome.failed == 1u);  // reject_limit = 0
    BOOST_TEST(outcome.reason.find("'..' is no number") != std::string::npos);
    BOOST_TEST(bank.korea() == "2024=2");
}

BOOST_AUTO_TEST_CASE(a_reject_withdraws_nothing) {
    Bank bank;
    bank.visit("2026-04-01", 2023, 2024, two_years);
    bank.visit("2026-04-02", 2023, 2024,
               std::vector<test::Cell>{{"KOR", "2023", ".."}, {"KOR", "2024", "3"}});
    BOOST_TEST(bank.korea() == "2023=1.5 2024=3");
}

BOOST_AUTO_TEST_CASE(a_declared_missing_mark_is_missing_and_never_zero) {
    Bank bank;
    bank.visit("2026-04-01", 2023, 2024, std::vector<test::Cell>{{"KOR", "2023", ""}, {"KOR", "2024", "0"}});
    BOOST_TEST(bank.korea() == "2024=0");
    BOOST_TEST(bank.store->query("SELECT * FROM missing_as_known").rows.size() == 1u);
}

BOOST_AUTO_TEST_CASE(an_unknown_country_is_a_reject_that_names_near_ones_and_an_aggregate_is_left_out) {
    Bank bank;
    const auto outcome = bank.visit("2026-04-01", 2023, 2024,
                                    std::vector<test::Cell>{{"KOX", "2023", "1"}, {"WLD", "2023", "5"}});
    BOOST_TEST(outcome.rejects == 1u);
    BOOST_TEST(bank.korea() == "");
    const auto rejects = bank.store->query("SELECT reason, detail FROM reject_as_known");
    BOOST_TEST(model::text_of(rejects.rows[0], 0) == "unknown_entity");
    BOOST_TEST(model::text_of(rejects.rows[0], 1).find("KOR") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(all_pages_are_asked_and_only_a_whole_visit_counts) {
    const auto page = [](int number) {
        return world_bank_page({{"KOR", std::to_string(2020 + number), "1"}}, number, 3);
    };
    Bank bank;
    Scripted whole{[&](const model::Request& request) {
        return Scripted::Says{200, page(request.page), ""};
    }};
    BOOST_TEST(bank.visit("2026-04-01", 2021, 2023, whole).good());
    BOOST_TEST(whole.asked.size() == 3u);
    BOOST_TEST(bank.korea() == "2021=1 2022=1 2023=1");
    Scripted broken{[&](const model::Request& request) {
        Scripted::Says says{500, "oops", ""};
        if (request.page != 2) says = {200, world_bank_page({{"KOR", "2021", "7"}}, request.page, 3), ""};
        return says;
    }};
    const auto outcome = bank.visit("2026-04-02", 2021, 2023, broken);
    BOOST_TEST(outcome.reason.find("page 2") != std::string::npos);
    BOOST_TEST(bank.korea() == "2021=1 2022=1 2023=1");
}

BOOST_AUTO_TEST_CASE(a_total_that_moves_while_paging_fails_the_window) {
    Bank bank;
    Scripted moving{[](const model::Request& request) {
        return Scripted::Says{
            200, world_bank_page({{"KOR", "2021", "7"}}, request.page, request.page == 1 ? 2 : 3), ""};
    }};
    const auto outcome = bank.visit("2026-04-02", 2021, 2023, moving);
    BOOST_TEST(outcome.reason.find("moved while paging") != std::string::npos);
    BOOST_TEST(bank.korea() == "");
}

BOOST_AUTO_TEST_CASE(a_failed_window_is_told_until_a_later_answer_covers_it) {
    Bank bank;
    auto web = answering("not here", 404);
    bank.visit("2026-04-01", 2023, 2023, web);
    BOOST_TEST(pipeline::read_status(bank.house).faults.size() == 1u);
    bank.visit("2026-04-02", 2024, 2024, std::vector<test::Cell>{{"KOR", "2024", "2"}});
    BOOST_TEST(pipeline::read_status(bank.house).faults.size() == 1u);
    bank.visit("2026-04-03", 2023, 2024, two_years);
    BOOST_TEST(pipeline::read_status(bank.house).faults.empty());
}

BOOST_AUTO_TEST_CASE(the_same_answer_at_the_same_moment_is_archived_once) {
    Bank bank;
    bank.visit("2026-04-01", 2023, 2024, two_years);
    const auto before = bank.dump();
    const auto outcome = bank.visit("2026-04-01", 2023, 2024, two_years);
    BOOST_TEST(outcome.unchanged == 1u);
    BOOST_TEST(bank.dump() == before);
}

BOOST_AUTO_TEST_SUITE_END()
