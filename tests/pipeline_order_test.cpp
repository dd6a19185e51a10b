// The same facts from the same answers, in whatever order they came and however a run ended.
#include <sys/resource.h>

#include <boost/test/unit_test.hpp>
#include <random>

#include "base/error.hpp"
#include "base/file.hpp"
#include "pipeline/ingest.hpp"
#include "pipeline/run.hpp"
#include "support/bank.hpp"

namespace {

using test::Bank;
using test::Scripted;
using test::world_bank_page;

const std::vector<test::Cell> two_years = {{"KOR", "2023", "1.5"}, {"KOR", "2024", "2"}};

}  // namespace

BOOST_AUTO_TEST_SUITE(out_of_order_and_again)

BOOST_AUTO_TEST_CASE(a_late_answer_takes_its_place_in_time) {
    // DESIGN §5's named test: A known first, A known third, then B known second gives three rows.
    Bank bank;
    bank.visit("2026-01-01", 2024, 2024, std::vector<test::Cell>{{"KOR", "2024", "1"}});
    bank.visit("2026-03-01", 2024, 2024, std::vector<test::Cell>{{"KOR", "2024", "1"}});
    bank.visit("2026-02-01", 2024, 2024, std::vector<test::Cell>{{"KOR", "2024", "2"}});
    BOOST_TEST(bank.store->query("SELECT * FROM observation").rows.size() == 3u);
    BOOST_TEST(bank.korea() == "2024=1");
}

BOOST_AUTO_TEST_CASE(a_rebuild_gives_the_same_dump) {
    Bank bank;
    bank.visit("2026-01-01", 2023, 2024, two_years);
    bank.visit("2026-02-01", 2023, 2024, std::vector<test::Cell>{{"KOR", "2024", "5"}});
    const auto before = bank.dump();
    bank.archive->close();
    bank.leave();
    std::filesystem::remove(bank.house.database());
    BOOST_TEST(pipeline::rebuild(bank.house) == 2u);
    bank.enter();
    BOOST_TEST(bank.dump() == before);
}

BOOST_AUTO_TEST_CASE(what_was_archived_and_never_indexed_is_indexed_by_the_next_run) {
    Bank whole, killed;
    whole.visit("2026-01-01", 2023, 2024, two_years);
    killed.visit("2026-01-01", 2023, 2024, two_years);
    // As if the process had died between the archive's fsync and the store's commit.
    killed.archive->close();
    killed.leave();
    std::filesystem::remove(killed.house.database());
    killed.enter();
    BOOST_TEST(pipeline::catch_up(killed.house, *killed.archive, *killed.store) == 1u);
    BOOST_TEST(killed.dump() == whole.dump());
    BOOST_TEST(pipeline::catch_up(killed.house, *killed.archive, *killed.store) == 0u);
}

BOOST_AUTO_TEST_CASE(any_order_of_answers_gives_one_dump) {
    const unsigned seed = std::random_device{}();
    BOOST_TEST_MESSAGE("seed " << seed);
    std::mt19937 random{seed};
    struct Step {
        std::string at;
        std::vector<test::Cell> cells;
    };
    for (int round = 0; round < 8; ++round) {
        std::vector<Step> history;
        for (int i = 1; i <= 6; ++i) {
            Step step{"2026-01-0" + std::to_string(i), {}};
            for (int year = 2021; year <= 2024; ++year)
                if (random() % 4 != 0)
                    step.cells.push_back({"KOR", std::to_string(year), std::to_string(random() % 3)});
            history.push_back(std::move(step));
        }
        Bank straight, shuffled;
        for (const auto& step : history) straight.visit(step.at, 2021, 2024, step.cells);
        std::shuffle(history.begin(), history.end(), random);
        for (const auto& step : history) shuffled.visit(step.at, 2021, 2024, step.cells);
        BOOST_REQUIRE_MESSAGE(straight.dump() == shuffled.dump(), "seed " << seed << " round " << round);
        const auto again = shuffled.dump();
        pipeline::normalize_again(shuffled.house, *shuffled.archive, *shuffled.store, shuffled.source());
        BOOST_REQUIRE_MESSAGE(shuffled.dump() == again,
                              "seed " << seed << " round " << round << ", normalized again");
    }
}

BOOST_AUTO_TEST_CASE(two_answers_of_one_moment_give_one_dump_in_either_order) {
    // Two windows share the year 2024 and say different things of it: who comes first must not decide.
    const std::vector<test::Cell> one = {{"KOR", "2024", "1"}}, other = {{"KOR", "2024", "2"}};
    Bank straight, turned;
    straight.visit("2026-01-01", 2020, 2024, one);
    straight.visit("2026-01-01", 2024, 2024, other);
    turned.visit("2026-01-01", 2024, 2024, other);
    turned.visit("2026-01-01", 2020, 2024, one);
    BOOST_TEST(straight.dump() == turned.dump());
}

BOOST_AUTO_TEST_CASE(a_period_that_is_listed_again_is_withdrawn_no_more) {
    // The release date that the provider states is older than the visit that missed the period.
    Bank bank;
    const auto listing = [&](const char* when, const std::vector<test::Cell>& cells) {
        Scripted web{[&](const model::Request&) {
            return Scripted::Says{200, world_bank_page(cells, 1, 1, "2026-01-15"), ""};
        }};
        bank.visit(when, 2023, 2024, web);
    };
    listing("2026-02-01", two_years);
    listing("2026-02-02", {{"KOR", "2024", "2"}});
    BOOST_TEST(bank.korea() == "2024=2");
    listing("2026-02-03", two_years);
    BOOST_TEST(bank.korea() == "2023=1.5 2024=2");
}

BOOST_AUTO_TEST_CASE(what_a_kill_left_out_of_order_is_put_in_order_by_the_next_run) {
    Bank bank, straight;
    bank.visit("2026-01-01", 2023, 2024, two_years);
    bank.visit("2026-03-01", 2023, 2024, two_years);
    // The late answer is committed, its archive turns unreadable: as if killed before the reordering.
    const auto first = bank.store->snapshots("bank").front().at;
    bank.archive->close();
    const auto file = bank.house.archive() / first.file;
    const auto sound = base::read_file(file);
    auto damaged = sound;
    for (std::size_t i = first.offset + 40; i < first.offset + 90; ++i) damaged[i] = 'x';
    base::write_file(file, damaged);
    const std::vector<test::Cell> late = {{"KOR", "2023", "7"}, {"KOR", "2024", "2"}};
    BOOST_CHECK_THROW(bank.visit("2026-02-01", 2023, 2024, late), pipeline::Unreadable);
    bank.archive->close();
    base::write_file(file, sound);
    pipeline::catch_up(bank.house, *bank.archive, *bank.store);
    straight.visit("2026-01-01", 2023, 2024, two_years);
    straight.visit("2026-02-01", 2023, 2024, late);
    straight.visit("2026-03-01", 2023, 2024, two_years);
    BOOST_TEST(bank.dump() == straight.dump());
}

BOOST_AUTO_TEST_CASE(unreadable_bytes_leave_what_was_known) {
    Bank bank;
    bank.visit("2026-01-01", 2023, 2024, two_years);
    bank.archive->close();
    const auto before = bank.dump();
    for (const auto& entry : std::filesystem::directory_iterator(bank.house.archive()))
        std::filesystem::remove(entry.path());
    BOOST_CHECK_THROW(pipeline::normalize_again(bank.house, *bank.archive, *bank.store, bank.source()),
                      pipeline::Unreadable);
    BOOST_TEST(bank.dump() == before);
    BOOST_CHECK_THROW((bank.leave(), pipeline::rebuild(bank.house)), base::Error);
    bank.enter();
    BOOST_TEST(bank.dump() == before);
}

BOOST_AUTO_TEST_CASE(a_source_that_is_declared_no_more_gives_up_its_facts_and_keeps_its_bytes) {
    Bank bank;
    bank.visit("2026-01-01", 2023, 2024, two_years);
    bank.archive->close();
    const auto sources = bank.house.sources;
    bank.house.sources.clear();
    pipeline::catch_up(bank.house, *bank.archive, *bank.store);
    const auto undeclared = bank.dump();
    BOOST_TEST(undeclared.find("observation") == std::string::npos);
    BOOST_TEST(undeclared.find("unclaimed") != std::string::npos);
    bank.leave();
    std::filesystem::remove(bank.house.database());
    pipeline::rebuild(bank.house);
    bank.enter();
    BOOST_TEST(bank.dump() == undeclared);
    bank.house.sources = sources;
    pipeline::catch_up(bank.house, *bank.archive, *bank.store);
    BOOST_TEST(bank.korea() == "2023=1.5 2024=2");
}

BOOST_AUTO_TEST_CASE(a_rebuild_holds_one_answer_at_a_time) {
    // Forty answers of a megabyte: read all at once they would show.
    Bank bank;
    for (int day = 1; day <= 40; ++day) {
        Scripted web{[&](const model::Request&) {
            auto page = world_bank_page({{"KOR", "2024", std::to_string(day)}});
            page.insert(page.rfind("</"), "<!--" + std::string(1'000'000, static_cast<char>('a' + day % 26)) +
                                              std::to_string(day) + "-->");
            return Scripted::Says{200, page, ""};
        }};
        const auto when = base::iso(base::make_day(2026, 1, 1) + std::chrono::days{day});
        BOOST_REQUIRE(bank.visit(when, 2024, 2024, web).good());
    }
    const auto dump = bank.dump();
    bank.leave();
    std::filesystem::remove(bank.house.database());
    const auto peak = [] {
        rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        return usage.ru_maxrss;
    };
    [[maybe_unused]] const auto before = peak();
    BOOST_TEST(pipeline::rebuild(bank.house) == 40u);
    bank.enter();
    pipeline::normalize_again(bank.house, *bank.archive, *bank.store, bank.source());
#ifndef TUJA_SANITIZED  // it keeps freed memory for a while
    BOOST_TEST(peak() - before < 16'000);
#endif
    BOOST_TEST(bank.dump() == dump);
}

BOOST_AUTO_TEST_CASE(what_a_living_writer_has_not_entered_is_left_to_it) {
    Bank bank;
    bank.visit("2026-01-01", 2023, 2024, two_years);
    bank.leave();
    std::filesystem::remove(bank.house.database());
    bank.enter();
    archive::Archive writer{bank.house.archive()};
    model::Exchange exchange;
    exchange.request.source = "bank";
    exchange.failure = "nobody there";
    exchange.fetched = base::read_instant("2026-02-01").value();
    writer.append(exchange, "test");
    BOOST_TEST(pipeline::catch_up(bank.house, *bank.archive, *bank.store) == 1u);
    writer.close();
    BOOST_TEST(pipeline::catch_up(bank.house, *bank.archive, *bank.store) == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
