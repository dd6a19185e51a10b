// Answers of many pages: asked for as declared, and believed only if they fit each other.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <random>

#include "base/text.hpp"
#include "pipeline/run.hpp"
#include "support/paged.hpp"

using test::Paged;

namespace {

/// Six rows in pages of two, whole.
void check_whole(Paged& paged) {
    test::Bank bank;
    const auto outcome = paged.visit(bank);
    BOOST_TEST(outcome.good(), outcome.reason);
    BOOST_TEST(bank.korea() == "2015=0 2016=1 2017=2 2018=3 2019=4 2020=5");
    BOOST_TEST(paged.asked.size() == 3u);
}

/// What is wrong fails the window with this reason, after it was read a second time, and leaves no value.
void check_refused(Paged& paged, const std::string& reason) {
    test::Bank bank;
    const auto outcome = paged.visit(bank);
    BOOST_TEST(outcome.failed == 1u);
    BOOST_TEST(outcome.reason.find(reason) != std::string::npos, outcome.reason);
    BOOST_TEST(bank.korea() == "");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(asking_for_pages)

BOOST_AUTO_TEST_CASE(by_their_number) {
    Paged paged{"pages"};
    check_whole(paged);
    BOOST_TEST(paged.asked.back() == "http://bank.example/GDP?p=3");
}

BOOST_AUTO_TEST_CASE(by_the_offset_of_their_first_row) {
    Paged paged{"offset"};
    check_whole(paged);
    BOOST_TEST(paged.asked.back() == "http://bank.example/GDP?o=4&n=2");
}

BOOST_AUTO_TEST_CASE(by_their_rows_in_the_path) {
    Paged paged{"rows"};
    check_whole(paged);
    BOOST_TEST(paged.asked.back() == "http://bank.example/GDP/5/6/");
}

BOOST_AUTO_TEST_CASE(by_the_link_that_each_page_holds_for_the_next) {
    Paged paged{"next"};
    check_whole(paged);
    BOOST_TEST(paged.asked.back() == "http://bank.example/GDP?after=4");
}

BOOST_AUTO_TEST_CASE(by_the_link_in_the_header) {
    Paged paged{"next"};
    paged.link_in_header = true;
    check_whole(paged);
}

BOOST_AUTO_TEST_CASE(an_answer_without_rows_is_one_empty_page) {
    for (const auto* by : {"pages", "offset", "rows", "next"}) {
        Paged paged{by};
        paged.rows.clear();
        test::Bank bank;
        BOOST_TEST(paged.visit(bank).good(), by);
        BOOST_TEST(paged.asked.size() == 1u, by);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(doubting_pages)

BOOST_AUTO_TEST_CASE(another_page_than_the_one_asked_for_fails_the_window) {
    Paged pages{"pages"}, offset{"offset"};
    pages.answers = [](int page) { return page == 2 ? 3 : page; };
    offset.answers = pages.answers;
    check_refused(pages, "page 2 was asked for, the answer is page 3");
    check_refused(offset, "rows from 2 on were asked for, the answer begins with 4");
}

BOOST_AUTO_TEST_CASE(a_page_that_repeats_another_fails_the_window) {
    // The rows stand in the address only: nothing in the answer says which page it is.
    Paged paged{"rows"};
    paged.answers = [](int) { return 1; };
    check_refused(paged, "page 2 repeats page 1, byte for byte");
}

BOOST_AUTO_TEST_CASE(a_short_page_fails_the_window) {
    for (const auto* by : {"pages", "offset", "rows"}) {
        Paged paged{by};
        paged.lost_row = 3;
        check_refused(paged, "the pages hold 5 rows, 6 were announced");
    }
}

BOOST_AUTO_TEST_CASE(a_row_on_two_pages_fails_the_window) {
    Paged paged{"pages"};
    paged.rows[2] = paged.rows[1];
    check_refused(paged, "gdp of KOR stands on page 1 and again on page 2");
}

BOOST_AUTO_TEST_CASE(a_total_that_goes_on_moving_fails_the_window) {
    Paged paged{"offset"};
    paged.before = [](Paged& it) { it.rows.push_back({"KOR", std::to_string(2015 + it.rows.size()), "9"}); };
    check_refused(paged, "the total moved while paging: page 1 says ");
}

BOOST_AUTO_TEST_CASE(a_total_that_moves_within_the_last_page_fails_the_window) {
    Paged paged{"offset"};
    paged.rows.pop_back();
    paged.before = [](Paged& it) {
        const bool last = it.asked.size() % 3 == 0;
        it.rows.resize(5);
        if (last) it.rows.push_back({"KOR", "2020", "5"});
    };
    check_refused(paged, "the total moved while paging: page 1 says 5 rows, page 3 says 6");
}

BOOST_AUTO_TEST_CASE(a_provider_that_gives_smaller_pages_than_asked_for_is_told) {
    Paged paged{"offset"};
    paged.cap = 1;
    check_refused(paged, "2 rows a page were asked for, the provider gives 1; write that as size");
}

BOOST_AUTO_TEST_CASE(a_next_link_that_goes_in_a_circle_ends) {
    Paged paged{"next"};
    paged.next = [](int page) { return page == 3 ? "/GDP?after=0" : "?after=" + std::to_string(2 * page); };
    check_refused(paged, "page 3 names as the next one a page that was read before");
}

BOOST_AUTO_TEST_CASE(a_next_link_to_another_host_is_not_followed) {
    for (const std::string link : {"http://elsewhere.example/GDP?after=2", "https://bank.example/GDP?after=2",
                                   "//elsewhere.example/GDP", "http://bank.example.evil/"}) {
        Paged paged{"next"};
        paged.next = [&](int) { return link; };
        check_refused(paged, "the next page is said to be at ");
        BOOST_TEST(paged.asked.size() == 2u, link);  // the first page, twice
    }
}

BOOST_AUTO_TEST_CASE(an_answer_that_does_not_say_how_much_there_is_fails_the_window) {
    Paged paged{"rows"};
    paged.silent = true;
    check_refused(paged, "does not say how many rows there are; name the field");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(reading_a_window_once_more)

BOOST_AUTO_TEST_CASE(a_total_that_moved_once_is_read_again_in_the_same_run_as_a_visit_of_its_own) {
    Paged paged{"pages"};
    bool moved = false;
    paged.before = [&](Paged& it) {
        if (!moved && it.asked.size() == 2) it.rows.push_back({"KOR", "2021", "6"});
        moved = moved || it.asked.size() == 2;
    };
    test::Bank bank;
    const auto outcome = paged.visit(bank);
    BOOST_TEST(outcome.good(), outcome.reason);
    BOOST_TEST(bank.korea() == "2015=0 2016=1 2017=2 2018=3 2019=4 2020=5 2021=6");
    BOOST_TEST(paged.asked.size() == 3u + 4u);
    BOOST_TEST(bank.store->query("SELECT DISTINCT visit FROM snapshot").rows.size() == 2u);
    const auto dump = bank.dump();
    bank.archive->close();
    bank.leave();
    std::filesystem::remove(bank.house.database());
    pipeline::rebuild(bank.house);
    bank.enter();
    BOOST_TEST(bank.dump() == dump);
}

BOOST_AUTO_TEST_CASE(a_page_that_did_not_come_is_no_reason_to_read_again) {
    Paged paged{"pages"};
    paged.status = [](int page) { return page == 2 ? 500 : 200; };
    test::Bank bank;
    BOOST_TEST(paged.visit(bank).failed == 1u);
    BOOST_TEST(paged.asked.size() == 3u);
}

BOOST_AUTO_TEST_CASE(whatever_moves_only_what_stood_at_one_moment_is_believed) {
    const unsigned seed = std::random_device{}();
    BOOST_TEST_MESSAGE("seed " << seed);
    std::mt19937 random{seed};
    int whole = 0;
    for (int round = 0; round < 60; ++round) {
        const char* ways[] = {"pages", "offset", "rows", "next"};
        Paged paged{ways[random() % 4]};
        paged.size = 1 + static_cast<int>(random() % 4);
        paged.rows.clear();
        for (unsigned i = 0; i < random() % 12; ++i)
            paged.rows.push_back({"KOR", std::to_string(2013 + i), std::to_string(i)});
        std::vector<std::vector<test::Cell>> stood{paged.rows};
        paged.before = [&](Paged& it) {
            if (random() % 6 != 0) return;
            if (it.rows.empty() || random() % 2 == 0)
                it.rows.insert(it.rows.begin(), {"KOR", std::to_string(2030 + it.asked.size()), "7"});
            else
                it.rows.erase(it.rows.begin() + static_cast<std::ptrdiff_t>(random() % it.rows.size()));
            stood.push_back(it.rows);
        };
        test::Bank bank;
        const auto outcome = paged.visit(bank);
        whole += outcome.good();
        const auto believed = bank.korea();
        const bool true_once = std::any_of(stood.begin(), stood.end(),
                                           [&](const auto& rows) { return believed == test::shown(rows); });
        BOOST_TEST(paged.asked.size() < 60u);
        // A link names where the next page begins, not how many rows there are: what is inserted or removed
        // behind it shows in no page.
        if (paged.by == "next") continue;
        BOOST_REQUIRE_MESSAGE(outcome.good() ? true_once : believed.empty(),
                              "seed " << seed << " round " << round << " " << paged.by << ": " << believed);
    }
    BOOST_TEST(whole > 10);
}

BOOST_AUTO_TEST_SUITE_END()
