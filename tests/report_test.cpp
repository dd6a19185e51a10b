#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <pugixml.hpp>
#include <regex>
#include <set>

#include "base/file.hpp"
#include "report/fonts.hpp"
#include "report/mustache.hpp"
#include "report/report.hpp"
#include "support/committed_report.hpp"
#include "support/report_fixture.hpp"

using fixture::error_of;
using fixture::SmallReport;
using model::Language;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::set<std::string> bound_values(const std::string& html) {
    const std::regex data{R"re(<data class="f" value="([^"]*)" data-figure="([^"]*)")re"};
    std::set<std::string> all;
    for (std::sregex_iterator one{html.begin(), html.end(), data}, end; one != end; ++one)
        all.insert((*one)[2].str() + " = " + (*one)[1].str());
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report_templates)

BOOST_AUTO_TEST_CASE(a_name_that_means_nothing_is_an_error_not_a_blank) {
    const report::Lookup none = [](const std::string&) { return std::nullopt; };
    BOOST_TEST(has(error_of([&] { report::render("a {{gpa}} b", none, "text.ko.mustache"); }),
                   "text.ko.mustache: '{{gpa}}' names nothing"));
    BOOST_TEST(has(error_of([&] { report::render("{{#has_x}}y{{/has_x}}", none, "t"); }), "names nothing"));
}
BOOST_AUTO_TEST_CASE(a_section_chooses_words_when_a_figure_is_missing) {
    const report::Lookup no = [](const std::string&) { return report::Value{"", false}; };
    BOOST_TEST(report::render("{{#has_x}}yes{{/has_x}}{{^has_x}}no{{/has_x}}", no, "t") == "no");
}
BOOST_AUTO_TEST_CASE(typed_digits_are_found_outside_tags_markup_and_named_words) {
    const auto found =
        report::typed_digits("In {{year_1}} <b id=\"x2\">G7</b> spent 3.5 of F1 &#8217;", {"G7"});
    BOOST_TEST(found == (std::vector<std::string>{"3.5", "1"}), boost::test_tools::per_element());
}
BOOST_AUTO_TEST_CASE(partials_and_other_delimiters_are_refused) {
    BOOST_TEST(has(error_of([] { report::tags("one\n{{>other}}", "t"); }), "t:2:"));
    BOOST_TEST(has(error_of([] { report::tags("{{x", "t"); }), "a tag without its end"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(report_sections)

const std::string head = "title = { ko = \"가\", en = \"A\" }\n";
const std::string measure =
    "[[measure]]\nname = \"gap\"\nformula = \"gap_ratio\"\nseries = \"p\"\nentities = [\"KOR\"]\n"
    "references = [\"USA\"]\nformat = \"times\"\n";

BOOST_AUTO_TEST_CASE(an_unknown_key_names_file_line_and_the_nearest_key) {
    BOOST_TEST(error_of([] { fixture::section(head + "pagse = 2\n"); }) ==
               "reports/r/sections/02_scale/section.toml:2: unknown key 'pagse' (did you mean 'pages'?)");
}
BOOST_AUTO_TEST_CASE(an_unknown_format_is_answered_with_the_nearest) {
    auto wrong = measure;
    wrong.replace(wrong.find("\"times\""), 7, "\"tmies\"");
    BOOST_TEST(has(error_of([&] { fixture::section(head + wrong); }), "did you mean 'times'?"));
}
BOOST_AUTO_TEST_CASE(a_text_may_only_say_what_the_section_measures) {
    BOOST_TEST(has(error_of([] { fixture::section(head + measure, "a\n{{gapp}}", ""); }),
                   "text.ko.mustache:2: '{{gapp}}' names nothing (did you mean 'gap'?)"));
    BOOST_TEST(error_of([] {
                   fixture::section(head + measure, "{{gap.USA}}{{#has_gap.USA}}{{/has_gap.USA}}", "");
               }) == "");
}
BOOST_AUTO_TEST_CASE(a_chart_may_only_use_what_the_section_measures) {
    const auto chart =
        "[[chart]]\nname = \"c\"\nform = \"bars\"\ntitle = { ko = \"\", en = \"\" }\nuses = { value = "
        "\"gab\" }\n";
    BOOST_TEST(has(error_of([&] { fixture::section(head + measure + chart); }),
                   "there is no measure 'gab' here (did you mean 'gap'?)"));
}
BOOST_AUTO_TEST_CASE(names_are_unique_in_a_section) {
    BOOST_TEST(has(error_of([] { fixture::section(head + measure + measure); }), "a second measure 'gap'"));
}
BOOST_AUTO_TEST_CASE(a_name_of_another_section_is_checked_when_the_report_is_whole) {
    SmallReport small;
    small.spec.sections[0].text.en = "{{scale.gapp.USA}}";
    BOOST_TEST(has(error_of([&] { report::print(small.input, Language::en); }),
                   "'{{scale.gapp.USA}}' names nothing"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(report_pages)

BOOST_AUTO_TEST_CASE(both_languages_bind_the_same_figures_to_the_same_values) {
    const SmallReport small;
    const auto korean = report::print(small.input, Language::ko),
               english = report::print(small.input, Language::en);
    BOOST_TEST(!bound_values(korean.html).empty());
    BOOST_TEST(bound_values(korean.html) == bound_values(english.html), boost::test_tools::per_element());
    BOOST_TEST(korean.figures.size() == english.figures.size());
}
BOOST_AUTO_TEST_CASE(printing_twice_gives_the_same_bytes) {
    const SmallReport one, other;
    BOOST_TEST(report::print(one.input, Language::ko).html == report::print(other.input, Language::ko).html);
}
BOOST_AUTO_TEST_CASE(the_page_is_well_formed_with_unique_ids) {
    const SmallReport small;
    auto html = report::print(small.input, Language::ko).html;
    html = std::regex_replace(html, std::regex{"<(br|col)( [^>]*)?>"}, "<$1$2/>");  // HTML's void elements
    pugi::xml_document page;
    BOOST_TEST(page.load_string(html.c_str()).status == pugi::status_ok);
    std::set<std::string> ids;
    for (const auto& one : page.select_nodes("//@id")) BOOST_TEST(ids.insert(one.attribute().value()).second);
}
BOOST_AUTO_TEST_CASE(charts_have_room_for_all_they_say) {
    const SmallReport small;
    const auto html = report::print(small.input, Language::en).html;
    const auto begin = html.find("<svg"), end = html.rfind("</svg>");
    BOOST_REQUIRE(begin != std::string::npos);
    const auto faults =
        chart::faults(html.substr(begin, html.find("</svg>", begin) + 6 - begin), chart::built_in_widths());
    BOOST_TEST(faults == std::vector<std::string>{}, boost::test_tools::per_element());
    BOOST_TEST(html.find("</svg>", begin) < end);  // wide and narrow
}
BOOST_AUTO_TEST_CASE(the_headline_is_the_covers_text_without_markup) {
    const SmallReport small;
    BOOST_TEST(report::print(small.input, Language::ko).headline == "미국은 161배");
}
BOOST_AUTO_TEST_CASE(a_missing_value_in_a_table_has_a_letter_and_its_reason) {
    const SmallReport small;
    const auto html = report::print(small.input, Language::en).html;
    BOOST_TEST(has(html, "–</span><sup>a</sup>"));
    BOOST_TEST(has(html, "<span class=\"k\">a</span>No deals."));
    BOOST_TEST(has(html, "≥12.4</data><sup>1</sup>"));
    BOOST_TEST(has(html, "<span class=\"k\">1</span>A lower bound."));
}
BOOST_AUTO_TEST_CASE(figures_link_their_sources) {
    const SmallReport small;
    BOOST_TEST(has(report::print(small.input, Language::ko).html, "<a href=\"#source-1\">[S1]</a>"));
}
BOOST_AUTO_TEST_CASE(a_table_of_query_rows_takes_its_series_alone_and_escapes_what_it_prints) {
    const SmallReport small;
    const auto html = report::print(small.input, Language::ko).html;
    BOOST_TEST(has(
        html,
        "<span lang=\"en\"><span class=\"hd\"><a href=\"https://example.org/a?b=1&amp;c=2\">&lt;b&gt;AI"));
    BOOST_TEST(has(html, "data-figure=\"scale.news_days.one.2026-Q1\">41</data>"));
    BOOST_TEST(!has(html, "not here"));
    BOOST_TEST(!has(html, "javascript:"));
}
BOOST_AUTO_TEST_CASE(a_name_that_fits_two_figures_must_say_which) {
    SmallReport small;
    small.spec.sections[1].text.ko = "{{level}}";
    BOOST_TEST(has(error_of([&] { report::print(small.input, Language::ko); }),
                   "'level' may mean scale.level.KOR.2025 or scale.level.USA.2025"));
}
BOOST_AUTO_TEST_CASE(a_colour_that_the_theme_lacks_is_an_error) {
    SmallReport small;
    small.input.theme.clear();
    BOOST_TEST(has(error_of([&] { report::print(small.input, Language::ko); }), "'{{ink}}' names nothing"));
}
BOOST_AUTO_TEST_CASE(a_field_that_the_query_lacks_is_an_error) {
    SmallReport small;
    small.input.sections[1].rows.columns[2] = "titel";
    BOOST_TEST(
        has(error_of([&] { report::print(small.input, Language::ko); }), "the query has no column 'title'"));
}
BOOST_AUTO_TEST_CASE(editions_are_listed_newest_first) {
    report::Listed old{{"quarterly", "2025-Q4", base::make_day(2026, 2, 1), {}, {}, {}},
                       {"가", "A"},
                       {"나", "B"},
                       {"a.ko.html", "a.ko.pdf", "manifest.json"}};
    auto fresh = old;
    fresh.key.as_known = base::make_day(2026, 5, 31);
    const auto page = report::library_page({old, fresh}, "");
    BOOST_TEST(page.find("@2026-05-31/a.ko.html") < page.find("@2026-02-01/a.ko.html"));
    BOOST_TEST(has(page, "@2026-02-01/a.ko.pdf"));
    BOOST_TEST(!has(page, "manifest.json"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(report_fonts)

const std::filesystem::path nanum = "/usr/share/fonts/truetype/nanum/NanumGothic.ttf";

BOOST_AUTO_TEST_CASE(a_face_is_cut_down_to_what_is_printed_always_to_the_same_bytes) {
    if (!std::filesystem::exists(nanum)) {
        BOOST_TEST_MESSAGE("skipped: fonts-nanum is not installed");
        return;
    }
    const report::Face face{400, "NanumGothic.ttf", base::read_file(nanum)};
    const auto small = report::subset(face, U"한국 161");
    BOOST_TEST(small.size() < 20000);
    BOOST_TEST(small == report::subset(face, U"한국 161"));
    BOOST_TEST(small.size() < report::subset(face, U"한국 161 미국 중국").size());
    const auto widths = report::widths_of({face});
    BOOST_TEST(widths.regular.at(U'1') == widths.regular.at(U'8'));
    BOOST_TEST(widths.otherwise_regular > widths.regular.at(U'1'));
}
BOOST_AUTO_TEST_CASE(of_two_faces_the_first_that_has_a_character_prints_it) {
    const std::filesystem::path square = nanum.parent_path() / "NanumSquareR.ttf";
    if (!std::filesystem::exists(nanum) || !std::filesystem::exists(square)) {
        BOOST_TEST_MESSAGE("skipped: fonts-nanum is not installed");
        return;
    }
    const report::Face gothic{400, "NanumGothic.ttf", base::read_file(nanum)};
    const report::Face latin{400, "latin", report::subset({400, "s", base::read_file(square)}, U"161")};
    const auto alone = report::widths_of({gothic}).regular, both = report::widths_of({latin, gothic}).regular;
    BOOST_TEST(both.at(U'6') == report::widths_of({latin}).regular.at(U'6'));
    BOOST_TEST(both.at(U'6') != alone.at(U'6'));
    BOOST_TEST(both.at(U'x') == alone.at(U'x'));
    // The second face carries no digit of the first, so no engine has to choose.
    const auto rules = report::font_rules({latin, gothic}, "161 한국");
    BOOST_TEST(rules.size() < report::font_rules({gothic}, "161 한국").size() +
                                  report::font_rules({latin}, "161 한국").size());
}
BOOST_AUTO_TEST_CASE(a_file_that_is_no_font_is_said_to_be_none) {
    BOOST_TEST(has(error_of([] {
                       report::subset({400, "x.ttf", "not a font"}, U"a");
                   }),
                   "x.ttf: this is no TrueType face"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(report_folder)

BOOST_AUTO_TEST_CASE(every_name_in_the_committed_report_means_something) {
    const auto spec = fixture::committed_report();
    BOOST_TEST(spec.sections.size() == 9U);
    BOOST_TEST(error_of([&] { report::check(spec); }) == "");
}
BOOST_AUTO_TEST_CASE(no_number_is_typed_into_the_committed_report) {
    const auto spec = fixture::committed_report();
    const auto none = [&](const model::Names& names, const std::string& place) {
        for (const auto* text : {&names.ko, &names.en})
            for (const auto& digits : report::typed_digits(*text, spec.names_with_digits))
                BOOST_ERROR(place + ": '" + digits + "' is typed; make it a figure");
    };
    for (const auto& section : spec.sections) {
        none(section.text, section.place);
        for (const auto& one : section.charts)
            for (const auto* names : {&one.title, &one.subtitle, &one.note}) none(*names, one.place);
        for (const auto& one : section.tables)
            for (const auto* names : {&one.title, &one.subtitle, &one.note, &one.empty})
                none(*names, one.place);
    }
}

BOOST_AUTO_TEST_SUITE_END()
