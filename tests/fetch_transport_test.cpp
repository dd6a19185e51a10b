// How bytes travel: TLS sessions, HTTP/2, both kinds of addresses, proxies, keys that stay at home.
#include <fmt/format.h>
#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <set>

#include "base/error.hpp"
#include "support/h2_host.hpp"
#include "support/loopback.hpp"
#include "support/loopback_client.hpp"
#include "support/proxy.hpp"

using loopback::ask, loopback::ask_one, loopback::Line, loopback::Seen, loopback::Server,
    loopback::short_limits;

namespace {

/// An authority the client knows, and a host of it.
struct Trusted {
    loopback::Identity authority = loopback::make_authority();
    loopback::Identity host = loopback::make_identity({}, &authority);
    loopback::TemporaryFile file{loopback::pem(authority)};
    fetch::Limits limits = short_limits();
    Trusted() { limits.ca_file = file.path(); }
};

/// Settings of the environment for one test.
struct Environment {
    std::vector<std::string> names;
    Environment(std::initializer_list<std::pair<const char*, std::string>> settings) {
        for (const auto* name :
             {"no_proxy", "NO_PROXY", "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
            ::unsetenv(name);
        for (const auto& [name, value] : settings) {
            ::setenv(name, value.c_str(), 1);
            names.emplace_back(name);
        }
    }
    ~Environment() {
        for (const auto& name : names) ::unsetenv(name.c_str());
        ::setenv("no_proxy", "*", 1);
    }
};

std::vector<model::Exchange> ask_by_environment(std::vector<model::Request> requests,
                                                const fetch::Limits& limits) {
    fetch::Web web{limits, loopback::test_time};
    std::vector<model::Exchange> given;
    web.run(std::move(requests), [&](model::Exchange&& got) {
        given.push_back(std::move(got));
        return std::vector<model::Request>{};
    });
    return given;
}

Server::Play hello() {
    return [](Line& line, const Seen& seen) { line.answer("200 OK", "", "hello " + seen.target); };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(using_connections_again)

BOOST_FIXTURE_TEST_CASE(a_second_connection_resumes_the_tls_session_of_the_first, Trusted) {
    Server server{[](Line& line, const Seen&) {
                      line.answer("200 OK", "Connection: close\r\n", "x");
                      line.close();
                  },
                  &host};
    limits.per_host = 1;
    std::vector<model::Request> requests;
    for (int i = 0; i < 4; ++i) requests.push_back(loopback::request_for(server.url(fmt::format("/{}", i))));
    for (const auto& got : ask(requests, limits)) BOOST_TEST(got.status == 200);
    BOOST_TEST(server.connections() == 4);
    BOOST_TEST(server.sessions_resumed() == 3);
}

BOOST_FIXTURE_TEST_CASE(the_next_run_of_the_same_web_uses_them_too, Trusted) {
    Server server{hello(), &host};
    ::setenv("no_proxy", "*", 1);
    fetch::Web web{limits, loopback::test_time};
    for (int run = 0; run < 3; ++run)
        web.run({loopback::request_for(server.url())},
                [](model::Exchange&&) { return std::vector<model::Request>{}; });
    BOOST_TEST(server.seen().size() == 3u);
    BOOST_TEST(server.connections() == 1);
}

BOOST_AUTO_TEST_CASE(a_kept_connection_that_was_reset_is_replaced_at_once) {
    // The host answers one request and resets the connection when the next one comes over it.
    std::set<const Line*> used;
    std::mutex guard;
    Server server{[&](Line& line, const Seen& seen) {
        const std::lock_guard hold{guard};
        if (!used.insert(&line).second) return line.reset();
        line.answer("200 OK", "", seen.target);
    }};
    auto limits = short_limits();
    limits.per_host = limits.tries = 1;
    std::vector<model::Request> requests;
    for (const auto* path : {"/1", "/2", "/3"}) requests.push_back(loopback::request_for(server.url(path)));
    for (const auto& got : ask(requests, limits)) BOOST_TEST(got.status == 200, got.failure);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(speaking_http2)

BOOST_FIXTURE_TEST_CASE(it_is_spoken_where_it_is_offered_over_one_connection, Trusted) {
    if (!loopback::H2Host::can_run()) return;
    const loopback::H2Host server{host};
    limits.per_host = 4;
    std::vector<model::Request> requests;
    for (int i = 0; i < 20; ++i)
        requests.push_back(loopback::request_for(server.url(fmt::format("/{}?wait=5", i))));
    const auto all = ask(requests, limits);
    BOOST_TEST(all.size() == 20u);
    for (const auto& got : all) {
        BOOST_TEST(got.failure == "");
        BOOST_TEST(got.protocol == "h2");
        BOOST_TEST(got.body.starts_with("2.0 /"));
        BOOST_TEST(model::header(got.headers, "X-Asked-By") == limits.user_agent);
        BOOST_TEST(model::header(got.headers, "X-Sessions") == "1");
    }
}

BOOST_FIXTURE_TEST_CASE(a_host_may_be_declared_to_speak_1_1_only, Trusted) {
    if (!loopback::H2Host::can_run()) return;
    const loopback::H2Host server{host};
    model::Host declared;
    declared.name = "loop";
    declared.hosts = {"127.0.0.1"};
    declared.http2 = false;
    limits.hosts = {declared};
    const auto got = ask_one(server.url("/a"), limits);
    BOOST_TEST(got.protocol == "http/1.1");
    BOOST_TEST(got.body == "1.1 /a");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(reaching_a_host)

BOOST_AUTO_TEST_CASE(an_address_of_either_kind_is_asked) {
    for (const auto* address : {"127.0.0.1", "::1"}) {
        std::optional<Server> server;
        try {
            server.emplace(hello(), nullptr, address);
        } catch (const std::exception&) {
            std::cerr << "skipped: this machine has no " << address << "\n";
            continue;
        }
        BOOST_TEST(ask_one(server->url("/a")).body == "hello /a");
    }
}

BOOST_AUTO_TEST_CASE(a_name_with_both_kinds_is_asked_where_somebody_listens) {
    Server server{hello()};  // not on ::1, which localhost may mean first
    const auto got = ask_one(fmt::format("http://localhost:{}/a", server.port()));
    BOOST_TEST(got.body == "hello /a", got.failure);
}

BOOST_AUTO_TEST_CASE(a_proxy_of_the_environment_is_asked_in_place_of_the_host) {
    Server proxy{hello()};
    const Environment set{{"http_proxy", proxy.url("")}, {"no_proxy", "own.example"}};
    const auto got =
        ask_by_environment({loopback::request_for("http://host.example/data?x=1")}, short_limits());
    BOOST_TEST(got.at(0).body == "hello http://host.example/data?x=1", got.at(0).failure);
}

BOOST_AUTO_TEST_CASE(no_proxy_is_respected) {
    Server proxy{[](Line& line, const Seen&) { line.answer("200 OK", "", "proxy"); }};
    Server server{hello()};
    const Environment set{{"http_proxy", proxy.url("")}, {"no_proxy", "127.0.0.1"}};
    BOOST_TEST(ask_by_environment({loopback::request_for(server.url("/a"))}, short_limits()).at(0).body ==
               "hello /a");
    BOOST_TEST(proxy.seen().empty());
}

BOOST_FIXTURE_TEST_CASE(https_goes_through_a_tunnel_that_sees_no_more_than_the_host, Trusted) {
    Server server{hello(), &host};
    const loopback::TunnelProxy proxy;
    const Environment set{{"https_proxy", proxy.url()}};
    auto request = loopback::request_for(server.url("/a?api_key=k-1234"));
    request.headers = {{"X-Key", "k-1234"}};
    const auto got = ask_by_environment({request, request}, limits);
    for (const auto& one : got) {
        BOOST_TEST(one.body == "hello /a?api_key=k-1234", one.failure);
        BOOST_TEST(model::header(one.headers, "X-Proxy") == "");
    }
    BOOST_TEST(!proxy.asked().empty());
    for (const auto& head : proxy.asked()) {
        BOOST_TEST(head.starts_with(fmt::format("CONNECT 127.0.0.1:{} HTTP/1.1\r\n", server.port())));
        BOOST_TEST(head.find("k-1234") == std::string::npos);
    }
}

BOOST_FIXTURE_TEST_CASE(a_proxy_that_opens_no_tunnel_is_told, Trusted) {
    const loopback::TunnelProxy proxy;
    const Environment set{{"https_proxy", proxy.url()}};
    const auto got = ask_by_environment({loopback::request_for("https://127.0.0.1:1/a")}, limits);
    BOOST_TEST(got.at(0).status == 0);
    BOOST_TEST(got.at(0).failure.find("502") != std::string::npos, got.at(0).failure);
}

BOOST_FIXTURE_TEST_CASE(a_host_that_knows_only_rsa_key_exchange_is_reached, Trusted) {
    // OpenDART was seen to take nothing but TLS_RSA_WITH_AES_128_GCM_SHA256 under TLS 1.2.
    const auto old = loopback::make_identity({.rsa = true}, &authority);
    Server server{hello(), &old};
    server.only_rsa_key_exchange();
    BOOST_TEST(ask_one(server.url("/a"), limits).body == "hello /a");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(keeping_a_key_at_home)

BOOST_AUTO_TEST_CASE(a_redirect_that_takes_a_key_of_the_path_to_another_host_is_refused) {
    Server other{hello(), nullptr, "127.0.0.2"};
    for (const auto* shown : {"k+12/34", "k%2B12%2F34", "k%2b12/34"}) {
        Server server{[&](Line& line, const Seen&) {
            line.answer("302 Found", "Location: " + other.url(fmt::format("/api/{}/xml", shown)) + "\r\n",
                        "");
        }};
        auto request = loopback::request_for(server.url("/api/k+12/34/xml"));
        request.key = "k+12/34";
        const auto got = ask({request});
        BOOST_TEST(got.size() == 1u);
        BOOST_TEST(got.at(0).failure.find("give this host's key to 127.0.0.2") != std::string::npos);
        BOOST_TEST(got.at(0).failure.find(shown) == std::string::npos);
    }
    BOOST_TEST(other.seen().empty());
}

BOOST_AUTO_TEST_CASE(on_its_own_host_a_redirect_may_carry_the_key) {
    Server server{[](Line& line, const Seen& seen) {
        if (seen.target == "/a/k-1234") return line.answer("302 Found", "Location: /b/k-1234\r\n", "");
        line.answer("200 OK", "", "arrived");
    }};
    auto request = loopback::request_for(server.url("/a/k-1234"));
    request.key = "k-1234";
    BOOST_TEST(ask({request}).back().body == "arrived");
}

BOOST_AUTO_TEST_SUITE_END()
