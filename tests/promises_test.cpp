// The promises of DESIGN §5 over random histories. A history that fails is shortened and printed with its
// seed:
//   TUJA_SEED=… build/release/tests/tuja_tests --run_test=keeping_promises     plays that one history
//   TUJA_LONG=1                                                               plays 500 of each kind
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>

#include "base/text.hpp"
#include "support/bank.hpp"
#include "support/histories.hpp"

namespace {

using histories::Dice, histories::History, histories::Machine, histories::Play, histories::Step;
using Kind = Step::Kind;

#ifdef TUJA_SANITIZED
constexpr int bounded_histories = 10;
#else
constexpr int bounded_histories = 50;
#endif

/// What the rooms warn of is what these histories are made of: it is kept off the terminal meanwhile.
class Hushed {
  public:
    Hushed() : stderr_(dup(STDERR_FILENO)) {
        const int nothing = open("/dev/null", O_WRONLY);
        dup2(nothing, STDERR_FILENO);
        close(nothing);
    }
    Hushed(const Hushed&) = delete;
    ~Hushed() {
        dup2(stderr_, STDERR_FILENO);
        close(stderr_);
    }

  private:
    int stderr_;
};

/// What a history breaks; "" where it keeps its promises.
using Promise = std::function<std::string(const History&)>;

std::string broken_by(const History& history, const Promise& promise) {
    try {
        return promise(history);
    } catch (const std::exception& error) {
        return fmt::format("thrown: {}\n", error.what());
    }
}

void fail(std::uint64_t seed, const History& history, const Promise& promise) {
    const auto shortest =
        shortened(history, [&](const History& one) { return !broken_by(one, promise).empty(); });
    BOOST_ERROR("TUJA_SEED=" << seed << "\n" << text(shortest) << broken_by(shortest, promise));
}

void hold(const std::string& what, const histories::Manner& manner, const Promise& promise) {
    const auto* given = std::getenv("TUJA_SEED");
    const std::uint64_t first = given ? std::strtoull(given, nullptr, 10) : std::random_device{}();
    const int count = given ? 1 : std::getenv("TUJA_LONG") ? 500 : bounded_histories;
    std::cerr << "keeping_promises: " << what << ", seeds " << first << " to "
              << first + static_cast<std::uint64_t>(count) - 1 << "\n";
    const Hushed hushed;
    for (int i = 0; i < count; ++i) {
        const auto seed = first + static_cast<std::uint64_t>(i);
        const auto history = random_history(seed, manner);
        if (!broken_by(history, promise).empty()) return fail(seed, history, promise);
    }
}

/// What a provider and an operator do, each as often as it stands here, and what befalls a machine.
const std::vector<Kind> everything = {
    Kind::change,        Kind::change,    Kind::change,        Kind::run,       Kind::run,
    Kind::run,           Kind::range,     Kind::range,         Kind::split,     Kind::again,
    Kind::merge,         Kind::configure, Kind::remove,        Kind::remove,    Kind::bring_back,
    Kind::keep_database, Kind::restore,   Kind::lose_database, Kind::read_again};

std::string compare(const std::string& what, const std::string& expected, const std::string& found) {
    return expected == found ? "" : what + ":\n" + histories::difference(expected, found);
}

constexpr base::Window full_range() {
    return {base::Day{std::chrono::year{2019} / 1 / 1}, base::Day{std::chrono::year{2027} / 1 / 1}};
}

/// The lines of a dump about sources that list the newest only, and those about all others.
struct Lines {
    std::set<std::string> rolling;
    std::string others;
    explicit Lines(const std::string& dump) {
        for (const auto line : base::split(dump, '\n')) {
            const bool newest = line.find("\"source\":\"ticker\"") != line.npos ||
                                line.find("\"source\":\"wire\"") != line.npos;
            if (newest)
                rolling.emplace(line);
            else
                others.append(line).append("\n");
        }
    }
};

std::string compare_values(const std::string& what, const Lines& fresh, const Lines& old) {
    for (const auto& line : fresh.rolling)
        if (!old.rolling.contains(line)) return what + " lacks:\n    " + line + "\n";
    return compare(what, fresh.others, old.others);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(keeping_promises)

BOOST_AUTO_TEST_CASE(one_archive_and_one_configuration_give_one_dump_however_they_came_about) {
    std::size_t unmodified = 0;
    hold("promise (a)", {everything}, [&](const History& history) -> std::string {
        Play play{history};
        play.all();
        play.here.settle();
        const auto grown = play.here.dump();
        unmodified += play.here.unmodified;
        play.here.read_again(play.here.house.settings.now);
        if (auto broken = compare("every body read again", grown, play.here.dump()); !broken.empty())
            return broken;
        play.here.rebuild();
        if (auto broken = compare("rebuilt", grown, play.here.dump()); !broken.empty()) return broken;
        Machine copy{play.configuration};
        Dice dice{history.seed};
        play.here.copy_shuffled(copy, dice);
        copy.settle();
        return compare("the same exchanges archived in another order", grown, copy.dump());
    });
    BOOST_TEST(unmodified > 0u);  // what is said again was left unread in some of them
}

BOOST_AUTO_TEST_CASE(an_archive_that_is_imported_gives_the_dump_it_gave_at_home) {
    // Not in these histories: attempts without an answer, which are no exchanges that could be imported;
    // sources that are declared no more, which claim nothing; and two answers of one address at one and the
    // same microsecond, of which a revisit that names the moment does not say which it means.
    auto kinds = everything;
    std::erase_if(kinds, [](Kind kind) {
        return kind == Kind::remove || kind == Kind::bring_back || kind == Kind::again;
    });
    std::size_t imported = 0;
    hold("imports", {kinds, 25, true, false}, [&](const History& history) -> std::string {
        Play play{history};
        play.all();
        play.here.settle();
        Machine empty{play.configuration};
        Dice dice{history.seed};
        empty.import_files(play.here, dice);
        const auto home = base::replace_all(play.here.dump(), "\"origin\":\"live\"", "\"origin\":\"import\"");
        imported += home.find("\"origin\":\"import\"") != home.npos;
        return compare("imported into an empty home", home, empty.dump());
    });
    BOOST_TEST(imported > 0u);  // two empty dumps would be alike, too
}

/// What is not promised, because nobody could know it: values and items of a rolling list that were listed
/// and gone while a machine did not look stand only where somebody looked; a provider that takes back a
/// release (states an older one as the newest) is believed only by who never saw the newer; and while a row
/// is unreadable nothing is withdrawn.
BOOST_AUTO_TEST_CASE(one_state_of_the_provider_gives_one_set_of_values_whatever_came_before) {
    auto kinds = everything;
    std::erase(kinds, Kind::merge);
    std::size_t unmodified = 0;
    hold("promise (b)", {kinds, 50, false}, [&](const History& history) -> std::string {
        Play play{history};
        play.all();
        play.mend();
        const auto at = base::Instant{base::make_day(2026, 11, 1)};
        Dice dice{history.seed};
        Machine fresh{play.configuration};
        for (auto* machine : {&fresh, &play.here}) {
            machine->settle();
            machine->run(at, full_range(), play.provider, {}, dice.seed());
        }
        play.elsewhere.pieces(at, full_range(), play.provider, {}, dice);
        unmodified += play.here.unmodified;
        const Lines expected{fresh.dump(true)};
        if (auto broken = compare_values("asked once", expected, Lines{play.here.dump(true)});
            !broken.empty())
            return broken;
        return compare_values("asked in pieces", expected, Lines{play.elsewhere.dump(true)});
    });
    BOOST_TEST(unmodified > 0u);
}

BOOST_AUTO_TEST_CASE(what_is_withdrawn_and_what_failed_once_are_no_values_of_now) {
    test::Bank lucky, old;
    old.visit("2026-01-01", 2023, 2024, std::vector<test::Cell>{{"KOR", "2023", "1"}, {"KOR", "2024", "2"}});
    test::Scripted busy{[](const model::Request&) { return test::Scripted::Says{503, "busy", ""}; }};
    old.visit("2026-01-02", 2022, 2025, busy);
    for (auto* bank : {&lucky, &old}) {
        bank->visit("2026-02-01", 2022, 2023, std::vector<test::Cell>{});
        bank->visit("2026-02-02", 2024, 2025, std::vector<test::Cell>{{"KOR", "2024", "3"}});
    }
    BOOST_TEST(old.dump(true) == lucky.dump(true));
    BOOST_TEST(old.dump().find("503") != std::string::npos);
    old.visit("2026-02-03", 2024, 2024, busy);
    BOOST_TEST(old.dump(true).find("the host answered 503") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
