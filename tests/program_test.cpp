// The built program as its users meet it: the main job, reruns, rebuilds, kills, messages, exit statuses.
#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <map>
#include <random>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "support/folder.hpp"
#include "support/program.hpp"

namespace {

using test::tuja;

const std::string edition = "quarterly-2026-Q1@2026-05-31";

struct Home {
    test::Folder folder;
    std::vector<std::string> settings{"TUJA_HOME=" + folder.path.string(), "TUJA_NOW=2026-06-01T00:00:00Z"};

    test::Ran run(std::vector<std::string> words) const { return tuja(words, settings); }
    std::filesystem::path store() const { return folder.path / "offline"; }
    std::filesystem::path page(const std::string& language) const {
        return store() / "editions" / edition / ("national_ai_investment." + language + ".html");
    }
    std::string dump() const { return run({"dump", "--offline"}).out; }
    /// Name → SHA-256 of every file of the editions folder.
    std::map<std::string, std::string> editions() const {
        std::map<std::string, std::string> all;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(store() / "editions"))
            if (entry.is_regular_file())
                all[entry.path().string().substr(folder.path.string().size())] =
                    base::sha256(base::read_file(entry.path()));
        return all;
    }
};

/// A copy of what the program reads, so that a test may spoil it.
struct Spoiled : Home {
    std::filesystem::path share = folder.path / "share";

    Spoiled() {
        for (const auto* part : {"jobs", "sql", "reports"}) {
            std::filesystem::create_directories(share);
            std::filesystem::copy(std::filesystem::path{TUJA_ROOT} / part, share / part,
                                  std::filesystem::copy_options::recursive);
        }
        settings.push_back("TUJA_SHARE=" + share.string());
    }
    void change(const std::string& file, const std::string& from, const std::string& to) const {
        auto text = base::read_file(share / file);
        BOOST_REQUIRE_MESSAGE(text.find(from) != std::string::npos, file << " holds no " << from);
        base::write_file(share / file, base::replace_all(text, from, to));
    }
};

}  // namespace

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

BOOST_AUTO_TEST_SUITE(being_killed)

BOOST_AUTO_TEST_CASE(the_next_run_finishes_what_a_killed_one_began) {
    const Home whole;
    BOOST_REQUIRE(whole.run({"run", "quarterly", "--offline"}).status == 0);
    const auto dump = whole.dump();
    const char* long_run = std::getenv("TUJA_LONG");
    const int kills = long_run ? 1000 : 50;
    const unsigned seed = std::random_device{}();
    std::cerr << "being_killed: seed " << seed << ", " << kills << " kills\n";
    std::mt19937 random{seed};
    int hit = 0;
    for (int i = 0; i < kills; ++i) {
        const Home home;
        // Some runs die twice, some late enough to be in the report.
        for (int again = 0; again <= static_cast<int>(random() % 2); ++again)
            hit += test::tuja_killed_after(static_cast<long>(random() % 400'000),
                                           {"run", "quarterly", "--offline", "-q"}, home.settings);
        const auto next = home.run({"run", "quarterly", "--offline"});
        BOOST_REQUIRE_MESSAGE(next.status == 0, "seed " << seed << " kill " << i << ": " << next.err);
        BOOST_REQUIRE_MESSAGE(home.dump() == dump, "seed " << seed << " kill " << i << ": another dump");
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

BOOST_AUTO_TEST_SUITE(messages_and_exit_statuses)

BOOST_AUTO_TEST_CASE(help_begins_with_examples) {
    for (const auto* command :
         {"run", "fetch", "rebuild", "parse", "report", "status", "check", "trace", "dump", "doctor"}) {
        const auto help = tuja({command, "--help"});
        BOOST_TEST(help.status == 0);
        BOOST_TEST(help.out.starts_with("Examples:\n  tuja " + std::string{command}), command);
        BOOST_TEST(help.out.find("Exit status:") != std::string::npos, command);
    }
    BOOST_TEST(tuja({"--help"}).out.starts_with("Examples:"));
}

BOOST_AUTO_TEST_CASE(what_was_mistyped_is_answered_with_what_was_meant) {
    const Home home;
    const auto job = home.run({"run", "quaterly", "--offline"});
    BOOST_TEST(job.status == 2);
    BOOST_TEST(job.err.find("did you mean 'quarterly'?") != std::string::npos);
    const auto source = home.run({"fetch", "worldbank_wdl", "--offline"});
    BOOST_TEST(source.status == 2);
    BOOST_TEST(source.err.find("did you mean 'worldbank_wdi'?") != std::string::npos);
    const auto day =
        home.run({"run", "quarterly", "--offline", "--from", "2024-02-30", "--to", "2024-03-01"});
    BOOST_TEST(day.status == 2);
    BOOST_TEST(day.err.find("'2024-02-30' is no day") != std::string::npos);
    const auto format = tuja({"parse", "wordlbank", "x.xml"});
    BOOST_TEST(format.status == 2);
    BOOST_TEST(format.err.find("did you mean 'worldbank'?") != std::string::npos);
    BOOST_TEST(tuja({"frobnicate"}).status == 2);
}

BOOST_AUTO_TEST_CASE(an_unknown_key_of_a_source_is_told_with_file_and_line) {
    const Spoiled home;
    home.change("jobs/sources/ecb_reference_rates.toml", "cadence =", "cadense =");
    const auto ran = home.run({"run", "quarterly", "--offline"});
    BOOST_TEST(ran.status == 2);
    BOOST_TEST(ran.err.find("ecb_reference_rates.toml:") != std::string::npos, ran.err);
    BOOST_TEST(ran.err.find("cadence") != std::string::npos, ran.err);
}

BOOST_AUTO_TEST_CASE(a_source_that_fails_does_not_stop_the_others) {
    const Spoiled home;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(home.share / "jobs/sample/responses"))
        if (entry.path().string().find("cbc") != std::string::npos && entry.is_regular_file())
            base::write_file(entry.path(), "<html><body>Service unavailable</body></html>");
    const auto ran = home.run({"run", "quarterly", "--offline"});
    BOOST_TEST(ran.err.find("cbc_taiwan_rates: 1 window failed") != std::string::npos, ran.err);
    BOOST_TEST(std::filesystem::exists(home.page("ko")));
    BOOST_TEST(base::read_file(home.page("en")).find("an HTML page instead of JSON") != std::string::npos);
    const auto status = home.run({"status", "--offline"});
    BOOST_TEST(status.out.find("cbc_taiwan_rates") != std::string::npos);
    BOOST_TEST(status.out.find("broken") != std::string::npos);
    BOOST_TEST(status.out.find("failed windows:") != std::string::npos);
    const auto named = home.run({"fetch", "cbc_taiwan_rates", "--offline"});
    BOOST_TEST(named.status == 3, named.err);
}

BOOST_AUTO_TEST_CASE(a_broken_check_publishes_nothing_and_leaves_the_old_edition) {
    const Spoiled home;
    home.run({"run", "quarterly", "--offline"});
    const auto editions = home.editions();
    base::write_file(home.share / "sql/checks/always.sql",
                     "-- Always wrong.\n-- severity: error\nSELECT 1 AS one;\n");
    const auto ran = home.run({"run", "quarterly", "--offline"});
    BOOST_TEST(ran.status == 4);
    BOOST_TEST(ran.err.find("nothing was published") != std::string::npos);
    BOOST_TEST((home.editions() == editions));
    BOOST_TEST(home.run({"check", "--offline"}).status == 4);
}

BOOST_AUTO_TEST_CASE(a_live_run_refuses_a_store_with_composed_answers) {
    const Home home;
    home.run({"run", "quarterly", "--offline"});
    const auto ran =
        tuja({"run", "daily"}, {"TUJA_HOME=" + home.store().string(), "TUJA_NOW=2026-06-01T00:00:00Z"});
    BOOST_TEST(ran.status == 2);
    BOOST_TEST(ran.err.find("bundled edition") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_store_that_may_not_be_written_is_one_sentence) {
    if (geteuid() == 0) {
        // Root may write everywhere: a folder that can't be made does the same.
        const auto ran = tuja({"run", "quarterly", "--offline"}, {"TUJA_HOME=/proc/nowhere"});
        BOOST_TEST(ran.status == 1);
        BOOST_TEST(base::split(ran.err, '\n').size() <= 4u, ran.err);
        return;
    }
    const Home home;
    chmod(home.folder.path.c_str(), 0555);
    const auto ran = home.run({"run", "quarterly", "--offline"});
    chmod(home.folder.path.c_str(), 0755);
    BOOST_TEST(ran.status == 1);
}

BOOST_AUTO_TEST_CASE(a_file_taken_by_hand_goes_the_same_way) {
    const Home home;
    const auto file = home.folder.write(
        "fig.csv",
        "Total Investment (in Billions of U.S. Dollars),Country\n1.5,South Korea\n300,United States\n");
    std::string url;
    const auto toml = base::read_file(std::filesystem::path{TUJA_ROOT} / "jobs/sources/ai_index_2026.toml");
    for (const auto line : base::split(toml, '\n'))
        if (line.find("4.2.8\"") != std::string_view::npos && line.starts_with("url"))
            url = line.substr(line.find('"') + 1, line.rfind('"') - line.find('"') - 1);
    BOOST_REQUIRE(!url.empty());
    const auto ran = home.run(
        {"fetch", "ai_index_2026", "--file", file.string(), "--url", url, "--retrieved", "2026-04-20"});
    BOOST_TEST(ran.status == 0, ran.err);
    const auto dump = tuja({"dump", "--values"}, home.settings).out;
    BOOST_TEST(
        dump.find("\"entity\":\"KOR\",\"period\":\"2025\",\"value\":1500000000.0") != std::string::npos,
        dump);
    const auto wrong = home.run({"fetch", "ai_index_2026", "--file", file.string(), "--url",
                                 "http://elsewhere.example/", "--retrieved", "2026-04-20"});
    BOOST_TEST(wrong.status == 2);
    BOOST_TEST(wrong.err.find("use one of:") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(without_chromium_pdf_says_how_to_get_it) {
    const Home home;
    auto settings = home.settings;
    settings.push_back("TUJA_CHROMIUM=/nowhere/chromium");
    settings.push_back("TUJA_PRINT_AS_ROOT=1");
    const auto ran = tuja({"run", "quarterly", "--offline", "--pdf"}, settings);
    BOOST_TEST(ran.status == 1);
    BOOST_TEST(ran.err.find("Chromium") != std::string::npos, ran.err);
    BOOST_TEST(std::filesystem::exists(home.page("ko")));  // the HTML stands
}

BOOST_AUTO_TEST_CASE(doctor_finds_nothing_bad_in_a_fresh_place) {
    const Home home;
    const auto ran = home.run({"doctor"});
    BOOST_TEST(ran.status == 0, ran.out);
    BOOST_TEST(ran.out.find("declared without a fault") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
