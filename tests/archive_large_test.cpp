// What a large archive costs: 2,000 snapshots in ctest, a million with TUJA_LONG=1 (tests/bench/archive.sh).
#include <fmt/format.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdlib>
#include <iostream>

#include "pipeline/desk.hpp"
#include "support/archives.hpp"
#include "support/bank.hpp"

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

const int snapshots = std::getenv("TUJA_LONG") ? 1'000'000 : 2'000;
const int addresses = snapshots / 10;

std::string address(int number) {
    return fmt::format("http://bank.example/KOR;USA/GDP?date=2020:2024&page={}", number);
}

/// Every address is asked on ten days; each answer is another one.
model::Exchange asked(int number) {
    model::Exchange exchange;
    const auto day = base::make_day(2026, 1, 1) + std::chrono::days{number / addresses};
    exchange.request = {
        "bank", "GDP", address(number % addresses), {{"Accept", "text/xml"}}, {}, base::Instant{day}, 1};
    exchange.fetched = base::Instant{day} + std::chrono::milliseconds{number % addresses};
    exchange.status = 200;
    exchange.headers = {{"Content-Type", "text/xml"}};
    exchange.body = test::world_bank_page({{"KOR", "2024", std::to_string(number)}});
    return exchange;
}

void fill(test::Bank& bank) {
    for (int done = 0; done < snapshots;) {
        const int until = std::min(done + 20'000, snapshots);
        bank.store->together([&] {
            for (; done < until; ++done) {
                model::VisitFacts visit;
                visit.source = "bank";
                visit.part = "GDP";
                visit.pages.push_back({bank.archive->append(asked(done), "schedule"), "facts", {}, {}, {}});
                bank.store->put(visit);
            }
        });
    }
    bank.store->set_method("bank", bank.house.method(bank.source()));
}

/// Seconds of a thousand searches, the fastest first.
std::vector<double> a_thousand_searches(store::Store& store) {
    std::vector<double> seconds;
    for (int i = 0; i < 1000; ++i) {
        const auto url = address(static_cast<int>(i * 7919LL % addresses));
        const auto start = Clock::now();
        const auto found = store.snapshot_at(url, base::end_of(base::make_day(2026, 1, 1 + i % 10)));
        seconds.push_back(since(start));
        if (!found || found->url != url) throw std::runtime_error{"not found: " + url};
    }
    std::sort(seconds.begin(), seconds.end());
    return seconds;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_large_archive)

BOOST_AUTO_TEST_CASE(opens_and_answers_without_reading_what_it_holds) {
    test::Bank bank;
    // The bench looks on from outside.
    if (const char* home = std::getenv("TUJA_BENCH_HOME")) {
        bank.leave();
        bank.house.settings.home = bank.house.store_folder = home;
        bank.enter();
    }
    auto start = Clock::now();
    fill(bank);
    bank.leave();
    std::cout << fmt::format("{} snapshots kept in {:.1f} s\n", snapshots, since(start));
    for (int run = 1; run <= 2; ++run) {
        start = Clock::now();
        pipeline::Desk desk{bank.house};
        const auto open = since(start);
        start = Clock::now();
        if (run == 2) desk.archive.append(asked(snapshots - 1), "schedule");  // a body that the index knows
        const auto repeat = since(start);
        start = Clock::now();
        const auto newest = desk.store.newest("bank");
        const auto asked_newest = since(start);
        const auto found = a_thousand_searches(desk.store);
        std::cout << fmt::format(
            "opened for a run in {:.4f} s, a known body in {:.4f} s, newest of a source in {:.4f} s, "
            "one by address and day in {:.5f} s (the slowest of 1000 in {:.5f} s)\n",
            open, repeat, asked_newest, found.at(500), found.back());
        BOOST_TEST(newest.has_value());
    }
    bank.enter();
}

BOOST_AUTO_TEST_SUITE_END()
