// The built program on a disk that becomes full at each of its writes, one after the other: what may need
// room is counted and the n-th fails (tests/no_room).
#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <iostream>
#include <random>

#include "base/file.hpp"
#include "base/text.hpp"
#include "support/home.hpp"

namespace {

using test::Home;
using Words = std::vector<std::string>;

/// What a run left that nobody disturbed, and how many writes it took.
struct Undisturbed {
    Home home;
    std::string dump;
    std::map<std::string, std::string> editions;
    int writes = 0;
};

std::vector<std::string> with(const Home& home, const std::string& setting) {
    auto settings = home.settings;
    settings.push_back("LD_PRELOAD=" + std::string{TUJA_NO_ROOM});
    settings.push_back("TUJA_NO_ROOM_IN=" + home.folder.path.string());
    settings.push_back(setting);
    return settings;
}

std::map<std::string, std::string> editions_of(const Home& home) {
    return std::filesystem::exists(home.store() / "editions") ? home.editions()
                                                              : std::map<std::string, std::string>{};
}

void leave_alone(const Words& words, Undisturbed& whole) {
    const auto counted =
        whole.home.folder.path.parent_path() / (whole.home.folder.path.filename().string() + "-writes");
    const auto ran = test::tuja(words, with(whole.home, "TUJA_NO_ROOM_COUNT=" + counted.string()));
    BOOST_REQUIRE_MESSAGE(ran.status == 0, ran.err);
    whole.writes = static_cast<int>(base::read_integer(base::trim(base::read_file(counted))).value_or(0));
    std::filesystem::remove(counted);
    whole.dump = whole.home.dump();
    whole.editions = editions_of(whole.home);
}

/// One sentence that names the folder and says what to do, then a run with room that completes. False where
/// the failed write did no harm at all. Of a disk that was full for a moment SQLite does not always know why.
bool survives(const Words& words, const Undisturbed& whole, const std::string& when) {
    const Home home;
    const auto ran = test::tuja(words, with(home, when));
    BOOST_TEST_CONTEXT(when << ": " << ran.err) {
        BOOST_TEST((ran.status == 0 || ran.status == 1), ran.status);
        if (ran.status != 0) {
            BOOST_TEST(base::split(base::trim(ran.err), '\n').size() <= 2u);
            BOOST_TEST((ran.err.find("free some space") != std::string::npos ||
                        (when.find("_AT=") != std::string::npos &&
                         ran.err.find("unable to open database file") != std::string::npos)));
            BOOST_TEST(ran.err.find(home.folder.path.string()) != std::string::npos);
        }
        const auto next = home.run(words);
        BOOST_TEST(next.status == 0, next.err);
        BOOST_TEST((home.dump() == whole.dump), "another dump");
        BOOST_TEST((editions_of(home) == whole.editions), "other editions");
    }
    return ran.status != 0;
}

/// `some` of the writes from 1 to `writes`, spread; all of them with TUJA_LONG=1.
std::vector<int> chosen(int writes, int some) {
    std::random_device device;
    const unsigned seed =
        std::getenv("TUJA_SEED") ? static_cast<unsigned>(atol(std::getenv("TUJA_SEED"))) : device();
    BOOST_TEST_MESSAGE("a_full_disk: seed " << seed << ", " << writes << " writes");
    std::mt19937 random{seed};
    if (std::getenv("TUJA_LONG")) some = writes;
    std::vector<int> all;
    const int step = std::max(1, writes / std::max(1, some));
    for (int first = 1; first <= writes; first += step)
        all.push_back(std::min(writes, first + static_cast<int>(random() % static_cast<unsigned>(step))));
    return all;
}

void sweep(const Words& words, int some) {
    Undisturbed whole;
    leave_alone(words, whole);
    BOOST_REQUIRE(whole.writes > 20);
    int failed = 0, tried = 0;
    for (const auto* kind : {"TUJA_NO_ROOM_FROM=", "TUJA_NO_ROOM_AT="})
        for (const int write : chosen(whole.writes, some)) {
            failed += survives(words, whole, kind + std::to_string(write));
            ++tried;
        }
    BOOST_TEST_MESSAGE("a_full_disk: " << failed << " of " << tried << " runs were stopped by it");
    BOOST_TEST(failed > tried / 2);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_full_disk)

#ifdef TUJA_SANITIZED
constexpr int of_a_run = 0, of_a_fetch = 0;  // a sanitizer must be loaded first: nothing can stand before it
#else
constexpr int of_a_run = 12, of_a_fetch = 30;
#endif

BOOST_AUTO_TEST_CASE(at_any_write_of_a_run_is_one_sentence_and_loses_nothing) {
    if (of_a_run > 0)
        sweep({"run", "quarterly", "--offline", "-q"}, of_a_run);
    else
        std::cerr << "skipped: a_full_disk: not under a sanitizer\n";
}

BOOST_AUTO_TEST_CASE(at_any_write_of_a_fetch_is_one_sentence_and_loses_nothing) {
    if (of_a_fetch > 0) sweep({"fetch", "ecb_reference_rates", "--offline", "-q"}, of_a_fetch);
}

BOOST_AUTO_TEST_SUITE_END()
