// The built program: messages and exit statuses.
#include <sys/stat.h>
#include <unistd.h>
#include <boost/test/unit_test.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "support/home.hpp"

using test::Home;
using test::Spoiled;
using test::tuja;

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
    BOOST_TEST(base::read_file(home.page("en")).find("a web page, not data") != std::string::npos);
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
