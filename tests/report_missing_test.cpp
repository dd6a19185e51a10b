// Editions for which a source failed: whatever is missing, both languages say so in whole sentences.
#include <boost/test/unit_test.hpp>
#include <regex>

#include "report/numbers.hpp"
#include "support/committed_report.hpp"
#include "support/report_fixture.hpp"

using fixture::CommittedEdition;
using model::Language;

namespace {

/// What may be missing: a series, or one entity of it.
struct Gap {
    std::string series, entity;
};
const std::vector<Gap> gaps = {{"private", ""},     {"private", "CHN"}, {"private_before", ""},
                               {"gdp", ""},         {"trend", ""},      {"trend", "CHN"},
                               {"trend", "EUROPE"}, {"korea_now", ""},  {"korea_before", ""},
                               {"rd", ""},          {"rd", "CHN"},      {"researchers_common", ""}};

CommittedEdition::Keep without(const std::vector<Gap>& missing) {
    return [missing](const std::string& series, const std::string& entity) {
        for (const auto& gap : missing)
            if (gap.series == series && (gap.entity.empty() || gap.entity == entity)) return false;
        return true;
    };
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// The page without tables, charts and tiles, where a dash is at home: what is left are sentences.
std::string sentences(std::string html) {
    for (const auto& [from, to] : {std::pair{"<table", "</table>"},
                                   {"<svg", "</svg>"},
                                   {"<p class=\"kv\"", "</p>"},
                                   {"<style", "</style>"}})
        for (auto at = html.find(from); at != std::string::npos; at = html.find(from, at))
            html.erase(at, html.find(to, at) - at);
    return html;
}

/// What is wrong with a page's sentences; "" when nothing is.
std::string fault(const std::string& html) {
    const auto text = sentences(html);
    if (has(text, "class=\"f missing\"")) return "a dash in a sentence";
    if (has(text, "<h2 id=\"\"")) return "a heading without a name";
    std::smatch found;
    static const std::regex empty{R"re(<(h1|h2|h3|b|p class="(?:lede|std|kd)")[^>]*>\s*</)re"};
    if (std::regex_search(text, found, empty)) return "empty: " + found.str();
    static const std::regex orphan{R"re((<(p|h1|h2|h3|li|b)( [^>]*)?>|[.])\s*[,.;]\s)re"};
    if (std::regex_search(text, found, orphan)) return "nothing before a mark: " + found.str();
    return {};
}

void check(const std::vector<Gap>& missing) {
    const CommittedEdition edition{without(missing)};
    std::string what;
    for (const auto& gap : missing) what += gap.series + " " + gap.entity + "; ";
    for (const auto language : {Language::ko, Language::en}) {
        const auto wrong = fault(report::print(edition.input, language).html);
        BOOST_TEST(wrong == "", "without " << what << model::code(language) << ": " << wrong);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report_with_figures_missing)

BOOST_AUTO_TEST_CASE(every_sentence_stays_whole_whatever_two_things_are_missing) {
    check({});
    check(gaps);
    for (std::size_t one = 0; one < gaps.size(); ++one)
        for (std::size_t other = one; other < gaps.size(); ++other) check({gaps[one], gaps[other]});
}

BOOST_AUTO_TEST_CASE(without_the_newest_values_the_headline_says_that_there_is_no_ratio) {
    const CommittedEdition edition{without({{"private", ""}})};
    const auto korean = report::print(edition.input, Language::ko),
               english = report::print(edition.input, Language::en);
    BOOST_TEST(korean.headline == "한국과의 배율을 이번 호에는 싣지 못했다");
    BOOST_TEST(english.headline == "No ratio to Korea in this edition");
    BOOST_TEST(has(english.html, "could not be read; section Data quality says why"));
    BOOST_TEST(korean.figures.size() == english.figures.size());
}

BOOST_AUTO_TEST_CASE(a_cell_whose_figure_was_never_made_has_a_letter_and_a_reason) {
    fixture::SmallReport small;
    auto& figures = small.input.sections[1].figures;
    std::erase_if(figures, [](const model::Figure& one) { return one.measure == "level"; });
    small.spec.sections[1].tables[0].sort.clear();
    small.spec.sections[1].tables[0].entities = {"KOR", "USA"};
    const auto html = report::print(small.input, Language::en).html;
    BOOST_TEST(has(html, "<td class=\"num\">–<sup>a</sup></td>"));
    BOOST_TEST(has(html, "<span class=\"k\">a</span>No data."));
}

BOOST_AUTO_TEST_CASE(a_change_is_said_as_it_went) {
    const auto said = [](double value, Language language) {
        auto figure = fixture::figure(value, "change");
        return report::moved(figure, language);
    };
    BOOST_TEST(said(1.61, Language::en) == "rose 161%");
    BOOST_TEST(said(-0.032, Language::en) == "fell 3.2%");
    BOOST_TEST(said(0.0, Language::en) == "did not change");
    BOOST_TEST(said(-0.032, Language::ko) == "3.2% 감소");
    BOOST_TEST(said(0.00001, Language::ko) == "변화 없음");
}

BOOST_AUTO_TEST_CASE(only_a_change_can_be_said_to_move) {
    const auto toml = std::string{
        "title = { ko = \"가\", en = \"A\" }\n[[measure]]\nname = \"gap\"\nformula = \"level\"\n"
        "series = \"p\"\nentities = [\"KOR\"]\nformat = \"times\"\n"};
    BOOST_TEST(has(fixture::error_of([&] { fixture::section(toml, "{{moved_gap}}", ""); }), "names nothing"));
}

BOOST_AUTO_TEST_CASE(rows_beyond_the_limit_are_counted) {
    fixture::SmallReport small;
    small.spec.sections[1].tables[0].limit = 1;  // the United States; Korea stays as the focus
    small.spec.sections[1].tables[1].limit = 1;
    const auto printed = report::print(small.input, Language::en);
    BOOST_TEST(has(printed.html, "data-figure=\"scale.levels_more.2026-Q1\">2</data> more."));
    BOOST_TEST(has(printed.html, "data-figure=\"scale.news_more.2026-Q1\">1</data> more."));
    BOOST_TEST(has(report::print(small.input, Language::ko).html, "2</data>건이 더 있다."));
}

BOOST_AUTO_TEST_CASE(a_caveat_under_a_chart_says_whose_it_is) {
    const fixture::SmallReport small;
    BOOST_TEST(has(report::print(small.input, Language::en).html, "China: A lower bound."));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(report_sources_page)

namespace {
std::string sources_of(fixture::SmallReport& small, const std::string& link_column) {
    small.input.sources[0].url = "https://www.example.org/statistics/long_name/";
    small.input.sections[1].rows.columns.push_back("source");
    for (auto& row : small.input.sections[1].rows.rows) row.emplace_back(std::string{"ai_index"});
    small.input.sections[1].rows.columns[4] = link_column;
    small.spec.sections[0].text.en = "{{{sources}}}";
    return report::print(small.input, Language::en).html;
}
}  // namespace

BOOST_AUTO_TEST_CASE(an_address_breaks_at_its_joints) {
    fixture::SmallReport small;
    BOOST_TEST(
        has(sources_of(small, "address"), ">example<wbr>.org/<wbr>statistics/<wbr>long_<wbr>name</a>"));
}
BOOST_AUTO_TEST_CASE(a_source_whose_items_have_links_names_no_one_address) {
    fixture::SmallReport small;
    const auto html = sources_of(small, "link");
    BOOST_TEST(has(html, "a link beside each item"));
    BOOST_TEST(!has(html, "example<wbr>"));
}
BOOST_AUTO_TEST_CASE(a_source_without_a_good_answer_has_dashes_for_day_and_digest) {
    fixture::SmallReport small;
    BOOST_TEST(has(sources_of(small, "address"), "<td class=\"st\">–</td><td class=\"hash\">–</td>"));
}

BOOST_AUTO_TEST_SUITE_END()
