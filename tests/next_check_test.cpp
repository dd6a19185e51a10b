// When a host wants to be asked again, and where.
#include <fmt/format.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "base/text.hpp"
#include "pipeline/addresses.hpp"
#include "pipeline/next_check.hpp"
#include "support/loopback.hpp"
#include "support/share.hpp"

namespace {

using loopback::Line, loopback::Seen, loopback::Server;
using pipeline::freshness_of, pipeline::next_check;
using std::chrono::hours, std::chrono::seconds;

base::Instant at(std::string_view text) {
    return base::read_instant(text).value();
}

/// A bank, and a place to which it may move.
struct Moving : test::Share {
    std::atomic<int> status = 200;
    std::atomic<bool> good = true;
    std::string headers;
    Server place{[this](Line& line, const Seen&) { answer(line); }};
    Server server{[this](Line& line, const Seen& seen) {
        if (status == 410) return line.answer("410 Gone", "", "");
        if (status == 301)
            return line.answer("301 Moved Permanently", "Location: " + place.url(seen.target) + "\r\n", "");
        answer(line);
    }};

    Moving() { add("bank", toml()); }
    /// A bank whose address is the same every day.
    std::string toml() const {
        auto text = base::replace_all(test::bank_toml(server.url("")), "date={from_year}:{to_year}&", "");
        return base::replace_all(base::replace_all(text, "lag = 7\n", ""), "\"years\"", "\"whole\"");
    }
    void answer(Line& line) const {
        if (!good) return line.answer("200 OK", "", "<html>moved again</html>");
        line.answer("200 OK", "Content-Type: text/xml\r\n" + headers,
                    test::world_bank_page({{"KOR", "2024", "1.5"}, {"USA", "2024", "9"}}));
    }
};

/// Two feeds of one source: one that may be asked at any hour, and one not at three o'clock.
struct Feeds : test::Share {
    Server server{[](Line& line, const Seen& seen) {
        const auto* skips =
            seen.target == "/closed" ? "<skipHours><hour>3</hour><hour>4</hour></skipHours>" : "";
        line.answer("200 OK", "Content-Type: text/xml\r\n",
                    fmt::format("<rss version=\"2.0\"><channel><title>Wire</title>{}<item><guid>1</guid>"
                                "<title>Plant</title></item></channel></rss>",
                                skips));
    }};

    Feeds() {
        auto toml = test::feed_toml(server.url("/open"));
        toml += base::replace_all(base::replace_all(toml.substr(toml.find("[[feed]]")), "/open", "/closed"),
                                  "\"wire\"", "\"closed\"");
        add("news", toml);
    }
    long asked_for(const std::string& target) const {
        const auto seen = server.seen();
        return std::count_if(seen.begin(), seen.end(), [&](const Seen& one) { return one.target == target; });
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(asking_again_when_it_is_wanted)

BOOST_AUTO_TEST_CASE(cache_control_counts_before_expires_and_no_cache_before_both) {
    const auto now = at("2026-04-01T00:00:00Z");
    BOOST_TEST(freshness_of({{"Cache-Control", "public, max-age=3600"}}, now).count() == 3600);
    BOOST_TEST(freshness_of({{"Cache-Control", "max-age=3600"}, {"Age", "600"}}, now).count() == 3000);
    const std::pair<std::string, std::string> expires{"Expires", "Wed, 01 Apr 2026 02:00:00 GMT"};
    BOOST_TEST(freshness_of({expires}, now).count() == 7200);
    BOOST_TEST(freshness_of({{"Cache-Control", "max-age=60"}, expires}, now).count() == 60);
    BOOST_TEST(freshness_of({{"Cache-Control", "no-cache, max-age=60"}, expires}, now).count() == 0);
    BOOST_TEST(freshness_of({{"Expires", "0"}}, now).count() == 0);
}

BOOST_AUTO_TEST_CASE(a_feed_says_how_long_and_when_not) {
    const auto now = at("2026-04-03T22:30:00Z");  // a Friday
    BOOST_TEST((next_check(seconds{0}, {{"ttl", "60"}}, "daily", now) == now + hours{1}));
    BOOST_TEST((next_check(seconds{0}, {{"ttl", "60"}, {"skip_hours", "23 0"}}, "daily", now) ==
                at("2026-04-04T01:00:00Z")));
    BOOST_TEST(
        (next_check(hours{2}, {{"skip_days", "Saturday"}}, "weekly", now) == at("2026-04-05T00:00:00Z")));
}

BOOST_AUTO_TEST_CASE(nobody_is_put_off_for_more_than_two_turns) {
    const auto now = at("2026-04-01T06:00:00Z");
    BOOST_TEST((next_check(hours{10'000}, {}, "daily", now) == now + hours{48}));
    BOOST_TEST((next_check(seconds{0}, {{"ttl", "99999999999999"}}, "weekly", now) == now + hours{14 * 24}));
    BOOST_TEST(
        (next_check(seconds{0}, {{"skip_days", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"}},
                    "daily", now) == now + hours{48}));
}

BOOST_FIXTURE_TEST_CASE(a_host_that_asks_to_wait_is_left_alone_unless_somebody_insists, Moving) {
    headers = "Cache-Control: max-age=4320000\r\n";  // 50 days; the bank's cadence is monthly
    BOOST_TEST(run("2026-03-31", {"run", "daily"}).status == 0);
    BOOST_TEST(run("2026-04-01", {"run", "daily", "--now"}).status == 0);
    BOOST_TEST(server.seen().size() == 2u);
    const auto waits = run("2026-05-02", {"run", "daily", "--verbose"});
    BOOST_TEST(server.seen().size() == 2u);
    BOOST_TEST(waits.err.find("asks to wait until 2026-05-21") != std::string::npos, waits.err);
    BOOST_TEST(run("2026-05-02", {"run", "daily", "--now"}).status == 0);
    BOOST_TEST(server.seen().size() == 3u);
    BOOST_TEST(run("2026-05-03", {"fetch", "bank"}).status == 0);
    BOOST_TEST(server.seen().size() == 4u);
    BOOST_TEST(run("2026-08-01", {"run", "daily"}).status == 0);
    BOOST_TEST(server.seen().size() == 5u);
}

BOOST_FIXTURE_TEST_CASE(a_feed_that_skips_the_timers_hour_is_asked_beside_one_that_does_not, Feeds) {
    for (int day = 1; day <= 9; ++day) run(fmt::format("2026-04-0{}T03:00:00Z", day), {"run", "daily"});
    BOOST_TEST(asked_for("/open") == 9);
    BOOST_TEST(asked_for("/closed") == 5);  // every other day: twice its cadence
}

BOOST_FIXTURE_TEST_CASE(a_clock_that_was_ahead_silences_nobody, Moving) {
    base::write_file(share / "jobs/hosts.toml",
                     "[[host]]\nname = \"bank\"\nhosts = [\"127.0.0.1\"]\nper_hour = 1\n");
    BOOST_TEST(run("2027-06-01T00:00:00Z", {"fetch", "bank"}).status == 0);
    const auto next = run("2026-04-01T00:00:00Z", {"run", "daily", "--verbose"});
    BOOST_TEST(next.err.find("dated 2027-06-01T00:00:00Z, after this machine's clock") != std::string::npos,
               next.err);
    BOOST_TEST(next.err.find("resume after 01:00 UTC") != std::string::npos,
               next.err);
    BOOST_TEST(run("2026-04-01T01:01:00Z", {"run", "daily"}).status == 0);
    BOOST_TEST(server.seen().size() == 2u);
}

BOOST_FIXTURE_TEST_CASE(what_moved_for_good_is_asked_at_its_new_place_until_that_fails, Moving) {
    status = 301;
    good = false;
    run("2026-04-01", {"fetch", "bank"});
    run("2026-04-02", {"fetch", "bank"});
    BOOST_TEST(server.seen().size() == 2u);  // a place that gives nothing is no place
    good = true;
    BOOST_TEST(run("2026-04-03", {"fetch", "bank"}).status == 0);
    BOOST_TEST(run("2026-04-04", {"fetch", "bank"}).status == 0);
    BOOST_TEST(server.seen().size() == 3u);
    BOOST_TEST(place.seen().size() == 4u);
    good = false;
    run("2026-04-05", {"fetch", "bank"});
    BOOST_TEST(server.seen().size() == 3u);
    status = 200;
    good = true;
    BOOST_TEST(run("2026-04-06", {"fetch", "bank"}).status == 0);
    BOOST_TEST(server.seen().size() == 4u);
    const auto dump = run("2026-04-06", {"dump"}).out;
    run("2026-04-06", {"rebuild"});
    BOOST_TEST(run("2026-04-06", {"dump"}).out == dump);
}

BOOST_FIXTURE_TEST_CASE(what_is_gone_is_asked_no_more_until_its_declaration_changes, Moving) {
    status = 410;
    BOOST_TEST(run("2026-04-01", {"run", "daily"}).err.find("410") != std::string::npos);
    const auto next = run("2026-04-02", {"run", "daily"});
    BOOST_TEST(next.status == 0);
    BOOST_TEST(next.err.find("GDP is gone since 2026-04-01") != std::string::npos, next.err);
    BOOST_TEST(server.seen().size() == 1u);
    BOOST_TEST(run("2026-04-02", {"status"}).out.find("gone since 2026-04-01") != std::string::npos);
    status = 200;
    add("bank", "# mended\n" + toml());
    BOOST_TEST(run("2026-04-03", {"run", "daily"}).status == 0);
    BOOST_TEST(server.seen().size() == 2u);
    BOOST_TEST(run("2026-04-03", {"status"}).out.find("gone since") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
