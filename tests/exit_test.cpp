// The exit statuses of DESIGN §6: every one provoked in the built program, and which one wins.
#include <boost/test/unit_test.hpp>

#include "base/file.hpp"
#include "pipeline/lock.hpp"
#include "pipeline/run.hpp"
#include "support/site.hpp"

namespace {

using pipeline::Exit, pipeline::Lock;
using test::Site;

/// Status by status: what brings it about, in a site that was run well on the first of April.
struct Provoked {
    int status;
    const char* how;
    test::Ran (*ran)(Site& site);
};

test::Ran nothing_due(Site& site) {
    return site.run("2026-04-02", {"run", "daily"});
}
test::Ran first_failure(Site& site) {
    site.broken = true;
    return site.run("2026-05-02", {"run", "daily"});
}
test::Ran no_home(Site& site) {
    site.settings[0] = "TUJA_HOME=/proc/nowhere";
    return site.run("2026-04-02", {"run", "daily"});
}
test::Ran unknown_word(Site& site) {
    return site.run("2026-04-02", {"run", "dayly"});
}
test::Ran unknown_setting(Site& site) {
    base::write_file(site.home() / "tuja.toml", "contcat = \"x\"\n");
    return site.run("2026-04-02", {"run", "daily"});
}
test::Ran named_failure(Site& site) {
    site.broken = true;
    return site.run("2026-04-02", {"fetch", "bank"});
}
test::Ran stale(Site& site) {
    return site.run("2026-06-20", {"status"});
}
test::Ran broken_check(Site& site) {
    base::write_file(site.share() / "sql/checks/always.sql",
                     "-- Always wrong.\n-- severity: error\nSELECT 1 AS one;\n");
    return site.run("2026-04-02", {"report", "quarterly"});
}
test::Ran old(Site& site) {
    return site.run("2026-12-01", {"status"});
}
test::Ran held(Site& site) {
    const auto lock = Lock::take(site.home() / "locks", "bank");
    return site.run("2026-04-02", {"fetch", "bank"});
}
test::Ran keyless(Site& site) {
    site.ask_for_key(site.source(), "BANK_KEY");
    return site.run("2026-04-02", {"fetch", "bank"});
}

constexpr std::array provoked = {
    Provoked{0, "nothing is due", nothing_due},
    Provoked{0, "a first failure while the data is fresh", first_failure},
    Provoked{1, "a home that can't be made", no_home},
    Provoked{2, "a job that is none", unknown_word},
    Provoked{2, "a setting that is none", unknown_setting},
    Provoked{3, "a named source that fails", named_failure},
    Provoked{3, "data past its warn age", stale},
    Provoked{4, "a check that broke", broken_check},
    Provoked{5, "data past its error age", old},
    Provoked{11, "all is held by another run", held},
    Provoked{12, "a named source without its key", keyless},
};

/// A second bank at the same host.
void add_second(Site& site, const std::string& key) {
    const auto file = site.share() / "jobs/sources/second.toml";
    std::filesystem::copy(site.source(), file);
    site.change(file, "/{countries}/", "/second/{countries}/");
    if (!key.empty()) site.ask_for_key(file, key);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exit_statuses)

BOOST_AUTO_TEST_CASE(are_each_provoked_and_said) {
    for (const auto& one : provoked) {
        Site site;
        site.run("2026-04-01", {"run", "daily"});
        const auto ran = one.ran(site);
        BOOST_TEST(ran.status == one.status, one.how << ": " << ran.status << "\n" << ran.err << ran.out);
        if (one.status != 0) BOOST_TEST((ran.err + ran.out) != "", one.how);
    }
}

BOOST_AUTO_TEST_CASE(stand_in_every_help) {
    for (const auto* command : {"run", "fetch", "rebuild", "parse", "report", "status", "check", "trace",
                                "dump", "doctor", "install"}) {
        const auto help = test::tuja({command, "--help"}).out;
        for (const auto* status : {"\n    0  ", "\n    1  ", "\n    2  ", "\n    3  ", "\n    4  ",
                                   "\n    5  ", "\n   11  ", "\n   12  ", "\n  130  "})
            BOOST_TEST(help.find(status) != std::string::npos, command << status);
    }
}

BOOST_AUTO_TEST_CASE(of_several_the_graver_one_is_given) {
    // The order of DESIGN §6, gravest first.
    constexpr std::array order = {Exit::interrupted, Exit::usage,   Exit::locked, Exit::failed, Exit::check,
                                  Exit::key,         Exit::partial, Exit::stale,  Exit::done};
    for (std::size_t i = 0; i < order.size(); ++i)
        for (std::size_t j = 0; j < order.size(); ++j)
            BOOST_TEST((pipeline::worse(order[i], order[j]) == order[std::min(i, j)]), i << " " << j);
}

BOOST_AUTO_TEST_CASE(a_refused_key_before_a_failure) {
    Site site;
    add_second(site, "SECOND_KEY");
    site.broken = true;
    const auto ran = site.run("2026-04-01", {"fetch", "bank", "second"});
    BOOST_TEST(ran.status == 12, ran.err);
    BOOST_TEST(ran.err.find("404") != std::string::npos, ran.err);
}

BOOST_AUTO_TEST_CASE(everything_is_what_would_be_worked_on) {
    // The other named source lacks its key: nobody is asked, so it does not count.
    Site site;
    add_second(site, "SECOND_KEY");
    const auto lock = Lock::take(site.home() / "locks", "bank");
    const auto ran = site.run("2026-04-01", {"fetch", "bank", "second"});
    BOOST_TEST(ran.status == 11, ran.err);
    BOOST_TEST(ran.err.find("second: its host asks for a key") != std::string::npos, ran.err);
}

BOOST_AUTO_TEST_CASE(a_broken_check_before_a_partial_run) {
    Site site;
    base::write_file(site.share() / "jobs/quarterly.toml",
                     "sources = [\"*\"]\nreport = \"national_ai_investment\"\n"
                     "schedule = \"*-*-* 07:30:00 UTC\"\ncron = \"30 7 * * *\"\n");
    site.run("2026-04-01", {"run", "daily"});
    site.broken = true;
    for (const auto* day : {"2026-05-02", "2026-05-03"}) site.run(day, {"run", "daily"});
    base::write_file(site.share() / "sql/checks/always.sql",
                     "-- Always wrong.\n-- severity: error\nSELECT 1 AS one;\n");
    BOOST_TEST(site.run("2026-05-04", {"run", "quarterly"}).status == 4);
    BOOST_TEST(site.run("2026-05-05", {"run", "daily"}).status == 3);
}

BOOST_AUTO_TEST_CASE(a_stale_source_before_an_old_one) {
    Site site;
    add_second(site, "");
    site.change(site.share() / "jobs/sources/second.toml", "error_days = 180", "error_days = 900");
    site.run("2026-04-01", {"run", "daily"});
    BOOST_TEST(site.run("2026-12-01", {"status"}).status == 3);
}

BOOST_AUTO_TEST_SUITE_END()
