#include <boost/test/unit_test.hpp>

#include "support/loopback.hpp"
#include "support/loopback_client.hpp"

using loopback::ask, loopback::ask_one, loopback::Line, loopback::Seen, loopback::Server,
    loopback::short_limits;
using namespace std::chrono_literals;

namespace {

bool says(const model::Exchange& got, std::string_view words) {
    BOOST_TEST_MESSAGE("failure: " << got.failure);
    return got.failure.find(words) != std::string::npos;
}

/// No whole answer is no answer: nothing of it is handed over.
void check_no_answer(const model::Exchange& got) {
    BOOST_TEST(got.status == 0);
    BOOST_TEST(got.body == "");
    BOOST_TEST(got.headers.empty());
    BOOST_TEST(got.failure != "");
}

fetch::Limits one_try() {
    auto limits = short_limits();
    limits.tries = 1;
    return limits;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fetching_from_a_broken_host)

BOOST_AUTO_TEST_CASE(headers_that_never_come_are_given_up) {
    Server server{[](Line& line, const Seen&) {
        line.send("HTTP/1.1 200 OK\r\nX-Slow: ");
        line.stall();
    }};
    auto limits = one_try();
    limits.total = 300ms;
    const auto got = ask_one(server.url(), limits);
    check_no_answer(got);
    BOOST_TEST(says(got, "no whole answer in time (Operation timed out after 3"));
}

BOOST_AUTO_TEST_CASE(a_timeout_is_asked_again) {
    Server server{[turn = 0](Line& line, const Seen&) mutable {
        if (turn++ == 0) return line.stall();
        line.answer("200 OK", "", "awake");
    }};
    auto limits = short_limits();
    limits.total = 500ms;
    BOOST_TEST(ask_one(server.url(), limits).body == "awake");
}

BOOST_AUTO_TEST_CASE(a_body_that_stalls_is_given_up_before_the_time_is_over) {
    Server server{[](Line& line, const Seen&) {
        line.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
        line.stall();
    }};
    auto limits = one_try();
    limits.low_speed_time = 1s;
    const auto got = ask_one(server.url(), limits);
    check_no_answer(got);
    BOOST_TEST(says(got, "Less than 100 bytes/sec"));
}

BOOST_AUTO_TEST_CASE(a_reset_in_the_body_is_no_answer) {
    Server server{[](Line& line, const Seen&) {
        line.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
        line.reset();
    }};
    const auto got = ask_one(server.url());
    check_no_answer(got);
    BOOST_TEST(says(got, "(asked 3 times)"));
    BOOST_TEST(server.seen().size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_body_shorter_than_announced_is_no_answer) {
    for (const auto* start :
         {"Content-Length: 10\r\n\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n8\r\nhalf"}) {
        Server server{[&](Line& line, const Seen&) {
            line.send(std::string{"HTTP/1.1 200 OK\r\n"} + start);
            line.close();
        }};
        const auto got = ask_one(server.url(), one_try());
        check_no_answer(got);
        BOOST_TEST(says(got, "the answer breaks off"));
    }
}

BOOST_AUTO_TEST_CASE(a_broken_chunk_is_no_answer) {
    Server server{[](Line& line, const Seen&) {
        line.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalfzz\r\n\r\n");
        line.close();
    }};
    check_no_answer(ask_one(server.url(), one_try()));
}

BOOST_AUTO_TEST_CASE(a_body_that_ends_with_the_connection_is_whole) {
    Server server{[](Line& line, const Seen&) {
        line.send("HTTP/1.0 200 OK\r\n\r\nuntil the end");
        line.close();
    }};
    const auto got = ask_one(server.url());
    BOOST_TEST(got.body == "until the end");
    BOOST_TEST(got.protocol == "http/1.0");
}

BOOST_AUTO_TEST_CASE(a_body_over_the_limit_is_refused_whether_announced_or_not) {
    auto limits = short_limits();
    limits.body = 10'000;
    for (const auto* start : {"Content-Length: 2000000\r\n\r\n", "\r\n"}) {
        Server server{[&](Line& line, const Seen&) {
            line.send(std::string{"HTTP/1.1 200 OK\r\n"} + start + std::string(2'000'000, 'x'));
            line.close();
        }};
        const auto got = ask_one(server.url(), limits);
        check_no_answer(got);
        BOOST_TEST(says(got, "the answer is larger than allowed (more than 10000 bytes)"));
        BOOST_TEST(server.seen().size() == 1u);
    }
}

BOOST_AUTO_TEST_CASE(a_body_of_just_the_limit_is_taken) {
    auto limits = short_limits();
    limits.body = 10'000;
    Server server{[](Line& line, const Seen&) { line.answer("200 OK", "", std::string(10'000, 'x')); }};
    BOOST_TEST(ask_one(server.url(), limits).body.size() == 10'000u);
}

BOOST_AUTO_TEST_CASE(a_flood_of_headers_is_cut_off) {
    Server server{[](Line& line, const Seen&) {
        line.send("HTTP/1.1 200 OK\r\n");
        for (int i = 0; i < 100'000; ++i) line.send("X-Flood: " + std::string(90, 'x') + "\r\n");
        line.send("Content-Length: 0\r\n\r\n");
    }};
    const auto got = ask_one(server.url());
    check_no_answer(got);
    BOOST_TEST(says(got, "headers are larger than allowed"));
    BOOST_TEST(server.seen().size() == 1u);
}

BOOST_AUTO_TEST_CASE(one_endless_header_line_is_cut_off) {
    Server server{[](Line& line, const Seen&) {
        line.send("HTTP/1.1 200 OK\r\nX-Endless: " + std::string(4'000'000, 'x'));
        line.close();
    }};
    const auto got = ask_one(server.url());
    check_no_answer(got);
    BOOST_TEST(says(got, "headers"));
}

BOOST_AUTO_TEST_CASE(what_is_not_http_is_no_answer) {
    Server server{[](Line& line, const Seen&) {
        line.send("<html>hello</html>\n");
        line.close();
    }};
    const auto got = ask_one(server.url());
    check_no_answer(got);
    BOOST_TEST(says(got, "what answers is no HTTP"));
}

BOOST_AUTO_TEST_CASE(a_kept_connection_that_died_is_replaced) {
    Server server{[](Line& line, const Seen& seen) {
        line.answer("200 OK", "", seen.target);
        line.close();  // although nothing said that it would
    }};
    auto limits = one_try();
    limits.per_host = 1;
    std::vector<model::Request> requests;
    for (const auto* path : {"/1", "/2", "/3"}) requests.push_back(loopback::request_for(server.url(path)));
    for (const auto& got : ask(requests, limits)) BOOST_TEST(got.status == 200);
}

BOOST_AUTO_TEST_CASE(a_port_where_nobody_listens_is_told) {
    std::string url;
    {
        const Server gone{[](Line&, const Seen&) {}};
        url = gone.url("/list?api_key=k-1234");
    }
    const auto got = ask_one(url);
    check_no_answer(got);
    BOOST_TEST(says(got, "nobody answers there"));
    BOOST_TEST(says(got, "Check the source's url"));
    BOOST_TEST(!says(got, "k-1234"));
    BOOST_TEST((got.fetched == loopback::test_time()));
}

BOOST_AUTO_TEST_CASE(only_http_and_https_are_asked) {
    for (const auto* url : {"file:///etc/passwd", "ftp://127.0.0.1/a", "example.org", "http://", ""}) {
        const auto got = ask_one(url);
        check_no_answer(got);
        BOOST_TEST(says(got, "http and https only"));
    }
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

/// An authority known to the client through its file, and what a server of it is asked.
struct Authority {
    loopback::Identity identity = loopback::make_authority();
    loopback::TemporaryFile file{loopback::pem(identity)};

    std::vector<model::Exchange> ask_host(const loopback::Identity& host, std::string_view path = "/") const {
        Server server{[](Line& line, const Seen& seen) {
                          if (seen.target == "/down")
                              return line.answer("302 Found", "Location: http://127.0.0.1:1/\r\n", "");
                          line.answer("200 OK", "", "private");
                      },
                      &host};
        auto limits = short_limits();
        limits.ca_file = file.path();
        auto given = ask(server.url(path), limits);
        if (given.size() != 1) throw std::runtime_error{"not one exchange"};
        asked = server.seen().size();
        return given;
    }
    model::Exchange ask_wished(const loopback::Wish& wish) const {
        return ask_host(loopback::make_identity(wish, &identity)).front();
    }
    mutable std::size_t asked = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(fetching_over_tls)

BOOST_FIXTURE_TEST_CASE(a_host_of_a_known_authority_is_believed, Authority) {
    const auto got = ask_wished({});
    BOOST_TEST(got.failure == "");
    BOOST_TEST(got.body == "private");
}

BOOST_FIXTURE_TEST_CASE(an_expired_certificate_is_not_believed, Authority) {
    loopback::Wish expired;
    expired.valid_to = -60;
    const auto got = ask_wished(expired);
    check_no_answer(got);
    BOOST_TEST(says(got, "certificate has expired"));
    BOOST_TEST(says(got, "Check this machine's clock"));
    BOOST_TEST(asked == 0u);
}

BOOST_FIXTURE_TEST_CASE(a_certificate_of_another_host_is_not_believed, Authority) {
    const auto got = ask_wished({.names = "DNS:elsewhere.example"});
    check_no_answer(got);
    BOOST_TEST(says(got, "the host's certificate can't be trusted"));
    BOOST_TEST(asked == 0u);
}

BOOST_FIXTURE_TEST_CASE(a_self_signed_certificate_is_not_believed, Authority) {
    const auto got = ask_host(loopback::make_identity({}, nullptr)).front();
    check_no_answer(got);
    BOOST_TEST(says(got, "self-signed certificate"));
    BOOST_TEST(asked == 0u);
}

BOOST_FIXTURE_TEST_CASE(a_redirect_from_https_to_http_is_refused, Authority) {
    const auto got = ask_host(loopback::make_identity({}, &identity), "/down").front();
    BOOST_TEST(got.status == 302);
    BOOST_TEST(says(got, "leads from https to http://127.0.0.1:1/"));
}

BOOST_AUTO_TEST_SUITE_END()
