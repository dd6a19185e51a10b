// The built program against a real HTTP server on loopback: what cron sees when hosts answer, fail and
// recover.
#include <fmt/format.h>

#include <atomic>
#include <boost/test/unit_test.hpp>

#include "archive/archive.hpp"
#include "base/coding.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "support/bank.hpp"
#include "support/folder.hpp"
#include "support/loopback.hpp"
#include "support/program.hpp"
#include "support/registers.hpp"

namespace {

using loopback::Line, loopback::Seen, loopback::Server;

/// A share with one source that asks a server of ours, and a home for its data.
struct Live {
    test::Folder folder;
    std::atomic<bool> broken = false;
    std::string value = "1.5", echo;
    Server server{[this](Line& line, const Seen&) { play(line); }};

    Live() {
        const auto share = folder.path / "share";
        const std::filesystem::path root{TUJA_ROOT};
        std::filesystem::create_directories(share);
        std::filesystem::copy(root / "sql", share / "sql", std::filesystem::copy_options::recursive);
        std::filesystem::copy(root / "reports", share / "reports", std::filesystem::copy_options::recursive);
        test::forget_series(share);
        base::write_file(share / "jobs/sources/bank.toml",
                         test::bank_toml(fmt::format("http://127.0.0.1:{}", server.port())));
        base::write_file(share / "jobs/daily.toml",
                         "sources = [\"*\"]\nschedule = \"*-*-* 06:15:00 UTC\"\ncron = \"15 6 * * *\"\n");
    }

    void play(Line& line) {
        if (broken) return line.answer("404 Not Found", "", "gone");
        const auto header = echo.empty() ? std::string{} : "X-Asked-With: " + echo + "\r\n";
        line.answer(
            "200 OK", "Content-Type: text/xml\r\n" + header,
            test::world_bank_page({{"KOR", "2024", value}, {"USA", "2024", "9"}}) + "<!-- " + echo + " -->");
    }

    test::Ran run(const std::string& now, std::vector<std::string> words) const {
        return test::tuja(words, {"TUJA_HOME=" + (folder.path / "home").string(),
                                  "TUJA_SHARE=" + (folder.path / "share").string(), "TUJA_NOW=" + now});
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(running_against_a_host)

BOOST_FIXTURE_TEST_CASE(what_is_due_is_fetched_once_and_then_again_when_it_is_due, Live) {
    const auto first = run("2026-04-01", {"run", "daily"});
    BOOST_TEST(first.status == 0, first.err);
    BOOST_TEST(server.seen().size() == 1u);
    BOOST_TEST(server.seen()[0].target.find("date=2013:2026") !=
               std::string::npos);  // never read: from the start
    BOOST_TEST(run("2026-04-02", {"run", "daily"}).status == 0);
    BOOST_TEST(server.seen().size() == 1u);  // monthly: not due
    value = "1.75";
    BOOST_TEST(run("2026-05-02", {"run", "daily"}).status == 0);
    BOOST_TEST(server.seen().size() == 2u);
    BOOST_TEST(server.seen()[1].target.find("date=2019:2026") != std::string::npos);  // eight years back
    const auto dump = run("2026-05-02", {"dump"}).out;
    BOOST_TEST(dump.find("\"value\":1.5,") != std::string::npos);
    BOOST_TEST(dump.find("\"value\":1.75,") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_range_by_hand_asks_for_that_range_whatever_is_due, Live) {
    run("2026-04-01", {"run", "daily"});
    const auto ran = run("2026-04-02", {"run", "daily", "--from", "2021-01-01", "--to", "2024-01-01"});
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(server.seen().back().target.find("date=2021:2023") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_first_failure_is_said_and_a_third_is_a_status, Live) {
    run("2026-04-01", {"run", "daily"});
    broken = true;
    const auto once = run("2026-05-02", {"run", "daily"});
    BOOST_TEST(once.status == 0);
    BOOST_TEST(once.err.find("the host answered 404") != std::string::npos, once.err);
    BOOST_TEST(run("2026-05-03", {"run", "daily"}).status == 0);
    BOOST_TEST(run("2026-05-04", {"run", "daily"}).status == 3);
    const auto status = run("2026-05-04", {"status", "--json"});
    BOOST_TEST(status.status == 3);
    BOOST_TEST(status.out.find("\"failures_in_a_row\": 3") != std::string::npos, status.out);
    BOOST_TEST(run("2026-05-04", {"dump", "--values"}).out.find("\"value\":1.5,") !=
               std::string::npos);  // what was known stays
    broken = false;
    BOOST_TEST(run("2026-05-05", {"run", "daily"}).status == 0);
    BOOST_TEST(run("2026-05-05", {"status"}).status == 0);
}

BOOST_FIXTURE_TEST_CASE(a_named_source_that_fails_counts_at_once, Live) {
    broken = true;
    BOOST_TEST(run("2026-04-01", {"fetch", "bank"}).status == 3);
}

BOOST_FIXTURE_TEST_CASE(old_data_is_stale_and_older_data_is_an_error, Live) {
    run("2026-04-01", {"run", "daily"});
    BOOST_TEST(run("2026-05-20", {"status"}).status == 0);
    const auto stale = run("2026-06-20", {"status"});
    BOOST_TEST(stale.status == 3);
    BOOST_TEST(stale.out.find("stale") != std::string::npos);
    BOOST_TEST(run("2026-12-01", {"status"}).status == 5);
    BOOST_TEST(run("2026-12-01", {"check"}).status == 5);
}

BOOST_FIXTURE_TEST_CASE(quiet_means_silent_unless_something_is_wrong, Live) {
    const auto ran = run("2026-04-01", {"run", "daily", "--quiet"});
    BOOST_TEST(ran.out == "");
    BOOST_TEST(ran.err == "");
    broken = true;
    BOOST_TEST(run("2026-05-02", {"run", "daily", "--quiet"}).err != "");
}

BOOST_FIXTURE_TEST_CASE(a_rebuild_of_live_data_gives_the_same_dump, Live) {
    run("2026-04-01", {"run", "daily"});
    value = "2.5";
    run("2026-05-02", {"run", "daily"});
    const auto dump = run("2026-05-02", {"dump"}).out;
    std::filesystem::remove(folder.path / "home" / "tuja.db");
    BOOST_TEST(run("2026-05-02", {"rebuild"}).status == 0);
    BOOST_TEST(run("2026-05-02", {"dump"}).out == dump);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(keeping_a_key_to_oneself)

namespace {

/// A host that asks for a key in the path, and echoes it in its headers and its body.
struct Keyed : Live {
    const std::string key = "s3cr3t-0123456789-abcdef";

    Keyed() {
        const auto file = folder.path / "share/jobs/sources/bank.toml";
        auto toml = base::replace_all(base::read_file(file), "/{countries}/", "/{key}/{countries}/");
        base::write_file(
            file, base::replace_all(toml, "access = \"http\"", "access = \"http\"\nkey = \"BANK_KEY\""));
    }
    test::Ran run_with_key(const std::string& now, std::vector<std::string> words) const {
        return test::tuja(
            words, {"TUJA_HOME=" + (folder.path / "home").string(),
                    "TUJA_SHARE=" + (folder.path / "share").string(), "TUJA_NOW=" + now, "BANK_KEY=" + key});
    }
};

/// Does any file below a folder hold these bytes, gzip members opened?
std::vector<std::string> holders(const std::filesystem::path& folder, const std::string& bytes) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        auto text = base::read_file(entry.path());
        if (entry.path().string().ends_with(".gz")) text += base::decode(text, "gzip").value_or("");
        if (text.find(bytes) != std::string::npos) found.push_back(entry.path().string());
    }
    return found;
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(the_host_gets_it_and_nothing_keeps_it, Keyed) {
    echo = key;
    const auto ran = run_with_key("2026-04-01", {"run", "daily", "--verbose"});
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_REQUIRE(server.seen().size() == 1u);
    BOOST_TEST(server.seen()[0].target.starts_with("/" + key + "/"));
    broken = true;
    const auto failed = run_with_key("2026-05-02", {"fetch", "bank"});
    BOOST_TEST(failed.status == 3);
    for (const auto& text : {ran.out, ran.err, failed.out, failed.err})
        BOOST_TEST(text.find(key) == std::string::npos, text);
    for (const auto& file : holders(folder.path / "home", key)) BOOST_ERROR(file << " holds the key");
    BOOST_TEST(!holders(folder.path / "home", "REDACTED").empty());
    BOOST_TEST(run_with_key("2026-05-02", {"dump"}).out.find("/REDACTED/") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(without_it_the_source_is_left_out_and_named_it_is_a_status, Keyed) {
    const auto left_out = run("2026-04-01", {"run", "daily", "--verbose"});
    BOOST_TEST(left_out.status == 0);
    BOOST_TEST(left_out.err.find("set BANK_KEY") != std::string::npos, left_out.err);
    BOOST_TEST(server.seen().empty());
    const auto named = run("2026-04-01", {"fetch", "bank"});
    BOOST_TEST(named.status == 12);
    BOOST_TEST(named.err.find("set BANK_KEY") != std::string::npos, named.err);
    BOOST_TEST(run("2026-04-01", {"status"}).out.find("no key") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
