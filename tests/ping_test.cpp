// The dead man's ping: who watches hears when a job starts and how it ended.
#include <boost/test/unit_test.hpp>

#include "base/file.hpp"
#include "support/site.hpp"

namespace {

using loopback::Line, loopback::Seen, loopback::Server;

/// A site and the service that watches over it.
struct Watched : test::Site {
    Server watcher{[](Line& line, const Seen&) { line.answer("200 OK", "", "OK"); }};

    Watched() { settings.push_back("TUJA_PING_URL=" + watcher.url("/s3cret/tuja-{job}")); }
    std::vector<std::string> heard() const {
        std::vector<std::string> all;
        for (const auto& one : watcher.seen())
            all.push_back(one.head.substr(0, one.head.find(' ')) + " " + one.target);
        return all;
    }
};

using Heard = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(the_ping)

BOOST_FIXTURE_TEST_CASE(tells_the_start_and_the_exit_status_with_the_last_lines, Watched) {
    BOOST_TEST(run("2026-04-01", {"run", "daily"}).status == 0);
    BOOST_TEST((heard() == Heard{"POST /s3cret/tuja-daily/start", "POST /s3cret/tuja-daily/0"}));
    BOOST_TEST(watcher.seen()[0].body == "");
    BOOST_TEST(watcher.seen()[1].body.starts_with("bank: 1 answer"), watcher.seen()[1].body);
}

BOOST_FIXTURE_TEST_CASE(tells_what_went_wrong_even_where_the_terminal_is_told_nothing, Watched) {
    broken = true;
    for (const auto* day : {"2026-04-01", "2026-04-02"}) run(day, {"run", "daily", "--quiet"});
    BOOST_TEST(run("2026-04-03", {"run", "daily", "--quiet"}).status == 3);
    BOOST_TEST(heard().back() == "POST /s3cret/tuja-daily/3");
    BOOST_TEST(watcher.seen().back().body.find("the host answered 404") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(tells_of_a_run_that_could_not_begin, Watched) {
    base::write_file(home() / "tuja.db", std::string(20'000, 'x'));
    BOOST_TEST(run("2026-04-01", {"run", "daily"}).status == 1);
    BOOST_TEST(heard().back() == "POST /s3cret/tuja-daily/1");
    BOOST_TEST(watcher.seen().back().body.find("`tuja rebuild`") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(is_for_scheduled_runs_alone, Watched) {
    run("2026-04-01", {"run", "daily", "--from", "2021-01-01", "--to", "2024-01-01"});
    run("2026-04-01", {"run", "daily", "--from-archive"});
    run("2026-04-01", {"fetch", "bank"});
    run("2026-04-01", {"status"});
    BOOST_TEST(watcher.seen().empty());
}

BOOST_FIXTURE_TEST_CASE(that_nobody_takes_changes_nothing_and_is_said_once_without_its_address, test::Site) {
    Server deaf{[](Line& line, const Seen&) { line.answer("500 Internal Server Error", "", ""); }};
    settings.push_back("TUJA_PING_URL=" + deaf.url("/s3cret"));
    const auto ran = run("2026-04-01", {"run", "daily"});
    BOOST_TEST(ran.status == 0);
    const std::string said = "ping_url: 127.0.0.1 was not told: it answered 500\n";
    BOOST_TEST(ran.err.find(said) != std::string::npos, ran.err);
    BOOST_TEST(ran.err.find(said) == ran.err.rfind(said));
    BOOST_TEST(ran.err.find("s3cret") == std::string::npos);
    // To cron it is no reason to write a mail: the watcher misses the ping by itself.
    BOOST_TEST(run("2026-05-02", {"run", "daily", "--quiet"}).err == "");
}

BOOST_FIXTURE_TEST_CASE(holds_no_key, Watched) {
    const std::string key = "s3cr3t-0123456789-abcdef";
    ask_for_key(source(), "BANK_KEY");
    settings.push_back("BANK_KEY=" + key);
    // The home's name holds the key, and so does what is said about it.
    settings[0] = "TUJA_HOME=/proc/" + key;
    BOOST_TEST(run("2026-04-01", {"run", "daily"}).status == 1);
    const auto body = watcher.seen().back().body;
    BOOST_TEST(body.find("/proc/REDACTED") != std::string::npos, body);
    BOOST_TEST(body.find(key) == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
