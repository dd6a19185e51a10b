// All sources of a run at once: who is closed when, and what a kill in between leaves.
#include <boost/test/unit_test.hpp>
#include <deque>
#include <random>

#include "base/text.hpp"
#include "pipeline/ingest.hpp"
#include "support/bank.hpp"

namespace {

using test::Bank;
using test::world_bank_page;

/// A house with several banks, each of its own host.
struct Banks : Bank {
    explicit Banks(int count) {
        const auto first = house.sources.front();
        for (int i = 1; i < count; ++i) {
            auto more = first;
            more.name = "bank" + std::to_string(i);
            more.parts.front().url =
                base::replace_all(more.parts.front().url, "bank.example", more.name + ".example");
            house.sources.push_back(std::move(more));
        }
    }

    /// Every source, one visit a year from 2015 on.
    std::vector<pipeline::Asked> everything(const std::string& at, int years) const {
        std::vector<pipeline::Asked> all;
        for (const auto& one : house.sources) {
            pipeline::Asked asked{&one, {}};
            for (int year = 2015; year < 2015 + years; ++year)
                asked.visits.push_back({one.name,
                                        "GDP",
                                        {base::make_day(year, 1, 1), base::make_day(year + 1, 1, 1)},
                                        base::read_instant(at).value()});
            all.push_back(std::move(asked));
        }
        return all;
    }

    std::vector<pipeline::Outcome> ask(fetch::Transport& web, const std::vector<pipeline::Asked>& asked) {
        pipeline::Rooms rooms{house, *archive, *store, web, "test"};
        std::vector<pipeline::Outcome> outcomes;
        pipeline::fetch_sources(rooms, asked,
                                [&](pipeline::Outcome&& one) { outcomes.push_back(std::move(one)); });
        return outcomes;
    }
};

std::string year_of(const model::Request& request) {
    return std::to_string(base::year_of(request.window.from));
}

/// Answers one of the waiting requests after the other, in an order that the seed decides.
class Shuffled : public fetch::Transport {
  public:
    explicit Shuffled(std::mt19937::result_type seed) : random_(seed) {}
    std::size_t most_waiting = 0, stop_after = 100'000;
    int pages = 1;

    void run(std::vector<model::Request> requests, const fetch::Answer& answer) override {
        std::deque<model::Request> waiting{requests.begin(), requests.end()};
        for (std::size_t done = 0; !waiting.empty() && done < stop_after; ++done) {
            most_waiting = std::max(most_waiting, waiting.size());
            std::swap(waiting.front(), waiting[random_() % waiting.size()]);
            auto exchange = says(waiting.front());
            waiting.pop_front();
            for (auto& next : answer(std::move(exchange))) waiting.push_back(std::move(next));
        }
        if (!waiting.empty()) throw std::runtime_error{"killed"};
    }

  private:
    model::Exchange says(const model::Request& request) const {
        model::Exchange exchange;
        exchange.request = request;
        exchange.fetched = request.visit + std::chrono::seconds{request.page};
        exchange.status = 200;
        exchange.headers = {{"Content-Type", "text/xml"}};
        const auto country = request.page == 1 ? "KOR" : "USA";
        exchange.body = world_bank_page({{country, year_of(request), year_of(request) + ".5"}}, request.page,
                                        pages, "2026-04-08");
        return exchange;
    }
    std::mt19937 random_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(asking_all_sources_at_once)

BOOST_AUTO_TEST_CASE(the_order_of_the_answers_changes_nothing) {
    Banks straight{3}, mixed{3};
    for (const auto& asked : straight.everything("2026-04-01", 12)) {
        Shuffled web{1};
        web.pages = 2;
        straight.ask(web, {asked});
    }
    const unsigned seed = std::random_device{}();
    Shuffled web{seed};
    web.pages = 2;
    const auto outcomes = mixed.ask(web, mixed.everything("2026-04-01", 12));
    BOOST_TEST(outcomes.size() == 3u);
    BOOST_TEST(mixed.dump() == straight.dump(), "seed " << seed);
    BOOST_TEST(mixed.dump().find("\"source\":\"bank2\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_long_list_of_windows_waits_outside) {
    Banks banks{1};
    Shuffled web{7};
    const auto outcomes = banks.ask(web, banks.everything("2026-04-01", 300));
    BOOST_TEST(outcomes.at(0).exchanges == 300u);
    BOOST_TEST(web.most_waiting <= 64u);
}

BOOST_AUTO_TEST_CASE(another_run_leaves_half_a_visit_in_a_full_file_to_its_writer) {
    Bank bank;
    bank.archive = std::make_unique<archive::Archive>(bank.house.archive(), 1);  // every answer fills a file
    std::size_t entered = 0;
    test::Scripted web{[&](const model::Request& request) {
        archive::Archive archive{bank.house.archive()};
        store::Store store{bank.house.database(), bank.house.sql(), store::Store::Mode::write};
        entered += pipeline::catch_up(bank.house, archive, store);
        const auto year = std::to_string(2020 + request.page);
        return test::Scripted::Says{200, world_bank_page({{"KOR", year, "1.5"}}, request.page, 4), ""};
    }};
    const auto outcome = bank.visit("2026-04-01", 2020, 2025, web);
    BOOST_TEST((outcome.exchanges == 4u && outcome.failed == 0u), outcome.reason);
    BOOST_TEST(entered == 0u);
    BOOST_TEST(bank.korea() == "2021=1.5 2022=1.5 2023=1.5 2024=1.5");
}

BOOST_AUTO_TEST_CASE(a_kill_between_two_batches_loses_no_archived_answer) {
    // The visits of one source wait for its first one, those of the others are entered behind them.
    Banks whole{3};
    Shuffled quiet{3};
    whole.ask(quiet, whole.everything("2026-04-01", 20));
    const unsigned seed = std::random_device{}();
    std::mt19937 random{seed};
    for (int round = 0; round < 10; ++round) {
        Banks killed{3};
        {
            Shuffled web{random()};
            web.stop_after = 5 + random() % 50;
            // A batch after every answer: the worst moments a kill can find.
            pipeline::Rooms rooms{killed.house, *killed.archive, *killed.store,
                                  web,          "test",          std::chrono::milliseconds{0}};
            BOOST_CHECK_THROW(pipeline::fetch_sources(rooms, killed.everything("2026-04-01", 20),
                                                      [](pipeline::Outcome&&) {}),
                              std::runtime_error);
        }
        killed.leave();
        killed.enter();
        for (const auto& damage : killed.archive->repair_tails()) BOOST_ERROR(damage.what);
        pipeline::catch_up(killed.house, *killed.archive, *killed.store);
        const auto caught = killed.dump();
        killed.leave();
        std::filesystem::remove(killed.house.database());
        killed.enter();
        pipeline::catch_up(killed.house, *killed.archive, *killed.store);
        BOOST_REQUIRE_MESSAGE(killed.dump() == caught, "seed " << seed << " round " << round
                                                               << ": a rebuild knows more than the next run");
        Shuffled web{random()};
        killed.ask(web, killed.everything("2026-04-01", 20));
        BOOST_REQUIRE_MESSAGE(killed.dump() == whole.dump(), "seed " << seed << " round " << round);
    }
}

BOOST_AUTO_TEST_SUITE_END()
