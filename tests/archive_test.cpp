#include <boost/test/unit_test.hpp>

#include <fcntl.h>

#include "archive/archive.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "support/archives.hpp"

using archive::Archive;
using support::answer;
using support::Folder;
using support::gzipped;
using support::only_file;
using support::scanned;
using support::three_groups;
using support::url;
using support::write;
using support::zcat;

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

/// An index that knows of one answer.
archive::Known knows(model::Location at) {
    return [at = std::move(at)](const std::string&, const std::string&) { return std::optional{at}; };
}

BOOST_AUTO_TEST_CASE(a_later_run_refers_to_a_body_that_the_index_knows) {
    const Folder folder;
    const auto body = support::observations(1);
    auto known = Archive{folder}.append(answer(1, url, 200, body), "schedule").at;
    for (int run = 2; run <= 3; ++run) {
        Archive archive{folder};
        archive.ask(knows(known));
        known = archive.append(answer(run, url, 200, body), "schedule").at;
        BOOST_TEST(archive.body(known) == body);
        BOOST_TEST(known.length < 1800u);
        archive.close();
        BOOST_TEST(zcat(folder.path() / known.file).find("WARC-Type: revisit") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_body_is_kept_anew_where_the_index_is_wrong_or_the_old_one_can_not_be_read) {
    const Folder folder;
    const auto at = three_groups(folder).front();
    const auto kept = [&](const std::string& address, model::Location known, const std::string& body) {
        Archive archive{folder};
        archive.ask(knows(std::move(known)));
        const auto place = archive.append(answer(9, address, 200, body), "schedule").at;
        archive.close();
        BOOST_TEST(archive.body(place) == body);
        return zcat(folder.path() / place.file).find("WARC-Type: revisit") == std::string::npos;
    };
    BOOST_TEST(!kept(url, at, "body 1"));
    BOOST_TEST(kept(url, at, "another body"));
    BOOST_TEST(kept("https://example.org/elsewhere", at, "body 1"));
    BOOST_TEST(kept(url, {at.file, at.offset + 1, at.length}, "body 1"));
    BOOST_TEST(kept(url, {"tuja-gone.warc.gz", 0, 1}, "body 1"));
    auto bytes = base::read_file(folder.path() / at.file);
    bytes[at.offset + at.length / 2] ^= 1;
    write(folder.path() / at.file, bytes);
    BOOST_TEST(kept(url, at, "body 1"));
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
    const auto known = three_groups(folder).front();
    const auto& first = known.file;
    Archive archive{folder};
    archive.ask(knows(known));
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
    const auto known = three_groups(folder).front();
    const auto path = folder.path() / known.file;
    Archive archive{folder};
    archive.ask(knows(known));
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

/// A 304 that says again what `before` said.
model::Exchange unmodified(int second, const model::Snapshot& before) {
    auto exchange = answer(second, before.url, 304, "", {{"ETag", "\"1\""}});
    exchange.request.headers.emplace_back("If-None-Match", "\"1\"");
    exchange.request.repeats =
        model::Repeated{before.fetched, before.sha256, before.bytes, before.content_type, before.at};
    return exchange;
}

const model::Headers coded = {{"Content-Type", "text/csv"}, {"Content-Encoding", "gzip"}};

BOOST_AUTO_TEST_CASE(an_unmodified_answer_gives_back_the_body_it_repeats) {
    const Folder folder;
    Archive archive{folder};
    const auto first = archive.append(answer(1, url, 200, gzipped("a,b"), coded), "schedule");
    const auto again = archive.append(unmodified(2, first), "schedule");
    BOOST_TEST((again.status == 304 && again.sha256 == first.sha256 && again.bytes == 3u));
    BOOST_TEST(again.content_type == "text/csv");
    const auto kept = archive.read(again.at);
    BOOST_TEST(kept.body == "a,b");
    BOOST_TEST((kept.snapshot.status == 304 && kept.snapshot.content_type == "text/csv"));
    BOOST_TEST((kept.headers == model::Headers{{"ETag", "\"1\""}}));
    const auto all = scanned(archive);
    BOOST_TEST((all.groups.size() == 2u && all.groups.back().body == "a,b" && all.damages.empty()));
}

BOOST_AUTO_TEST_CASE(an_unmodified_answer_is_written_as_the_standard_has_it) {
    const Folder folder;
    Archive archive{folder};
    const auto first = archive.append(answer(1, url, 200, "body"), "schedule");
    archive.append(unmodified(2, first), "schedule");
    archive.close();
    const auto text = zcat(only_file(folder));
    BOOST_TEST(text.find("WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\n") !=
               text.npos);
    BOOST_TEST(text.find("WARC-Refers-To-Target-URI: " + url + "\r\n") != text.npos);
    BOOST_TEST(text.find("WARC-Refers-To-Date: " + base::iso(first.fetched) + "\r\n") != text.npos);
}

BOOST_AUTO_TEST_CASE(what_is_repeated_night_after_night_makes_no_chain) {
    const Folder folder;
    Archive archive{folder};
    archive.append(answer(1, url, 200, gzipped("a,b"), coded), "schedule");
    archive.close();
    auto before = archive.append(answer(2, url, 200, gzipped("a,b"), coded), "schedule");  // a revisit itself
    for (int second = 3; second < 6; ++second) {
        archive.close();
        before = archive.append(unmodified(second, before), "schedule");
    }
    archive.close();
    const auto files = archive.files();
    for (std::size_t middle = 1; middle + 1 < files.size(); ++middle)
        std::filesystem::remove(folder.path() / files[middle].first);
    BOOST_TEST(archive.body(before.at) == "a,b");
}

BOOST_AUTO_TEST_CASE(an_unmodified_answer_that_repeats_nothing_is_kept_as_a_failure) {
    const Folder folder;
    Archive archive{folder};
    const auto snapshot = archive.append(answer(1, url, 304, "", {{"ETag", "\"1\""}}), "schedule");
    BOOST_TEST(snapshot.failure.find("without conditions") != std::string::npos);
    const auto kept = archive.read(snapshot.at);
    BOOST_TEST((kept.body.empty() && kept.snapshot.status == 304));
    BOOST_TEST(kept.snapshot.failure == snapshot.failure);
    archive.close();
    BOOST_TEST(zcat(folder.path() / snapshot.at.file).find("revisit") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_unmodified_answer_to_bytes_that_are_gone_is_kept_as_a_failure) {
    const Folder folder;
    Archive archive{folder};
    const auto first = archive.append(answer(1, url, 200, "body"), "schedule");
    archive.close();
    std::filesystem::remove(only_file(folder));
    const auto again = archive.append(unmodified(2, first), "schedule");
    BOOST_TEST(again.failure.find("what it repeats can't be read") != std::string::npos);
    BOOST_TEST(archive.read(again.at).body.empty());
}

BOOST_AUTO_TEST_SUITE_END()
