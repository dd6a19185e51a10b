#include "store/store.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "base/error.hpp"
#include "support/folder.hpp"

namespace {

base::Instant at(const char* text) {
    return base::read_instant(text).value();
}

/// One page of one visit with these values of one series, by year.
model::VisitFacts visit(const char* when, std::vector<std::pair<int, double>> values,
                        bool withdraws = false) {
    model::PageFacts page;
    page.snapshot.source = "bank";
    page.snapshot.part = "gdp";
    page.snapshot.url = "http://bank.example/gdp";
    page.snapshot.fetched = page.snapshot.visit = at(when);
    page.snapshot.sha256 = when;
    page.snapshot.window = {base::make_day(2000, 1, 1), base::make_day(2030, 1, 1)};
    for (const auto& [year, value] : values) {
        model::Observation fact;
        fact.indicator = "gdp";
        fact.entity = "KOR";
        fact.period = model::year(year);
        fact.value = value;
        page.observations.push_back(fact);
    }
    model::VisitFacts all;
    all.source = "bank";
    all.part = "gdp";
    all.window = page.snapshot.window;
    all.withdraws = withdraws;
    all.indicators = {"gdp"};
    all.pages.push_back(page);
    return all;
}

struct Fixture {
    test::Folder folder;
    store::Store store{folder.path / "tuja.db", std::filesystem::path{TUJA_ROOT} / "sql",
                       store::Store::Mode::write};

    std::size_t rows() { return store.query("SELECT * FROM observation").rows.size(); }
    double known(int year, const char* moment) {
        store.describe({}, {}, at(moment));
        const auto table = store.query("SELECT value FROM observation_as_known WHERE period = :period",
                                       {{":period", std::to_string(year)}});
        return table.rows.empty() ? -1 : std::get<double>(table.rows[0][0]);
    }
    std::string dump() {
        std::string text;
        store.dump(false, "method", [&](std::string_view line) { text.append(line).append("\n"); });
        return text;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(storing_observations)

BOOST_AUTO_TEST_CASE(a_store_of_before_accounting_periods_is_brought_forward) {
    const test::Folder folder;
    const std::filesystem::path sql = std::filesystem::path{TUJA_ROOT} / "sql";
    std::filesystem::copy(sql, folder.path / "sql", std::filesystem::copy_options::recursive);
    for (const auto& entry : std::filesystem::directory_iterator(sql / "schema"))
        if (entry.path().filename().string() >= "008")
            std::filesystem::remove(folder.path / "sql/schema" / entry.path().filename());
    const auto year_1960 = std::int64_t{-3653} * 8, quarter_2024 = std::int64_t{19814} * 8 + 2;
    {
        store::Store old{folder.path / "tuja.db", folder.path / "sql", store::Store::Mode::write};
        old.put(visit("2025-01-01", {{2024, 1}}));
        old.query("UPDATE observation SET period = " + std::to_string(year_1960));
        old.query("INSERT INTO observation SELECT series, " + std::to_string(quarter_2024) +
                  ", released, known, 2, status, text, snapshot FROM observation");
    }
    store::Store now{folder.path / "tuja.db", sql, store::Store::Mode::write};
    now.describe({}, {}, at("2026-01-01"));
    const auto table = now.query("SELECT period, value FROM observation_as_known ORDER BY start_day");
    BOOST_REQUIRE(table.rows.size() == 2u);
    BOOST_TEST(model::text_of(table.rows[0], 0) == "1960");
    BOOST_TEST(model::text_of(table.rows[1], 0) == "2024-Q2");
}

BOOST_FIXTURE_TEST_CASE(a_value_that_did_not_change_makes_no_row, Fixture) {
    store.put(visit("2025-01-01", {{2023, 1.5}, {2024, 2.5}}));
    store.put(visit("2025-02-01", {{2023, 1.5}, {2024, 2.5}}));
    BOOST_TEST(rows() == 2u);
}

BOOST_FIXTURE_TEST_CASE(a_revision_is_a_new_row_and_the_past_still_answers, Fixture) {
    store.put(visit("2025-01-01", {{2023, 1.5}}));
    store.put(visit("2025-02-01", {{2023, 1.75}}));
    BOOST_TEST(rows() == 2u);
    BOOST_TEST(known(2023, "2025-01-15") == 1.5);
    BOOST_TEST(known(2023, "2025-02-15") == 1.75);
    BOOST_TEST(known(2023, "2024-12-31") == -1);
}

BOOST_FIXTURE_TEST_CASE(a_period_no_longer_listed_is_withdrawn_once, Fixture) {
    store.put(visit("2025-01-01", {{2022, 1}, {2023, 2}}));
    store.put(visit("2025-02-01", {{2023, 2}}, true));
    store.put(visit("2025-03-01", {{2023, 2}}, true));
    BOOST_TEST(rows() == 3u);
    BOOST_TEST(known(2022, "2025-01-15") == 1);
    BOOST_TEST(known(2022, "2025-02-15") == -1);
    BOOST_TEST(known(2023, "2025-02-15") == 2);
}

BOOST_FIXTURE_TEST_CASE(a_rolling_file_withdraws_nothing, Fixture) {
    store.put(visit("2025-01-01", {{2022, 1}}));
    store.put(visit("2025-02-01", {{2023, 2}}));
    BOOST_TEST(known(2022, "2025-02-15") == 1);
}

BOOST_FIXTURE_TEST_CASE(a_whole_series_that_vanishes_is_withdrawn, Fixture) {
    store.put(visit("2025-01-01", {{2022, 1}}));
    store.put(visit("2025-02-01", {}, true));
    BOOST_TEST(known(2022, "2025-02-15") == -1);
}

BOOST_FIXTURE_TEST_CASE(the_release_date_decides_before_the_day_it_was_fetched, Fixture) {
    auto newer = visit("2025-01-01", {{2023, 9}});
    newer.pages[0].observations[0].released = at("2024-12-01");
    auto older = visit("2025-02-01", {{2023, 8}});
    older.pages[0].observations[0].released = at("2024-06-01");
    store.put(newer);
    store.put(older);
    BOOST_TEST(known(2023, "2025-03-01") == 9);
}

BOOST_FIXTURE_TEST_CASE(a_failed_transaction_leaves_what_was_known, Fixture) {
    store.put(visit("2025-01-01", {{2023, 1.5}}));
    const auto before = dump();
    BOOST_CHECK_THROW(store.together([&] {
        store.put(visit("2025-02-01", {{2023, 7}, {2024, 8}}));
        throw std::runtime_error("power cut");
    }),
                      std::runtime_error);
    BOOST_TEST(dump() == before);
    store.put(visit("2025-02-01", {{2024, 8}}));  // ids of the series are still right
    BOOST_TEST(known(2024, "2025-02-01") == 8);
}

BOOST_FIXTURE_TEST_CASE(a_forgotten_source_comes_back_the_same, Fixture) {
    store.put(visit("2025-01-01", {{2023, 1.5}}));
    store.put(visit("2025-02-01", {{2023, 2.5}}));
    const auto before = dump();
    store.forget("bank");
    BOOST_TEST(rows() == 0u);
    store.put(visit("2025-01-01", {{2023, 1.5}}));
    store.put(visit("2025-02-01", {{2023, 2.5}}));
    BOOST_TEST(dump() == before);
}

BOOST_AUTO_TEST_CASE(a_read_only_folder_is_answered_with_what_to_do) {
    try {
        store::Store{"/proc/none/tuja.db", std::filesystem::path{TUJA_ROOT} / "sql",
                     store::Store::Mode::read};
        BOOST_FAIL("nothing was thrown");
    } catch (const base::Error& error) {
        BOOST_TEST(error.next().find("TUJA_HOME") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_database_asks_for_a_rebuild) {
    test::Folder folder;
    folder.write("tuja.db", std::string(4096, 'x'));
    try {
        store::Store{folder.path / "tuja.db", std::filesystem::path{TUJA_ROOT} / "sql",
                     store::Store::Mode::write};
        BOOST_FAIL("nothing was thrown");
    } catch (const base::Error& error) {
        BOOST_TEST(error.next().find("tuja rebuild") != std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(storing_announcements)

BOOST_FIXTURE_TEST_CASE(an_edited_item_is_a_new_version_and_a_refetch_adds_nothing, Fixture) {
    const auto feed = [](const char* when, const char* title) {
        auto all = visit(when, {});
        model::Announcement item;
        item.feed = "press";
        item.identity = "1";
        item.title = title;
        all.pages[0].announcements.push_back(item);
        return all;
    };
    store.put(feed("2025-01-01", "first"));
    store.put(feed("2025-01-02", "first"));
    store.put(feed("2025-01-03", "second"));
    BOOST_TEST(store.query("SELECT * FROM announcement_version").rows.size() == 2u);
    store.describe({}, {}, at("2025-01-02"));
    const auto table = store.query("SELECT title FROM announcement_as_known");
    BOOST_TEST(std::get<std::string>(table.rows.at(0)[0]) == "first");
}

BOOST_AUTO_TEST_SUITE_END()
