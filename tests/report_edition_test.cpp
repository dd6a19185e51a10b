// What the bundled edition prints: every figure in both languages, as a person reviews it.
// TUJA_GOLDEN=write records tests/golden/report/figures.txt anew.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <map>
#include <regex>

#include "base/file.hpp"
#include "base/text.hpp"
#include "support/bank.hpp"
#include "support/folder.hpp"
#include "support/home.hpp"
#include "support/program.hpp"

namespace {

const std::filesystem::path golden = TUJA_ROOT "/tests/golden/report/figures.txt";

/// Figure → its printed forms, in order of first appearance: "161 times, 161×, 161".
using Forms = std::map<std::string, std::vector<std::string>>;

Forms forms_on(const std::string& html) {
    static const std::regex bound{
        R"re(<(?:data class="f" value="[^"]*"|span class="f missing") data-figure="([^"]*)"[^>]*>(.*?)</(?:data|span)>)re"};
    static const std::regex markup{"<[^>]*>"};
    Forms forms;
    for (std::sregex_iterator one{html.begin(), html.end(), bound}, end; one != end; ++one) {
        const auto text = std::regex_replace((*one)[2].str(), markup, "");
        auto& all = forms[(*one)[1].str()];
        if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(text);
    }
    return forms;
}

std::string listed(const Forms& korean, Forms english) {
    std::string text = "# figure | Korean | English: as the bundled edition prints them\n";
    for (const auto& [id, forms] : korean)
        text += id + " | " + base::join(forms, ", ") + " | " + base::join(english[id], ", ") + "\n";
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(the_bundled_report)

BOOST_AUTO_TEST_CASE(prints_the_figures_that_a_person_reviewed) {
    const test::Folder home;
    const auto ran = test::tuja({"run", "quarterly", "--offline"},
                                {"TUJA_HOME=" + home.path.string(), "TUJA_NOW=2026-06-01T00:00:00Z"});
    BOOST_REQUIRE_MESSAGE(ran.status == 0, ran.err);
    const auto folder = home.path / "offline/editions/quarterly-2026-Q1@2026-05-31";
    const auto forms = [&](const std::string& language) {
        return forms_on(base::read_file(folder / ("national_ai_investment." + language + ".html")));
    };
    const auto now = listed(forms("ko"), forms("en"));
    if (std::getenv("TUJA_GOLDEN")) {
        std::filesystem::create_directories(golden.parent_path());
        base::write_file(golden, now);
    }
    BOOST_REQUIRE_MESSAGE(std::filesystem::exists(golden), "TUJA_GOLDEN=write records " << golden);
    const auto before_text = base::read_file(golden);
    const auto before = base::split(before_text, '\n'), after = base::split(now, '\n');
    BOOST_TEST(before == after, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(has_a_row_for_a_source_that_is_not_asked_without_its_key) {
    const test::Spoiled home;
    base::write_file(home.share / "jobs/sources/keyed.toml",
                     base::replace_all(test::bank_toml("http://bank.example/{key}"), "access = \"http\"",
                                       "access = \"http\"\nkey = \"BANK_KEY\""));
    const auto ran = home.run({"run", "quarterly", "--offline"});
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(base::read_file(home.page("en")).find("not asked without its key (BANK_KEY)") !=
               std::string::npos);
    BOOST_TEST(base::read_file(home.page("ko")).find("인증키(BANK_KEY)가 없어 요청하지 않음") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(says_which_answers_could_not_be_read_and_why) {
    const test::Folder home;
    const auto share = home.path / "share";
    std::filesystem::create_directories(share);
    for (const auto* part : {"jobs", "sql", "reports"})
        std::filesystem::copy(std::filesystem::path{TUJA_ROOT} / part, share / part,
                              std::filesystem::copy_options::recursive);
    const auto responses = share / "jobs/sample/responses";
    for (const auto* source : {"ai_index_2025", "ai_index_2026"})
        for (const auto& file : std::filesystem::directory_iterator{responses / source})
            base::write_file(file.path(), "<html><body>maintenance</body></html>");
    const auto cut = responses / "worldbank_wdi/NY.GDP.MKTP.CD.2026-04-30.page2.xml";
    base::write_file(cut, base::read_file(cut).substr(0, 9000));
    const auto ran = test::tuja(
        {"run", "quarterly", "--offline"},
        {"TUJA_HOME=" + home.path.string(), "TUJA_NOW=2026-06-01T00:00:00Z", "TUJA_SHARE=" + share.string()});
    BOOST_TEST(ran.status == 3, ran.err);
    const auto page = [&](const std::string& language) {
        return base::read_file(home.path / "offline/editions/quarterly-2026-Q1@2026-05-31" /
                               ("national_ai_investment." + language + ".html"));
    };
    const auto holds = [](const std::string& text, const std::vector<std::string>& parts) {
        for (const auto& part : parts) BOOST_TEST(text.find(part) != std::string::npos, part);
    };
    holds(page("en"),
          {"No ratio to", "<td>fig_4.2.8</td>", "<td>a web page in place of data</td>",
           "<td>an answer cut short</td>", "<td>another page of the same visit could not be read</td>"});
    holds(page("ko"), {"이번 호에는 싣지 못했다", "<td>자료 대신 웹 문서</td>", "<td>중간에 끊긴 응답</td>"});
}

BOOST_AUTO_TEST_SUITE_END()
