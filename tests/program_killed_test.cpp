// The built program, killed at any instruction: whatever it was at, the next run finishes it, and nobody sees
// that there was a kill. TUJA_LONG=1: 1,000 kills.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <iostream>
#include <random>

#include "support/archives.hpp"
#include "support/kills.hpp"
#include "support/program.hpp"
#include "support/three_sources.hpp"

namespace {

namespace files = std::filesystem;
using test::Errand;
using Words = std::vector<std::string>;

#ifdef TUJA_SANITIZED
constexpr int fewer = 5;
#else
constexpr int fewer = 1;
#endif

void kill_often(const Errand& errand, int bounded) {
    const auto* given = std::getenv("TUJA_SEED");
    const unsigned seed =
        given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
    const int kills = std::max(2, std::getenv("TUJA_LONG") ? bounded * 20 : bounded / fewer);
    std::cerr << "being_killed: " << errand.name << ", seed " << seed << ", " << kills << " kills\n";
    test::Killer killer{errand, seed};
    for (int i = 0; i < kills; ++i) {
        const auto wrong = killer.kill(i);
        BOOST_REQUIRE_MESSAGE(wrong.empty(),
                              errand.name << ": TUJA_SEED=" << seed << " kill " << i << ": " << wrong);
    }
    std::cerr << "being_killed: " << errand.name << ": " << killer.hit << " runs were hit\n";
    BOOST_TEST(killer.hit > kills / 4);
}

/// A home that two runs of two days have filled.
struct Filled {
    test::ThreeSources site;
    support::Folder home{test::quick_room()};

    Filled() { run({"run", "daily", "-q"}); }
    test::Ran run(const Words& words) const {
        const auto ran = test::tuja(words, site.settings(home));
        BOOST_REQUIRE_MESSAGE(ran.status == 0, ran.err);
        return ran;
    }
    Errand errand(std::string name, Words words) const {
        return {std::move(name), std::move(words), home,
                [this](const files::path& at) { return site.settings(at); }};
    }
};

const Words range = {"--from", "2015-01-01", "--to", "2022-01-01"};

Words with(Words words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(being_killed)

BOOST_AUTO_TEST_CASE(in_the_bundled_edition_leaves_the_same_facts_and_editions) {
    const Errand errand{"a run of the bundled edition",
                        {"run", "quarterly", "-q"},
                        {},
                        [](const files::path& home) -> std::vector<std::string> {
                            return {"TUJA_HOME=" + home.string(), "TUJA_NOW=2026-06-01T00:00:00Z"};
                        },
                        true};
    kill_often(errand, 14);
}

BOOST_AUTO_TEST_CASE(while_hosts_are_asked_loses_no_answer_and_takes_none_twice) {
    const test::ThreeSources site;
    kill_often(
        {"a first run", {"run", "daily", "-q"}, {}, [&](const files::path& at) { return site.settings(at); }},
        10);
}

BOOST_FIXTURE_TEST_CASE(in_a_run_that_finds_news_and_old_answers, Filled) {
    site.day = 3;
    kill_often(errand("a later run", {"run", "daily", "-q"}), 8);
}

BOOST_FIXTURE_TEST_CASE(in_a_range_that_is_read_again, Filled) {
    site.day = 2;
    kill_often(errand("a range", with({"run", "daily", "-q"}, range)), 7);
}

BOOST_FIXTURE_TEST_CASE(in_a_rebuild_leaves_the_old_database_or_the_new_one, Filled) {
    site.day = 2;
    run(with({"run", "daily", "-q"}, range));
    kill_often(errand("a rebuild", {"rebuild"}), 4);
}

BOOST_FIXTURE_TEST_CASE(in_an_import_takes_the_rest_the_next_time, Filled) {
    const support::Folder elsewhere{test::quick_room()};
    site.day = 2;
    BOOST_REQUIRE(test::tuja({"run", "daily", "-q"}, site.settings(elsewhere)).status == 0);
    site.day = 3;
    Words words{"import", "-q"};
    for (const auto& entry : files::directory_iterator(elsewhere.path() / "archive"))
        if (entry.path().extension() == ".gz") words.push_back(entry.path().string());
    kill_often(errand("an import", words), 3);
}

BOOST_FIXTURE_TEST_CASE(in_a_plan_asks_for_what_is_missing_the_next_time, Filled) {
    site.day = 2;
    const auto plan = run(with({"plan", "daily", "--reason", "late figures"}, range));
    const support::Folder beside{test::quick_room()};
    support::write(beside.path() / "plan.toml", plan.out);
    kill_often(errand("a plan", {"apply", "-q", (beside.path() / "plan.toml").string()}), 4);
}

BOOST_AUTO_TEST_SUITE_END()
