// Two processes in one database.
#include <boost/test/unit_test.hpp>
#include <thread>

#include "base/error.hpp"
#include "store/store.hpp"
#include "support/folder.hpp"

BOOST_AUTO_TEST_SUITE(two_writers_of_one_store)

BOOST_AUTO_TEST_CASE(a_question_answered_leaves_nothing_open_that_stops_the_next_write) {
    const test::Folder folder;
    const std::filesystem::path sql = std::filesystem::path{TUJA_ROOT} / "sql";
    store::Store one{folder.path / "tuja.db", sql, store::Store::Mode::write};
    store::Store other{folder.path / "tuja.db", sql, store::Store::Mode::write};
    const auto now = base::read_instant("2026-01-01").value();
    one.begin_run("a", now);
    BOOST_TEST(!one.newest("nobody").has_value());
    BOOST_TEST(one.method("nobody").empty());
    BOOST_TEST(!one.known_snapshot("http://x.example", now, "").has_value());
    other.begin_run("b", now);
    BOOST_CHECK_NO_THROW(one.begin_run("c", now));
}

BOOST_AUTO_TEST_CASE(two_first_runs_at_once_make_one_database) {
    for (int round = 0; round < 20; ++round) {
        const test::Folder folder;
        const std::filesystem::path sql = std::filesystem::path{TUJA_ROOT} / "sql";
        int made = 0, refused = 0;
        const auto open = [&](int& good, int& bad) {
            try {
                const store::Store store{folder.path / "tuja.db", sql, store::Store::Mode::write};
                ++good;
            } catch (const base::Error& error) {
                bad += error.kind() != base::Error::Kind::locked;
            }
        };
        int others = 0, others_bad = 0;
        std::thread beside{[&] { open(others, others_bad); }};
        open(made, refused);
        beside.join();
        BOOST_TEST((made + others > 0 && refused + others_bad == 0));
    }
}

BOOST_AUTO_TEST_SUITE_END()
