// The promises to hosts, as the store keeps them: exact over processes and reruns.
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <random>

#include "model/host.hpp"
#include "pipeline/budget.hpp"
#include "support/folder.hpp"

using namespace std::chrono_literals;

namespace {

const auto start = base::read_instant("2026-05-31T04:05:06Z").value();
const std::filesystem::path sql = std::filesystem::path{TUJA_ROOT} / "sql";

model::Host host_with(model::Budget budget) {
    model::Host host;
    host.name = "bank";
    host.hosts = {"bank.example"};
    host.budget = budget;
    return host;
}

/// One run's view of the promises: a store and its gate.
struct Desk {
    store::Store store;
    pipeline::Budgets gate;
    explicit Desk(const test::Folder& folder)
        : store(folder.path / "tuja.db", sql, store::Store::Mode::write),
          gate(store, folder.path / "locks") {}

    bool may(const std::vector<model::Host>& hosts, base::Instant now) {
        const auto lane = model::lane_of(hosts, "https://bank.example/a");
        const bool yes = !gate.ask(lane, now).not_before;
        if (yes) gate.done(lane);
        return yes;
    }
};

/// What two processes write down: when they were let go. A clock they share moves on as they ask.
struct Shared {
    std::atomic<long long> clock{0};
    std::atomic<int> count{0};
    std::array<long long, 20'000> sent;
};

void ask_at_random(const test::Folder& folder, const std::vector<model::Host>& hosts, unsigned seed,
                   Shared& shared, int questions) {
    Desk desk{folder};
    std::mt19937 random{seed};
    std::exponential_distribution<double> step{1.0 / 2e6};
    for (int i = 0; i < questions; ++i) {
        // Now and then nobody asks for a long time, as between two nights.
        const auto pause = static_cast<long long>(step(random) * (random() % 300 == 0 ? 20'000 : 1));
        const auto now = shared.clock.fetch_add(pause) + pause;
        if (desk.may(hosts, start + std::chrono::microseconds{now})) shared.sent[shared.count++] = now;
    }
}

/// The largest number of requests in any window of this span.
int most_in(const std::vector<long long>& sent, std::chrono::microseconds span) {
    std::size_t first = 0, most = 0;
    for (std::size_t last = 0; last < sent.size(); ++last) {
        while (sent[last] - sent[first] >= span.count()) ++first;
        most = std::max(most, last - first + 1);
    }
    return static_cast<int>(most);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(keeping_budgets)

BOOST_AUTO_TEST_CASE(no_window_of_two_processes_ever_holds_more_than_was_promised) {
    const auto seed = std::random_device{}();
    BOOST_TEST_MESSAGE("seed " << seed);
    std::cerr << "keeping_budgets: seed " << seed << "\n";
    std::mt19937 random{seed};
    auto* shared =
        new (::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))
            Shared;
    for (int round = 0; round < 6; ++round) {
        const test::Folder folder;
        { const Desk made{folder}; }  // two first runs are another test's matter
        model::Budget budget;
        budget.per_minute = 1 + static_cast<int>(random() % 20);
        budget.per_hour = budget.per_minute * (1 + static_cast<int>(random() % 5));
        budget.per_day = random() % 2 ? budget.per_hour * 2 : 0;
        budget.per_second = random() % 2 ? 0.5 : 0;
        const std::vector hosts{host_with(budget)};
        shared->count = 0;
        std::vector<pid_t> children;
        for (unsigned child = 0; child < 2; ++child) {
            const auto own = static_cast<unsigned>(random());
            const pid_t pid = ::fork();
            if (pid == 0) {
                try {
                    ask_at_random(folder, hosts, own, *shared, 1500);
                } catch (const std::exception& error) {
                    std::cerr << error.what() << "\n";
                    ::_exit(1);
                }
                ::_exit(0);
            }
            children.push_back(pid);
        }
        for (const auto pid : children) {
            int status = -1;
            ::waitpid(pid, &status, 0);
            BOOST_TEST(status == 0);
        }
        std::vector<long long> sent(shared->sent.begin(), shared->sent.begin() + shared->count);
        std::sort(sent.begin(), sent.end());
        BOOST_TEST(sent.size() >
                   static_cast<std::size_t>(budget.per_minute));  // somebody had to wait, and went on
        BOOST_TEST(most_in(sent, 1min) <= budget.per_minute);
        BOOST_TEST(most_in(sent, 1h) <= budget.per_hour);
        if (budget.per_day) BOOST_TEST(most_in(sent, 24h) <= budget.per_day);
        if (budget.per_second > 0) BOOST_TEST(most_in(sent, 2s) == 1);
    }
    ::munmap(shared, sizeof(Shared));
}

BOOST_AUTO_TEST_CASE(all_of_a_budget_may_be_used) {
    const test::Folder folder;
    Desk desk{folder};
    const std::vector hosts{host_with({.per_minute = 3, .per_hour = 5})};
    int granted = 0;
    for (int second = 0; second < 3600; ++second)
        granted += desk.may(hosts, start + std::chrono::seconds{second});
    BOOST_TEST(granted == 5);
    BOOST_TEST(desk.may(hosts, start + 1h));
}

BOOST_AUTO_TEST_CASE(what_the_last_run_spent_is_spent) {
    const test::Folder folder;
    const std::vector hosts{host_with({.per_hour = 2})};
    const auto lane = model::lane_of(hosts, "https://bank.example/a");
    BOOST_TEST(Desk{folder}.may(hosts, start));
    BOOST_TEST(Desk{folder}.may(hosts, start + 1s));
    const auto permit = Desk{folder}.gate.ask(lane, start + 2s);
    BOOST_TEST((permit.not_before == start + 1h));
    BOOST_TEST(permit.why == "budget of bank spent (2 an hour)");
}

BOOST_AUTO_TEST_CASE(a_rest_holds_for_the_next_run_and_for_hosts_without_a_budget) {
    const test::Folder folder;
    const std::vector<model::Host> none;
    const auto lane = model::lane_of(none, "https://feed.example/rss");
    Desk{folder}.gate.rest(lane, start + 2h, "feed.example asks to be left alone");
    Desk next{folder};
    BOOST_TEST((next.gate.ask(lane, start + 1h).not_before == start + 2h));
    BOOST_TEST(next.gate.ask(lane, start + 1h).why == "feed.example asks to be left alone");
    BOOST_TEST(!next.gate.ask(lane, start + 2h).not_before.has_value());
}

BOOST_AUTO_TEST_CASE(a_place_at_a_host_is_one_for_all_runs) {
    const test::Folder folder;
    Desk one{folder}, other{folder};
    const std::vector hosts{host_with({.concurrency = 1})};
    const auto lane = model::lane_of(hosts, "https://bank.example/a");
    BOOST_TEST(!one.gate.ask(lane, start).not_before.has_value());
    const auto permit = other.gate.ask(lane, start);
    BOOST_TEST((permit.not_before && *permit.not_before - start < 1s));
    one.gate.done(lane);
    BOOST_TEST(!other.gate.ask(lane, start).not_before.has_value());
}

BOOST_AUTO_TEST_CASE(a_refused_request_takes_no_place) {
    const test::Folder folder;
    Desk one{folder}, other{folder};
    const std::vector hosts{host_with({.per_hour = 1, .concurrency = 1})};
    const auto lane = model::lane_of(hosts, "https://bank.example/a");
    BOOST_TEST(one.may(hosts, start));
    BOOST_TEST(one.gate.ask(lane, start).why == "budget of bank spent (1 an hour)");
    BOOST_TEST(other.gate.ask(lane, start).why == "budget of bank spent (1 an hour)");
}

BOOST_AUTO_TEST_CASE(classes_are_counted_apart_and_several_hosts_together) {
    const test::Folder folder;
    Desk desk{folder};
    auto host = host_with({.per_hour = 1});
    host.hosts.push_back("www.bank.example:8080");
    host.classes.push_back({"structure", {"/rest/dataflow"}, {.per_hour = 1}});
    const std::vector hosts{host};
    const auto ask = [&](const char* url) { return desk.gate.ask(model::lane_of(hosts, url), start).why; };
    BOOST_TEST(ask("https://bank.example/rest/data/a") == "");
    BOOST_TEST(ask("http://me@WWW.bank.example:8080/b?c") == "budget of bank spent (1 an hour)");
    BOOST_TEST(ask("https://www.bank.example/b") == "");  // another port: not declared
    BOOST_TEST(ask("https://bank.example/rest/dataflow/x") == "");
    BOOST_TEST(ask("https://bank.example:443/rest/dataflow") == "budget of bank structure spent (1 an hour)");
}

BOOST_AUTO_TEST_CASE(a_lost_ledger_counts_as_half_spent) {
    const test::Folder folder;
    Desk desk{folder};
    const std::vector hosts{host_with({.per_minute = 10, .per_hour = 40})};
    model::VisitFacts visit;
    visit.source = visit.part = "bank";
    visit.pages.emplace_back();
    auto& snapshot = visit.pages.back().snapshot;
    snapshot.source = snapshot.part = "bank";
    snapshot.url = "https://bank.example/a";
    snapshot.origin = "live";
    snapshot.fetched = start - 10min;
    desk.store.put(visit);
    desk.store.begin_run("run daily", start);
    int granted = 0;
    while (desk.may(hosts, start)) ++granted;
    BOOST_TEST(granted == 5);
    for (int second = 0; second < 3000; ++second)
        granted += desk.may(hosts, start + std::chrono::seconds{second});
    BOOST_TEST(granted == 20);
}

BOOST_AUTO_TEST_CASE(the_ledger_is_copied_whatever_tables_it_has) {
    const test::Folder old_home, new_home;
    const std::vector hosts{host_with({.per_hour = 1})};
    {
        Desk old{old_home};
        old.may(hosts, start);
        old.gate.rest(model::lane_of({}, "https://feed.example/"), start + 2h, "asked");
        old.store.begin_run("run daily", start);
        old.store.query("SELECT 1");
        old.store.finish();
    }
    Desk made{new_home};
    made.store.copy_ledger(old_home.path / "tuja.db");
    BOOST_TEST(!made.may(hosts, start + 1s));
    BOOST_TEST(made.store.rests(start).at("feed.example").why == "asked");
    BOOST_TEST(made.store.query("SELECT command FROM ops_run").rows.size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_is_left_is_told) {
    const test::Folder folder;
    Desk desk{folder};
    const std::vector hosts{host_with({.per_minute = 2, .per_hour = 5})};
    desk.may(hosts, start);
    desk.may(hosts, start + 90s);
    const auto left = pipeline::budgets_left(desk.store, hosts, start + 100s);
    BOOST_TEST(left.size() == 2u);
    BOOST_TEST((left.at(0).span == "minute" && left.at(0).left == 1));
    BOOST_TEST((left.at(1).span == "hour" && left.at(1).left == 3 && left.at(1).most == 5));
}

BOOST_AUTO_TEST_SUITE_END()
