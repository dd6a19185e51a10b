// What a person, a log and a program see of a run under way.
#include <boost/test/unit_test.hpp>
#include <thread>

#include "base/json.hpp"
#include "base/text.hpp"
#include "pipeline/progress.hpp"
#include "support/loopback.hpp"
#include "support/share.hpp"

namespace {

using namespace std::chrono_literals;
using loopback::Line, loopback::Seen, loopback::Server;
using pipeline::Bar, pipeline::line_of;

/// A bank whose answer takes long enough to draw its line a few times.
struct Slow : test::Share {
    std::chrono::milliseconds pause = 350ms;
    Server server{[this](Line& line, const Seen&) {
        std::this_thread::sleep_for(pause);
        line.answer("200 OK", "Content-Type: text/xml\r\n",
                    test::world_bank_page({{"KOR", "2024", "1.5"}, {"USA", "2024", "9"}}));
    }};

    Slow() { add("a_bank_with_quite_a_long_name", test::bank_toml(server.url(""))); }
    test::Shown show(unsigned short columns, std::vector<std::string> words = {},
                     const std::string& at = {}) {
        words.insert(words.begin(), {"run", "daily"});
        return test::tuja_on_terminal(words, settings("2026-04-01"), columns, at);
    }
};

/// What stands on a terminal once all was written; longest line and cursor with it.
struct Screen {
    std::vector<std::string> lines{""};
    std::size_t row = 0, widest = 0;

    explicit Screen(std::string_view bytes) {
        for (std::size_t at = 0; at < bytes.size();) at += take(bytes.substr(at));
    }
    std::size_t take(std::string_view left) {
        if (left[0] == '\x1b') {
            const auto end = left.find_first_of("AJKm");
            const auto count = base::read_integer(left.substr(2, end - 2)).value_or(1);
            if (left[end] == 'A') row -= static_cast<std::size_t>(count);
            if (left[end] == 'J') lines.resize(row + 1), lines[row].clear();
            return end + 1;
        }
        if (left[0] == '\n') {
            if (++row == lines.size()) lines.emplace_back();
        } else if (left[0] != '\r') {
            lines[row] += left[0];
            widest = std::max(widest, pipeline::columns(lines[row]));
        }
        return 1;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(showing_progress)

BOOST_AUTO_TEST_CASE(a_line_says_how_far_how_fast_and_how_long) {
    BOOST_TEST(line_of(Bar{"bank", 12, 40, false}, 4000ms, 8, 80) == "bank          12/40  3.0/s  9 s left");
    BOOST_TEST(line_of(Bar{"bank", 0, 40, false}, 4000ms, 8, 80) == "bank           0/40");
    BOOST_TEST(line_of(Bar{"bank", 1, 4000, false}, 4000ms, 8, 80).ends_with("4 h left"));
}

BOOST_AUTO_TEST_CASE(korean_letters_take_two_columns_and_no_line_is_wider_than_the_terminal) {
    BOOST_TEST(pipeline::columns("한국은행 ecos") == 13u);
    for (const std::size_t width : {10, 17, 40})
        BOOST_TEST(pipeline::columns(line_of(Bar{"한국은행_경제통계", 3, 9, false}, 1000ms, 17, width)) <=
                   width);
    BOOST_TEST(line_of(Bar{"한국은행", 3, 9, false}, 1000ms, 5, 40).starts_with("한국   "));
}

BOOST_FIXTURE_TEST_CASE(a_terminal_shows_a_line_a_source_and_is_left_clean, Slow) {
    for (const unsigned short columns : {80, 40}) {
        std::filesystem::remove_all(folder.path / "home");
        const auto shown = show(columns);
        BOOST_TEST(shown.status == 0, shown.bytes);
        BOOST_TEST(shown.bytes.find("0/1") != std::string::npos, shown.bytes);
        const Screen screen{shown.bytes};
        // Progress never wraps; the line that stays may be longer.
        BOOST_TEST(screen.lines.at(0) ==
                   "a_bank_with_quite_a_long_name: 1 answer, 2 values, 0 announcements");
        BOOST_TEST(screen.lines.back() == "");
        for (const auto& line : screen.lines) BOOST_TEST(line.find("0/1") == std::string::npos);
    }
}

BOOST_FIXTURE_TEST_CASE(an_interrupted_terminal_is_left_clean, Slow) {
    pause = 3000ms;
    const auto shown = show(80, {}, "0/1");
    BOOST_TEST(shown.status == 130, shown.bytes);
    const Screen screen{shown.bytes};
    for (const auto& line : screen.lines) BOOST_TEST(line.find("0/1") == std::string::npos, shown.bytes);
    BOOST_TEST(screen.lines.at(0).find("interrupted") != std::string::npos, shown.bytes);
}

BOOST_FIXTURE_TEST_CASE(what_is_over_at_once_draws_nothing, Slow) {
    pause = 0ms;
    BOOST_TEST(show(80).bytes.find("0/1") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(quiet_draws_nothing_either, Slow) {
    BOOST_TEST(show(80, {"--quiet"}).bytes == "");
}

BOOST_FIXTURE_TEST_CASE(a_log_gets_one_line_a_source, Slow) {
    const auto ran = run("2026-04-01", {"run", "daily"});
    BOOST_TEST(ran.err == "a_bank_with_quite_a_long_name: 1 answer, 2 values, 0 announcements\n");
}

BOOST_FIXTURE_TEST_CASE(for_programs_every_line_is_an_object, Slow) {
    add("b", test::bank_toml("http://127.0.0.1:1"));  // nobody answers there
    auto all = run("2026-04-01", {"run", "daily", "--log", "json", "--verbose"}).err;
    all += run("2026-04-01", {"run", "dayly", "--log", "json"}).err;
    all += run("2026-04-01", {"run", "--log", "json", "--frmo", "2026"}).err;
    int lines = 0, of_source = 0, errors = 0;
    for (const auto line : base::split(all, '\n')) {
        if (line.empty()) continue;
        ++lines;
        const auto json = base::Json::parse(line);
        BOOST_REQUIRE_MESSAGE(json.has_value(), line);
        BOOST_TEST(base::read_instant(json->text("time")).has_value(), line);
        BOOST_TEST(!json->text("message").empty(), line);
        of_source += !json->text("source").empty();
        errors += json->text("level") == "error";
    }
    BOOST_TEST(lines >= 4, all);
    BOOST_TEST(of_source >= 2, all);
    BOOST_TEST(errors == 2, all);
}

BOOST_AUTO_TEST_SUITE_END()
