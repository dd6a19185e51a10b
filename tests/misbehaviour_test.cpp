// Hosts that misbehave, each in its own way (tests/http/README.md is the table): the stated outcome, a sound
// store, and a next good run that completes.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <set>

#include "base/file.hpp"
#include "base/text.hpp"
#include "http/stage.hpp"
#include "support/folder.hpp"

namespace {

const std::filesystem::path readme = std::filesystem::path{TUJA_ROOT} / "tests/http/README.md";

std::string row(const http::Play& play) {
    return fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", play.name, play.host,
                       play.status == 0 ? "no answer" : std::to_string(play.status), play.asked,
                       play.reason.empty() ? "-" : play.reason, play.exit,
                       play.value.empty() ? "nothing" : play.value);
}

std::string table() {
    std::string text =
        "| play | the host | archived | asked | reject | exit | known after "
        "|\n|---|---|---|---|---|---|---|\n";
    for (const auto& play : http::all_plays()) text += row(play);
    return text;
}

void check(const http::Play& play, const http::Observed& seen) {
    BOOST_TEST_CONTEXT(play.name << " (" << seen.words << ")") {
        BOOST_TEST(seen.status == play.status);
        BOOST_TEST(seen.asked == play.asked);
        BOOST_TEST(seen.reason == play.reason);
        BOOST_TEST(seen.words.find(play.words) != std::string::npos);
        BOOST_TEST(seen.exit == play.exit);
        BOOST_TEST(seen.value == play.value);
        for (const auto& fault : seen.faults) BOOST_ERROR(fault);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_host_that_misbehaves)

BOOST_AUTO_TEST_CASE(has_the_stated_outcome_and_leaves_a_sound_store) {
    const auto plays = http::all_plays();
    BOOST_TEST_MESSAGE(table());
    for (const auto& play : plays) {
        const auto start = std::chrono::steady_clock::now();
        check(play, http::perform(play));
        BOOST_TEST_MESSAGE(play.name << ": " << (std::chrono::steady_clock::now() - start) / std::chrono::milliseconds{1} << " ms");
    }
    BOOST_TEST_MESSAGE("a_host_that_misbehaves: " << plays.size() << " plays");
    BOOST_TEST(plays.size() >= 40u);
}

BOOST_AUTO_TEST_CASE(is_written_down_as_it_is_played) {
    std::set<std::string_view> names;
    for (const auto& play : http::all_plays()) BOOST_TEST(names.insert(play.name).second, play.name);
    const auto text = base::read_file(readme);
    BOOST_TEST(text.starts_with("# http"), "a formatter for C++ went over " << readme);
    const auto start = text.find("| play |");
    BOOST_REQUIRE(start != std::string::npos);
    if (const char* golden = std::getenv("TUJA_GOLDEN"); golden && std::string_view{golden} == "write")
        base::write_file(readme, text.substr(0, start) + table());
    else
        BOOST_TEST((text.substr(start) == table()), "tests/http/README.md differs: TUJA_GOLDEN=write");
}

BOOST_AUTO_TEST_SUITE_END()
