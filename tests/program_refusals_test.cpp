// What can't be done as it was asked is refused in a sentence, with status 2, and nothing else is done.
#include <boost/test/unit_test.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "support/site.hpp"

namespace {

using test::Ran, test::Site;
using Words = std::vector<std::string>;

bool says(const Ran& ran, const std::string& text) {
    return (ran.out + ran.err).find(text) != std::string::npos;
}

constexpr const char* day = "2026-04-01";

}  // namespace

BOOST_AUTO_TEST_SUITE(refusing_a_mistyped_home)

BOOST_FIXTURE_TEST_CASE(verify_and_rebuild_name_it_and_make_nothing, Site) {
    const auto nowhere = (folder.path / "nowhere").string();
    for (const auto& words : {Words{"archive", "verify"}, Words{"rebuild"}}) {
        auto all = words;
        all.insert(all.end(), {"--home", nowhere});
        const auto ran = run(day, all);
        BOOST_TEST(ran.status == 2, ran.out << ran.err);
        BOOST_TEST(says(ran, nowhere), ran.err);
        BOOST_TEST(!std::filesystem::exists(nowhere));
    }
}

BOOST_FIXTURE_TEST_CASE(an_archive_without_an_index_is_verified_and_that_is_said, Site) {
    run(day, {"run", "daily"});
    BOOST_TEST(says(run(day, {"archive", "verify"}), "the index knows every one"));
    for (const auto* tail : {"", "-wal", "-shm"})
        std::filesystem::remove((home() / "tuja.db").string() + tail);
    const auto ran = run(day, {"archive", "verify"});
    BOOST_TEST(ran.status == 0);
    BOOST_TEST(says(ran, "there is no index to check"), ran.out);
    BOOST_TEST(!says(ran, "knows every one"), ran.out);
    BOOST_TEST(says(run(day, {"archive", "verify", "--json"}), "\"indexed\":false"));
}

BOOST_FIXTURE_TEST_CASE(a_lost_archive_is_no_mistyped_home, Site) {
    run(day, {"run", "daily"});
    std::filesystem::remove_all(home() / "archive");
    BOOST_TEST(run(day, {"archive", "verify"}).status == 4);
    BOOST_TEST(run(day, {"rebuild"}).status == 1);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(naming_a_source)

BOOST_FIXTURE_TEST_CASE(that_wants_a_contact_is_refused_without_one, Site) {
    base::write_file(share() / "jobs/hosts.toml",
                     "[[host]]\nname = \"bank\"\nhosts = [\"127.0.0.1\"]\ncontact = \"required\"\n");
    const auto ran = run(day, {"fetch", "bank"});
    BOOST_TEST(ran.status == 2, ran.err);
    BOOST_TEST(says(ran, "TUJA_CONTACT"), ran.err);
    BOOST_TEST(host.seen().empty());
    BOOST_TEST(run(day, {"run", "daily"}).status == 0);  // a job goes on with the others
}

BOOST_FIXTURE_TEST_CASE(whose_files_are_taken_by_hand_says_how, Site) {
    change(source(), "access = \"http\"", "access = \"manual\"");
    const auto ran = run(day, {"fetch", "bank"});
    BOOST_TEST(ran.status == 2, ran.err);
    BOOST_TEST(says(ran, "tuja fetch bank --file F --url U --retrieved DAY"), ran.err);
    BOOST_TEST(run(day, {"run", "daily"}).status == 0);
}

BOOST_FIXTURE_TEST_CASE(twice_fetches_it_once, Site) {
    std::filesystem::copy(source(), share() / "jobs/sources/second.toml");
    const auto ran = run(day, {"fetch", "bank", "second", "bank"});
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(!says(ran, "held by another run"), ran.err);
    BOOST_TEST(host.seen().size() == 2u);
}

BOOST_FIXTURE_TEST_CASE(with_options_of_another_way_is_refused, Site) {
    const auto file = folder.write("bank.xml", "<x/>").string();
    for (const auto& words :
         {Words{"fetch", "bank", "--url", "http://bank.example"}, Words{"fetch", "bank", "--retrieved", day},
          Words{"fetch", "bank", "--file", file, "--url", "http://bank.example", "--retrieved", day, "--from",
                "2020-01-01", "--to", "2021-01-01"}}) {
        const auto ran = run(day, words);
        BOOST_TEST(ran.status == 2, ran.err);
        BOOST_TEST(says(ran, "--file"), ran.err);
    }
    BOOST_TEST(host.seen().empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(options_that_mean_nothing_together)

BOOST_FIXTURE_TEST_CASE(are_refused_before_anything_is_done, Site) {
    const std::pair<Words, const char*> refused[] = {
        {{"run", "daily", "--from-archive", "--from", "2021-01-01", "--to", "2022-01-01"}, "as a whole"},
        {{"plan", "daily", "--offline", "--from", "2021-01-01", "--to", "2022-01-01"}, "--offline"},
        {{"apply", (folder.path / "plan.toml").string()}, "there is no such file"},
        {{"archive", "list", "--from", "2022-01-01", "--to", "2021-01-01"}, "the range ends 2021-01-01"},
        {{"status", "--date", "3"}, "tuja status: takes no '--date 3'"},
    };
    run(day, {"run", "daily"});
    for (const auto& [words, text] : refused) {
        const auto ran = run(day, words);
        BOOST_TEST(ran.status == 2, words[0] << ": " << ran.err);
        BOOST_TEST(says(ran, text), ran.err);
        BOOST_TEST(ran.out == "");
    }
}

BOOST_AUTO_TEST_CASE(help_explains_a_status_as_its_command_means_it) {
    const auto archive = test::tuja({"archive", "--help"}), doctor = test::tuja({"doctor", "--help"});
    BOOST_TEST(!says(archive, "nothing was published"));
    BOOST_TEST(says(archive, "    4  verify: "));
    BOOST_TEST(!says(archive, "range to read again"));
    BOOST_TEST(!says(doctor, "three times running"));
    BOOST_TEST(says(doctor, "    3  --online: "));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(a_wrong_file_by_hand)

BOOST_FIXTURE_TEST_CASE(is_told_at_once_and_breaks_no_source, Site) {
    const auto file = folder.write("bank.xml", "<html>sign in</html>").string();
    const Words taking = {"fetch", "bank", "--file", file, "--url", "http://x.example/", "--retrieved", day};
    BOOST_TEST(run(day, taking).status == 3);
    BOOST_TEST(says(run(day, {"status", "--json"}), "\"failures_in_a_row\": 0"));
}

BOOST_FIXTURE_TEST_CASE(is_told_each_address_once, Site) {
    const auto toml = base::read_file(source());
    auto more = toml.substr(toml.find("[[indicator]]"));
    more = base::replace_all(base::replace_all(more, "\"gdp\"", "\"more\""), "\"GDP\"", "\"MORE\"");
    base::write_file(source(), toml + more);
    const auto file = folder.write("bank.xml", "<x/>").string();
    const auto ran =
        run(day, {"fetch", "bank", "--file", file, "--url", "http://x.example/", "--retrieved", day});
    BOOST_TEST(ran.status == 2, ran.err);
    const auto address = host.url("/{countries}");
    BOOST_TEST(ran.err.find(address) == ran.err.rfind(address), ran.err);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(printing_an_address_from_the_archive)

BOOST_FIXTURE_TEST_CASE(gives_the_newest_data_and_says_what_was_passed_over, Site) {
    const Words year = {"fetch", "bank", "--from", "2024-01-01", "--to", "2025-01-01"};
    run(day, year);
    broken = true;
    run("2026-04-02", year);
    const auto list = run(day, {"archive", "list", "--json"}).out;
    const auto url = list.substr(list.find("\"url\":\"") + 7);
    const auto ran = run(day, {"archive", "cat", "--url", url.substr(0, url.find('"'))});
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(ran.out.find("1.5") != std::string::npos, list << ran.out << ran.err);
    BOOST_TEST(says(ran, "fetched 2026-04-02T00:00:00Z: status 404"), ran.err);
}

BOOST_FIXTURE_TEST_CASE(refuses_one_that_never_gave_data, Site) {
    broken = true;
    run(day, {"fetch", "bank"});
    const auto list = run(day, {"archive", "list", "--json"}).out;
    const auto url = list.substr(list.find("\"url\":\"") + 7);
    const auto ran = run(day, {"archive", "cat", "--url", url.substr(0, url.find('"'))});
    BOOST_TEST(ran.status == 1);
    BOOST_TEST(says(ran, "never gave an answer with data"), ran.err);
}

BOOST_AUTO_TEST_SUITE_END()
