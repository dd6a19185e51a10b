#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "archive/archive.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "support/archives.hpp"

using archive::Archive;
using support::answer;
using support::Folder;
using support::gzipped;
using support::scanned;

namespace {

const std::string url = "https://example.org/data?c=KOR";
const auto nothing = [](auto&&) {};

void write(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream{file, std::ios::binary}.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// The uncompressed text of one file, by a reader that no one here wrote.
std::string zcat(const std::filesystem::path& file) {
    auto* pipe = ::popen(("gzip -dc < '" + file.string() + "'").c_str(), "r");
    std::string text;
    char block[4096];
    while (const auto count = std::fread(block, 1, sizeof block, pipe)) text.append(block, count);
    BOOST_TEST(::pclose(pipe) == 0);
    return text;
}

std::filesystem::path only_file(const std::filesystem::path& folder) {
    const Archive archive{folder};
    BOOST_REQUIRE(archive.files().size() == 1u);
    return folder / archive.files().front().first;
}

/// Three groups in one closed file; returns where they stand.
std::vector<model::Location> three_groups(const std::filesystem::path& folder) {
    Archive archive{folder};
    std::vector<model::Location> places;
    for (int i = 1; i <= 3; ++i)
        places.push_back(archive.append(answer(i, url, 200, fmt::format("body {}", i)), "schedule").at);
    archive.close();
    return places;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(keeping_exchanges)

BOOST_AUTO_TEST_CASE(an_answer_comes_back_as_it_was_served_with_its_coding_removed) {
    const Folder folder;
    Archive archive{folder};
    const auto exchange =
        answer(1, url, 200, gzipped("year,value\n2024,5.13\n"),
               {{"Content-Type", "text/csv"}, {"Content-Encoding", "gzip"}, {"ETag", "\"a:b\""}});
    const auto snapshot = archive.append(exchange, "schedule");
    const auto kept = archive.read(snapshot.at);
    BOOST_TEST(kept.body == "year,value\n2024,5.13\n");
    BOOST_TEST(archive.body(snapshot.at) == kept.body);
    BOOST_TEST((kept.headers == exchange.headers));
    BOOST_TEST(kept.snapshot.sha256 == base::sha256(kept.body));
    BOOST_TEST(kept.snapshot.bytes == kept.body.size());
}

BOOST_AUTO_TEST_CASE(a_snapshot_reads_back_as_append_returned_it) {
    const Folder folder;
    Archive archive{folder};
    const auto exchange =
        answer(1, url, 404, "no such page", {{"Content-Type", "text/html; charset=EUC-KR"}});
    const auto given = archive.append(exchange, "manual");
    const auto read = archive.read(given.at).snapshot;
    BOOST_TEST((read.source == given.source && read.part == given.part && read.url == given.url));
    BOOST_TEST((read.window == exchange.request.window && given.window == read.window));
    BOOST_TEST((read.visit == exchange.request.visit && read.page == 2 && read.fetched == exchange.fetched));
    BOOST_TEST(
        (read.status == 404 && read.content_type == "text/html; charset=EUC-KR" && read.origin == "live"));
    BOOST_TEST((read.sha256 == given.sha256 && read.bytes == given.bytes && read.at == given.at));
}

BOOST_AUTO_TEST_CASE(a_redirect_keeps_its_location) {
    const Folder folder;
    Archive archive{folder};
    const auto at =
        archive.append(answer(1, url, 302, "", {{"Location", "https://example.org/new"}}), "manual").at;
    BOOST_TEST(model::header(archive.read(at).headers, "location") == "https://example.org/new");
}

BOOST_AUTO_TEST_CASE(no_reader_is_told_to_look_for_chunks) {
    const Folder folder;
    Archive archive{folder};
    const auto at =
        archive.append(answer(1, url, 200, "body", {{"transfer-encoding", "chunked"}}), "manual").at;
    const auto headers = archive.read(at).headers;
    BOOST_TEST(model::header(headers, "Transfer-Encoding").empty());
    BOOST_TEST(model::header(headers, "X-Archive-Orig-Transfer-Encoding") == "chunked");
}

BOOST_AUTO_TEST_CASE(an_attempt_without_an_answer_is_kept_with_its_reason) {
    const Folder folder;
    Archive archive{folder};
    auto exchange = answer(1, url, 0, "");
    exchange.failure = "could not resolve host: \"example.org\"";
    const auto kept = archive.read(archive.append(exchange, "schedule").at);
    BOOST_TEST((kept.snapshot.status == 0 && kept.snapshot.failure == exchange.failure));
    BOOST_TEST((kept.body.empty() && kept.headers.empty() && kept.snapshot.sha256.empty()));
}

BOOST_AUTO_TEST_CASE(a_body_in_an_unknown_or_broken_coding_is_kept_as_served) {
    const Folder folder;
    Archive archive{folder};
    for (const auto* coding : {"br", "gzip"}) {
        const auto at =
            archive.append(answer(1, url, 200, "\x8b\x02", {{"Content-Encoding", coding}}), "manual").at;
        BOOST_TEST(archive.read(at).body == "\x8b\x02");
    }
}

BOOST_AUTO_TEST_CASE(no_header_or_address_can_forge_a_line_of_its_own) {
    const Folder folder;
    Archive archive{folder};
    const auto exchange = answer(1, "https://example.org/a b\r\nWARC-Type: x", 200, "body",
                                 {{"X-Odd", "one\r\nWARC-Type: metadata\r\n\r\ntwo"}});
    const auto kept = archive.read(archive.append(exchange, "manual").at);
    BOOST_TEST(kept.body == "body");
    BOOST_TEST(kept.headers.size() == 1u);
    BOOST_TEST(kept.snapshot.url == "https://example.org/a%20b%0D%0AWARC-Type:%20x");
}

BOOST_AUTO_TEST_CASE(an_editions_resource_stands_among_the_groups) {
    const Folder folder;
    Archive archive{folder};
    const archive::Resource resource{"urn:tuja:edition:quarterly-2026-Q3@2026-11-23",
                                     answer(1, url, 200, "").fetched, "application/json", "{\"a\":1}"};
    const auto at = archive.append(resource);
    archive.append(answer(2, url, 200, "body"), "manual");
    BOOST_TEST(archive.body(at) == resource.body);
    const auto all = scanned(archive);
    BOOST_REQUIRE((all.resources.size() == 1u && all.groups.size() == 1u && all.damages.empty()));
    BOOST_TEST((all.resources[0].uri == resource.uri && all.resources[0].written == resource.written));
    BOOST_TEST(
        (all.resources[0].content_type == "application/json" && all.resources[0].body == resource.body));
}

BOOST_AUTO_TEST_CASE(the_same_exchanges_give_the_same_bytes) {
    const Folder one, two;
    three_groups(one);
    three_groups(two);
    BOOST_TEST(base::read_file(only_file(one)) == base::read_file(only_file(two)));
}

BOOST_AUTO_TEST_CASE(a_foreign_gzip_reads_the_file_and_finds_http_1_1_status_lines) {
    const Folder folder;
    three_groups(folder);
    const auto text = zcat(only_file(folder));
    BOOST_TEST(text.starts_with("WARC/1.1\r\nWARC-Type: warcinfo\r\n"));
    for (const auto* part : {"\r\nHTTP/1.1 200 \r\n", "WARC-Protocol: h2\r\n",
                             "GET /data?c=KOR HTTP/1.1\r\nHost: example.org\r\n", "\r\n\r\nbody 3\r\n\r\n",
                             "WARC-Payload-Digest: sha256:"})
        BOOST_TEST(text.find(part) != text.npos, part);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(repeating_bodies)

BOOST_AUTO_TEST_CASE(a_body_that_comes_again_is_referred_to_and_reads_back_whole) {
    const Folder folder;
    Archive archive{folder};
    const auto body = support::observations(1);
    archive.append(answer(1, url, 200, body, {{"Date", "one"}}), "schedule");
    const auto again = archive.append(answer(2, url, 200, body, {{"Date", "two"}}), "schedule");
    archive.append(answer(3, url + "x", 200, body), "schedule");
    BOOST_TEST(archive.read(again.at).body == body);
    BOOST_TEST(model::header(archive.read(again.at).headers, "Date") == "two");
    archive.close();
    const auto text = zcat(only_file(folder));
    BOOST_TEST(text.find("WARC-Type: revisit") == text.rfind("WARC-Type: revisit"));
    BOOST_TEST(text.find("WARC-Type: revisit") != text.npos);
    const auto all = scanned(archive);
    BOOST_REQUIRE((all.groups.size() == 3u && all.damages.empty()));
    for (const auto& group : all.groups) BOOST_TEST(group.body == body);
}

BOOST_AUTO_TEST_CASE(a_later_run_refers_to_a_closed_file_with_or_without_its_list) {
    const Folder folder;
    const auto body = support::observations(1);
    for (int run = 1; run <= 3; ++run) {
        Archive archive{folder};
        const auto at = archive.append(answer(run, url, 200, body), "schedule").at;
        BOOST_TEST(archive.body(at) == body);
        BOOST_TEST((run == 1 ? at.length > body.size() / 20 : at.length < 1800u));
        archive.close();
        BOOST_TEST(zcat(folder.path() / at.file).find("WARC-Type: revisit") !=
                   (run == 1 ? 0 : std::string::npos));
        BOOST_TEST(std::filesystem::exists(folder.path() / (at.file + ".held")));
        if (run == 2) std::filesystem::remove(folder.path() / (at.file + ".held"));
    }
    for (const auto& list : base::files_in(folder, ".held")) write(list, "tuja-held 1 9\nnonsense");
    Archive archive{folder};
    const auto at = archive.append(answer(4, url, 200, body), "schedule").at;
    BOOST_TEST(archive.body(at) == body);
    BOOST_TEST(at.length < 1800u);
}

BOOST_AUTO_TEST_CASE(nothing_refers_to_a_file_that_another_writer_may_still_lose) {
    const Folder folder;
    Archive one{folder}, two{folder};
    one.append(answer(1, url, 200, "body"), "schedule");
    const auto at = two.append(answer(2, url, 200, "body"), "schedule").at;
    std::filesystem::remove(folder.path() / (one.files().front().first + ".open"));
    BOOST_TEST(two.body(at) == "body");
}

BOOST_AUTO_TEST_CASE(a_repeated_body_that_is_gone_is_an_error_that_names_both_places) {
    const Folder folder;
    const auto first = three_groups(folder).front().file;
    Archive archive{folder};
    const auto at = archive.append(answer(9, url, 200, "body 1"), "schedule").at;
    std::filesystem::remove(folder.path() / first);
    BOOST_CHECK_EXCEPTION(archive.body(at), base::Error, [&](const base::Error& error) {
        return error.where().find(at.file) != std::string::npos &&
               error.found().find(first) != std::string::npos;
    });
    BOOST_TEST(scanned(archive).damages.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_repeated_body_is_not_taken_from_another_record) {
    const Folder folder;
    const auto path = folder.path() / three_groups(folder).front().file;
    Archive archive{folder};
    const auto at = archive.append(answer(9, url, 200, "body 1"), "schedule").at;
    const auto whole = base::read_file(path);
    std::vector<std::size_t> members;  // warcinfo, then request, response and metadata of each group
    for (auto here = whole.find("\x1f\x8b\x08"); here != whole.npos;
         here = whole.find("\x1f\x8b\x08", here + 1))
        members.push_back(here);
    write(path, whole.substr(0, members.at(2)) + whole.substr(members.at(5)));
    BOOST_CHECK_EXCEPTION(archive.body(at), base::Error, [](const base::Error& error) {
        return error.found().find("another record stands there") != std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(an_unmodified_answer_is_a_revisit_without_a_body) {
    const Folder folder;
    Archive archive{folder};
    const auto at = archive.append(answer(1, url, 304, "", {{"ETag", "\"1\""}}), "schedule").at;
    const auto kept = archive.read(at);
    BOOST_TEST((kept.body.empty() && kept.snapshot.status == 304));
    archive.close();
    BOOST_TEST(zcat(folder.path() / at.file).find("revisit/server-not-modified") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(surviving_damage)

BOOST_AUTO_TEST_CASE(a_file_cut_at_any_byte_of_its_last_group_keeps_the_others_and_is_made_sound) {
    const Folder folder;
    const auto last = three_groups(folder).back();
    const auto whole = base::read_file(folder.path() / last.file);
    BOOST_REQUIRE(last.offset + last.length == whole.size());
    const Folder cut;
    for (auto length = last.offset; length < whole.size(); ++length) {
        const auto path = cut.path() / (last.file + ".open");
        write(path, whole.substr(0, length));
        Archive archive{cut};
        const auto all = scanned(archive);
        const std::size_t half = length == last.offset ? 0 : 1;
        BOOST_REQUIRE_MESSAGE(all.groups.size() == 2 && all.damages.size() == half, "cut at " << length);
        BOOST_REQUIRE(archive.repair_tails().size() == half);
        BOOST_REQUIRE(base::read_file(cut.path() / last.file) == whole.substr(0, last.offset));
        BOOST_REQUIRE((scanned(archive).groups.size() == 2 && scanned(archive).damages.empty()));
        std::filesystem::remove(cut.path() / last.file);
    }
}

BOOST_AUTO_TEST_CASE(a_flipped_byte_anywhere_costs_one_group_and_is_told) {
    const Folder folder;
    const auto places = three_groups(folder);
    const auto path = folder.path() / places[1].file;
    const auto whole = base::read_file(path);
    for (auto at = places[1].offset; at < places[2].offset; ++at) {
        auto bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
        write(path, bytes);
        const auto all = scanned(Archive{folder});
        // Flags, time and system bytes of a gzip head say nothing about its content: no reader can miss them.
        const bool told = all.damages.size() == 1 && all.groups.size() == 2;
        const bool harmless = all.damages.empty() && all.groups.size() == 3;
        BOOST_REQUIRE_MESSAGE(told || harmless, "byte " << at << ": " << all.damages.size() << " damages");
        if (told) BOOST_REQUIRE(all.damages[0].offset == places[1].offset);
        if (harmless) BOOST_REQUIRE((all.groups[0].body == "body 1" && all.groups[1].body == "body 2"));
    }
}

BOOST_AUTO_TEST_CASE(each_digest_is_checked_by_itself) {
    const Folder folder, plain;
    three_groups(folder);
    const auto text = zcat(only_file(folder));
    const auto sha = base::sha256("body 2"), other = base::sha256("body 9");
    const auto unchecked = base::replace_all(text, "WARC-Block-Digest", "X-Block-Digest");
    const std::pair<std::string, std::string> changed[] = {
        {"block differs from its digest", base::replace_all(text, "GET /data", "GET /atad")},
        {"WARC-Payload-Digest",
         base::replace_all(unchecked, "WARC-Payload-Digest: sha256:", "WARC-Payload-Digest: sha256:A")},
        {"SHA-256 is", base::replace_all(unchecked, sha, other)}};
    for (const auto& [what, bytes] : changed) {
        write(plain.path() / "tuja-copy.warc", bytes);
        const auto damages = scanned(Archive{plain}).damages;
        BOOST_REQUIRE_MESSAGE(!damages.empty(), what);
        BOOST_TEST(damages[0].what.find(what) != std::string::npos, damages[0].what);
    }
}

BOOST_AUTO_TEST_CASE(damage_in_a_left_open_file_does_not_cut_what_stands_behind_it) {
    const Folder folder;
    const auto places = three_groups(folder);
    const auto path = folder.path() / places[0].file;
    auto bytes = base::read_file(path);
    bytes[places[0].offset + 40] ^= 0x10;
    std::filesystem::remove(path);
    write(path.string() + ".open", bytes + "half");
    Archive archive{folder};
    BOOST_TEST(archive.repair_tails().size() == 2u);
    BOOST_TEST(base::read_file(path) == bytes);
    BOOST_TEST(scanned(archive).groups.size() == 2u);
}

BOOST_AUTO_TEST_CASE(reading_a_wrong_place_is_an_error_that_names_file_and_offset) {
    const Folder folder;
    auto at = three_groups(folder)[1];
    const Archive archive{folder};
    for (const auto shift : {1u, 7u}) {
        const model::Location wrong{at.file, at.offset + shift, at.length};
        BOOST_CHECK_EXCEPTION(archive.read(wrong), base::Error, [&](const base::Error& error) {
            return error.where() == fmt::format("archive/{} at offset {}", wrong.file, wrong.offset);
        });
    }
    BOOST_CHECK_THROW(archive.read({at.file, at.offset, at.length - 1}), base::Error);
    BOOST_CHECK_THROW(archive.body({"tuja-none.warc.gz", 0, 10}), base::Error);
}

BOOST_AUTO_TEST_CASE(what_a_killed_writer_left_is_found_before_and_after_the_repair) {
    const Folder folder;
    const auto places = three_groups(folder);
    const auto path = folder.path() / places[0].file;
    std::filesystem::rename(path, path.string() + ".open");
    Archive archive{folder};
    BOOST_TEST(archive.body(places[1]) == "body 2");
    BOOST_TEST(archive.repair_tails().empty());
    BOOST_TEST(std::filesystem::exists(path));
    BOOST_TEST(archive.body(places[1]) == "body 2");
}

BOOST_AUTO_TEST_CASE(a_repair_leaves_a_file_alone_while_its_writer_lives) {
    const Folder folder;
    Archive writer{folder}, other{folder};
    writer.append(answer(1, url, 200, "body"), "schedule");
    BOOST_TEST(other.repair_tails().empty());
    BOOST_TEST(base::files_in(folder, ".open").size() == 1u);
    writer.append(answer(2, url, 200, "more"), "schedule");
    BOOST_TEST(scanned(other).groups.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_left_open_file_without_one_whole_record_is_removed) {
    const Folder folder;
    write(folder.path() / "tuja-20260531000001-00001.warc.gz.open", "\x1f\x8b");
    Archive archive{folder};
    BOOST_TEST(archive.repair_tails().size() == 1u);
    BOOST_TEST(archive.files().empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(writing_beside_others)

BOOST_AUTO_TEST_CASE(two_writers_of_one_second_get_two_files) {
    const Folder folder;
    Archive one{folder}, two{folder};
    const auto first = one.append(answer(1, url, 200, "one"), "schedule").at;
    const auto second = two.append(answer(1, url, 200, "two"), "schedule").at;
    BOOST_TEST(first.file == "tuja-20260531000001-00001.warc.gz");
    BOOST_TEST(second.file == "tuja-20260531000001-00002.warc.gz");
    one.close();
    two.close();
    BOOST_TEST((one.body(first) == "one" && one.body(second) == "two"));
}

BOOST_AUTO_TEST_CASE(a_new_file_never_takes_the_name_of_a_closed_one) {
    const Folder folder;
    for (int run = 1; run <= 3; ++run) three_groups(folder);
    BOOST_TEST(Archive{folder}.files().size() == 3u);
    BOOST_TEST(scanned(Archive{folder}).groups.size() == 9u);
}

BOOST_AUTO_TEST_CASE(a_reader_sees_whole_groups_and_no_damage_while_a_group_is_being_written) {
    const Folder folder;
    Archive writer{folder};
    const auto at = writer.append(answer(1, url, 200, "body"), "schedule").at;
    const auto path = folder.path() / (at.file + ".open");
    std::filesystem::resize_file(path, at.offset + at.length - 10);
    BOOST_TEST((scanned(Archive{folder}).groups.empty() && scanned(Archive{folder}).damages.empty()));
}

BOOST_AUTO_TEST_CASE(a_scan_from_the_last_known_place_gives_what_is_new) {
    const Folder folder;
    const auto places = three_groups(folder);
    std::vector<std::string> bodies;
    Archive{folder}.scan_file(
        places[0].file, places[1].offset + places[1].length,
        [&](archive::Kept&& kept) { bodies.push_back(kept.body); }, nothing, nothing);
    BOOST_TEST((bodies == std::vector<std::string>{"body 3"}));
}

BOOST_AUTO_TEST_CASE(a_large_file_is_closed_and_another_opened) {
    const Folder folder;
    Archive archive{folder, 2000};
    for (int i = 1; i <= 9; ++i) archive.append(answer(i, url, 200, fmt::format("{}", i)), "schedule");
    archive.close();
    BOOST_TEST(archive.files().size() > 2u);
    BOOST_TEST(base::files_in(folder, ".open").empty());
    BOOST_TEST(scanned(archive).groups.size() == 9u);
}

BOOST_AUTO_TEST_CASE(a_group_that_does_not_fit_is_cut_off_and_the_error_says_what_to_do) {
    const Folder folder;
    Archive archive{folder};
    archive.append(answer(1, url, 200, "body"), "schedule");
    const auto size = archive.files().front().second;
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{size + 500, RLIM_INFINITY}, none{RLIM_INFINITY, RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &small);
    BOOST_CHECK_EXCEPTION(
        archive.append(answer(2, url, 200, support::observations(1)), "schedule"), base::Error,
        [](const base::Error& error) { return error.next().find("ulimit -f") != std::string::npos; });
    ::setrlimit(RLIMIT_FSIZE, &none);
    BOOST_TEST(archive.files().front().second == size);
    archive.append(answer(3, url, 200, support::observations(1)), "schedule");
    archive.close();
    const auto all = scanned(archive);
    BOOST_TEST((all.groups.size() == 2u && all.damages.empty()));
}

BOOST_AUTO_TEST_CASE(a_full_disk_stops_the_append_and_loses_nothing) {
    const Folder mount;
    if (::mount("tmpfs", mount.path().c_str(), "tmpfs", 0, "size=64k") != 0) {
        std::cout << "skipped: this user can't mount a small tmpfs\n";
        return;
    }
    std::size_t kept = 0;
    try {
        Archive archive{mount.path() / "archive"};
        BOOST_CHECK_EXCEPTION(
            for (;; ++kept) archive.append(
                answer(static_cast<int>(kept), url, 200, support::observations(static_cast<unsigned>(kept))),
                "schedule"),
            base::Error,
            [](const base::Error& error) { return error.next().starts_with("free some space"); });
    } catch (...) {
        BOOST_ERROR("closing failed");
    }
    const auto all = scanned(Archive{mount.path() / "archive"});
    BOOST_TEST((kept > 3 && all.groups.size() == kept && all.damages.empty()));
    ::umount(mount.path().c_str());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(reading_foreign_warc)

BOOST_AUTO_TEST_CASE(plain_records_of_any_line_end_and_kind_are_read_or_passed_over) {
    const Folder folder;
    const std::string resource =
        "WARC-Type: resource\nWARC-Target-URI: <urn:x>\nContent-Type: text/plain\nContent-Length: "
        "4\n\nbody\n\n";
    write(folder.path() / "other.warc",
          "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"
          "WARC/1.0\r\nwarc-type: request\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
          "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 19\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n\r\n"
          "WARC/1.1\n" +
              resource + "\n\nWARC/1.0\n" + resource);
    const auto all = scanned(Archive{folder});
    BOOST_REQUIRE((all.resources.size() == 2u && all.groups.empty() && all.damages.empty()));
    BOOST_TEST((all.resources[1].uri == "urn:x" && all.resources[1].body == "body"));
}

BOOST_AUTO_TEST_CASE(a_file_packed_whole_into_one_member_is_read) {
    const Folder folder, packed;
    three_groups(folder);
    write(packed.path() / "tuja-other.warc.gz", gzipped(zcat(only_file(folder))));
    const auto all = scanned(Archive{packed});
    BOOST_TEST((all.groups.size() == 3u && all.damages.empty()));
}

BOOST_AUTO_TEST_CASE(an_uncompressed_copy_gives_the_same_groups_and_finds_a_changed_byte) {
    const Folder folder, plain;
    three_groups(folder);
    auto text = zcat(only_file(folder));
    const auto path = plain.path() / "tuja-copy.warc";
    write(path, text);
    BOOST_TEST(scanned(Archive{plain}).groups.size() == 3u);
    text[text.find("body 2")] = 'B';
    write(path, text);
    const auto all = scanned(Archive{plain});
    BOOST_TEST((all.groups.size() == 2u && all.damages.size() == 1u));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(decoding_bodies)

BOOST_AUTO_TEST_CASE(each_coding_is_removed) {
    const std::string text = "투자, investment";
    BOOST_TEST(archive::decode(text, "").value() == text);
    BOOST_TEST(archive::decode(text, "Identity").value() == text);
    BOOST_TEST(archive::decode(gzipped(text), "gzip").value() == text);
    BOOST_TEST(archive::decode(gzipped(text), "X-GZIP").value() == text);
    BOOST_TEST(archive::decode(support::deflated(text, 15), "deflate").value() == text);
    BOOST_TEST(archive::decode(support::deflated(text, -15), "deflate").value() == text);
    BOOST_TEST(archive::decode(gzipped(support::deflated(text, 15)), "deflate, gzip").value() == text);
    BOOST_TEST(archive::decode("", "gzip").value().empty());
}

BOOST_AUTO_TEST_CASE(all_members_are_read_and_padding_is_not) {
    const auto two = gzipped("one ") + gzipped("two");
    BOOST_TEST(archive::decode(two, "gzip").value() == "one two");
    BOOST_TEST(archive::decode(two + std::string(512, '\0'), "gzip").value() == "one two");
}

BOOST_AUTO_TEST_CASE(what_is_broken_cut_or_unknown_is_nothing) {
    const auto whole = gzipped("some text that is long enough");
    for (std::size_t length = 1; length < whole.size(); ++length)
        BOOST_REQUIRE(!archive::decode(whole.substr(0, length), "gzip").has_value());
    auto flipped = whole;
    flipped[flipped.size() - 6] ^= 1;
    BOOST_TEST(!archive::decode(flipped, "gzip").has_value());
    BOOST_TEST(!archive::decode(whole + "rest", "gzip").has_value());
    for (const auto* coding : {"br", "zstd", "gzip, br"})
        BOOST_TEST(!archive::decode(whole, coding).has_value());
}

BOOST_AUTO_TEST_CASE(the_limit_is_exact) {
    const auto body = gzipped(std::string(200'000, 'a'));
    BOOST_TEST(archive::decode(body, "gzip", 200'000).has_value());
    BOOST_TEST(!archive::decode(body, "gzip", 199'999).has_value());
    BOOST_TEST(!archive::decode(std::string(11, 'a'), "", 10).has_value());
}

BOOST_AUTO_TEST_CASE(a_bomb_stops_at_the_limit_in_little_memory) {
    std::string bomb;
    const auto member = gzipped(std::string(std::size_t{64} << 20, '\0'));
    while (bomb.size() < 10'000'000) bomb += member;
    rusage before{}, after{};
    ::getrusage(RUSAGE_SELF, &before);
    BOOST_TEST(!archive::decode(bomb, "gzip", std::size_t{1} << 20).has_value());
    ::getrusage(RUSAGE_SELF, &after);
    BOOST_TEST(after.ru_maxrss - before.ru_maxrss < 4096);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(measuring_the_archive)

BOOST_AUTO_TEST_CASE(ten_thousand_groups_are_scanned) {
    using Clock = std::chrono::steady_clock;
    const auto since = [](Clock::time_point start) {
        return std::chrono::duration<double>(Clock::now() - start).count();
    };
    const Folder folder;
    Archive archive{folder};
    std::uint64_t bytes = 0;
    auto start = Clock::now();
    for (int i = 0; i < 10'000; ++i) {
        const auto exchange =
            answer(i, fmt::format("{}&page={}", url, i), 200, support::observations(i % 500));
        bytes += exchange.body.size();
        archive.append(exchange, "schedule");
    }
    archive.close();
    std::cout << fmt::format("archive: 10,000 groups ({} MB of bodies) appended in {:.2f} s",
                             bytes / 1'000'000, since(start));
    start = Clock::now();
    std::size_t groups = 0;
    archive.scan([&](archive::Kept&&) { ++groups; }, nothing, nothing);
    const auto file = archive.files().front();
    std::cout << fmt::format(", scanned in {:.2f} s, {} MB on disk", since(start), file.second / 1'000'000);
    start = Clock::now();
    Archive later{folder};
    later.append(answer(20'000, url, 200, "x"), "schedule");
    std::cout << fmt::format(", known bodies read in {:.3f} s\n", since(start));
    BOOST_TEST(groups == 10'000u);
}

BOOST_AUTO_TEST_SUITE_END()
