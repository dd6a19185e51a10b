// What the network does with a budget that is kept elsewhere.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>

#include "fetch/gate.hpp"
#include "support/loopback.hpp"
#include "support/loopback_client.hpp"

using loopback::Line, loopback::Seen, loopback::Server, loopback::short_limits;
using namespace std::chrono_literals;

namespace {

/// Lets so many go and refuses the others until a moment; remembers what it was told.
class Doorman : public fetch::Gate {
  public:
    int left = 1'000, out = 0, most_out = 0;
    std::chrono::microseconds wait{1h};
    std::vector<std::string> asked, rested;

    fetch::Permit ask(const model::Lane& lane, base::Instant now) override {
        asked.push_back(lane.name);
        if (left == 0) {
            if (wait < 1s) left = 1;
            return {now + wait, "budget of " + lane.name + " spent (2 an hour)"};
        }
        --left;
        most_out = std::max(most_out, ++out);
        return {};
    }
    void done(const model::Lane&) override { --out; }
    void rest(const model::Lane& lane, base::Instant until, const std::string& why) override {
        rested.push_back(fmt::format("{} until {}: {}", lane.name, base::iso(until).substr(0, 16), why));
        left = 0;
    }
};

std::vector<model::Exchange> ask(Doorman& doorman, const fetch::Limits& limits,
                                 std::vector<model::Request> requests) {
    setenv("no_proxy", "*", 1);
    fetch::Web web{limits, loopback::test_time, &doorman};
    std::vector<model::Exchange> given;
    web.run(std::move(requests), [&](model::Exchange&& got) {
        given.push_back(std::move(got));
        return std::vector<model::Request>{};
    });
    return given;
}

std::vector<model::Request> requests_for(const Server& server, int count) {
    std::vector<model::Request> all;
    for (int i = 0; i < count; ++i) all.push_back(loopback::request_for(server.url(fmt::format("/{}", i))));
    return all;
}

Server::Play always(std::string status, std::string headers = "") {
    return [=](Line& line, const Seen&) { line.answer(status, headers, "x"); };
}

model::Host declared(model::Budget budget) {
    model::Host host;
    host.name = "loop";
    host.hosts = {"127.0.0.1"};
    host.budget = budget;
    return host;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fetching_within_a_budget)

BOOST_AUTO_TEST_CASE(a_spent_budget_is_said_at_once_and_nobody_waits_for_it) {
    Server server{always("200 OK")};
    Doorman doorman;
    doorman.left = 2;
    const auto got = ask(doorman, short_limits(), requests_for(server, 5));
    BOOST_TEST(got.size() == 5u);
    BOOST_TEST(server.seen().size() == 2u);
    int put_off = 0;
    for (const auto& one : got)
        if (one.resume_after) {
            ++put_off;
            BOOST_TEST(one.status == 0);
            BOOST_TEST(one.failure == "budget of 127.0.0.1 spent (2 an hour): resume after 05:06 UTC");
        }
    BOOST_TEST(put_off == 3);
    BOOST_TEST(doorman.out == 0);
}

BOOST_AUTO_TEST_CASE(the_day_is_said_where_it_is_another_one) {
    Server server{always("200 OK")};
    Doorman doorman;
    doorman.left = 0;
    doorman.wait = 20h;
    const auto got = ask(doorman, short_limits(), requests_for(server, 1));
    BOOST_TEST(got.at(0).failure.ends_with("resume after 2026-06-01 00:06 UTC"));
}

BOOST_AUTO_TEST_CASE(a_budget_that_is_soon_free_is_waited_for_in_order) {
    Server server{always("200 OK")};
    Doorman doorman;
    doorman.left = 1;
    doorman.wait = 20ms;
    auto limits = short_limits();
    limits.per_host = 1;
    const auto got = ask(doorman, limits, requests_for(server, 4));
    for (const auto& one : got) BOOST_TEST(one.status == 200);
    const auto seen = server.seen();
    for (std::size_t i = 0; i < seen.size(); ++i) BOOST_TEST(seen[i].target == fmt::format("/{}", i));
    BOOST_TEST((seen.back().at - seen.front().at >= 60ms));
}

BOOST_AUTO_TEST_CASE(a_retry_and_a_redirect_need_a_permit_too) {
    Server server{[turn = 0](Line& line, const Seen&) mutable {
        if (turn++ == 0) return line.answer("500 Oops", "", "");
        line.answer("302 Found", "Location: /b\r\n", "");
    }};
    Doorman doorman;
    doorman.left = 2;
    const auto got = ask(doorman, short_limits(), requests_for(server, 1));
    BOOST_TEST(server.seen().size() == 2u);
    BOOST_TEST(got.size() == 2u);
    BOOST_TEST(got.at(0).status == 302);
    BOOST_TEST(got.at(1).resume_after.has_value());
    BOOST_TEST(got.at(1).request.url == server.url("/b"));
    BOOST_TEST(doorman.out == 0);
}

BOOST_AUTO_TEST_CASE(a_long_retry_after_becomes_a_rest_and_the_others_are_not_asked) {
    Server server{always("429 Too Many Requests", "Retry-After: 7200\r\n")};
    Doorman doorman;
    auto limits = short_limits();
    limits.per_host = 1;
    const auto got = ask(doorman, limits, requests_for(server, 3));
    BOOST_TEST(server.seen().size() == 1u);
    BOOST_TEST(got.at(0).status == 429);
    BOOST_TEST(got.at(1).resume_after.has_value());
    BOOST_TEST(doorman.rested.at(0) ==
               "127.0.0.1 until 2026-05-31T06:05: 127.0.0.1 answered 429 and asks to be left alone");
}

BOOST_AUTO_TEST_CASE(who_asks_for_years_gets_a_day) {
    Server server{always("503 Service Unavailable", "Retry-After: 999999999\r\n")};
    Doorman doorman;
    ask(doorman, short_limits(), requests_for(server, 1));
    BOOST_TEST(doorman.rested.at(0).starts_with("127.0.0.1 until 2026-06-01T04:05"));
}

BOOST_AUTO_TEST_CASE(a_429_without_a_word_means_the_rest_that_is_declared) {
    Server server{always("429 Too Many Requests")};
    Doorman doorman;
    auto limits = short_limits();
    auto host = declared({});
    host.rest_minutes = 10;
    limits.hosts = {host};
    ask(doorman, limits, requests_for(server, 1));
    BOOST_TEST(server.seen().size() == 1u);
    BOOST_TEST(doorman.rested.at(0) ==
               "loop until 2026-05-31T04:15: loop answered 429 and asks to be left alone");
}

BOOST_AUTO_TEST_CASE(a_declared_concurrency_holds_for_all_hosts_of_the_declaration) {
    Server one{always("200 OK")}, other{always("200 OK"), nullptr, "127.0.0.2"};
    Doorman doorman;
    auto limits = short_limits();
    auto host = declared({.concurrency = 1});
    host.hosts.push_back("127.0.0.2");
    limits.hosts = {host};
    auto requests = requests_for(one, 5);
    for (auto& more : requests_for(other, 5)) requests.push_back(more);
    for (const auto& got : ask(doorman, limits, requests)) BOOST_TEST(got.status == 200);
    BOOST_TEST(doorman.most_out == 1);
}

BOOST_AUTO_TEST_CASE(limits_of_a_host_replace_the_programs) {
    Server server{[](Line& line, const Seen& seen) {
        if (seen.target == "/0") return line.answer("200 OK", "", std::string(3 << 20, 'x'));
        line.stall();
    }};
    Doorman doorman;
    auto limits = short_limits();
    limits.tries = 1;
    auto host = declared({});
    host.body_megabytes = 2;
    host.total_seconds = 1;
    limits.body = 100;
    limits.hosts = {host};
    const auto got = ask(doorman, limits, requests_for(server, 2));
    BOOST_TEST(got.at(0).failure.find("more than 2097152 bytes") != std::string::npos);
    BOOST_TEST(got.at(1).failure.find("timed out after 1") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
