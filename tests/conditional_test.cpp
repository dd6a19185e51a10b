// "Not modified": the same body seen again, at another moment.
#include <boost/test/unit_test.hpp>
#include <random>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "pipeline/ingest.hpp"
#include "pipeline/run.hpp"
#include "support/bank.hpp"

namespace {

using test::Bank;
using test::Scripted;
using test::world_bank_page;

/// A bank that knows validators: its answers carry their digest as ETag, and say 304 to who sends it.
struct Host {
    std::string body;
    std::size_t full = 0, unmodified = 0;
    std::string asked_etag, asked_since, new_etag;
    bool with_etag = true;

    Scripted::Says operator()(const model::Request& request) {
        const auto etag = "W/\"" + base::sha256(body).substr(0, 12) + "\"";
        asked_etag = model::header(request.headers, "If-None-Match");
        asked_since = model::header(request.headers, "If-Modified-Since");
        if (asked_etag == etag || (!asked_etag.empty() && asked_etag == new_etag)) {
            ++unmodified;
            model::Headers headers;
            if (!new_etag.empty()) headers.emplace_back("ETag", new_etag);
            return {304, "", "", headers};
        }
        ++full;
        model::Headers headers{{"Last-Modified", "Tue, 31 Mar 2026 00:00:00 GMT"}};
        if (with_etag) headers.emplace_back("ETag", etag);
        return {200, body, "", headers};
    }
};

/// A bank whose source is not paged, as most are not.
struct Asking : Bank {
    Host host;
    Scripted web{[this](const model::Request& request) { return host(request); }};

    Asking() { house.sources.front().paging.by = "none"; }
    pipeline::Outcome ask(const std::string& at, const std::string& body) {
        host.body = body;
        return visit(at, 2023, 2024, web);
    }
    void lose_the_database() {
        archive->close();
        leave();
        std::filesystem::remove(house.database());
        pipeline::rebuild(house);
        enter();
    }
};

std::string page(const std::string& value, const std::string& other = "9") {
    return world_bank_page({{"KOR", "2023", value}, {"KOR", "2024", other}}, 1, 1, "2026-02-01");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(asking_only_for_what_is_newer)

BOOST_FIXTURE_TEST_CASE(validators_are_sent_back_as_the_host_wrote_them, Asking) {
    ask("2026-04-01", page("1"));
    BOOST_TEST(host.asked_etag == "");
    ask("2026-04-02", page("1"));
    BOOST_TEST(host.asked_etag.starts_with("W/\""));
    BOOST_TEST(host.asked_since == "Tue, 31 Mar 2026 00:00:00 GMT");
    BOOST_TEST(host.unmodified == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_304_is_the_same_body_seen_again, Asking) {
    ask("2026-04-01", page("1"));
    const auto again = ask("2026-04-02", page("1"));
    BOOST_TEST(again.good());
    BOOST_TEST(korea() == "2023=1 2024=9");
    const auto all = store->snapshots("bank");
    BOOST_REQUIRE(all.size() == 2u);
    BOOST_TEST(all[1].status == 304);
    BOOST_TEST(all[1].sha256 == all[0].sha256);
    BOOST_TEST(store->query("SELECT * FROM observation").rows.size() == 2u);
}

BOOST_FIXTURE_TEST_CASE(a_value_that_comes_back_with_a_304_is_known_again, Asking) {
    // A, then B, then the host says "not modified" to A's validators: it must not, but then A holds again.
    ask("2026-04-01", page("1"));
    ask("2026-04-02", page("2"));
    BOOST_TEST(korea() == "2023=2 2024=9");
    ask("2026-04-03", page("1"));
    BOOST_TEST(korea() == "2023=1 2024=9");
}

BOOST_FIXTURE_TEST_CASE(a_rebuild_does_not_lose_the_validators, Asking) {
    ask("2026-04-01", page("1"));
    ask("2026-04-02", page("1"));
    const auto before = dump();
    lose_the_database();
    BOOST_TEST(dump() == before);
    ask("2026-04-03", page("1"));
    BOOST_TEST(host.unmodified == 2u);
}

BOOST_FIXTURE_TEST_CASE(changed_validators_of_a_304_are_kept_instead_of_the_old_ones, Asking) {
    ask("2026-04-01", page("1"));
    host.new_etag = "\"renamed\"";
    ask("2026-04-02", page("1"));
    lose_the_database();
    ask("2026-04-03", page("1"));
    BOOST_TEST(host.asked_etag == "\"renamed\"");
    BOOST_TEST(host.asked_since == "Tue, 31 Mar 2026 00:00:00 GMT");  // said by the 200, and by no 304 since
    BOOST_TEST(host.unmodified == 2u);
}

BOOST_FIXTURE_TEST_CASE(a_304_that_nobody_asked_for_is_a_failure_and_the_next_run_asks_plainly, Asking) {
    Scripted rude{[](const model::Request&) { return Scripted::Says{304, "", ""}; }};
    const auto outcome = visit("2026-04-01", 2023, 2024, rude);
    BOOST_TEST(outcome.failed == 1u);
    BOOST_TEST(outcome.reason.find("304") != std::string::npos, outcome.reason);
    BOOST_TEST(ask("2026-04-02", page("1")).good());
    BOOST_TEST(korea() == "2023=1 2024=9");
}

BOOST_FIXTURE_TEST_CASE(what_was_not_whole_is_asked_for_in_full, Asking) {
    ask("2026-04-01", page(".."));  // a reject, and none is allowed
    ask("2026-04-02", page(".."));
    BOOST_TEST(host.full == 2u);
}

BOOST_FIXTURE_TEST_CASE(what_another_method_read_is_asked_for_in_full, Asking) {
    ask("2026-04-01", page("1"));
    house.sources.front().digest = "changed";
    ask("2026-04-02", page("1"));
    BOOST_TEST(host.full == 2u);
}

BOOST_AUTO_TEST_CASE(pages_of_one_visit_may_come_new_and_unmodified) {
    Bank bank;
    std::map<int, Host> hosts;
    Scripted web{[&](const model::Request& request) { return hosts[request.page](request); }};
    hosts[1].body = world_bank_page({{"KOR", "2023", "1"}}, 1, 2);
    hosts[2].body = world_bank_page({{"KOR", "2024", "2"}}, 2, 2);
    bank.visit("2026-04-01", 2023, 2024, web);
    hosts[2].body = world_bank_page({{"KOR", "2024", "3"}}, 2, 2);
    BOOST_TEST(bank.visit("2026-04-02", 2023, 2024, web).good());
    BOOST_TEST(hosts[1].unmodified == 1u);
    BOOST_TEST(hosts[2].unmodified == 0u);
    BOOST_TEST(bank.korea() == "2023=1 2024=3");
}

BOOST_AUTO_TEST_CASE(what_is_not_read_again_changes_nothing) {
    // Random histories of two parts that feed the same series. Live answers that repeat are skipped where
    // they can't change anything; normalizing again reads every one of them.
    const unsigned seed = std::random_device{}();
    BOOST_TEST_MESSAGE("seed " << seed);
    std::mt19937 random{seed};
    for (int round = 0; round < 12; ++round) {
        Asking bank;
        auto& source = bank.house.sources.front();
        source.window = round % 2 == 0 ? "whole" : "years";
        source.parts.push_back(source.parts.front());
        source.parts.back().id = "MORE";
        std::map<std::string, Host> hosts;
        Scripted web{[&](const model::Request& request) { return hosts[request.part](request); }};
        for (int day = 1; day <= 20; ++day) {
            const auto at = base::make_day(2026, 3, 1) + std::chrono::days{day};
            for (const auto* part : {"GDP", "MORE"}) {
                auto& host = hosts[part];
                host.with_etag = random() % 3 != 0;
                if (random() % 4 == 0 || host.body.empty())
                    host.body = random() % 5 == 0
                                    ? "broken"
                                    : page(std::to_string(random() % 2), std::to_string(random() % 2));
            }
            pipeline::Rooms rooms{bank.house, *bank.archive, *bank.store, web, "test"};
            std::vector<jobs::Visit> visits;
            for (const auto* part : {"GDP", "MORE"}) {
                jobs::Visit visit;
                visit.source = "bank";
                visit.part = part;
                visit.window = {base::make_day(2023, 1, 1),
                                round % 3 == 0 ? at : base::Day{base::make_day(2025, 1, 1)}};
                visit.at = base::Instant{at} + std::chrono::hours{*part == 'M'};
                visits.push_back(visit);
            }
            pipeline::fetch_source(rooms, source, visits);
        }
        const auto skipped = bank.dump();
        pipeline::normalize_again(bank.house, *bank.archive, *bank.store, source);
        BOOST_REQUIRE_MESSAGE(bank.dump() == skipped, "seed " << seed << " round " << round);
        bank.lose_the_database();
        BOOST_REQUIRE_MESSAGE(bank.dump() == skipped, "seed " << seed << " round " << round << ", rebuilt");
    }
}

BOOST_FIXTURE_TEST_CASE(what_repeats_and_moves_nothing_is_not_read, Asking) {
    ask("2026-04-01", page("1"));
    BOOST_TEST(ask("2026-04-02", page("1")).unchanged == 0u);  // the last visit made rows: read once more
    BOOST_TEST(ask("2026-04-03", page("1")).unchanged == 1u);
    host.with_etag = false;
    BOOST_TEST(ask("2026-04-04", page("2")).unchanged == 0u);
    BOOST_TEST(ask("2026-04-05", page("2")).unchanged == 0u);
    BOOST_TEST(ask("2026-04-06", page("2")).unchanged == 1u);  // the same bytes with status 200
}

BOOST_AUTO_TEST_SUITE_END()
