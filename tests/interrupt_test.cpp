// Ctrl-C: the first one ends the work cleanly, the second one ends it.
#include <signal.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <iostream>

#include "store/store.hpp"
#include "support/loopback.hpp"
#include "support/share.hpp"

namespace {

using loopback::Line, loopback::Seen, loopback::Server;

/// One bank that answers and one that never does, until it is told to.
struct Interrupted : test::Share {
    std::atomic<bool> stalls = true;
    Server quick{[](Line& line, const Seen&) { answer(line); }};
    Server slow{[this](Line& line, const Seen&) { stalls ? line.stall() : answer(line); }};

    Interrupted() {
        add("quick", test::bank_toml(quick.url("")));
        add("slow", test::bank_toml(slow.url("")));
    }
    static void answer(Line& line) {
        line.answer("200 OK", "Content-Type: text/xml\r\n",
                    test::world_bank_page({{"KOR", "2024", "1.5"}, {"USA", "2024", "9"}}));
    }
    /// Interrupts a run as soon as both were asked; says how long it took to end.
    test::Ran interrupted(int signals, int number = SIGINT) {
        test::Started run{{"run", "daily"}, settings("2026-04-01")};
        BOOST_REQUIRE(slow.wait_for(1));
        BOOST_REQUIRE(run.told("quick: 1 answer"));
        const auto begun = std::chrono::steady_clock::now();
        for (int i = 0; i < signals; ++i) run.signal(number);
        const auto ran = run.end();
        std::cerr << "interrupting: ended "
                  << std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                           begun)
                         .count()
                  << " ms after " << signals << " signal" << (signals == 1 ? "" : "s") << "\n";
        return ran;
    }
    model::Cell of_ledger(const std::string& column) const {
        store::Store store{folder.path / "home/tuja.db", share / "sql", store::Store::Mode::read};
        return store.query("SELECT " + column + " FROM ops_run ORDER BY id DESC LIMIT 1").rows.at(0).at(0);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(interrupting)

BOOST_FIXTURE_TEST_CASE(what_is_whole_is_kept_and_the_next_run_goes_on, Interrupted) {
    const auto ran = interrupted(1);
    BOOST_TEST(ran.status == 130, ran.err);
    BOOST_TEST(ran.err.find("interrupted") != std::string::npos, ran.err);
    BOOST_TEST(run("2026-04-01", {"dump", "--values"}).out.find("\"source\":\"quick\"") != std::string::npos);
    BOOST_TEST(std::get<std::int64_t>(of_ledger("exit_status")) == 130);
    BOOST_TEST(std::get<std::string>(of_ledger("summary")).find("interrupted") != std::string::npos);
    // An interrupt is no failure of the source.
    BOOST_TEST(run("2026-04-01", {"status", "--json"}).out.find("\"failures_in_a_row\": 1") ==
               std::string::npos);
    stalls = false;
    BOOST_TEST(run("2026-04-01", {"run", "daily"}).status == 0);
    BOOST_TEST(run("2026-04-01", {"dump", "--values"}).out.find("\"source\":\"slow\"") != std::string::npos);
    BOOST_TEST(quick.seen().size() == 1u);  // it was done
}

BOOST_FIXTURE_TEST_CASE(the_service_managers_signal_does_the_same, Interrupted) {
    BOOST_TEST(interrupted(1, SIGTERM).status == 130);
}

BOOST_FIXTURE_TEST_CASE(the_second_one_ends_it_at_once_and_loses_nothing, Interrupted) {
    BOOST_TEST(interrupted(2).status == 130);
    stalls = false;
    BOOST_TEST(run("2026-04-01", {"run", "daily"}).status == 0);
    const auto dump = run("2026-04-01", {"dump"}).out;
    BOOST_TEST(dump.find("\"source\":\"slow\"") != std::string::npos);
    BOOST_TEST(run("2026-04-01", {"rebuild"}).status == 0);
    BOOST_TEST(run("2026-04-01", {"dump"}).out == dump);
}

BOOST_AUTO_TEST_SUITE_END()
