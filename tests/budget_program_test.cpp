// What an operator sees of a spent budget: the built program against a host on loopback.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>

#include "base/file.hpp"
#include "support/bank.hpp"
#include "support/loopback.hpp"
#include "support/share.hpp"

namespace {

using loopback::Line, loopback::Seen, loopback::Server;

/// A share with one source and what is promised to its host.
struct Promised : test::Share {
    std::string status = "200 OK", headers = "Content-Type: text/xml\r\n", body;
    Server server{[this](Line& line, const Seen&) {
        line.answer(status, headers, body.empty() ? test::world_bank_page({{"KOR", "2024", "1.5"}}) : body);
    }};

    Promised() {
        add("bank", test::bank_toml(fmt::format("http://127.0.0.1:{}", server.port())));
        promise("per_hour = 1\n");
    }

    void promise(const std::string& keys) const {
        base::write_file(share / "jobs/hosts.toml",
                         "[[host]]\nname = \"bank\"\nhosts = [\"127.0.0.1\"]\n" + keys);
    }
    test::Ran fetch(const std::string& now, const std::string& contact = "") const {
        auto all = settings(now);
        all.insert(all.end(), {"no_proxy=*", "TUJA_CONTACT=" + contact});
        return test::tuja({"fetch", "bank"}, all);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(running_within_a_budget)

BOOST_FIXTURE_TEST_CASE(what_is_spent_is_no_failure_and_the_next_run_goes_on, Promised) {
    BOOST_TEST(fetch("2026-04-01T00:00:00Z").status == 0);
    const auto spent = fetch("2026-04-01T00:20:00Z");
    BOOST_TEST(spent.status == 0, spent.err);
    BOOST_TEST(
        spent.err.find("budget of bank spent (1 an hour): resume after 01:01 UTC") != std::string::npos,
        spent.err);
    BOOST_TEST(server.seen().size() == 1u);
    BOOST_TEST(fetch("2026-04-01T01:00:10Z").status == 0);
    BOOST_TEST(server.seen().size() == 2u);
}

BOOST_FIXTURE_TEST_CASE(a_rebuild_keeps_what_was_spent, Promised) {
    fetch("2026-04-01T00:00:00Z");
    BOOST_TEST(run("2026-04-01T00:10:00Z", {"rebuild"}).status == 0);
    fetch("2026-04-01T00:20:00Z");
    BOOST_TEST(server.seen().size() == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_long_retry_after_is_remembered_by_the_next_run, Promised) {
    promise("");
    status = "503 Service Unavailable";
    headers += "Retry-After: 7200\r\n";
    fetch("2026-04-01T00:00:00Z");
    status = "200 OK";
    const auto resting = fetch("2026-04-01T01:00:00Z");
    BOOST_TEST(server.seen().size() == 1u);
    BOOST_TEST(resting.status == 0);
    BOOST_TEST(resting.err.find("bank answered 503 and asks to be left alone: resume after 02:01 UTC") !=
                   std::string::npos,
               resting.err);
    BOOST_TEST(fetch("2026-04-01T02:01:00Z").status == 0);
    BOOST_TEST(server.seen().size() == 2u);
}

BOOST_FIXTURE_TEST_CASE(a_quota_that_the_host_calls_spent_is_left_alone_until_it_begins_anew, Promised) {
    promise("");
    add("bank", test::bank_toml(fmt::format("http://127.0.0.1:{}", server.port())) +
                    "[error]\ncode = [\"error/code\"]\nquota = [\"020\"]\nquota_begins = \"day+09:00\"\n");
    body = "<error><code>020</code></error>";
    const auto spent = fetch("2026-04-01T10:00:00Z");
    BOOST_TEST(spent.err.find("the host's quota is spent (020)") != std::string::npos, spent.err);
    body.clear();
    const auto resting = fetch("2026-04-01T12:00:00Z");
    BOOST_TEST(
        resting.err.find("bank says that its quota is spent: resume after 15:00 UTC") != std::string::npos,
        resting.err);
    BOOST_TEST(server.seen().size() == 1u);
    BOOST_TEST(fetch("2026-04-01T15:00:00Z").status == 0);  // midnight in Seoul
    BOOST_TEST(server.seen().size() == 2u);
}

BOOST_FIXTURE_TEST_CASE(a_host_that_wants_a_contact_is_not_asked_without_one, Promised) {
    promise("contact = \"required\"\n");
    const auto anonymous = fetch("2026-04-01T00:00:00Z");
    BOOST_TEST(anonymous.err.find("set TUJA_CONTACT") != std::string::npos, anonymous.err);
    BOOST_TEST(server.seen().empty());
    fetch("2026-04-01T00:00:00Z", "me@example.org");
    BOOST_TEST(server.seen().at(0).says("User-Agent: tuja/0.1 (me@example.org)"));
}

BOOST_AUTO_TEST_SUITE_END()
