#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

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
using support::nothing;
using support::only_file;
using support::scanned;
using support::three_groups;
using support::url;
using support::write;
using support::zcat;

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

BOOST_AUTO_TEST_CASE(a_full_file_is_held_until_its_writer_has_entered_what_stands_in_it) {
    const Folder folder;
    Archive writer{folder, 1};
    const auto first = writer.append(answer(1, url, 200, "one"), "schedule").at;
    writer.append(answer(2, url, 200, "two"), "schedule");
    BOOST_REQUIRE(std::filesystem::exists(folder.path() / first.file));
    BOOST_TEST(Archive{folder}.being_written(first.file));
    writer.close();
    BOOST_TEST(!Archive{folder}.being_written(first.file));
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
