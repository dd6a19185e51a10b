// A run beside somebody who writes into its database for long.
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>

#include "store/store.hpp"
#include "support/site.hpp"

namespace {

struct Beside : test::Site {
    std::string writer = fmt::format("waiting for pid {}, ", ::getpid());

    Beside() { run("2026-04-01", {"run", "daily"}); }

    /// Starts a run while this process writes; `meanwhile` is given it as soon as it has said that it waits.
    void beside_a_long_writer(const std::function<void(test::Started&)>& meanwhile) {
        auto all = settings;
        all.push_back("TUJA_NOW=2026-05-02");
        store::Store store{home() / "tuja.db", share() / "sql", store::Store::Mode::write};
        std::optional<test::Started> daily;
        store.together([&] {
            store.set_method("bank", store.method("bank"));
            daily.emplace(std::vector<std::string>{"run", "daily"}, all);
            BOOST_TEST(daily->told(writer, 20));
            if (std::getenv("TUJA_LONG")) ::sleep(35);  // longer than anybody would expect
            meanwhile(*daily);
        });
        ran = daily->end();
    }
    test::Ran ran;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(a_run_beside_a_long_writer)

BOOST_FIXTURE_TEST_CASE(waits_says_for_whom_and_completes, Beside) {
    beside_a_long_writer([](test::Started&) {});
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(ran.err.find(writer) == ran.err.rfind(writer), ran.err);
    BOOST_TEST(ran.err.find("bank: 1 answer") != std::string::npos, ran.err);
}

BOOST_FIXTURE_TEST_CASE(is_interrupted_while_it_waits, Beside) {
    beside_a_long_writer([&](test::Started& daily) {
        daily.signal(SIGINT);
        BOOST_TEST(daily.told("interrupted", 20));
    });
    BOOST_TEST(ran.status == 130, ran.err);
}

BOOST_AUTO_TEST_SUITE_END()
