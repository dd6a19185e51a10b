// `tuja status` and `tuja doctor`: what an operator sees.
#include <boost/test/unit_test.hpp>

#include "base/file.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "support/home.hpp"
#include "support/site.hpp"

namespace {

using test::Site;

bool says(const std::string& text, const std::string& part) {
    BOOST_TEST_MESSAGE(text);
    return text.find(part) != std::string::npos;
}

/// The words of the table's row that begins with this name.
std::vector<std::string> row(const std::string& out, const std::string& name) {
    for (const auto line : base::split(out, '\n')) {
        if (!line.starts_with(name + " ")) continue;
        std::vector<std::string> words;
        for (const auto word : base::split(line, ' '))
            if (!word.empty()) words.emplace_back(word);
        return words;
    }
    return {};
}

using Words = std::vector<std::string>;

base::Json bank_json(const Site& site, const std::string& now) {
    return (*base::Json::parse(site.run(now, {"status", "--json"}).out))["sources"].items()->at(0);
}

/// The same site with a source whose files are handed over, an edition every April.
struct ByHand : Site {
    std::string url = "https://index.example/fig.csv";
    std::filesystem::path file = folder.write("fig.csv", "Country,Value\nSouth Korea,1.5\n");

    ByHand() {
        base::write_file(share() / "jobs/sources/index.toml", R"(format = "delimited"
access = "manual"
cadence = "annual"
window = "rolling"
start_year = 2013
freshness = { warn_days = 450, error_days = 900 }
edition = { month = 4, page = "https://index.example/" }
[origin]
producer = { ko = "지수", en = "Index" }
title = { ko = "지수", en = "Index" }
url = "https://index.example/"
citation = "Index"
licence = "CC BY 4.0"
use = "attribution"
[map]
entity = "Country"
value = "Value"
period = "=2025"
missing = [""]
[[indicator]]
id = "score"
name = { ko = "점수", en = "score" }
layer = "context"
unit = "index"
price_base = "none"
attribution = "none"
source_class = "C"
[[part]]
id = "fig"
url = "https://index.example/fig.csv"
[part.parse]
require = "Country|Value"
)");
    }
    test::Ran take(const std::string& retrieved, const std::string& now = "2026-06-01") const {
        return run(now, {"fetch", "index", "--file", file.string(), "--url", url, "--retrieved", retrieved});
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(what_status_says)

BOOST_FIXTURE_TEST_CASE(old_data_and_a_host_that_fails_are_two_things, Site) {
    run("2026-04-01", {"run", "daily"});
    BOOST_TEST((row(run("2026-04-02", {"status"}).out, "bank") ==
                Words{"bank", "fresh", "1", "d", "well", "2026-05-01", "2", "0"}));
    const auto stale = run("2026-06-20", {"status"});
    BOOST_TEST((row(stale.out, "bank") == Words{"bank", "stale", "80", "d", "well", "2026-06-20", "2", "0"}));
    BOOST_TEST(says(stale.out, "its newest answer is older than 60 days; past 180 it is an error"));
    broken = true;
    run("2026-05-02", {"run", "daily"});
    const auto failing = run("2026-05-02", {"status"});
    BOOST_TEST(failing.status == 0);
    const auto words = row(failing.out, "bank");
    BOOST_TEST(words[1] == "fresh");
    BOOST_TEST(words[4] == "broken");
    BOOST_TEST(says(failing.out, "failed 1 time running, last at 2026-05-02 00:00:"));
    BOOST_TEST(!says(failing.out, "older than"));
    const auto both = row(run("2026-06-20", {"status"}).out, "bank");
    BOOST_TEST(both[1] == "stale");
    BOOST_TEST(both[4] == "broken");
}

BOOST_FIXTURE_TEST_CASE(the_json_has_all_of_it, Site) {
    run("2026-04-01", {"run", "daily"});
    broken = true;
    run("2026-05-02", {"run", "daily"});
    const auto bank = bank_json(*this, "2026-06-20");
    BOOST_TEST(bank.text("data") == "stale");
    BOOST_TEST(bank.text("asking") == "broken");
    BOOST_TEST(*bank["age_days"].integer() == 80);
    BOOST_TEST(*bank["warn_days"].integer() == 60);
    BOOST_TEST(*bank["error_days"].integer() == 180);
    BOOST_TEST(bank.text("last_good") == "2026-04-01T00:00:00Z");
    BOOST_TEST(bank.text("last_tried") == "2026-05-02T00:00:00Z");
    BOOST_TEST(bank.text("next_due") == "2026-06-20");
    BOOST_TEST(*bank["failures_in_a_row"].integer() == 1);
    BOOST_TEST(says(bank.text("last_reason"), "404"));
}

BOOST_FIXTURE_TEST_CASE(the_last_runs_stand_below_with_their_exit_status_and_why, Site) {
    run("2026-04-01", {"run", "daily"});
    broken = true;
    run("2026-04-02", {"fetch", "bank"});
    const auto out = run("2026-04-02", {"status"}).out;
    BOOST_TEST(says(out, "2026-04-02 00:00  exit   3  fetch bank: bank:"));
    BOOST_TEST(says(out, "2026-04-01 00:00  exit   0  run daily\n"));
    const auto json = *base::Json::parse(run("2026-04-02", {"status", "--json"}).out);
    BOOST_TEST(*json["runs"].items()->at(0)["exit_status"].integer() == 3);
    BOOST_TEST(json["runs"].items()->at(1).text("command") == "run daily");
}

BOOST_FIXTURE_TEST_CASE(what_is_left_of_a_promise_to_a_host_stands_below, Site) {
    base::write_file(share() / "jobs/hosts.toml",
                     "[[host]]\nname = \"bank\"\nhosts = [\"127.0.0.1\"]\nper_hour = 60\n");
    run("2026-04-01", {"run", "daily"});
    BOOST_TEST(says(run("2026-04-01T00:10:00Z", {"status"}).out,
                    "hosts:\n  bank: 59 of 60 requests left this hour\n"));
    BOOST_TEST(!says(run("2026-04-02", {"status"}).out, "hosts:"));  // all of it is there again
    const auto json = *base::Json::parse(run("2026-04-01T00:10:00Z", {"status", "--json"}).out);
    BOOST_TEST(*json["budgets"].items()->at(0)["left"].integer() == 59);
}

BOOST_FIXTURE_TEST_CASE(a_missing_key_and_a_missing_contact_are_no_failures, Site) {
    run("2026-04-01", {"run", "daily"});
    ask_for_key(source(), "BANK_KEY");
    const auto ran = run("2026-04-02", {"status"});
    BOOST_TEST(ran.status == 0);
    BOOST_TEST(says(ran.out, "its host asks for a key: set BANK_KEY"));
    BOOST_TEST(bank_json(*this, "2026-04-02").text("asking") == "no key");
}

BOOST_FIXTURE_TEST_CASE(a_source_that_failed_is_due_at_once_and_never_good_is_worth_a_look, Site) {
    broken = true;
    BOOST_TEST(run("2026-04-01", {"run", "daily"}).status == 3);
    const auto never = run("2026-04-01", {"status"});
    BOOST_TEST(never.status == 3);
    BOOST_TEST((row(never.out, "bank") == Words{"bank", "none", "-", "broken", "2026-04-01", "0", "1"}),
               never.out);
    broken = false;
    run("2026-04-02", {"run", "daily"});
    BOOST_TEST(bank_json(*this, "2026-04-03").text("next_due") == "2026-05-02");
    broken = true;
    run("2026-05-02", {"run", "daily"});
    BOOST_TEST(bank_json(*this, "2026-05-02").text("next_due") == "2026-05-02");
}

BOOST_FIXTURE_TEST_CASE(a_run_has_an_end_of_its_own, Site) {
    run("2026-04-01", {"run", "daily"});
    const auto json = *base::Json::parse(run("2026-04-02", {"status", "--json"}).out);
    const auto& last = json["runs"].items()->at(0);
    BOOST_TEST(last.text("ended") == last.text("started"));  // TUJA_NOW stands still
    const auto live = test::tuja({"run", "daily", "--now"}, settings);
    const auto real = *base::Json::parse(test::tuja({"status", "--json"}, settings).out);
    const auto& newest = real["runs"].items()->at(0);
    BOOST_TEST(newest.text("ended") > newest.text("started"), live.err);
}

BOOST_AUTO_TEST_CASE(it_fits_into_80_columns) {
    const test::Home home;
    home.run({"run", "quarterly", "--offline"});
    const auto status = home.run({"status", "--offline"}).out;
    for (const auto line : base::split(status, '\n'))
        // An address can't be broken.
        BOOST_TEST((base::code_points(line).size() <= 80u || line.find("://") != line.npos), line);
    for (const auto* command : {"run", "fetch", "rebuild", "parse", "report", "status", "check", "trace",
                                "dump", "doctor", "install"}) {
        const auto help = home.run({command, "--help"}).out;
        for (const auto line : base::split(help, '\n'))
            BOOST_TEST(base::code_points(line).size() <= 80u, line);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(files_handed_over)

BOOST_FIXTURE_TEST_CASE(status_says_where_they_come_from_and_when_the_next_edition_is_due, ByHand) {
    run("2026-04-01", {"run", "daily"});
    const auto never = run("2026-04-01", {"status"});
    BOOST_TEST(says(never.out, "take its files from https://index.example/fig.csv"));
    BOOST_TEST(take("2026-05-02").status == 0);
    const auto taken = row(run("2026-06-01", {"status"}).out, "index");
    BOOST_REQUIRE(taken.size() > 6u);
    BOOST_TEST(taken[1] == "fresh");
    BOOST_TEST(says(base::join(taken, " "), "by hand 2027-04-01 1 0"));
    BOOST_TEST(!says(run("2027-03-31", {"status"}).out, "a new edition is due"));
    BOOST_TEST(says(run("2027-04-01", {"status"}).out,
                    "a new edition is due since 2027-04: look at https://index.example/"));
}

BOOST_FIXTURE_TEST_CASE(that_are_here_already_are_told, ByHand) {
    BOOST_TEST(says(take("2026-05-02").err, "index fig: 1 value, 0 rejects\n"));
    const auto dump = run("2026-06-01", {"dump"}).out;
    const auto again = take("2026-05-02");
    BOOST_TEST(again.status == 0);
    BOOST_TEST(says(again.err, "these bytes of 2026-05-02 are here already; nothing to do"));
    BOOST_TEST(run("2026-06-01", {"dump"}).out == dump);
    const auto later = take("2026-05-20");
    BOOST_TEST(later.status == 0);
    BOOST_TEST(says(later.err, "the same bytes as those of 2026-05-02, seen again on 2026-05-20"));
}

BOOST_FIXTURE_TEST_CASE(of_an_older_edition_are_put_in_behind_the_newer_one, ByHand) {
    take("2026-05-02");
    base::write_file(file, "Country,Value\nSouth Korea,1.25\n");
    const auto older = take("2026-04-20");
    BOOST_TEST(older.status == 0, older.err);
    BOOST_TEST(says(older.err, "older than what was taken on 2026-05-02, so put in behind it"));
    const auto dump = run("2026-06-01", {"dump"}).out;
    BOOST_TEST(says(dump, "\"value\":1.25,"));
    BOOST_TEST(says(dump, "\"value\":1.5,"));
}

BOOST_FIXTURE_TEST_CASE(from_a_day_to_come_or_before_their_edition_are_refused, ByHand) {
    const auto tomorrow = take("2026-06-02", "2026-06-01");
    BOOST_TEST(tomorrow.status == 2);
    BOOST_TEST(says(tomorrow.err, "2026-06-02 is still to come"));
    change(share() / "jobs/sources/index.toml", "id = \"fig\"", "id = \"fig\"\nreleased = \"2026-04-13\"");
    const auto before = take("2026-04-12");
    BOOST_TEST(before.status == 2);
    BOOST_TEST(says(before.err, "fig came out on 2026-04-13: nobody could download it on 2026-04-12"));
    BOOST_TEST(take("2026-04-13").status == 0);
}

BOOST_FIXTURE_TEST_CASE(of_another_kind_are_a_reject_with_its_reason, ByHand) {
    base::write_file(file, "<!DOCTYPE html><html><body>Sign in to continue</body></html>");
    const auto ran = take("2026-05-02");
    BOOST_TEST(ran.status == 3);
    BOOST_TEST(says(ran.err, "index fig: the file can't be used: "));
    BOOST_TEST(says(ran.err, "a web page, not data"));
    BOOST_TEST(says(run("2026-06-01", {"dump"}).out, "\"kind\":\"reject\",\"source\":\"index\""));
    // Whoever brought the file was told; at the source nothing is broken.
    BOOST_TEST(!says(run("2026-06-01", {"status"}).out, "broken"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(the_doctor)

BOOST_FIXTURE_TEST_CASE(finds_what_is_wrong_without_a_network, Site) {
    run("2026-04-01", {"run", "daily"});
    ask_for_key(source(), "BANK_KEY");
    settings.push_back("TUJA_CONTCAT=me");
    const auto ran = run("2026-03-01", {"doctor"});
    BOOST_TEST(ran.status == 1);
    BOOST_TEST(says(ran.out, "bad      the clock says 2026-03-01"));
    BOOST_TEST(says(ran.out, "warning  the key BANK_KEY is not set"));
    BOOST_TEST(says(ran.out, "TUJA_CONTCAT is set and means nothing\n         did you mean TUJA_CONTACT?"));
    settings.push_back("BANK_KEY=s3cr3t");
    const auto set = run("2026-04-02", {"doctor"});
    BOOST_TEST(set.status == 0, set.out);
    BOOST_TEST(says(set.out, "the key BANK_KEY is set"));
    BOOST_TEST(!says(set.out, "s3cr3t"));
    BOOST_TEST(host.seen().size() == 1u);  // the run's
}

BOOST_FIXTURE_TEST_CASE(asks_each_source_once_and_keeps_nothing, Site) {
    run("2026-04-01", {"run", "daily"});
    const auto dump = run("2026-04-01", {"dump"}).out;
    const auto good = run("2026-04-02", {"doctor", "--online"});
    BOOST_TEST(says(good.out, "bank answers: 2 values on its first page"));
    BOOST_TEST(host.seen().size() == 2u);
    broken = true;
    const auto bad = run("2026-04-02", {"doctor", "--online"});
    BOOST_TEST(bad.status == 3);
    BOOST_TEST(says(bad.out, "warning  bank refuses: the host answered 404"));
    BOOST_TEST(says(bad.out, "has it moved?"));
    BOOST_TEST(run("2026-04-02", {"dump"}).out == dump);
    BOOST_TEST(bank_json(*this, "2026-04-02").text("asking") == "well");
}

BOOST_FIXTURE_TEST_CASE(asks_nobody_who_wants_to_know_who_asks, Site) {
    base::write_file(share() / "jobs/hosts.toml",
                     "[[host]]\nname = \"bank\"\nhosts = [\"127.0.0.1\"]\ncontact = \"required\"\n");
    const auto ran = run("2026-04-02", {"doctor", "--online"});
    BOOST_TEST(says(ran.out, "warning  bank was not asked: its host refuses tools that name nobody"));
    BOOST_TEST(host.seen().empty());
}

BOOST_AUTO_TEST_CASE(tells_something_else_and_a_wrong_clock) {
    Site site;
    loopback::Server portal{[](loopback::Line& line, const loopback::Seen&) {
        line.answer("200 OK", "Content-Type: text/html\r\nDate: Wed, 01 Apr 2026 01:00:00 GMT\r\n",
                    "<!DOCTYPE html><html><body>Please log in</body></html>");
    }};
    site.change(site.source(), std::to_string(site.host.port()), std::to_string(portal.port()));
    const auto ran = site.run("2026-04-01T00:00:00Z", {"doctor", "--online"});
    BOOST_TEST(ran.status == 1);
    BOOST_TEST(says(ran.out, "bank answers something else: "));
    BOOST_TEST(says(ran.out, "the clock is 60 minutes behind the hosts'"));
}

BOOST_AUTO_TEST_SUITE_END()
