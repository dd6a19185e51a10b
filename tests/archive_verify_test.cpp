// tuja archive list, cat and verify: what is there, what is wrong with it, and what that costs.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "base/file.hpp"
#include "base/json.hpp"
#include "pipeline/verify.hpp"
#include "support/archives.hpp"
#include "support/bank.hpp"
#include "support/home.hpp"

using pipeline::Fault;
using test::Bank;

namespace {

/// A bank with three visits in one closed archive file; the second and third answer the same bytes.
struct Kept : Bank {
    std::vector<model::Snapshot> snapshots;

    Kept() {
        visit("2026-03-01", 2020, 2024, {{"KOR", "2024", "1"}});
        const auto page = test::world_bank_page({{"KOR", "2023", "5"}, {"KOR", "2024", "2"}});
        for (const auto* day : {"2026-03-02", "2026-03-03"}) {
            test::Scripted web{[&](const model::Request&) { return test::Scripted::Says{200, page, ""}; }};
            visit(day, 2020, 2024, web);
        }
        store->each_snapshot({}, [&](const model::Snapshot& it) { snapshots.push_back(it); });
        leave();
    }
    std::filesystem::path file() const { return support::only_file(house.archive()); }
    void flip(std::uint64_t offset) const {
        auto bytes = base::read_file(file());
        bytes.at(offset) = static_cast<char>(bytes.at(offset) ^ 0x10);
        support::write(file(), bytes);
    }
    /// Changes the index by hand.
    void change(const std::string& sql) {
        enter();
        store->query(sql + " RETURNING id");
        leave();
    }
};

std::string kinds(const pipeline::Verified& result) {
    std::vector<std::string> all;
    for (const auto& fault : result.faults) all.push_back(fault.kind);
    std::sort(all.begin(), all.end());
    std::string text;
    for (const auto& kind : all) text += (text.empty() ? "" : ", ") + kind;
    return text;
}

const Fault& of_kind(const pipeline::Verified& result, const std::string& kind) {
    const auto found = std::find_if(result.faults.begin(), result.faults.end(),
                                    [&](const Fault& fault) { return fault.kind == kind; });
    BOOST_REQUIRE_MESSAGE(found != result.faults.end(), "no fault of kind " + kind + ": " + kinds(result));
    return *found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verifying_the_archive)

BOOST_AUTO_TEST_CASE(a_sound_archive_has_no_fault) {
    const Kept bank;
    const auto result = pipeline::verify(bank.house);
    BOOST_TEST(kinds(result) == "");
    BOOST_TEST((result.files == 1u && result.snapshots == 3u && result.repeats == 1u));
    BOOST_TEST((result.exit == pipeline::Exit::done));
}

BOOST_AUTO_TEST_CASE(a_flipped_byte_is_found_wherever_it_stands) {
    const Kept bank;
    const auto whole = base::read_file(bank.file());
    const auto first = bank.snapshots[0].at.offset;
    for (auto offset = first; offset < whole.size(); offset += 7) {
        bank.flip(offset);
        const auto result = pipeline::verify(bank.house);
        // A gzip header holds a few bits that mean nothing (time, system).
        const bool in_head = offset - whole.rfind("\x1f\x8b\x08", offset) < 10;
        support::write(bank.file(), whole);
        BOOST_TEST((in_head || result.exit == pipeline::Exit::check), "byte " << offset << " was not found");
    }
}

BOOST_AUTO_TEST_CASE(damage_says_which_snapshot_and_how_many_facts_it_costs) {
    const Kept bank;
    const auto& at = bank.snapshots[0].at;
    bank.flip(at.offset + at.length / 2);
    const auto result = pipeline::verify(bank.house);
    BOOST_TEST(kinds(result) == "damaged");
    const auto& fault = of_kind(result, "damaged");
    BOOST_TEST((fault.snapshots_lost == 1u && fault.facts == 1 && fault.offset == at.offset));
    BOOST_REQUIRE(fault.snapshots.size() == 1u);
    BOOST_TEST(fault.snapshots[0] == "bank  2026-03-01T00:00:00Z  " + bank.snapshots[0].url);
    BOOST_TEST(fault.next.find("backup") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_lost_body_costs_all_that_repeat_it) {
    const Kept bank;
    const auto& at = bank.snapshots[1].at;
    bank.flip(at.offset + at.length / 2);
    const auto result = pipeline::verify(bank.house);
    BOOST_TEST(kinds(result) == "damaged, lost body");
    const auto& fault = of_kind(result, "lost body");
    BOOST_TEST(fault.snapshots_lost == 1u);
    BOOST_TEST(fault.snapshots.at(0).find("2026-03-03") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_file_cut_anywhere_loses_what_stood_behind) {
    const Kept bank;
    const auto& last = bank.snapshots[2].at;
    for (const auto cut : {std::uint64_t{0}, std::uint64_t{1}, last.length / 2, last.length - 1}) {
        const auto whole = base::read_file(bank.file());
        support::write(bank.file(), std::string_view{whole}.substr(0, last.offset + cut));
        const auto result = pipeline::verify(bank.house);
        BOOST_TEST(kinds(result) == (cut == 0 ? "truncated" : "damaged"));
        BOOST_TEST(result.faults.at(0).snapshots_lost == 1u);
        BOOST_TEST((result.exit == pipeline::Exit::check));
        support::write(bank.file(), whole);
    }
}

BOOST_AUTO_TEST_CASE(a_hole_over_several_answers_is_one_fault_that_costs_them_all) {
    const Kept bank;
    auto bytes = base::read_file(bank.file());
    const auto from = bank.snapshots[0].at.offset + 20, to = bank.snapshots[1].at.offset + 20;
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(from),
              bytes.begin() + static_cast<std::ptrdiff_t>(to), '\0');
    support::write(bank.file(), bytes);
    const auto result = pipeline::verify(bank.house);
    BOOST_TEST(of_kind(result, "damaged").snapshots_lost == 2u);
}

BOOST_AUTO_TEST_CASE(a_missing_file_costs_all_it_held) {
    const Kept bank;
    std::filesystem::remove(bank.file());
    const auto result = pipeline::verify(bank.house);
    BOOST_TEST(kinds(result) == "missing");
    BOOST_TEST((result.faults[0].snapshots_lost == 3u && result.faults[0].facts == 3));
}

BOOST_AUTO_TEST_CASE(an_index_that_points_wrong_is_found_both_ways) {
    const std::pair<const char*, const char*> changes[] = {
        {"UPDATE snapshot SET offset = offset + 1 WHERE id = 1", "not indexed, wrong index"},
        {"UPDATE snapshot SET sha256 = 'x' WHERE id = 1", "wrong index"},
        {"UPDATE snapshot SET url = 'http://x.example/' WHERE id = 1", "wrong index"},
        {"UPDATE snapshot SET length = length - 1 WHERE id = 1", "wrong index"},
        {"UPDATE snapshot SET file = 'tuja-x.warc.gz' WHERE id = 3", "missing, not indexed"},
    };
    for (const auto& [sql, expected] : changes) {
        Kept bank;
        bank.change(sql);
        const auto result = pipeline::verify(bank.house);
        BOOST_TEST(kinds(result) == expected, sql);
        BOOST_TEST((result.exit == pipeline::Exit::check));
    }
}

BOOST_AUTO_TEST_CASE(what_the_index_does_not_know_is_said) {
    Kept bank;
    {
        archive::Archive archive{bank.house.archive()};
        archive.append(support::answer(1, support::url, 200, "x"), "schedule");
    }
    const auto result = pipeline::verify(bank.house);
    BOOST_TEST(kinds(result) == "not indexed");
    BOOST_TEST(result.faults[0].next.find("the next run enters") != std::string::npos);
    // It does, and then nothing is left to say.
    bank.enter();
    pipeline::catch_up(bank.house, *bank.archive, *bank.store);
    bank.leave();
    BOOST_TEST(kinds(pipeline::verify(bank.house)) == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(looking_into_the_archive)

namespace {

std::vector<base::Json> lines(const std::string& text) {
    std::vector<base::Json> all;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find('\n', from), text.size());
        all.push_back(base::Json::parse(text.substr(from, end - from)).value());
        from = end + 1;
    }
    return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_snapshot_is_found_by_source_address_day_and_place) {
    const test::Home home;
    BOOST_REQUIRE(home.run({"fetch", "ecb_reference_rates", "--offline"}).status == 0);
    const auto all =
        lines(home.run({"archive", "list", "--offline", "--json", "--source", "ecb_reference_rates"}).out);
    BOOST_REQUIRE(all.size() > 3u);
    const auto& one = all[1];
    const auto url = one.text("url"), day = one.text("fetched").substr(0, 10), sha256 = one.text("sha256");
    for (const auto& found : lines(home.run({"archive", "list", "--offline", "--json", "--url", url}).out))
        BOOST_TEST(found.text("url") == url);
    const auto that_day =
        lines(home.run({"archive", "list", "--offline", "--json", "--date", day, "--url", url}).out);
    BOOST_REQUIRE(that_day.size() == 1u);
    BOOST_TEST(that_day[0].text("sha256") == sha256);
    const auto by_place = home.run({"archive", "cat", one.text("snapshot"), "--offline"});
    const auto by_day = home.run({"archive", "cat", "--url", url, "--date", day, "--offline"});
    BOOST_TEST((by_place.status == 0 && by_place.out.starts_with("<?xml")));
    BOOST_TEST(by_day.out == by_place.out);
    const auto headers = home.run({"archive", "cat", one.text("snapshot"), "--headers", "--offline"}).out;
    BOOST_TEST(headers.find("\nContent-Type: ") != std::string::npos, headers);
    const auto verified = home.run({"archive", "verify", "--offline"});
    BOOST_TEST(verified.status == 0);
    BOOST_TEST(verified.out.find("all digests are right") != std::string::npos, verified.out);
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_said_with_what_to_do) {
    const test::Home home;
    BOOST_TEST(home.run({"archive", "list", "--offline"}).err.find("tuja rebuild") != std::string::npos);
    BOOST_REQUIRE(home.run({"fetch", "cbc_taiwan_rates", "--offline"}).status == 0);
    const auto said = [&](std::vector<std::string> words, int status, const std::string& text) {
        words.push_back("--offline");
        const auto ran = home.run(words);
        BOOST_TEST(ran.status == status);
        BOOST_TEST(ran.err.find(text) != std::string::npos, ran.err);
    };
    said({"archive", "lits"}, 2, "there are: list, cat, verify");
    said({"archive", "cat", "nonsense"}, 2, "FILE@OFFSET");
    said({"archive", "cat", "tuja-x.warc.gz@7"}, 1, "knows no snapshot there");
    said({"archive", "cat", "--url", "http://x.example/"}, 1, "was never fetched");
    said({"archive", "list", "--source", "cbc_taiwan_rate"}, 2, "did you mean 'cbc_taiwan_rates'?");
    said({"archive", "list", "--date", "yesterday"}, 2, "'yesterday' is no day");
}

BOOST_AUTO_TEST_CASE(a_damaged_archive_ends_with_status_4) {
    const test::Home home;
    BOOST_REQUIRE(home.run({"fetch", "cbc_taiwan_rates", "--offline"}).status == 0);
    const auto file = support::only_file(home.store() / "archive");
    auto bytes = base::read_file(file);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    support::write(file, bytes);
    const auto ran = home.run({"archive", "verify", "--offline"});
    BOOST_TEST(ran.status == 4);
    BOOST_TEST(ran.out.find("costs 1 snapshot") != std::string::npos, ran.out);
    BOOST_TEST(
        lines(home.run({"archive", "verify", "--offline", "--json"}).out).at(0)["faults"].items()->size() ==
        1u);
}

BOOST_AUTO_TEST_SUITE_END()
