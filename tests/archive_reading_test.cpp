#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <iostream>

#include "archive/archive.hpp"
#include "support/archives.hpp"

using archive::Archive;
using support::answer;
using support::Folder;
using support::gzipped;
using support::nothing;
using support::only_file;
using support::scanned;
using support::three_groups;
using support::url;
using support::write;
using support::zcat;

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

BOOST_AUTO_TEST_SUITE(measuring_the_archive)

BOOST_AUTO_TEST_CASE(ten_thousand_groups_are_scanned) {
    using Clock = std::chrono::steady_clock;
    const auto since = [](Clock::time_point start) {
        return std::chrono::duration<double>(Clock::now() - start).count();
    };
    const Folder own;
    const char* home = std::getenv("TUJA_BENCH_HOME");  // the bench looks on from outside
    const auto folder = home ? std::filesystem::path{home} / "archive" : own.path();
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
    std::cout << '\n';
    BOOST_TEST(groups == 10'000u);
}

BOOST_AUTO_TEST_SUITE_END()
