// Bodies under a content coding: kept as served, limited by what they decode to.
#include <sys/resource.h>

#include <boost/test/unit_test.hpp>

#include "base/coding.hpp"
#include "support/archives.hpp"
#include "support/coded.hpp"
#include "support/loopback.hpp"
#include "support/loopback_client.hpp"

using loopback::ask_one, loopback::Line, loopback::Seen, loopback::Server, loopback::short_limits;

namespace {

/// Always this body under this coding.
Server::Play coded(std::string coding, std::string body, std::string status = "200 OK") {
    return
        [=](Line& line, const Seen&) { line.answer(status, "Content-Encoding: " + coding + "\r\n", body); };
}

fetch::Limits one_try() {
    auto limits = short_limits();
    limits.tries = 1;
    return limits;
}

bool says(const model::Exchange& got, std::string_view words) {
    BOOST_TEST_MESSAGE("failure: " << got.failure);
    return got.failure.find(words) != std::string::npos;
}

long peak_kilobytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fetching_coded_bodies)

BOOST_AUTO_TEST_CASE(every_coding_that_is_offered_is_kept_as_served_and_can_be_read) {
    const std::string text = "투자, investment";
    const std::pair<const char*, std::string> all[] = {{"gzip", support::gzipped(text)},
                                                       {"deflate", support::deflated(text, 15)},
                                                       {"deflate", support::deflated(text, -15)},
                                                       {"br", support::brotli(text)},
                                                       {"zstd", support::zstd(text)},
                                                       {"zstd, gzip", support::gzipped(support::zstd(text))}};
    for (const auto& [coding, body] : all) {
        Server server{coded(coding, body)};
        const auto got = ask_one(server.url());
        BOOST_TEST(server.seen().at(0).says("Accept-Encoding: gzip, deflate, br, zstd"));
        BOOST_TEST(got.failure == "");
        BOOST_TEST(got.body == body);
        BOOST_TEST(base::decode(got.body, model::header(got.headers, "content-encoding")).value() == text);
    }
}

BOOST_AUTO_TEST_CASE(the_limit_is_of_the_decoded_body) {
    auto limits = short_limits();
    limits.body = 10'000;
    const std::string just(10'000, 'x'), more(10'001, 'x');
    for (const auto& [coding, fits, fits_not] :
         {std::tuple{"gzip", support::gzipped(just), support::gzipped(more)},
          std::tuple{"br", support::brotli(just), support::brotli(more)},
          std::tuple{"zstd", support::zstd(just), support::zstd(more)}}) {
        Server small{coded(coding, fits)}, large{coded(coding, fits_not)};
        BOOST_TEST(ask_one(small.url(), limits).body == fits);
        const auto got = ask_one(large.url(), limits);
        BOOST_TEST(got.status == 0);
        BOOST_TEST(got.body == "");
        BOOST_TEST(says(got, "more than 10000 bytes once decoded"));
        BOOST_TEST(large.seen().size() == 1u);
    }
}

BOOST_AUTO_TEST_CASE(a_bomb_of_ten_gigabytes_stops_at_the_limit_in_constant_memory) {
    // One member of 10 GB is 10 MB of gzip, which takes a minute to make: repeat what deflate makes of 1 GB.
    auto limits = short_limits();
    limits.body = std::size_t{64} << 20;
    const auto member = support::bomb(1024);
    std::atomic<std::size_t> sent = 0;
    Server server{[&](Line& line, const Seen&) {
        line.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
        for (int i = 0; i < 10; ++i) {
            line.send(member);
            sent += member.size();
        }
        line.close();
    }};
    const auto before = peak_kilobytes();
    const auto got = ask_one(server.url(), limits);
    BOOST_TEST_MESSAGE("peak memory grew by " << peak_kilobytes() - before << " kB");
    BOOST_TEST(got.status == 0);
    BOOST_TEST(says(got, "more than 67108864 bytes once decoded"));
    BOOST_TEST(peak_kilobytes() - before < 4096);
    BOOST_TEST(server.seen().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_body_whose_coding_is_broken_is_kept_and_its_failure_says_so) {
    auto flipped = support::gzipped("some text that is long enough");
    flipped[flipped.size() - 6] ^= 1;
    const std::pair<std::string, std::string> plays[] = {
        {"some plain text", "content coding 'gzip' is broken"},
        {flipped, "content coding 'gzip' is broken"},
        {support::gzipped("cut short").substr(0, 12), "content coding 'gzip' breaks off"}};
    for (const auto& [body, words] : plays) {
        Server server{coded("gzip", body)};
        const auto got = ask_one(server.url(), one_try());
        BOOST_TEST(got.status == 200);
        BOOST_TEST(got.body == body);
        BOOST_TEST(model::header(got.headers, "content-encoding") == "gzip");
        BOOST_TEST(says(got, words));
    }
}

BOOST_AUTO_TEST_CASE(a_broken_coding_is_asked_again) {
    Server server{[turn = 0, whole = support::gzipped("whole")](Line& line, const Seen&) mutable {
        line.answer("200 OK", "Content-Encoding: gzip\r\n", turn++ == 0 ? whole.substr(0, 12) : whole);
    }};
    const auto got = ask_one(server.url());
    BOOST_TEST(got.failure == "");
    BOOST_TEST(got.body == support::gzipped("whole"));
}

BOOST_AUTO_TEST_CASE(a_coding_nobody_asked_for_is_named) {
    Server server{coded("compress", "\x1f\x9d...")};
    const auto got = ask_one(server.url(), one_try());
    BOOST_TEST(got.status == 200);
    BOOST_TEST(says(got, "content coding 'compress' was not asked for"));
}

BOOST_AUTO_TEST_CASE(what_is_no_success_may_be_coded_as_it_likes) {
    Server server{coded("gzip", "not gzip", "404 Not Found")};
    const auto got = ask_one(server.url());
    BOOST_TEST(got.status == 404);
    BOOST_TEST(got.failure == "");
}

BOOST_AUTO_TEST_CASE(an_answer_without_a_body_has_nothing_to_decode) {
    Server server{coded("br", "")};
    BOOST_TEST(ask_one(server.url()).failure == "");
}

BOOST_AUTO_TEST_SUITE_END()
