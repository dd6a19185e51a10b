// What a site decides, and whose word counts.
#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <map>

#include "base/error.hpp"
#include "base/file.hpp"
#include "pipeline/settings.hpp"
#include "support/folder.hpp"
#include "support/site.hpp"

extern char** environ;

namespace {

/// A checkout and an /etc of its own, with these variables and no other TUJA_*.
struct Place {
    test::Folder folder;
    std::map<std::string, std::string> before;
    std::filesystem::path share = folder.path / "share", etc = folder.path / "etc",
                          home = folder.path / "home";

    Place() {
        for (char** entry = environ; *entry; ++entry) {
            const std::string text{*entry};
            if (text.starts_with("TUJA_"))
                before[text.substr(0, text.find('='))] = text.substr(text.find('=') + 1);
        }
        for (const auto& [name, value] : before) unsetenv(name.c_str());
        for (const auto* part : {"jobs", "sql", "reports"}) std::filesystem::create_directories(share / part);
        set("TUJA_SHARE", share.string());
        set("TUJA_ETC", etc.string());
        set("TUJA_HOME", home.string());
    }
    ~Place() {
        for (const auto& one : pipeline::setting_names()) unsetenv(std::string{one.variable}.c_str());
        unsetenv("TUJA_SHARE");
        unsetenv("TUJA_ETC");
        for (const auto& [name, value] : before) setenv(name.c_str(), value.c_str(), 1);
    }
    static void set(const char* name, const std::string& value) { setenv(name, value.c_str(), 1); }
    pipeline::Settings read(const pipeline::Flags& flags = {}) const {
        return pipeline::read_settings(flags, "/nowhere/tuja");
    }
    std::string fault(const pipeline::Flags& flags = {}) const {
        try {
            read(flags);
        } catch (const base::Error& error) {
            BOOST_TEST((error.kind() == base::Error::Kind::usage));
            return error.what();
        }
        return "nothing was wrong";
    }
};

bool says(const std::string& text, const std::string& part) {
    BOOST_TEST_MESSAGE(text);
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(settings)

BOOST_FIXTURE_TEST_CASE(are_flags_over_variables_over_the_home_over_etc_over_defaults, Place) {
    BOOST_TEST(read().contact == "");
    base::write_file(etc / "tuja.toml", "contact = \"etc\"\n");
    BOOST_TEST(read().contact == "etc");
    base::write_file(home / "tuja.toml", "contact = \"home\"\n");
    BOOST_TEST(read().contact == "home");
    set("TUJA_CONTACT", "variable");
    BOOST_TEST(read().contact == "variable");
    BOOST_TEST(read({{"contact", "flag"}}).contact == "flag");
}

BOOST_FIXTURE_TEST_CASE(say_where_the_home_is_everywhere_but_in_the_home, Place) {
    unsetenv("TUJA_HOME");
    BOOST_TEST(read().home == share / "var");
    base::write_file(etc / "tuja.toml", "home = \"" + home.string() + "\"\n");
    BOOST_TEST(read().home == home);
    BOOST_TEST(read({{"home", "/elsewhere"}}).home == "/elsewhere");
    base::write_file(home / "tuja.toml", "home = \"/third\"\n");
    BOOST_TEST(says(fault(), "home/tuja.toml:1: this file is found through the home"));
}

BOOST_FIXTURE_TEST_CASE(of_an_installation_lie_in_etc_and_its_home_in_var_lib, Place) {
    const auto installed = folder.path / "share/tuja";
    for (const auto* part : {"jobs", "sql", "reports"}) std::filesystem::create_directories(installed / part);
    for (const auto* name : {"TUJA_SHARE", "TUJA_ETC", "TUJA_HOME"}) unsetenv(name);
    const auto found = pipeline::read_settings({}, folder.path / "bin/tuja");
    BOOST_TEST(found.share == installed);
    BOOST_TEST(found.home == "/var/lib/tuja");
    BOOST_TEST(found.etc == "/etc/tuja");
}

BOOST_FIXTURE_TEST_CASE(of_a_machine_are_not_those_of_a_checkout, Place) {
    unsetenv("TUJA_ETC");
    BOOST_TEST(read().etc == "");
}

BOOST_FIXTURE_TEST_CASE(that_do_not_exist_name_the_nearest_one, Place) {
    BOOST_TEST(says(fault({{"contcat", "x"}}), "there is no setting 'contcat'\n  did you mean 'contact'?"));
    base::write_file(etc / "tuja.toml", "# ours\nping_ulr = \"https://watch.example/1\"\n");
    BOOST_TEST(says(fault(), "etc/tuja.toml:2: unknown key 'ping_ulr'\n  did you mean 'ping_url'?"));
}

BOOST_FIXTURE_TEST_CASE(that_can_not_be_meant_are_told_with_their_place, Place) {
    set("TUJA_PRINT_AS_ROOT", "maybe");
    BOOST_TEST(says(fault(), "TUJA_PRINT_AS_ROOT: 'maybe' is neither yes nor no"));
    set("TUJA_PRINT_AS_ROOT", "1");
    BOOST_TEST(read().print_as_root);
    BOOST_TEST(says(fault({{"contact", "me\r\nX-Evil: 1"}}), "--set contact: the contact has several lines"));
    // Whoever has this address can report in the machine's name: it is not quoted.
    set("TUJA_PING_URL", "watch.example/s3cret");
    BOOST_TEST(says(fault(), "TUJA_PING_URL: this is no web address"));
    BOOST_TEST(!says(fault(), "s3cret"));
}

BOOST_FIXTURE_TEST_CASE(may_be_typed_more_than_once_before_the_job, test::Site) {
    const auto ran = run("2026-04-01", {"run", "--set", "contact=a@b.example", "--set",
                                        "home=" + (folder.path / "third").string(), "daily"});
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(std::filesystem::exists(folder.path / "third/tuja.db"));
    BOOST_REQUIRE(!host.seen().empty());
    BOOST_TEST(says(host.seen()[0].head, "(a@b.example)"));
    BOOST_TEST(says(run("2026-04-01", {"status", "--set", "contact"}).err, "'contact' is no KEY=VALUE"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(a_sites_own_files)

BOOST_FIXTURE_TEST_CASE(stand_in_place_of_the_shipped_ones_of_their_name, test::Site) {
    const auto before = run("2026-04-01", {"install", "--cron"}).out;
    base::write_file(etc() / "jobs/daily.toml",
                     "sources = [\"*\"]\nschedule = \"*-*-* 03:00:00 UTC\"\ncron = \"0 3 * * *\"\n");
    const auto after = run("2026-04-01", {"install", "--cron"}).out;
    BOOST_TEST(says(before, "15 6 * * *"));
    BOOST_TEST(says(after, "0 3 * * *"));
    BOOST_TEST(!says(after, "15 6 * * *"));
}

BOOST_FIXTURE_TEST_CASE(add_sources_and_jobs, test::Site) {
    std::filesystem::create_directories(etc() / "jobs/sources");
    std::filesystem::copy(source(), etc() / "jobs/sources/second_bank.toml");
    base::write_file(etc() / "jobs/hourly.toml",
                     "sources = [\"second_bank\"]\nschedule = \"hourly\"\ncron = \"0 * * * *\"\n");
    const auto ran = run("2026-04-01", {"run", "hourly"});
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(says(run("2026-04-01", {"dump"}).out, "\"source\":\"second_bank\""));
}

BOOST_FIXTURE_TEST_CASE(are_read_with_the_same_care, test::Site) {
    base::write_file(etc() / "jobs/sources/mine.toml", "format = \"worldbank\"\nacces = \"http\"\n");
    const auto ran = run("2026-04-01", {"run", "daily"});
    BOOST_TEST(ran.status == 2);
    BOOST_TEST(says(ran.err, "etc/jobs/sources/mine.toml"));
}

BOOST_FIXTURE_TEST_CASE(change_a_reference_table_and_a_line_of_a_report, test::Site) {
    const auto shipped = base::read_file(share() / "sql/reference/countries.toml");
    base::write_file(etc() / "sql/reference/countries.toml",
                     shipped +
                         "\n[[country]]\ncode = \"XKX\"\niso2 = \"XK\"\nname = { ko = \"코소보\", en = "
                         "\"Kosovo\" }\ncurrency = \"EUR\"\n");
    const auto doctor = run("2026-04-01", {"doctor"}).out;
    const auto plain = [&] {
        std::filesystem::remove(etc() / "sql/reference/countries.toml");
        return run("2026-04-01", {"doctor"}).out;
    }();
    BOOST_TEST(doctor.substr(0, doctor.find('\n')) != plain.substr(0, plain.find('\n')));

    const auto css = base::read_file(share() / "reports/national_ai_investment/print.css");
    base::write_file(etc() / "reports/national_ai_investment/print.css", css + "\n.of-the-site{color:red}\n");
    run("2026-04-01", {"run", "daily"});
    const auto report = run("2026-04-01", {"report", "quarterly"});
    BOOST_TEST(report.status == 0, report.err);
    const auto page = report.out.substr(0, report.out.find('\n'));
    BOOST_TEST(says(base::read_file(page), ".of-the-site"));
}

BOOST_AUTO_TEST_SUITE_END()
