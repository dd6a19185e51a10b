// What others archived, taken in: matched by address, in the order of its times, and nothing twice.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>

#include "base/file.hpp"
#include "base/text.hpp"
#include "jobs/claim.hpp"
#include "pipeline/import.hpp"
#include "support/archives.hpp"
#include "support/bank.hpp"
#include "support/loopback.hpp"

using pipeline::import_files;
using pipeline::Imported;
using test::Bank;

namespace {

const std::string bank_url = "http://bank.example/KOR;USA/GDP?date=2020:2024&page=1";

base::Instant at(const std::string& text) {
    return base::read_instant(text).value();
}

/// A record with the fields that every writer writes.
std::string record(const std::string& type, const std::string& url, const std::string& date,
                   const std::string& fields, const std::string& block) {
    return fmt::format(
        "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Record-ID: <urn:uuid:{}-{}>\r\nWARC-Target-URI: <{}>\r\n"
        "WARC-Date: {}\r\n{}Content-Length: {}\r\n\r\n{}\r\n\r\n",
        type, type, date, url, date, fields, block.size(), block);
}

std::string response(const std::string& url, const std::string& date, const std::string& body,
                     const std::string& headers = "", const std::string& fields = "",
                     const std::string& status = "200 OK") {
    return record("response", url, date, fields, "HTTP/1.1 " + status + "\r\n" + headers + "\r\n" + body);
}

/// The bank and a folder of foreign files beside it.
struct Importing : Bank {
    Imported import(const std::string& name, const std::string& bytes) {
        return import({folder.write(name, bytes)});
    }
    Imported import(const std::vector<std::filesystem::path>& files) {
        leave();
        auto result = import_files(house, files);
        enter();
        return result;
    }
    std::size_t snapshots(const store::SnapshotsWanted& wanted = {}) {
        std::size_t count = 0;
        store->each_snapshot(wanted, [&](const model::Snapshot&) { ++count; });
        return count;
    }
};

const std::string noon = "2026-03-01T12:00:00Z", later = "2026-03-02T12:00:00Z";
const std::string page = test::world_bank_page({{"KOR", "2023", "1.5"}, {"KOR", "2024", "2"}});

}  // namespace

BOOST_AUTO_TEST_SUITE(claiming_addresses)

BOOST_AUTO_TEST_CASE(an_address_gives_back_the_window_and_page_it_asks_for) {
    const Bank bank;
    const jobs::Claims claims{bank.house.sources, bank.house.reference};
    const auto claim = claims.find("http://bank.example/KOR;USA/GDP?date=2020:2024&page=3", at(noon));
    BOOST_REQUIRE(claim);
    BOOST_TEST((claim->source == "bank" && claim->part == "GDP" && claim->page == 3));
    BOOST_TEST((claim->window == base::Window{base::make_day(2020, 1, 1), base::make_day(2025, 1, 1)}));
}

BOOST_AUTO_TEST_CASE(an_address_is_known_in_every_spelling) {
    const Bank bank;
    const jobs::Claims claims{bank.house.sources, bank.house.reference};
    for (const auto* url : {"HTTP://Bank.Example/KOR%3BUSA/GDP?date=2020%3a2024&page=1",
                            "http://bank.example/KOR;USA/GDP?date=2020:2024&page=1#top"})
        BOOST_TEST(claims.find(url, at(noon)).has_value(), url);
}

BOOST_AUTO_TEST_CASE(what_a_source_would_not_ask_for_is_not_its_own) {
    const Bank bank;
    const jobs::Claims claims{bank.house.sources, bank.house.reference};
    for (const auto* url : {
             "http://bank.example/KOR/GDP?date=2020:2024&page=1",          // the USA would be withdrawn
             "http://bank.example/KOR;USA/POP?date=2020:2024&page=1",      // another indicator
             "http://bank.example/KOR;USA/GDP?date=2024:2020&page=1",      // no window
             "http://bank.example/KOR;USA/GDP?date=2020:20245&page=1",     // no year
             "http://bank.example/KOR;USA/GDP?date=2020:2024&page=0",      // no page
             "http://bank.example/KOR;USA/GDP?date=2020:2024&page=1&x=1",  // more than it asks
             "http://elsewhere.example/KOR;USA/GDP?date=2020:2024&page=1",
         })
        BOOST_TEST(!claims.find(url, at(noon)).has_value(), url);
}

BOOST_AUTO_TEST_CASE(an_address_without_a_window_has_the_one_of_its_day) {
    Bank bank;
    auto& source = bank.house.sources.front();
    source.window = "whole";
    source.parts.front().url = "http://bank.example/all?key={key}";
    const jobs::Claims claims{bank.house.sources, bank.house.reference};
    const auto claim = claims.find("http://bank.example/all?key=s3cret", at(noon));
    BOOST_REQUIRE(claim);
    BOOST_TEST((claim->window == base::Window{base::make_day(2013, 1, 1), base::make_day(2026, 3, 2)}));
    BOOST_TEST(claim->key == "s3cret");
    source.access = "manual";
    BOOST_TEST(!jobs::Claims(bank.house.sources, bank.house.reference)
                    .find("http://bank.example/all?key=s", at(noon)));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(importing_archives)

BOOST_AUTO_TEST_CASE(an_answer_becomes_facts_known_when_it_was_fetched) {
    Importing bank;
    const auto result = bank.import("one.warc", response(bank_url, noon, page));
    BOOST_TEST((result.claimed.at("bank") == 1u && result.exit == pipeline::Exit::done));
    BOOST_TEST(bank.korea() == "2023=1.5 2024=2");
    const auto snapshot = bank.store->snapshot_at(bank_url, base::Instant::max()).value();
    BOOST_TEST((snapshot.origin == "import" && snapshot.fetched == at(noon)));
}

BOOST_AUTO_TEST_CASE(importing_again_adds_nothing) {
    Importing bank;
    const auto file = response(bank_url, noon, page) + response("http://nobody.example/", noon, "x");
    bank.import("one.warc", file);
    const auto dump = bank.dump();
    const auto archived = bank.archive->files();
    const auto again = bank.import("two.warc", file + file);
    BOOST_TEST((again.already == 4u && again.claimed.empty() && again.unclaimed.empty()));
    BOOST_TEST(bank.dump() == dump);
    BOOST_TEST((bank.archive->files() == archived));
}

BOOST_AUTO_TEST_CASE(what_nobody_claims_is_kept_and_listed) {
    Importing bank;
    const auto result = bank.import("one.warc", response("http://nobody.example/", noon, "x"));
    BOOST_TEST(result.unclaimed.at("http://nobody.example/") == 1u);
    store::SnapshotsWanted wanted;
    wanted.unclaimed = true;
    BOOST_TEST(bank.snapshots(wanted) == 1u);
    const auto found = bank.store->snapshot_at("http://nobody.example/", base::Instant::max()).value();
    BOOST_TEST(bank.archive->body(found.at) == "x");
}

BOOST_AUTO_TEST_CASE(pages_fetched_in_one_go_are_one_visit) {
    Importing bank;
    const std::string second = base::replace_all(bank_url, "page=1", "page=2");
    const auto of = [](int number) {
        return test::world_bank_page({{number == 1 ? "KOR" : "USA", "2024", "2"}}, number, 2);
    };
    bank.import("one.warc", response(bank_url, noon, of(1)) +
                                response(second, "2026-03-01T12:00:05Z", of(2)) +
                                response(bank_url, later, of(1)));
    const auto visits =
        bank.store->query("SELECT visit, count(*), max(outcome) FROM snapshot GROUP BY visit ORDER BY visit");
    BOOST_REQUIRE(visits.rows.size() == 2u);
    BOOST_TEST(model::number_of(visits.rows[0], 1).value() == 2);
    BOOST_TEST(model::text_of(visits.rows[0], 2) == "facts");
    BOOST_TEST(bank.korea() == "2024=2");
}

BOOST_AUTO_TEST_CASE(a_redirect_takes_its_source_along) {
    Importing bank;
    const auto moved = response(bank_url, noon, "", "Location: /elsewhere\r\n", "", "302 Found");
    const auto result = bank.import(
        "one.warc", moved + response("http://bank.example/elsewhere", "2026-03-01T12:00:01Z", page));
    BOOST_TEST(result.claimed.at("bank") == 2u);
    BOOST_TEST(bank.korea() == "2023=1.5 2024=2");
}

BOOST_AUTO_TEST_CASE(what_reaches_back_sets_the_source_in_order) {
    Importing bank, ordered;
    bank.visit("2026-04-01", 2020, 2024, {{"KOR", "2024", "3"}});
    bank.import("one.warc", response(bank_url, noon, page));
    ordered.import("one.warc", response(bank_url, noon, page));
    ordered.visit("2026-04-01", 2020, 2024, {{"KOR", "2024", "3"}});
    BOOST_TEST(bank.dump() == ordered.dump());
}

BOOST_AUTO_TEST_CASE(chunks_and_codings_are_taken_off_whoever_wrote_them) {
    const auto coded = support::gzipped(page);
    const auto chunked = fmt::format("5\r\n{}\r\n{:x};x=y\r\n{}\r\n0\r\n\r\n", coded.substr(0, 5),
                                     coded.size() - 5, coded.substr(5));
    const std::string headers = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n";
    for (const auto& body : {chunked, coded}) {  // many writers take the chunks off and leave the header
        Importing bank;
        bank.import("one.warc", response(bank_url, noon, body, headers));
        BOOST_TEST(bank.korea() == "2023=1.5 2024=2");
    }
}

BOOST_AUTO_TEST_CASE(plain_and_packed_files_say_the_same) {
    const auto text = response(bank_url, noon, page) + response("http://nobody.example/", noon, "x");
    const auto members = support::gzipped(response(bank_url, noon, page)) +
                         support::gzipped(response("http://nobody.example/", noon, "x"));
    Importing plain, one_member, two;
    plain.import("a.warc", text);
    one_member.import("a.warc.gz", support::gzipped(text));
    two.import("a.warc.gz", members);
    BOOST_TEST(one_member.dump() == plain.dump());
    BOOST_TEST(two.dump() == plain.dump());
}

BOOST_AUTO_TEST_CASE(a_revisit_repeats_its_original_wherever_that_stands) {
    const auto original = response(bank_url, noon, page);
    const auto revisit = [&](const std::string& fields) {
        return record(
            "revisit", bank_url, later,
            "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest\r\n" + fields,
            "HTTP/1.1 200 OK\r\n\r\n");
    };
    const auto by_id = revisit("WARC-Refers-To: <urn:uuid:response-" + noon + ">\r\n");
    const auto by_date =
        revisit("WARC-Refers-To-Target-URI: " + bank_url + "\r\nWARC-Refers-To-Date: " + noon + "\r\n");
    std::string expected;
    for (const auto& file : {original + by_id, by_id + original, original + by_date, by_date + original}) {
        Importing bank;
        const auto result = bank.import("one.warc", file);
        BOOST_TEST((result.claimed.at("bank") == 2u && result.damages.empty()));
        if (expected.empty()) expected = bank.dump();
        BOOST_TEST(bank.dump() == expected);
    }
    for (const auto& second : {by_id, by_date}) {  // the original was imported another day
        Importing bank;
        bank.import("one.warc", original);
        const auto result = bank.import("two.warc", second);
        BOOST_TEST((result.claimed.at("bank") == 1u && result.damages.empty()));
        BOOST_TEST(bank.dump() == expected);
    }
}

BOOST_AUTO_TEST_CASE(a_revisit_of_nothing_that_is_known_is_said) {
    Importing bank;
    const auto result = bank.import(
        "one.warc",
        record("revisit", bank_url, later, "WARC-Refers-To: <urn:uuid:x>\r\n", "HTTP/1.1 200 OK\r\n\r\n"));
    BOOST_REQUIRE(result.damages.size() == 1u);
    BOOST_TEST(result.damages[0].what.find("the answer that it repeats") != std::string::npos);
    BOOST_TEST((result.exit == pipeline::Exit::partial));
}

BOOST_AUTO_TEST_CASE(an_unmodified_answer_repeats_the_newest_before_it) {
    Importing bank;
    bank.import("one.warc",
                response(bank_url, noon, page) + response(bank_url, later, "", "", "", "304 Not Modified"));
    const auto found = bank.store->snapshot_at(bank_url, base::Instant::max()).value();
    BOOST_TEST((found.status == 304 && found.failure.empty()));
    BOOST_TEST(bank.archive->body(found.at) == page);
}

BOOST_AUTO_TEST_CASE(of_a_broken_file_what_can_be_read_is_taken_and_the_rest_is_said) {
    const std::string second = base::replace_all(bank_url, "2020", "2019");
    const auto good = support::gzipped(response(bank_url, noon, page));
    auto bad = support::gzipped(response(second, noon, page));
    bad[bad.size() / 2] ^= 1;
    Importing bank;
    const auto result = bank.import("one.warc.gz", bad + good + good.substr(0, good.size() / 2));
    BOOST_TEST(bank.korea() == "2023=1.5 2024=2");
    BOOST_REQUIRE(result.damages.size() == 2u);
    BOOST_TEST(result.damages[0].offset == 0u);
    BOOST_TEST(result.damages[1].offset == bad.size() + good.size());
    BOOST_TEST((result.exit == pipeline::Exit::partial));
}

BOOST_AUTO_TEST_CASE(a_body_that_is_not_what_its_record_says_is_not_taken) {
    const auto wrong = [&](const std::string& file, const std::string& why) {
        Importing bank;
        const auto result = bank.import("one.warc", file);
        BOOST_TEST(bank.snapshots() == 0u);
        BOOST_REQUIRE_MESSAGE(result.damages.size() == 1u, why);
        BOOST_TEST(result.damages[0].what.find(why) != std::string::npos, result.damages[0].what);
    };
    wrong(
        response(bank_url, noon, page, "", "WARC-Payload-Digest: sha1:2ZP6HGNRDK5OKULSVO3D4GRYXBFTXRFA\r\n"),
        "WARC-Payload-Digest");
    wrong(response(bank_url, noon, page, "", "WARC-Block-Digest: sha256:" + std::string(64, '0') + "\r\n"),
          "WARC-Block-Digest");
    wrong(response(bank_url, noon, page, "", "WARC-Truncated: length\r\n"), "cut its body short");
    wrong(response(bank_url, noon, page, "Content-Length: 100000\r\n"), "shorter than its Content-Length");
    wrong(response(bank_url, "yesterday", page), "WARC-Date");
    wrong(record("response", bank_url, noon, "", "<html>"), "no HTTP answer");
    wrong(response(bank_url, noon, page) + record("request", bank_url, noon,
                                                  "WARC-Concurrent-To: <urn:uuid:response-" + noon + ">\r\n",
                                                  "POST /KOR HTTP/1.1\r\n\r\n"),
          "it answers a POST");
}

BOOST_AUTO_TEST_CASE(no_key_comes_in_with_a_file) {
    Importing bank;
    auto& source = bank.house.sources.front();
    source.key = "TUJA_TEST_BANK_KEY";
    source.window = "whole";
    source.parts.front().url = "http://bank.example/all?key={key}";
    ::setenv("TUJA_TEST_BANK_KEY", "known-k3y", 1);
    bank.import(
        "one.warc",
        response("http://bank.example/all?key=known-k3y", noon, "<a>known-k3y</a>", "X: known-k3y\r\n") +
            response("http://bank.example/all?key=foreign-k3y", later, "<a>foreign-k3y</a>") +
            response("http://nobody.example/?k=known-k3y", noon, "known-k3y"));
    ::unsetenv("TUJA_TEST_BANK_KEY");
    bank.archive->close();
    std::string all = bank.dump();
    for (const auto& [file, size] : bank.archive->files()) all += support::zcat(bank.house.archive() / file);
    BOOST_TEST(all.find("known-k3y") == all.npos);
    BOOST_TEST(all.find("foreign-k3y") == all.npos);
    BOOST_TEST(all.find("http://bank.example/all?key=REDACTED") != all.npos);
}

BOOST_AUTO_TEST_CASE(another_archive_of_ours_comes_in_with_its_windows_and_visits) {
    Importing bank, other;
    other.visit(noon, 2020, 2024, {{"KOR", "2024", "3"}});
    other.visit(later, 2020, 2024, {{"KOR", "2024", "4"}});
    const auto values = other.dump(true);
    other.archive->close();
    std::vector<std::filesystem::path> files;
    for (const auto& [file, size] : other.archive->files()) files.push_back(other.house.archive() / file);
    const auto result = bank.import(files);
    BOOST_TEST(result.claimed.at("bank") == 2u);
    BOOST_TEST(bank.dump(true) == values);
    BOOST_TEST(other.import(files).already == 2u);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_stops_before_anything_is_taken) {
    Importing bank;
    BOOST_CHECK_EXCEPTION(bank.import({bank.folder.path / "gone.warc"}), base::Error,
                          [](const base::Error& error) {
                              return error.kind() == base::Error::Kind::usage &&
                                     error.where().find("gone.warc") != std::string::npos;
                          });
    bank.enter();
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(importing_what_wget_kept)

namespace {

/// A bank on loopback with two pages, the second in chunks.
void play(loopback::Line& line, const loopback::Seen& seen) {
    const bool second = seen.target.find("page=2") != std::string::npos;
    const auto body = test::world_bank_page({{second ? "USA" : "KOR", "2024", "2.5"}}, second ? 2 : 1, 2);
    if (!second) return line.answer("200 OK", "Content-Type: text/xml\r\n", body);
    line.send("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n");
    line.send(fmt::format("{:x}\r\n{}\r\n0\r\n\r\n", body.size(), body));
}

bool wget_is_here() {
    if (std::system("wget --version >/dev/null 2>&1") == 0) return true;
    BOOST_TEST_MESSAGE("skipped: wget is not installed");
    return false;
}

struct Site {
    loopback::Server server{play};
    std::vector<std::string> urls;

    Site() {
        for (const auto* number : {"1", "2"})
            urls.push_back(server.url(std::string{"/KOR;USA/GDP?date=2020:2024&page="} + number));
    }
    void point(Importing& bank) const {
        bank.house.sources.front() =
            jobs::read_source(test::bank_toml(server.url("")), "bank", "bank.toml", {{"worldbank", {}}});
        now(bank);
    }
    /// wget has no clock but the machine's.
    static void now(Importing& bank) { bank.house.settings.now = base::clock_now(); }
    void wget(const std::filesystem::path& folder, const std::string& options) const {
        auto command =
            "cd '" + folder.string() + "' && env -u http_proxy wget -q --no-proxy -O /dev/null " + options;
        for (const auto& url : urls) command += " '" + url + "'";
        BOOST_REQUIRE_MESSAGE(std::system(command.c_str()) == 0, command);
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(every_kind_of_wgets_files_gives_the_facts_that_fetching_gives) {
    if (!wget_is_here()) return;
    const Site site;
    Importing fetched;
    site.point(fetched);
    fetched.leave();
    pipeline::RunOptions options;
    options.named = true;
    options.range = base::Window{base::make_day(2020, 1, 1), base::make_day(2025, 1, 1)};
    const auto ran = pipeline::run_sources(fetched.house, {"bank"}, options);
    fetched.enter();
    Site::now(fetched);
    BOOST_REQUIRE((ran.exit == pipeline::Exit::done));
    BOOST_REQUIRE(fetched.korea() == "2024=2.5");
    for (const auto& [options_of_wget, name] :
         std::vector<std::pair<std::string, std::string>>{{"--no-warc-compression --warc-file=a", "a.warc"},
                                                          {"--warc-file=a", "a.warc.gz"},
                                                          {"--warc-cdx --warc-file=a", "a.warc.gz"},
                                                          {"--no-warc-digests --warc-file=a", "a.warc.gz"}}) {
        Importing bank;
        site.point(bank);
        site.wget(bank.folder.path, options_of_wget);
        const auto result = bank.import({bank.folder.path / name});
        BOOST_TEST((result.claimed.at("bank") == 2u && result.damages.empty()), options_of_wget);
        BOOST_TEST(bank.dump(true) == fetched.dump(true), options_of_wget);
    }
}

BOOST_AUTO_TEST_CASE(what_wget_did_not_keep_twice_is_known_twice) {
    if (!wget_is_here()) return;
    const Site site;
    for (const bool together : {true, false}) {
        Importing bank;
        site.point(bank);
        site.wget(bank.folder.path, "--warc-cdx --warc-file=first");
        // wget writes seconds: what comes in the same one is the same snapshot.
        const auto begun = base::clock_now();
        while (base::clock_now() - begun < std::chrono::milliseconds{1100}) {
        }
        site.wget(bank.folder.path, "--warc-dedup=first.cdx --warc-file=second");
        const auto first = bank.folder.path / "first.warc.gz", second = bank.folder.path / "second.warc.gz";
        BOOST_REQUIRE(support::zcat(second).find("WARC-Type: revisit") != std::string::npos);
        const auto results = together ? std::vector{bank.import({second, first})}
                                      : std::vector{bank.import({first}), bank.import({second})};
        for (const auto& result : results)
            for (const auto& damage : result.damages) BOOST_ERROR(damage.file + ": " + damage.what);
        Site::now(bank);
        BOOST_TEST(bank.snapshots() == 4u);
        BOOST_TEST(bank.korea() == "2024=2.5");
        BOOST_TEST(bank.store->query("SELECT 1 FROM snapshot WHERE outcome = 'facts'").rows.size() == 4u);
    }
}

BOOST_AUTO_TEST_SUITE_END()
