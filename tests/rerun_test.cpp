// A range of dates read again: beside the nightly job, once, and told what it changed.
#include <boost/test/unit_test.hpp>

#include "support/years.hpp"

using test::Years;

namespace {

const std::vector<std::string> nightly{"run", "daily"};
const std::vector<std::string> three_years{"run", "daily", "--from", "2015-01-01", "--to", "2018-01-01"};

bool holds(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

/// Without the first line: the digest of the method holds the host's port.
std::string values_of(const Years& site) {
    const auto dump = site.run("2018-04-02", {"dump", "--values"}).out;
    return dump.substr(dump.find('\n'));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(catching_up)

BOOST_FIXTURE_TEST_CASE(the_first_run_reads_everything_and_the_next_one_only_what_is_due, Years) {
    BOOST_TEST(run("2018-04-01", nightly).status == 0);
    BOOST_TEST(asked() == "2013 2014 2015 2016 2017 2018");
    BOOST_TEST(run("2018-05-01", nightly).status == 0);
    BOOST_TEST(asked() == "2017 2018");
}

BOOST_FIXTURE_TEST_CASE(a_machine_that_was_off_catches_up_once_over_the_gap, Years) {
    run("2018-04-01", nightly);
    asked();
    BOOST_TEST(run("2021-06-01", nightly).status == 0);
    BOOST_TEST(asked() == "2017 2018 2019 2020 2021");
    BOOST_TEST(run("2021-06-02", nightly).status == 0);
    BOOST_TEST(asked() == "");
}

BOOST_FIXTURE_TEST_CASE(a_failed_window_is_asked_again_at_the_next_start_and_holds_the_cursor, Years) {
    broken = {2015};
    run("2018-04-01", nightly);
    asked();
    BOOST_TEST(run("2018-04-02", nightly).status == 0);
    BOOST_TEST(asked() == "2014 2015 2016 2017 2018");
    broken.clear();
    run("2018-04-03", nightly);
    asked();
    run("2018-05-04", nightly);
    BOOST_TEST(asked() == "2017 2018");
}

BOOST_FIXTURE_TEST_CASE(a_lost_ledger_is_read_from_the_archive, Years) {
    run("2018-04-01", nightly);
    asked();
    for (const auto* tail : {"", "-wal", "-shm"})
        std::filesystem::remove(folder.path / "home" / (std::string{"tuja.db"} + tail));
    BOOST_TEST(run("2018-04-02", {"rebuild"}).status == 0);
    run("2018-05-04", nightly);
    BOOST_TEST(asked() == "2017 2018");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(reading_a_range_again)

BOOST_FIXTURE_TEST_CASE(it_asks_for_the_range_and_moves_no_cursor, Years) {
    run("2018-04-01", nightly);
    asked();
    BOOST_TEST(run("2018-04-02", three_years).status == 0);
    BOOST_TEST(asked() == "2015 2016 2017");
    run("2018-05-04", nightly);
    BOOST_TEST(asked() == "2017 2018");
}

BOOST_FIXTURE_TEST_CASE(before_anything_was_read_it_leaves_the_rest_to_the_nightly_job, Years) {
    BOOST_TEST(run("2018-04-01", three_years).status == 0);
    BOOST_TEST(asked() == "2015 2016 2017");
    run("2018-04-01", nightly);
    BOOST_TEST(asked() == "2013 2014 2015 2016 2017 2018");
}

BOOST_FIXTURE_TEST_CASE(from_the_first_year_on_it_passes_for_no_regular_run, Years) {
    run("2018-04-01", {"run", "daily", "--from", "2013-01-01", "--to", "2017-01-01"});
    asked();
    run("2018-04-02", nightly);
    BOOST_TEST(asked() == "2013 2014 2015 2016 2017 2018");
}

BOOST_FIXTURE_TEST_CASE(what_failed_in_it_moves_no_cursor_either, Years) {
    run("2018-04-01", nightly);
    asked();
    broken = {2016};
    BOOST_TEST(run("2018-04-02", three_years).status == 3);
    asked();
    run("2018-05-04", nightly);
    BOOST_TEST(asked() == "2017 2018");
}

BOOST_FIXTURE_TEST_CASE(it_says_what_changed, Years) {
    run("2018-04-01", nightly);
    const auto nothing = run("2018-04-02", three_years);
    BOOST_TEST(nothing.out == "bank: nothing changed\n");
    values = {{2015, "7"}, {2016, ""}};
    const auto something = run("2018-04-03", three_years);
    BOOST_TEST(something.out == "bank: 1 value changed, 1 withdrawn\n");
    values[2016] = "5";
    BOOST_TEST(run("2018-04-04", three_years).out == "bank: 1 value changed\n");
    BOOST_TEST(run("2018-04-04", {"run", "daily", "--from", "2019-01-01", "--to", "2020-01-01"}).out ==
               "bank: 1 value new\n");
}

BOOST_FIXTURE_TEST_CASE(after_a_kill_the_same_command_goes_on_with_what_is_missing, Years) {
    const std::vector<std::string> range{"run", "daily", "--from", "2013-01-01", "--to", "2019-01-01"};
    broken = {2016};
    BOOST_TEST(run("2018-04-01", range).status == 3);  // it ends, and a window of it is missing
    asked();
    broken.clear();
    const auto again = run("2018-04-02", range);
    BOOST_TEST(again.status == 0, again.err);
    BOOST_TEST(asked() == "2016");
    BOOST_TEST(
        holds(again.err, "going on with this range, begun 2018-04-01T00:00:00Z: 5 windows of it are done"),
        again.err);
    // Whole now: the same command begins anew.
    run("2018-04-03", range);
    BOOST_TEST(asked() == "2013 2014 2015 2016 2017 2018");
}

BOOST_FIXTURE_TEST_CASE(a_killed_one_asks_for_no_window_twice_that_came_whole, Years) {
    const std::vector<std::string> range{"run", "daily", "--from", "2013-01-01", "--to", "2019-01-01"};
    killed_after(3, "2018-04-01", range);
    asked();
    BOOST_TEST(run("2018-04-02", range).status == 0);
    BOOST_TEST(run("2018-04-02", {"check"}).status == 0);
    Years undisturbed;
    undisturbed.run("2018-04-02", range);
    BOOST_TEST(values_of(undisturbed) == values_of(*this));
}

BOOST_FIXTURE_TEST_CASE(another_declaration_or_another_week_begins_anew, Years) {
    broken = {2016};
    run("2018-04-01", three_years);
    asked();
    run("2018-04-09", three_years);
    BOOST_TEST(asked() == "2015 2016 2017");
    change("reject_limit = 0", "reject_limit = 1");
    run("2018-04-09", three_years);
    BOOST_TEST(asked() == "2015 2016 2017");
}

BOOST_FIXTURE_TEST_CASE(from_the_archive_it_asks_nobody, Years) {
    run("2018-04-01", nightly);
    asked();
    auto words = nightly;
    words.push_back("--from-archive");
    const auto ran = run("2018-04-02", words);
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(ran.out == "bank: nothing changed\n");
    BOOST_TEST(asked() == "");
}

BOOST_AUTO_TEST_SUITE_END()
