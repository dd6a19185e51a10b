// The built program, killed at any instruction.
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <random>

#include "support/home.hpp"

using test::Home;

namespace {

#ifdef TUJA_SANITIZED
constexpr int bounded_kills = 10;
#else
constexpr int bounded_kills = 50;
#endif

}  // namespace

BOOST_AUTO_TEST_SUITE(being_killed)

BOOST_AUTO_TEST_CASE(the_next_run_finishes_what_a_killed_one_began) {
    const Home whole;
    const auto start = std::chrono::steady_clock::now();
    BOOST_REQUIRE(whole.run({"run", "quarterly", "--offline"}).status == 0);
    // Kills fall anywhere in a run, however fast this machine and this build are.
    const auto one_run =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start)
            .count();
    const auto dump = whole.dump();
    const auto editions = whole.editions();
    const int kills = std::getenv("TUJA_LONG") ? 1000 : bounded_kills;
    const unsigned seed = std::random_device{}();
    std::cerr << "being_killed: seed " << seed << ", " << kills << " kills\n";
    std::mt19937 random{seed};
    int hit = 0;
    for (int i = 0; i < kills; ++i) {
        const Home home;
        // Some runs die twice, some late enough to be in the report.
        for (int again = 0; again <= static_cast<int>(random() % 2); ++again)
            hit += test::tuja_killed_after(static_cast<long>(random() % static_cast<unsigned long>(one_run)),
                                           {"run", "quarterly", "--offline", "-q"}, home.settings);
        const auto next = home.run({"run", "quarterly", "--offline"});
        BOOST_REQUIRE_MESSAGE(next.status == 0, "seed " << seed << " kill " << i << ": " << next.err);
        BOOST_REQUIRE_MESSAGE(home.dump() == dump, "seed " << seed << " kill " << i << ": another dump");
        BOOST_REQUIRE_MESSAGE(home.editions() == editions,
                              "seed " << seed << " kill " << i << ": other editions");
        if (i % 10 == 0) {
            home.run({"rebuild", "--offline"});
            BOOST_REQUIRE_MESSAGE(home.dump() == dump,
                                  "seed " << seed << " kill " << i << ": another dump after rebuild");
        }
    }
    std::cerr << "being_killed: " << hit << " runs were hit\n";
    BOOST_TEST(hit > kills / 4);
}

BOOST_AUTO_TEST_SUITE_END()
