// `tuja install`: what starts the jobs, made of their schedule keys.
#include <sys/wait.h>

#include <boost/test/unit_test.hpp>
#include <iostream>

#include "base/file.hpp"
#include "base/text.hpp"
#include "pipeline/settings.hpp"
#include "pipeline/units.hpp"
#include "support/home.hpp"
#include "support/site.hpp"

namespace {

using test::Site, test::tuja;

bool says(const std::string& text, const std::string& part) {
    BOOST_TEST_MESSAGE(text);
    return text.find(part) != std::string::npos;
}

bool there_is(const std::string& tool, const std::string& wanted_by) {
    if (test::shell("command -v " + tool).status == 0) return true;
    std::cerr << "skipped: " << wanted_by << ": " << tool << " is not installed\n";
    return false;
}

/// A site with a job that prints and a source that wants a key, its units written below a folder.
struct Machine : Site {
    std::filesystem::path root = folder.path / "root";
    std::filesystem::path units = root / "etc/systemd/system";
    std::filesystem::path program =
        folder.path / "tuja";  // the built one may lie below /home, which units see

    Machine() {
        std::filesystem::copy_file(TUJA_PROGRAM, program);
        base::write_file(share() / "jobs/quarterly.toml",
                         "sources = [\"*\"]\nreport = \"national_ai_investment\"\n"
                         "schedule = \"*-01,04,07,10-15 07:30:00 UTC\"\ncron = \"30 7 15 1,4,7,10 *\"\n");
        ask_for_key(source(), "TUJA_KEY_BANK");
    }
    test::Ran install(std::vector<std::string> words) const {
        words.insert(words.begin(), "install");
        auto all = settings;
        all.push_back("TUJA_NOW=2026-04-01");
        return test::program(program, words, all);
    }
    std::string write(const std::string& home = "/var/lib/tuja") const {
        const auto ran = install({"--systemd", "--write", "--root", root.string(), "--home", home});
        BOOST_TEST(ran.status == 0, ran.err);
        return ran.err;
    }
    std::string unit(const std::string& name) const { return base::read_file(units / name); }
};

/// The exposure that `systemd-analyze security` sees, 0 (best) to 10.
double exposure(const std::filesystem::path& unit) {
    const auto ran = test::shell("systemd-analyze security --offline=true --no-pager " + unit.string());
    const auto at = ran.out.find("Overall exposure level for ");
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, ran.out);
    return std::stod(ran.out.substr(ran.out.find(": ", at) + 2));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(services_and_timers)

BOOST_FIXTURE_TEST_CASE(are_only_shown_unless_they_are_to_be_written, Machine) {
    const auto shown = install({"--systemd", "--home", "/var/lib/tuja"});
    BOOST_TEST(shown.status == 0, shown.err);
    BOOST_TEST(says(shown.out, "# /etc/systemd/system/tuja-daily.timer\n"));
    BOOST_TEST(says(shown.err, "add --write"));
    write();
    for (const auto* name : {"tuja-daily.service", "tuja-daily.timer", "tuja-quarterly.service",
                             "tuja-quarterly.timer", "tuja-quarterly-print.service"})
        BOOST_TEST(says(shown.out, unit(name)), name);
    BOOST_TEST(std::filesystem::exists(root / "etc/sysusers.d/tuja.conf"));
}

BOOST_FIXTURE_TEST_CASE(take_their_times_from_the_job_alone, Machine) {
    change(share() / "jobs/daily.toml", "06:15:00", "04:44:00");
    write();
    const auto timer = unit("tuja-daily.timer");
    BOOST_TEST(says(timer, "OnCalendar=*-*-* 04:44:00 UTC\n"));
    for (const auto* line : {"Persistent=true\n", "RandomizedDelaySec=15min\n", "AccuracySec=1min\n",
                             "WantedBy=timers.target\n"})
        BOOST_TEST(says(timer, line), line);
    BOOST_TEST(says(unit("tuja-quarterly.timer"), "OnCalendar=*-01,04,07,10-15 07:30:00 UTC\n"));
}

BOOST_FIXTURE_TEST_CASE(print_in_a_unit_of_their_own_after_0_and_3, Machine) {
    write();
    const auto fetches = unit("tuja-quarterly.service"), prints = unit("tuja-quarterly-print.service");
    BOOST_TEST(says(fetches, "Type=oneshot\n"));
    BOOST_TEST(says(fetches, "SuccessExitStatus=3\n"));
    BOOST_TEST(says(fetches, "OnSuccess=tuja-quarterly-print.service\n"));
    BOOST_TEST(!says(fetches, "--pdf"));
    BOOST_TEST(says(fetches, "MemoryDenyWriteExecute=yes\n"));
    BOOST_TEST(says(prints, " report quarterly --pdf --quiet\n"));
    BOOST_TEST(says(prints, "gives up"));
    BOOST_TEST(!says(prints, "MemoryDenyWriteExecute=yes\n"));
    BOOST_TEST(says(prints, "PrivateNetwork=yes\n"));
    BOOST_TEST(!says(unit("tuja-daily.service"), "OnSuccess="));
}

BOOST_FIXTURE_TEST_CASE(get_keys_as_credentials_by_name, Machine) {
    settings.push_back("TUJA_KEY_BANK=s3cr3t-0123456789");
    write();
    BOOST_TEST(says(unit("tuja-daily.service"), "LoadCredential=TUJA_KEY_BANK\n"));
    BOOST_TEST(!says(unit("tuja-daily.service"), "s3cr3t"));
    BOOST_TEST(!says(unit("tuja-quarterly-print.service"), "LoadCredential="));
}

BOOST_FIXTURE_TEST_CASE(may_write_the_home_and_nothing_else, Machine) {
    write();
    BOOST_TEST(says(unit("tuja-daily.service"), "StateDirectory=tuja\n"));
    BOOST_TEST(says(unit("tuja-daily.service"), "ProtectHome=yes\n"));
    write("/srv/two words/100%");
    BOOST_TEST(says(unit("tuja-daily.service"), "ReadWritePaths=\"/srv/two words/100%%\"\n"));
    BOOST_TEST(says(unit("tuja-daily.service"), "Environment=\"TUJA_HOME=/srv/two words/100%%\"\n"));
    write("/home/me/tuja");
    BOOST_TEST(says(unit("tuja-daily.service"), "ProtectHome=read-only\n"));
}

BOOST_FIXTURE_TEST_CASE(stand_up_to_systemd_analyze, Machine) {
    if (!there_is("systemd-analyze", "units under systemd-analyze")) return;
    write();
    BOOST_TEST(exposure(units / "tuja-daily.service") <= 2.0);
    BOOST_TEST(exposure(units / "tuja-quarterly.service") <= 2.0);
    const auto printing = exposure(units / "tuja-quarterly-print.service");
    BOOST_TEST(printing <= 3.0);
    const auto ran = test::shell("systemd-analyze verify " + (units / "tuja-*").string() + " 2>&1");
    BOOST_TEST(ran.status == 0, ran.out);
    BOOST_TEST(ran.out == "");
}

BOOST_FIXTURE_TEST_CASE(of_a_mistyped_schedule_are_refused_by_systemd_analyze, Machine) {
    if (!there_is("systemd-analyze", "a mistyped schedule")) return;
    change(share() / "jobs/daily.toml", "06:15:00", "36:15:00");
    write();
    BOOST_TEST(test::shell("systemd-analyze verify " + (units / "tuja-daily.timer").string()).status != 0);
}

BOOST_FIXTURE_TEST_CASE(of_a_user_ask_for_nothing_that_needs_root, Machine) {
    settings.push_back("XDG_CONFIG_HOME=/config");
    const auto ran =
        install({"--systemd", "--user", "--write", "--root", root.string(), "--home", "/srv/mine"});
    BOOST_TEST(ran.status == 0, ran.err);
    const auto text = base::read_file(root / "config/systemd/user/tuja-daily.service");
    for (const auto* line :
         {"User=", "StateDirectory=", "PrivateUsers=", "CapabilityBoundingSet=", "network-online"})
        BOOST_TEST(!says(text, line), line);
    BOOST_TEST(says(text, "Environment=TUJA_HOME=/srv/mine\n"));
    BOOST_TEST(says(ran.err, "systemctl --user enable --now tuja-daily.timer tuja-quarterly.timer"));
    BOOST_TEST(!std::filesystem::exists(root / "etc"));
}

BOOST_FIXTURE_TEST_CASE(of_a_job_that_is_no_more_are_named, Machine) {
    write();
    std::filesystem::remove(share() / "jobs/quarterly.toml");
    const auto said = write();
    BOOST_TEST(says(said, "tuja-quarterly.timer is of a job that is no more"));
    BOOST_TEST(!says(said, "tuja-daily.timer is of"));
}

BOOST_FIXTURE_TEST_CASE(come_with_what_to_do_next, Machine) {
    const auto said = write();
    BOOST_TEST(says(said, "systemctl enable --now tuja-daily.timer tuja-quarterly.timer"));
    BOOST_TEST(says(said, "systemd-sysusers"));
    BOOST_TEST(says(said, "TUJA_KEY_BANK"));
    BOOST_TEST(says(said, "contact = "));
}

BOOST_FIXTURE_TEST_CASE(need_a_choice, Machine) {
    BOOST_TEST(install({}).status == 2);
    BOOST_TEST(install({"--systemd", "--cron"}).status == 2);
    const auto ran = install({"--systemd", "--user", "--home", "/var/lib/tuja"});
    BOOST_TEST(ran.status == 2);
    BOOST_TEST(says(ran.err, "belongs to the machine's own jobs"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(lines_for_crontab)

BOOST_FIXTURE_TEST_CASE(hold_the_jobs_times_and_are_silent, Machine) {
    settings.push_back("TUJA_CHROMIUM=/usr/bin/chromium");
    const auto text = install({"--cron", "--home", "/var/lib/tuja"}).out;
    BOOST_TEST(says(text, "# /etc/cron.d/tuja\n"));
    BOOST_TEST(says(text, "TUJA_HOME=/var/lib/tuja\n"));
    BOOST_TEST(says(text, "MAILTO=root\n"));
    BOOST_TEST(says(text, "CREDENTIALS_DIRECTORY=/etc/tuja/keys\n"));
    BOOST_TEST(says(text, "15 6 * * *         tuja  "));
    BOOST_TEST(says(text, " run daily --quiet\n"));
    BOOST_TEST(says(text, "30 7 15 1,4,7,10 * tuja  "));
    BOOST_TEST(says(text, " run quarterly --quiet --pdf\n"));
}

BOOST_FIXTURE_TEST_CASE(hide_a_percent_sign_of_the_program_from_cron, Machine) {
    std::filesystem::create_directory(folder.path / "100%");
    std::filesystem::rename(program, folder.path / "100%/tuja");
    program = folder.path / "100%/tuja";
    const auto text = install({"--cron", "--user", "--home", "/srv/100%"}).out;
    BOOST_TEST(says(text, "/100\\%/tuja run daily --quiet\n"));  // to cron a bare % ends the line
    BOOST_TEST(says(text, "\nTUJA_HOME=/srv/100%\n"));           // but not where a variable is set
}

BOOST_FIXTURE_TEST_CASE(go_into_cron_d_or_through_crontab, Machine) {
    const auto ran = install({"--cron", "--write", "--root", root.string(), "--home", "/var/lib/tuja"});
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(says(base::read_file(root / "etc/cron.d/tuja"), "run daily"));
    // A crontab that keeps its lines in a file stands in for cron's.
    const auto kept = folder.path / "kept";
    const auto tool = folder.write("bin/crontab", "#!/bin/sh\n[ \"$1\" = -l ] && exec cat " + kept.string() +
                                                      "\nexec cat > " + kept.string() + "\n");
    std::filesystem::permissions(tool, std::filesystem::perms::owner_all);
    base::write_file(kept, "0 0 * * * theirs\n");
    settings.push_back("PATH=" + tool.parent_path().string() + ":/usr/bin:/bin");
    for (int i = 0; i < 2; ++i) {
        const auto own = install({"--cron", "--user", "--write", "--home", "/srv/mine"});
        BOOST_TEST(own.status == 0, own.err);
    }
    const auto lines = base::read_file(kept);
    BOOST_TEST(lines.starts_with("0 0 * * * theirs\n# tuja begins\n"), lines);
    BOOST_TEST(lines.find("run daily") == lines.rfind("run daily"));  // once, though written twice
    BOOST_TEST(!says(lines, " tuja  /"));                             // no column for the user
}

BOOST_AUTO_TEST_CASE(take_the_place_of_our_old_ones_only) {
    const auto first = pipeline::with_block("mine\n", "a\n");
    BOOST_TEST(first == "mine\n# tuja begins\na\n# tuja ends\n");
    BOOST_TEST(pipeline::with_block(first + "yours\n", "b\n") ==
               "mine\n# tuja begins\nb\n# tuja ends\nyours\n");
    BOOST_TEST(pipeline::with_block("no end", "a\n") == "no end\n# tuja begins\na\n# tuja ends\n");
    BOOST_TEST(pipeline::with_block("", "a\n") == "# tuja begins\na\n# tuja ends\n");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(an_installed_tree)

BOOST_AUTO_TEST_CASE(runs_the_main_job_from_wherever_it_stands) {
    const test::Home home;
    const auto prefix = home.folder.path / "usr";
    const auto put = test::shell("cmake --install " TUJA_BUILD " --prefix " + prefix.string() + " 2>&1");
    BOOST_REQUIRE_MESSAGE(put.status == 0, put.out);
    BOOST_TEST(std::filesystem::exists(prefix / "share/tuja/jobs/daily.toml"));
    BOOST_TEST(!std::filesystem::exists(prefix / "share/tuja/jobs/sample/generate.py"));
    auto settings = home.settings;
    settings.push_back("TUJA_ETC=" + (home.folder.path / "etc").string());
    const auto program = (prefix / "bin/tuja").string();
    const auto ran = test::program(program, {"run", "quarterly", "--offline"}, settings);
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(std::filesystem::exists(home.page("ko")));
    // It finds its own share, not the checkout's, and its default home.
    const auto cron =
        test::program(program, {"install", "--cron"}, {"TUJA_ETC=" + (home.folder.path / "etc").string()});
    BOOST_TEST(says(cron.out, "TUJA_HOME=/var/lib/tuja\n"));
    BOOST_TEST(says(cron.out, program));
}

BOOST_AUTO_TEST_SUITE_END()
