// The built program in trouble: held sources, broken databases, no room, no rights.
#include <signal.h>
#include <sys/mount.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <iostream>

#include "base/file.hpp"
#include "base/text.hpp"
#include "pipeline/lock.hpp"
#include "support/home.hpp"

using pipeline::Lock;
using test::Home;
using test::tuja;

namespace {

const std::vector<std::string> main_job = {"run", "quarterly", "--offline"};
const std::vector<std::string> sources = {"ai_index_2025", "ai_index_2026",       "cbc_taiwan_rates",
                                          "company_news",  "ecb_reference_rates", "worldbank_wdi"};

void remove_database(const Home& home) {
    for (const auto* tail : {"", "-wal", "-shm"})
        std::filesystem::remove(home.store() / (std::string{"tuja.db"} + tail));
}

/// A sentence, what to do, and perhaps a line that names the run: no more.
bool is_short(const std::string& err) {
    return base::split(base::trim(err), '\n').size() <= 3 && err.find("should not have") == err.npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(two_runs_at_once)

BOOST_AUTO_TEST_CASE(a_held_source_is_left_out_and_named) {
    const Home home;
    std::filesystem::create_directories(home.store());
    const auto lock = Lock::take(home.store() / "locks", "cbc_taiwan_rates");
    const auto ran = home.run(main_job);
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(ran.err.find("cbc_taiwan_rates: held by another run (pid ") != std::string::npos, ran.err);
    BOOST_TEST(home.dump().find("\"source\":\"cbc_taiwan_rates\"") == std::string::npos);
    BOOST_TEST(home.dump().find("\"source\":\"worldbank_wdi\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_run_that_finds_everything_held_ends_with_11_and_prints_nothing) {
    const Home home;
    std::vector<Lock> locks;
    for (const auto& source : sources) locks.push_back(*Lock::take(home.store() / "locks", source));
    const auto ran = home.run(main_job);
    BOOST_TEST(ran.status == 11, ran.err);
    BOOST_TEST(!std::filesystem::exists(home.page("ko")));
    // The one source that is wanted is held: that is everything, too.
    BOOST_TEST(home.run({"fetch", "worldbank_wdi", "--offline"}).status == 11);
}

BOOST_AUTO_TEST_CASE(a_rebuild_works_alone) {
    const Home home;
    home.run(main_job);
    const auto dump = home.dump();
    {
        const auto running = Lock::share(home.store() / "locks", "_store");
        const auto ran = home.run({"rebuild", "--offline"});
        BOOST_TEST(ran.status == 11);
        BOOST_TEST(is_short(ran.err), ran.err);
        BOOST_TEST(home.run(main_job).status == 0);
    }
    const auto rebuilding = Lock::take(home.store() / "locks", "_store");
    BOOST_TEST(home.run(main_job).status == 11);
    BOOST_TEST(home.dump() == dump);  // readers never wait
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(files_taken_by_hand)

namespace {

std::vector<std::string> taking(const Home& home) {
    const auto file = home.folder.write(
        "fig.csv", "Total Investment (in Billions of U.S. Dollars),Country\n1.5,South Korea\n");
    return {
        "fetch",       "ai_index_2026",
        "--file",      file.string(),
        "--retrieved", "2026-04-20",
        "--url",       "https://drive.google.com/drive/folders/1zJTOg0iR0j5SijCwFutwWvDt143lW277#fig_4.2.8"};
}

}  // namespace

BOOST_AUTO_TEST_CASE(wait_for_no_other_run) {
    const Home home;
    const auto lock = Lock::take(home.folder.path / "locks", "ai_index_2026");
    const auto ran = home.run(taking(home));
    BOOST_TEST(ran.status == 11);
    BOOST_TEST(ran.err.find("held by another run (pid ") != std::string::npos, ran.err);
}

BOOST_AUTO_TEST_CASE(have_no_place_in_the_bundled_edition) {
    const Home home;
    auto words = taking(home);
    words.push_back("--offline");
    BOOST_TEST(home.run(words).status == 2);
    BOOST_TEST(home.run(main_job).status == 0);
}

BOOST_AUTO_TEST_CASE(are_normalized_again_from_the_archive) {
    const Home home;
    BOOST_TEST(home.run(taking(home)).status == 0);
    const auto dump = home.run({"dump"}).out;
    const auto ran = home.run({"run", "daily", "--from-archive"});
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(ran.err.find("ai_index_2026: 1 value from the archive") != std::string::npos, ran.err);
    BOOST_TEST(home.run({"dump"}).out == dump);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(a_database_in_trouble)

BOOST_AUTO_TEST_CASE(a_database_that_is_none_is_one_sentence_and_a_rebuild_mends_it) {
    const Home home;
    home.run(main_job);
    const auto dump = home.dump();
    remove_database(home);
    base::write_file(home.store() / "tuja.db", std::string(20'000, 'x'));
    for (const auto& words :
         {main_job, {"status", "--offline"}, {"check", "--offline"}, {"dump", "--offline"}}) {
        const auto ran = home.run(words);
        BOOST_TEST(ran.status == 1);
        BOOST_TEST(ran.err.find("`tuja rebuild`") != std::string::npos, ran.err);
        BOOST_TEST(is_short(ran.err), ran.err);
    }
    BOOST_TEST(home.run({"rebuild", "--offline"}).status == 0);
    BOOST_TEST(home.dump() == dump);
}

BOOST_AUTO_TEST_CASE(without_a_database_looking_says_how_to_make_one) {
    const Home home;
    for (const auto* command : {"status", "check", "dump"}) {
        const auto ran = home.run({command});
        BOOST_TEST(ran.status == 1);
        BOOST_TEST(ran.err.find("`tuja run JOB`") != std::string::npos, ran.err);
        BOOST_TEST(is_short(ran.err), ran.err);
    }
}

BOOST_AUTO_TEST_CASE(a_rebuild_of_an_empty_archive_is_an_empty_store) {
    const Home home;
    std::filesystem::create_directories(home.folder.path / "archive");
    const auto ran = home.run({"rebuild"});
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(base::split(base::trim(tuja({"dump"}, home.settings).out), '\n').size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_rebuild_does_not_forget_what_an_archive_that_went_away_held) {
    const Home home;
    home.run(main_job);
    const auto dump = home.dump();
    std::filesystem::rename(home.store() / "archive", home.store() / "elsewhere");
    const auto ran = home.run({"rebuild", "--offline"});
    BOOST_TEST(ran.status == 1);
    BOOST_TEST(ran.err.find("bring the archive back") != std::string::npos, ran.err);
    BOOST_TEST(home.dump() == dump);
}

BOOST_AUTO_TEST_CASE(a_newer_database_is_not_touched) {
    const Home home;
    home.run(main_job);
    auto bytes = base::read_file(home.store() / "tuja.db");
    bytes[63] = 99;  // user_version
    base::write_file(home.store() / "tuja.db", bytes);
    const auto ran = home.run(main_job);
    BOOST_TEST(ran.status == 1);
    BOOST_TEST(ran.err.find("is of step 99") != std::string::npos, ran.err);
    BOOST_TEST((base::read_file(home.store() / "tuja.db") == bytes));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(clocks_and_moments)

BOOST_AUTO_TEST_CASE(a_clock_that_cannot_be_read_is_told) {
    const Home home;
    const auto ran = tuja({"run", "quarterly", "--offline"},
                          {"TUJA_HOME=" + home.folder.path.string(), "TUJA_NOW=yesterday"});
    BOOST_TEST(ran.status == 2);
    BOOST_TEST(ran.err.find("TUJA_NOW") != std::string::npos, ran.err);
}

BOOST_AUTO_TEST_CASE(the_bundled_edition_is_the_same_at_any_hour) {
    const Home home, other;
    home.run(main_job);
    tuja(main_job, {"TUJA_HOME=" + other.folder.path.string(), "TUJA_NOW=2031-02-03T04:05:06Z"});
    BOOST_TEST(home.dump() == other.dump());
    BOOST_TEST((home.editions() == other.editions()));
}

BOOST_AUTO_TEST_CASE(of_a_day_to_come_no_edition_is_printed) {
    const Home home;
    home.run(main_job);
    const auto editions = home.editions();
    const auto ran = home.run({"report", "quarterly", "--offline", "--as-known", "2027-01-01"});
    BOOST_TEST(ran.status == 2);
    BOOST_TEST(ran.err.find("still to come") != std::string::npos, ran.err);
    BOOST_TEST((home.editions() == editions));
}

BOOST_AUTO_TEST_CASE(before_anything_was_known_a_report_prints_holes) {
    const Home home;
    home.run(main_job);
    const auto ran =
        home.run({"report", "quarterly", "--offline", "--period", "2008-Q4", "--as-known", "2009-01-15"});
    BOOST_TEST(ran.status == 0, ran.err);
}

BOOST_AUTO_TEST_SUITE_END()
