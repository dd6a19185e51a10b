// What the bundled edition prints: every figure in both languages, as a person reviews it.
// TUJA_GOLDEN=write records tests/golden/report/figures.txt anew.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <map>
#include <regex>

#include "base/file.hpp"
#include "base/text.hpp"
#include "support/folder.hpp"
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

BOOST_AUTO_TEST_SUITE_END()
