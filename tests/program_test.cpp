// The built program as its users meet it: the main job and its reruns.
#include <boost/test/unit_test.hpp>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "support/home.hpp"

using test::Home;

BOOST_AUTO_TEST_SUITE(the_main_job)

BOOST_AUTO_TEST_CASE(twice_gives_the_same_dump_and_the_same_bytes) {
    const Home home;
    const auto first = home.run({"run", "quarterly", "--offline"});
    BOOST_TEST(first.status == 0, first.err);
    const auto dump = home.dump();
    const auto editions = home.editions();
    BOOST_TEST(editions.size() >= 5u);
    BOOST_TEST(home.run({"run", "quarterly", "--offline"}).status == 0);
    BOOST_TEST(home.dump() == dump);
    BOOST_TEST((home.editions() == editions));
}

BOOST_AUTO_TEST_CASE(a_rebuild_gives_the_same_dump_and_the_same_report) {
    const Home home;
    home.run({"run", "quarterly", "--offline"});
    const auto dump = home.dump();
    const auto editions = home.editions();
    for (const auto* tail : {"", "-wal", "-shm"})
        std::filesystem::remove(home.store() / (std::string{"tuja.db"} + tail));
    const auto rebuilt = home.run({"rebuild"});
    BOOST_TEST(rebuilt.status == 0, rebuilt.err);
    BOOST_TEST(home.dump() == dump);
    std::filesystem::remove_all(home.store() / "editions");
    BOOST_TEST(home.run({"report", "quarterly", "--offline"}).status == 0);
    BOOST_TEST((home.editions() == editions));
}

BOOST_AUTO_TEST_CASE(an_earlier_moment_answers_with_what_was_known_then) {
    const Home home;
    home.run({"run", "quarterly", "--offline"});
    const auto now = base::read_file(home.page("en"));
    const auto before =
        home.run({"report", "quarterly", "--offline", "--period", "2025-Q4", "--as-known", "2026-01-15"});
    BOOST_TEST(before.status == 0, before.err);
    BOOST_TEST(before.out.find("quarterly-2025-Q4@2026-01-15") != std::string::npos);
    BOOST_TEST(base::read_file(home.page("en")) == now);
}

BOOST_AUTO_TEST_CASE(both_languages_bind_the_same_figures) {
    const Home home;
    home.run({"run", "quarterly", "--offline"});
    const auto bound = [&](const std::string& language) {
        std::map<std::string, std::string> values;  // id → value attribute
        const auto html = base::read_file(home.page(language));
        for (auto at = html.find("<data "); at != std::string::npos; at = html.find("<data ", at + 1)) {
            const auto tag = html.substr(at, html.find('>', at) - at);
            const auto attribute = [&](const std::string& name) {
                const auto start = tag.find(name + "=\"") + name.size() + 2;
                return tag.substr(start, tag.find('"', start) - start);
            };
            values[attribute("data-figure")] = attribute("value");
        }
        return values;
    };
    const auto korean = bound("ko"), english = bound("en");
    BOOST_TEST(korean.size() > 100u);
    BOOST_TEST((korean == english));
}

BOOST_AUTO_TEST_CASE(the_headline_ratio_traces_to_the_archived_bytes) {
    const Home home;
    home.run({"run", "quarterly", "--offline"});
    const auto trail = home.run({"trace", "scale.gap_ratio.KOR.USA.2025", "--json"});
    BOOST_TEST(trail.status == 0, trail.err);
    const auto json = base::Json::parse(trail.out);
    BOOST_REQUIRE(json.has_value());
    BOOST_TEST(*(*json)["value"].number() == 285.875311074 / 1.775383542,
               boost::test_tools::tolerance(1e-12));
    const auto* steps = (*json)["steps"].items();
    BOOST_REQUIRE(steps != nullptr);
    BOOST_TEST(steps->size() == 2u);
    for (const auto& step : *steps) {
        BOOST_TEST(*step["matches"].boolean());
        BOOST_TEST(step.text("sha256").size() == 64u);
        // The bundled answer itself has this digest: archive and file hold the same bytes.
        bool found = false;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(
                 std::filesystem::path{TUJA_ROOT} / "jobs/sample/responses"))
            found = found || (entry.is_regular_file() &&
                              base::sha256(base::read_file(entry.path())) == step.text("sha256"));
        BOOST_TEST(found);
    }
}

BOOST_AUTO_TEST_CASE(a_flipped_byte_in_the_archive_is_found_by_trace) {
    const Home home;
    home.run({"run", "quarterly", "--offline"});
    for (const auto& entry : std::filesystem::directory_iterator(home.store() / "archive")) {
        if (!entry.path().string().ends_with(".warc.gz")) continue;
        auto bytes = base::read_file(entry.path());
        for (std::size_t i = 2000; i < bytes.size(); i += 997) bytes[i] = static_cast<char>(bytes[i] ^ 1);
        base::write_file(entry.path(), bytes);
    }
    BOOST_TEST(home.run({"trace", "scale.gap_ratio.KOR.USA.2025"}).status == 1);
}

BOOST_AUTO_TEST_CASE(pages_need_nothing_from_outside_and_run_no_script) {
    const Home home;
    home.run({"run", "quarterly", "--offline"});
    for (const auto* language : {"ko", "en"}) {
        const auto html = base::read_file(home.page(language));
        for (const auto* forbidden :
             {"<script", "<link rel=\"stylesheet\"", "src=\"http", "url(http", "@import"})
            BOOST_TEST(html.find(forbidden) == std::string::npos, language << " holds " << forbidden);
    }
}

BOOST_AUTO_TEST_SUITE_END()
