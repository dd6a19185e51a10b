// A rerun that is read before it is done, and done as it was read.
#include <boost/test/unit_test.hpp>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "pipeline/plan.hpp"
#include "support/years.hpp"

using test::Years;

namespace {

bool holds(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

/// A home whose nightly run has been there, and a plan for two years made after it.
struct Planned : Years {
    Planned() {
        run("2018-04-01", {"run", "daily"});
        asked();
        const auto ran = run("2018-04-02", {"plan", "daily", "--from", "2015-01-01", "--to", "2017-01-01",
                                            "--reason", "the office \"corrected\" 2016"});
        BOOST_REQUIRE_MESSAGE(ran.status == 0, ran.err);
        text = ran.out;
        plan = file("plan.toml", text);
    }
    std::string text, plan;

    test::Ran apply(const std::string& now = "2018-04-03") const { return run(now, {"apply", plan}); }
    void refuses(const std::string& words, int status = 1) {
        const auto ran = apply();
        BOOST_TEST(ran.status == status, ran.err);
        BOOST_TEST(holds(ran.err, words), ran.err);
        BOOST_TEST(asked() == "");
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(planning_a_rerun)

BOOST_FIXTURE_TEST_CASE(a_plan_shows_windows_requests_and_what_is_already_there, Planned) {
    const auto read = pipeline::read_plan(text, "plan.toml");
    BOOST_TEST(read.job == "daily");
    BOOST_TEST(read.reason == "the office \"corrected\" 2016");
    BOOST_REQUIRE(read.sources.size() == 1u);
    BOOST_REQUIRE(read.sources[0].windows.size() == 2u);
    const auto& first = read.sources[0].windows[0];
    BOOST_TEST(base::iso(first.window.from) == "2015-01-01");
    BOOST_TEST(base::iso(first.window.to) == "2016-01-01");
    BOOST_TEST(first.requests == 1);
    BOOST_TEST(base::iso(first.asked.value()) == "2018-04-01T00:00:00Z");
    BOOST_TEST(first.outcome == "done");
    BOOST_TEST(first.snapshots == 1);
    BOOST_REQUIRE(read.hosts.size() == 1u);
    BOOST_TEST(read.hosts[0].requests == 2);
    BOOST_TEST(asked() == "");  // planning asks nobody
}

BOOST_FIXTURE_TEST_CASE(a_plan_reads_back_as_it_was_written, Planned) {
    BOOST_TEST(pipeline::plan_toml(pipeline::read_plan(text, "plan.toml")) == text);
}

BOOST_FIXTURE_TEST_CASE(pages_are_estimated_from_the_last_whole_visit, Years) {
    // Nobody knows before the first visit.
    const auto ran = run("2018-04-01", {"plan", "daily", "--from", "2015-01-01", "--to", "2016-01-01"});
    BOOST_TEST(holds(ran.out, "requests = 1\nsnapshots = 0"), ran.out);
    BOOST_TEST(!holds(ran.out, "asked ="), ran.out);
}

BOOST_FIXTURE_TEST_CASE(what_is_left_out_is_named, Years) {
    const auto ran = run("2018-04-01", {"plan", "daily", "--from", "2001-01-01", "--to", "2002-01-01"});
    BOOST_TEST(holds(ran.out, "bank: nothing of it lies in the range; it begins in 2013"), ran.out);
}

BOOST_FIXTURE_TEST_CASE(a_plan_is_of_a_range, Years) {
    BOOST_TEST(run("2018-04-01", {"plan", "daily"}).status == 2);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(applying_a_plan)

BOOST_FIXTURE_TEST_CASE(it_does_exactly_what_it_says_and_enters_why_into_the_ledger, Planned) {
    values[2016] = "9";
    const auto ran = apply();
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(asked() == "2015 2016");
    BOOST_TEST(ran.out == "bank: 1 value changed\n");
    store::Store store{folder.path / "home/tuja.db", folder.path / "share/sql", store::Store::Mode::read};
    const auto entered = store.query("SELECT command FROM ops_run ORDER BY id DESC LIMIT 1");
    BOOST_TEST(model::text_of(entered.rows.at(0), 0) ==
               "apply " + base::sha256(text).substr(0, 12) + ": the office \"corrected\" 2016");
    run("2018-05-04", {"run", "daily"});
    BOOST_TEST(asked() == "2017 2018");  // no cursor moved
}

BOOST_FIXTURE_TEST_CASE(a_window_may_be_taken_out_of_it, Planned) {
    const auto at = text.rfind("\n[[source.window]]");
    plan = file("shorter.toml", text.substr(0, at));
    BOOST_TEST(apply().status == 0);
    BOOST_TEST(asked() == "2015");
}

BOOST_FIXTURE_TEST_CASE(what_was_missing_is_done_by_applying_it_again, Planned) {
    broken = {2016};
    BOOST_TEST(apply().status == 3);
    asked();
    broken.clear();
    const auto ran = apply("2018-04-04");
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(asked() == "2016");
    BOOST_TEST(holds(ran.err, "going on with this plan, begun 2018-04-03T00:00:00Z: 1 window of it is done"),
               ran.err);
}

BOOST_FIXTURE_TEST_CASE(it_is_done_once, Planned) {
    BOOST_TEST(apply().status == 0);
    asked();
    refuses("this plan was applied before, at 2018-04-03T00:00:00Z");
}

BOOST_FIXTURE_TEST_CASE(a_window_that_somebody_asked_for_since_stops_it, Planned) {
    run("2018-04-02T12:00:00Z", {"run", "daily", "--from", "2016-01-01", "--to", "2017-01-01"});
    asked();
    refuses("bank GDP 2016-01-01 to 2017-01-01 was asked for since, at 2018-04-02T12:00:00Z (done)");
}

BOOST_FIXTURE_TEST_CASE(a_source_that_is_declared_otherwise_stops_it, Planned) {
    change("reject_limit = 0", "reject_limit = 1");
    refuses("bank is declared or read otherwise than when the plan was made");
}

BOOST_FIXTURE_TEST_CASE(a_source_that_is_declared_no_more_stops_it, Planned) {
    const auto sources = folder.path / "share/jobs/sources";
    std::filesystem::rename(sources / "bank.toml", sources / "other.toml");
    refuses("the source 'bank' is declared no more");
}

BOOST_FIXTURE_TEST_CASE(a_budget_that_was_enough_and_is_no_longer_stops_it, Planned) {
    base::write_file(folder.path / "share/jobs/hosts.toml",
                     "[[host]]\nname = \"office\"\nhosts = [\"127.0.0.1:" + std::to_string(server.port()) +
                         "\"]\nper_hour = 6\n");
    text = run("2018-04-02", {"plan", "daily", "--from", "2015-01-01", "--to", "2017-01-01"}).out;
    BOOST_TEST(holds(text, "name = \"office\"\nrequests = 2\nleft = { hour = 6 }"), text);
    plan = file("plan.toml", text);
    run("2018-04-03T00:00:00Z", {"run", "daily", "--from", "2017-01-01", "--to", "2022-01-01"});
    asked();
    const auto ran = apply("2018-04-03T00:30:00Z");
    BOOST_TEST(ran.status == 1, ran.err);
    BOOST_TEST(holds(ran.err, "office: 2 requests are planned, the budget of this hour has 1 left"), ran.err);
    BOOST_TEST(asked() == "");
    BOOST_TEST(apply("2018-04-03T01:30:00Z").status == 0);
    BOOST_TEST(asked() == "2015 2016");
}

BOOST_FIXTURE_TEST_CASE(a_plan_that_is_none_is_named_with_its_line, Planned) {
    const std::pair<std::string, std::string> spoiled[] = {{"version = 1", "version = 9"},
                                                           {"requests = 1", "requests = -1"},
                                                           {"from = \"2015", "from = \"2016"},
                                                           {"part =", "parts ="}};
    for (const auto& [from, to] : spoiled) {
        plan = file("spoiled.toml", base::replace_all(text, from, to));
        refuses("spoiled.toml:", 2);
    }
}

BOOST_AUTO_TEST_SUITE_END()
