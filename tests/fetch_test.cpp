#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <map>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "support/loopback.hpp"
#include "support/loopback_client.hpp"

using loopback::ask, loopback::ask_one, loopback::Line, loopback::Seen, loopback::Server,
    loopback::short_limits;

namespace {

/// Answers each path with a redirect to where the map says, and everything else with 200.
Server::Play redirects(std::map<std::string, std::string> to) {
    return [to = std::move(to)](Line& line, const Seen& seen) {
        const auto found = to.find(seen.target);
        if (found == to.end()) return line.answer("200 OK", "", "arrived");
        line.answer("302 Found", "Location: " + found->second + "\r\n", "moved");
    };
}

/// The given statuses one after the other, then 200.
Server::Play in_turn(std::vector<std::string> statuses, std::string headers = "") {
    return [statuses, headers, turn = std::size_t{0}](Line& line, const Seen&) mutable {
        if (turn >= statuses.size()) return line.answer("200 OK", "", "at last");
        line.answer(statuses[turn++], headers, "not now");
    };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fetching)

BOOST_AUTO_TEST_CASE(an_answer_is_handed_over_whole) {
    Server server{[](Line& line, const Seen&) {
        line.answer("200 OK", "Content-Type: text/xml\r\nX-Twice: a\r\nX-Twice:  b \r\n", "<gdp/>");
    }};
    const auto got = ask_one(server.url("/gdp?page=1"));
    BOOST_TEST(got.status == 200);
    BOOST_TEST(got.failure == "");
    BOOST_TEST(got.protocol == "http/1.1");
    BOOST_TEST(got.body == "<gdp/>");
    BOOST_TEST(got.origin == "live");
    BOOST_TEST((got.fetched == loopback::test_time()));
    BOOST_TEST(got.request.url == server.url("/gdp?page=1"));
    const model::Headers expected = {
        {"Content-Type", "text/xml"}, {"X-Twice", "a"}, {"X-Twice", "b"}, {"Content-Length", "6"}};
    BOOST_TEST((got.headers == expected));
}

BOOST_AUTO_TEST_CASE(a_request_says_who_asks_and_the_exchange_keeps_what_was_sent) {
    Server server{redirects({})};
    auto request = loopback::request_for(server.url("/feed"));
    request.headers = {{"If-None-Match", "\"v1\""}, {"Accept", "text/csv"}};
    const auto got = ask({request});
    const auto sent = server.seen().at(0);
    BOOST_TEST(sent.says("User-Agent: tuja/test (+nobody@example.org)"));
    BOOST_TEST(sent.says("Accept-Encoding: gzip, deflate, br, zstd"));
    BOOST_TEST(sent.says("If-None-Match: \"v1\""));
    BOOST_TEST(sent.says("Accept: text/csv"));
    BOOST_TEST(!sent.says("Accept: */*"));
    for (const auto& [name, value] : got.at(0).request.headers) BOOST_TEST(sent.says(name + ": " + value));
}

BOOST_AUTO_TEST_CASE(a_gzip_body_is_kept_as_served) {
    const std::string gzip{"\x1f\x8b\x08\0\0\0\0\0\0\x03\xcb\x48\xcd\xc9\xc9\x07\0\x86\xa6\x10\x36\x05\0\0\0",
                           25};
    Server server{
        [&](Line& line, const Seen&) { line.answer("200 OK", "Content-Encoding: gzip\r\n", gzip); }};
    const auto got = ask_one(server.url());
    BOOST_TEST(got.body == gzip);
    BOOST_TEST(model::header(got.headers, "Content-Encoding") == "gzip");
}

BOOST_AUTO_TEST_CASE(chunks_are_joined_and_their_header_renamed) {
    Server server{[](Line& line, const Seen&) {
        line.send(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            "4\r\n2024\r\n3\r\n-Q1\r\n0\r\nX-Trailer: late\r\n\r\n");
    }};
    const auto got = ask_one(server.url());
    BOOST_TEST(got.body == "2024-Q1");
    const model::Headers expected = {{"X-Archive-Orig-Transfer-Encoding", "chunked"}};
    BOOST_TEST((got.headers == expected));
}

BOOST_AUTO_TEST_CASE(only_the_last_block_of_headers_counts) {
    Server server{[](Line& line, const Seen&) {
        line.send("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n");
        line.answer("200 OK", "X-Folded: one\r\n  two\r\n", "");
    }};
    const auto got = ask_one(server.url());
    BOOST_TEST(got.status == 200);
    BOOST_TEST(model::header(got.headers, "Link") == "");
    BOOST_TEST(model::header(got.headers, "X-Folded") == "one two");
}

BOOST_AUTO_TEST_CASE(an_answer_can_ask_for_the_next_page) {
    Server server{[](Line& line, const Seen& seen) { line.answer("200 OK", "", seen.target); }};
    fetch::Web web{short_limits(), loopback::test_time};
    std::vector<std::string> bodies;
    web.run({loopback::request_for(server.url("/1"))}, [&](model::Exchange&& got) {
        bodies.push_back(got.body);
        auto next = got.request;
        next.url = server.url(fmt::format("/{}", ++next.page));
        return next.page > 3 ? std::vector<model::Request>{} : std::vector{next};
    });
    BOOST_TEST(base::join(bodies, " ") == "/1 /2 /3");
    BOOST_TEST(server.connections() == 1);
}

BOOST_AUTO_TEST_CASE(what_an_answer_throws_ends_the_run_and_the_next_run_is_sound) {
    Server server{redirects({})};
    fetch::Web web{short_limits(), loopback::test_time};
    const std::vector requests(5, loopback::request_for(server.url()));
    const auto run = [&](bool fail) {
        int answered = 0;
        web.run(requests, [&](model::Exchange&&) {
            ++answered;
            if (fail) throw base::Error{"store", "disk full", "make room"};
            return std::vector<model::Request>{};
        });
        return answered;
    };
    BOOST_CHECK_THROW(run(true), base::Error);
    BOOST_TEST(run(false) == 5);
}

BOOST_AUTO_TEST_CASE(a_host_sees_no_more_connections_than_it_was_promised) {
    // The first request of each host is answered only once a second one stands beside it: two really are out.
    const auto play = [](Server*& self) {
        return [&self](Line& line, const Seen& seen) {
            const bool both = self->wait_for(2);
            line.answer("200 OK", "", both ? seen.target : "alone");
        };
    };
    Server *first_self = nullptr, *second_self = nullptr;
    Server first{play(first_self)}, second{play(second_self), nullptr, "127.0.0.2"};
    first_self = &first, second_self = &second;
    std::vector<model::Request> requests;
    for (int i = 0; i < 30; ++i)
        requests.push_back(loopback::request_for((i < 15 ? first : second).url(fmt::format("/{}", i))));
    std::set<std::string> bodies;
    for (const auto& got : ask(requests)) bodies.insert(got.body);
    BOOST_TEST(bodies.size() == 30u);
    BOOST_TEST(first.connections() == 2);
    BOOST_TEST(second.connections() == 2);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(fetching_again)

BOOST_AUTO_TEST_CASE(a_404_is_final) {
    Server server{in_turn({"404 Not Found"})};
    BOOST_TEST(ask_one(server.url()).status == 404);
    BOOST_TEST(server.seen().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_500_is_asked_again_and_only_the_last_answer_counts) {
    Server server{in_turn({"500 Internal Server Error", "502 Bad Gateway"})};
    const auto got = ask_one(server.url());
    BOOST_TEST(got.status == 200);
    BOOST_TEST(got.body == "at last");
    BOOST_TEST(server.seen().size() == 3u);
}

BOOST_AUTO_TEST_CASE(tries_are_counted) {
    Server server{in_turn({"500 A", "500 B", "500 C", "500 D"})};
    const auto got = ask_one(server.url());
    BOOST_TEST(got.status == 500);
    BOOST_TEST(got.failure == "");  // an answer it is
    BOOST_TEST(server.seen().size() == 3u);
}

BOOST_AUTO_TEST_CASE(retry_after_is_honoured_for_the_whole_host) {
    Server server{in_turn({"503 Service Unavailable"}, "Retry-After: 1\r\n")};
    auto limits = short_limits();
    limits.per_host = 1;
    const auto got =
        ask({loopback::request_for(server.url("/a")), loopback::request_for(server.url("/b"))}, limits);
    for (const auto& one : got) BOOST_TEST(one.status == 200);
    const auto seen = server.seen();
    BOOST_TEST(seen.size() == 3u);
    BOOST_TEST((seen.at(1).at - seen.at(0).at >= std::chrono::milliseconds{990}));
}

BOOST_AUTO_TEST_CASE(a_host_that_asks_for_more_than_we_wait_is_left_alone) {
    Server server{in_turn({"429 Too Many Requests"}, "Retry-After: 3\r\n")};
    auto limits = short_limits();
    limits.retry_after = std::chrono::seconds{2};
    const auto got = ask_one(server.url(), limits);
    BOOST_TEST(got.status == 429);
    BOOST_TEST(model::header(got.headers, "retry-after") == "3");
    BOOST_TEST(server.seen().size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(following_redirects)

BOOST_AUTO_TEST_CASE(every_hop_is_an_exchange_and_the_answer_comes_last) {
    Server server{redirects({{"/a", "/b?x=1"}, {"/b?x=1", "c d#part"}})};
    const auto got = ask(server.url("/a"));
    BOOST_TEST(got.size() == 3u);
    BOOST_TEST(got[0].status == 302);
    BOOST_TEST(got[0].body == "moved");
    BOOST_TEST(fetch::is_hop(got[0]));
    BOOST_TEST(got[1].request.url == server.url("/b?x=1"));
    BOOST_TEST(got[2].request.url == server.url("/c%20d"));
    BOOST_TEST(got[2].body == "arrived");
    BOOST_TEST(!fetch::is_hop(got[2]));
}

BOOST_AUTO_TEST_CASE(a_redirect_to_a_file_is_refused) {
    Server server{redirects({{"/a", "file:///etc/passwd"}})};
    const auto got = ask_one(server.url("/a"));
    BOOST_TEST(got.status == 302);
    BOOST_TEST(!fetch::is_hop(got));
    BOOST_TEST(got.failure.find("leads to file:///etc/passwd, and only http and https") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_redirect_loop_ends_at_the_limit) {
    Server server{redirects({{"/a", "/b"}, {"/b", "/a"}})};
    const auto got = ask(server.url("/a"));
    BOOST_TEST(got.size() == 6u);
    BOOST_TEST(got.back().failure.find("more than 5, the last one leads to " + server.url("/a")) !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_304_and_a_redirect_to_nowhere_are_answers) {
    Server server{[](Line& line, const Seen& seen) {
        line.send(seen.target == "/304" ? "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n"
                                        : "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n");
    }};
    for (const auto* path : {"/304", "/302"}) {
        const auto got = ask_one(server.url(path));
        BOOST_TEST(std::to_string(got.status) == path + 1);
        BOOST_TEST(got.failure == "");
        BOOST_TEST(!fetch::is_hop(got));
    }
}

BOOST_AUTO_TEST_CASE(another_host_is_not_told_what_was_meant_for_the_first) {
    Server other{redirects({}), nullptr, "127.0.0.2"};
    Server server{redirects({{"/a", other.url("/b")}, {"/same", "/c"}})};
    auto request = loopback::request_for(server.url("/a"));
    request.headers = {{"X-Key", "k-1234"}, {"Accept-Language", "ko"}};
    ask({request});
    BOOST_TEST(server.seen().at(0).says("X-Key: k-1234"));
    BOOST_TEST(!other.seen().at(0).says("X-Key: k-1234"));
    BOOST_TEST(other.seen().at(0).says("Accept-Language: ko"));
    request.url = server.url("/same");
    ask({request});
    BOOST_TEST(server.seen().at(2).says("X-Key: k-1234"));
}

BOOST_AUTO_TEST_CASE(a_redirect_that_takes_the_key_to_another_host_is_refused) {
    Server other{redirects({}), nullptr, "127.0.0.2"};
    Server server{redirects({{"/a?crtfc_key=k-1234", other.url("/b?crtfc_key=k-1234")}})};
    const auto got = ask_one(server.url("/a?crtfc_key=k-1234"));
    BOOST_TEST(other.seen().empty());
    BOOST_TEST(got.failure.find("give this host's key to 127.0.0.2") != std::string::npos);
    BOOST_TEST(got.failure.find("k-1234") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
