// What a regular run asks for: where it left off, what it missed, what failed.
#include <boost/test/unit_test.hpp>
#include <random>

#include "base/zone.hpp"
#include "jobs/jobs.hpp"
#include "jobs/windows.hpp"

namespace {

base::Instant at(const std::string& text) {
    return base::read_instant(text).value();
}

base::Window window(const std::string& from, const std::string& to) {
    return {base::read_day(from).value(), base::read_day(to).value()};
}

/// A source of one part "all", counted in these units.
model::Source source(const std::string& unit, int lag, int span = 0) {
    model::Source one;
    one.name = "news";
    one.access = "http";
    one.window = unit;
    one.lag = lag;
    one.span = span;
    one.start_year = 2026;
    one.parts.resize(1);
    one.parts[0].id = "all";
    one.parts[0].url = "https://h/?a={from}&b={to}";
    return one;
}

std::string shown(const std::vector<jobs::Visit>& visits) {
    std::string text;
    for (const auto& one : visits)
        text += (text.empty() ? "" : " ") + base::iso(one.window.from) + ".." +
                base::iso(one.window.to).substr(5);
    return text;
}

std::string asks(const model::Source& source, const std::vector<model::Asked>& history,
                 const std::string& now) {
    return shown(jobs::visits(source, {}, history, at(now)));
}

model::Asked asked(const std::string& from, const std::string& to, const std::string& when,
                   bool done = true) {
    return {"all", window(from, to), at(when), done};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(taking_what_is_due)

BOOST_AUTO_TEST_CASE(a_day_is_read_again_when_it_is_over) {
    const std::vector<model::Asked> history{asked("2026-01-01", "2026-11-23", "2026-11-22T06:00:00Z")};
    BOOST_TEST(asks(source("days", 0), history, "2026-11-23T06:00:00Z") == "2026-11-22..11-24");
}

BOOST_AUTO_TEST_CASE(the_lag_is_read_again_before_it) {
    const std::vector<model::Asked> history{asked("2026-01-01", "2026-11-23", "2026-11-22T06:00:00Z")};
    BOOST_TEST(asks(source("days", 3), history, "2026-11-23T06:00:00Z") == "2026-11-19..11-24");
}

BOOST_AUTO_TEST_CASE(a_machine_that_was_off_for_months_catches_up_once_over_the_gap) {
    const std::vector<model::Asked> history{asked("2026-01-01", "2026-08-02", "2026-08-01T06:00:00Z")};
    BOOST_TEST(asks(source("days", 3), history, "2026-11-01T06:00:00Z") == "2026-07-29..11-02");
    BOOST_TEST(asks(source("days", 3, 31), history, "2026-11-01T06:00:00Z") ==
               "2026-07-29..08-29 2026-08-29..09-29 2026-09-29..10-30 2026-10-30..11-02");
    BOOST_TEST(asks(source("months", 1, 1), history, "2026-11-01T06:00:00Z") ==
               "2026-07-01..08-01 2026-08-01..09-01 2026-09-01..10-01 2026-10-01..11-01 2026-11-01..12-01");
}

BOOST_AUTO_TEST_CASE(a_period_that_was_not_over_counts_as_not_read) {
    // Asked in March for the whole year: what April brought is asked for in December.
    const std::vector<model::Asked> history{asked("2026-01-01", "2027-01-01", "2026-03-10T06:00:00Z")};
    BOOST_TEST(asks(source("months", 0), history, "2026-12-05T06:00:00Z") == "2026-03-01..01-01");
}

BOOST_AUTO_TEST_CASE(a_failed_window_is_asked_again_and_holds_the_cursor) {
    const auto months = source("months", 0, 1);
    std::vector<model::Asked> history{asked("2026-01-01", "2026-02-01", "2026-04-02"),
                                      asked("2026-02-01", "2026-03-01", "2026-04-02", false),
                                      asked("2026-03-01", "2026-04-01", "2026-04-02")};
    BOOST_TEST(base::iso(*jobs::cursor(months, "all", history)) == "2026-02-01");
    BOOST_TEST(asks(months, history, "2026-04-03").starts_with("2026-02-01..03-01"));
    history[1] = asked("2026-02-01", "2026-03-01", "2026-04-03");
    BOOST_TEST(asks(months, history, "2026-04-03") == "2026-04-01..05-01");
}

BOOST_AUTO_TEST_CASE(what_failed_within_the_lag_is_not_forgotten_behind_an_older_success) {
    const auto days = source("days", 2);
    const std::vector<model::Asked> history{asked("2026-01-01", "2026-11-20", "2026-11-19T06:00:00Z"),
                                            asked("2026-11-17", "2026-11-21", "2026-11-20T06:00:00Z", false)};
    BOOST_TEST(base::iso(*jobs::cursor(days, "all", history)) == "2026-11-17");
}

BOOST_AUTO_TEST_CASE(pieces_that_came_later_mend_a_window_that_failed_together) {
    const std::vector<model::Asked> history{asked("2026-01-01", "2026-04-01", "2026-04-01", false),
                                            asked("2026-01-01", "2026-02-01", "2026-04-02"),
                                            asked("2026-02-01", "2026-03-01", "2026-04-02"),
                                            asked("2026-03-01", "2026-04-01", "2026-04-02")};
    BOOST_TEST(base::iso(*jobs::cursor(source("months", 0), "all", history)) == "2026-04-01");
}

BOOST_AUTO_TEST_CASE(an_earlier_start_year_is_caught_up_with) {
    auto earlier = source("months", 0);
    earlier.start_year = 2024;
    const std::vector<model::Asked> history{asked("2026-01-01", "2026-12-01", "2026-11-20")};
    BOOST_TEST(asks(earlier, history, "2026-11-23") == "2024-01-01..12-01");
}

BOOST_AUTO_TEST_CASE(a_source_was_read_when_the_slowest_of_its_parts_reached_the_current_period) {
    auto months = source("months", 0, 1);
    std::vector<model::Asked> history{asked("2026-01-01", "2026-03-01", "2026-03-10"),
                                      asked("2026-03-01", "2026-04-01", "2026-03-11")};
    BOOST_TEST(base::iso(jobs::last_whole(months, history).value()) == "2026-03-11T00:00:00Z");
    // A spent budget left the newest windows for the next run: it is due at once.
    history.push_back(asked("2026-04-01", "2026-05-01", "2026-06-02"));
    BOOST_TEST(!jobs::last_whole(months, history));
    months.parts.push_back(months.parts[0]);
    months.parts[1].id = "another";
    BOOST_TEST(!jobs::last_whole(months, {asked("2026-01-01", "2026-04-01", "2026-03-10")}));
}

BOOST_AUTO_TEST_CASE(an_unverified_part_that_never_answered_holds_nobody_up) {
    auto months = source("months", 0, 1);
    months.parts.push_back(months.parts[0]);
    months.parts[1].id = "guess";
    const std::vector<model::Asked> history{asked("2026-01-01", "2026-04-01", "2026-03-11")};
    BOOST_TEST(!jobs::last_whole(months, history));
    months.parts[1].unverified = true;
    BOOST_TEST(base::iso(jobs::last_whole(months, history).value()) == "2026-03-11T00:00:00Z");
}

BOOST_AUTO_TEST_CASE(today_is_the_day_in_the_sources_zone) {
    auto seoul = source("days", 0);
    seoul.zone = "Asia/Seoul";
    const std::vector<model::Asked> history{asked("2026-01-01", "2026-11-23", "2026-11-22T06:00:00Z")};
    // 16:00 UTC on the 23rd is the 24th in Seoul.
    BOOST_TEST(asks(seoul, history, "2026-11-23T16:00:00Z") == "2026-11-22..11-25");
    BOOST_TEST(asks(seoul, history, "2026-11-23T14:00:00Z") == "2026-11-22..11-24");
}

BOOST_AUTO_TEST_CASE(every_day_is_read_after_it_was_over_however_runs_are_missed_and_fail) {
    const unsigned seed = std::random_device{}();
    BOOST_TEST_MESSAGE("seed " << seed);
    std::mt19937 random{seed};
    for (int round = 0; round < 60; ++round) {
        const char* units[] = {"days", "months", "years"};
        auto one =
            source(units[random() % 3], static_cast<int>(random() % 4), static_cast<int>(random() % 3));
        one.start_year = 2025;
        std::vector<model::Asked> history;
        auto now = at("2026-01-01") + std::chrono::hours{random() % 5000};
        for (int run = 0; run < 12; ++run, now += std::chrono::hours{6 + random() % 900})
            for (const auto& visit : jobs::visits(one, {}, history, now))
                history.push_back({"all", visit.window, now, run == 11 || random() % 4 != 0});
        const auto end = base::day_of(now) - std::chrono::days{400};
        const auto reached = jobs::cursor(one, "all", history);
        BOOST_REQUIRE_MESSAGE(reached, "seed " << seed << " round " << round);
        // Brute force: each day before the cursor was in a window that came whole after that day was over,
        // and nothing of it failed later.
        for (auto day = base::make_day(2025, 1, 1); day < *reached; day += std::chrono::days{1}) {
            const model::Asked* last = nullptr;
            for (const auto& it : history)
                if (it.window.from <= day && day < it.window.to && base::day_of(it.at) > day) last = &it;
            BOOST_REQUIRE_MESSAGE(last && last->done,
                                  "seed " << seed << " round " << round << " " << base::iso(day));
        }
        BOOST_TEST((*reached > end));
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(naming_a_zone)

BOOST_AUTO_TEST_CASE(only_names_of_the_time_zone_database_are_zones) {
    for (const auto* name : {"Asia/Seoul", "UTC", "America/New_York", "Europe/Berlin"})
        BOOST_TEST(base::is_zone(name), name);
    for (const auto* name : {"", "Seoul", "Asia/Soul", "GMT+9", "+09:00", "nonsense"})
        BOOST_TEST(!base::is_zone(name), name);
}

BOOST_AUTO_TEST_CASE(a_day_begins_when_its_clocks_say_so) {
    BOOST_TEST(base::iso(base::start_of(base::make_day(2026, 11, 23), "Asia/Seoul")) ==
               "2026-11-22T15:00:00Z");
    BOOST_TEST(base::iso(base::day_of(at("2026-11-22T15:00:00Z"), "Asia/Seoul")) == "2026-11-23");
    BOOST_TEST(base::iso(base::day_of(at("2026-11-22T14:59:59Z"), "Asia/Seoul")) == "2026-11-22");
}

BOOST_AUTO_TEST_SUITE_END()
