#include "support/charts.hpp"

#include <cstdlib>
#include <regex>

#include "base/file.hpp"
#include "chart/place.hpp"

namespace {

using charts::complaints, charts::count, charts::every_form, charts::framed, charts::height, charts::holds;
using charts::planted, charts::Values, charts::variant;
using charts::small_bars, charts::small_dots, charts::small_lines, charts::small_squares;

void compare_golden(const std::string& name, const std::string& svg) {
    const std::string path = std::string(TUJA_ROOT "/tests/golden/chart/") + name;
    if (const char* mode = std::getenv("TUJA_GOLDEN"); mode != nullptr && std::string(mode) == "write")
        base::write_file(path, svg);
    BOOST_TEST(base::read_file(path) == svg,
               name << " differs; TUJA_GOLDEN=write records it, then look at it");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(drawing_charts)

BOOST_AUTO_TEST_CASE(every_form_is_sound_whatever_its_values) {
    charts::for_every_chart([](const std::string& svg, Values) {
        BOOST_TEST(complaints(svg) == "");
        BOOST_TEST(count(svg, "<svg class=\"w\" viewBox=\"0 0 642 ") == 1U);
        BOOST_TEST(count(svg, "<svg class=\"n\" viewBox=\"0 0 350 ") == 1U);
    });
}

BOOST_AUTO_TEST_CASE(a_chart_without_any_value_says_so) {
    for (const std::size_t rows : {1, 15})
        for (const auto& svg : every_form({1, Values::all_missing, rows}))
            BOOST_TEST(count(svg, ">no data</text>") == 2U);
    for (const auto& svg : every_form({1, Values::plain, 0})) BOOST_TEST(count(svg, ">no data</text>") == 2U);
}

BOOST_AUTO_TEST_CASE(the_same_chart_is_the_same_bytes) {
    BOOST_TEST(every_form({7, Values::plain, 15}) == every_form({7, Values::plain, 15}));
}

BOOST_AUTO_TEST_CASE(every_colour_has_a_class_for_dark_screens) {
    const std::regex painted("<[a-z]+ [^>]*#[0-9A-F]{6}[^>]*>");
    for (const auto& svg : every_form({3, Values::plain, 15}))
        for (std::sregex_iterator tag(svg.begin(), svg.end(), painted), end; tag != end; ++tag)
            BOOST_TEST(holds(tag->str(), " class=\"c-"), tag->str());
}

BOOST_AUTO_TEST_CASE(coordinates_are_rounded_to_a_tenth) {
    const std::regex finer("[0-9]\\.[0-9]{2}");
    for (const auto& svg : every_form({4, Values::zeros, 15})) {
        const auto shapes = std::regex_replace(svg, std::regex(">[^<]*<"), "><");
        BOOST_TEST(!std::regex_search(shapes, finer));
        BOOST_TEST(!holds(shapes, "nan"));
        BOOST_TEST(!holds(shapes, "\"-0\""));
    }
}

BOOST_AUTO_TEST_CASE(a_long_name_is_shortened_and_kept_whole_in_the_description) {
    const std::string name = std::string(40, 'W') + std::string(40, 'm');
    auto dots = small_dots();
    dots.rows[1].name = name;
    auto bars = small_bars();
    bars.rows[0].name = name;
    auto squares = small_squares();
    squares.rows[0].name = name;
    auto lines = small_lines();
    lines.lines[0].name = name;
    for (const auto& svg :
         {chart::log_dots(dots), chart::bars(bars), chart::squares(squares), chart::lines(lines)}) {
        BOOST_TEST(complaints(svg) == "");
        BOOST_TEST(count(svg, "WW…</text>") == 2U);
        BOOST_TEST(count(svg, "(" + name + ")</desc>") == 2U);
    }
}

BOOST_AUTO_TEST_CASE(a_printed_figure_carries_its_id_and_words_are_escaped) {
    auto chart = small_bars();
    chart.id = "a\"b";
    chart.rows[0] = {"R&D <lab>", "uk", 3, {"<3 & more", "b.\"GBR\""}};
    const auto svg = chart::bars(chart);
    BOOST_TEST(count(svg, " data-figure=\"b.&quot;GBR&quot;\">&lt;3 &amp; more</text>") == 2U);
    BOOST_TEST(count(svg, ">R&amp;D &lt;lab&gt;</text>") == 2U);
    BOOST_TEST(holds(svg, "<title id=\"a&quot;b-wt\">"));
    BOOST_TEST(holds(svg, "Korea is small &amp; the US is &lt;large&gt;.</desc>"));
    BOOST_TEST(count(svg, "data-figure") == 4U);
}

BOOST_AUTO_TEST_CASE(small_examples_are_as_a_person_saw_them) {
    compare_golden("log_dots.svg", chart::log_dots(small_dots()));
    compare_golden("lines.svg", chart::lines(small_lines()));
    compare_golden("bars.svg", chart::bars(small_bars()));
    compare_golden("squares.svg", chart::squares(small_squares()));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(drawing_lines)

BOOST_AUTO_TEST_CASE(a_missing_year_is_a_gap) {
    auto chart = small_lines();
    const auto gapped = variant(chart::lines(chart), 'w');
    chart.lines[1].points[0].x = 2023;
    const auto whole = variant(chart::lines(chart), 'w');
    const std::string eu = "stroke=\"#326AAD\"";
    // 2022 stands alone, so it is a dot; 2024 and 2025 are joined.
    BOOST_TEST(count(gapped, "fill=\"#326AAD\" class=\"c-eu-f\"/>") == 1U);
    BOOST_TEST(count(whole, "fill=\"#326AAD\" class=\"c-eu-f\"/>") == 0U);
    BOOST_TEST((count(gapped, eu) == 1 && count(whole, eu) == 1));
}

BOOST_AUTO_TEST_CASE(points_that_are_not_joined_have_a_label_each_and_no_line) {
    const auto svg = variant(chart::lines(small_lines()), 'n');
    BOOST_TEST(count(svg, "data-figure=\"trend.KOR.2024\">1.3</text>") == 1U);
    BOOST_TEST(count(svg, "data-figure=\"trend.KOR.2025\">1.8</text>") == 1U);
    BOOST_TEST(count(svg, ">Korea</text>") == 2U);
    BOOST_TEST(count(svg, "class=\"c-kr-s\"") == 0U);
}

BOOST_AUTO_TEST_CASE(a_value_without_a_place_on_a_log_axis_keeps_its_label) {
    auto chart = small_lines();
    chart.lines[1].points.back() = {2025, 0, {"0.0", "trend.EUR.2025"}};
    const auto svg = chart::lines(chart);
    BOOST_TEST(complaints(svg) == "");
    BOOST_TEST(count(svg, "data-figure=\"trend.EUR.2025\">0.0</text>") == 2U);
}

BOOST_AUTO_TEST_CASE(a_linear_axis_starts_at_zero) {
    auto chart = small_lines();
    chart.logarithmic = false;
    for (auto& line : chart.lines)
        for (auto& point : line.points) point.y += 1000;
    const auto svg = chart::lines(chart);
    BOOST_TEST(count(svg, "text-anchor=\"end\" fill=\"#4A5763\" class=\"c-mut-f\">0</text>") == 2U);
    BOOST_TEST(count(svg, ">1,000</text>") == 2U);
}

BOOST_AUTO_TEST_CASE(the_last_year_is_always_on_the_axis) {
    for (int first = 1960; first < 2025; ++first)
        for (const std::size_t most : {1, 4, 13}) {
            const auto years = chart::year_ticks(first, 2025, most);
            BOOST_TEST(years.back() == 2025);
            BOOST_TEST(years.front() >= first);
            BOOST_TEST(years.size() <= most);
        }
}

BOOST_AUTO_TEST_CASE(log_ticks_are_1_2_5_or_decades_where_these_are_too_many) {
    const chart::Scale near{0.9, 60, 0, 1, true}, far{0.01, 1e6, 0, 1, true};
    BOOST_TEST(chart::log_ticks(near, 9) == (std::vector<double>{1, 2, 5, 10, 20, 50}));
    BOOST_TEST(chart::log_ticks(far, 9).size() == 9U);
    BOOST_TEST(chart::log_ticks(far, 5) == (std::vector<double>{0.01, 1, 100, 1e4, 1e6}));
    BOOST_TEST(chart::tick_text(0.05) == "0.05");
    BOOST_TEST(chart::tick_text(1e6) == "1,000,000");
}

BOOST_AUTO_TEST_CASE(labels_move_apart_in_both_directions_and_stay_inside) {
    BOOST_TEST(chart::spread({50, 50, 90}, 15, 0, 100) == (std::vector<double>{42.5, 57.5, 90}),
               boost::test_tools::per_element());
    BOOST_TEST(chart::spread({98, 99}, 15, 0, 100) == (std::vector<double>{85, 100}),
               boost::test_tools::per_element());
    BOOST_TEST(chart::spread({1, 2}, 15, 0, 100) == (std::vector<double>{0, 15}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(drawing_ranks)

BOOST_AUTO_TEST_CASE(the_focus_row_is_tinted_and_its_level_is_named) {
    const auto svg = variant(chart::log_dots(small_dots()), 'w');
    BOOST_TEST(count(svg, "class=\"c-krt-f\"") == 1U);
    BOOST_TEST(count(svg, ">Korea’s level</text>") == 1U);
    BOOST_TEST(count(svg, "stroke-dasharray=\"3 2\"") == 1U);
    BOOST_TEST(count(svg, "<circle") == 4U);
}

BOOST_AUTO_TEST_CASE(the_heads_print_whole_even_where_they_are_the_widest_of_their_column) {
    auto chart = small_dots();
    for (const auto* head : {"억 달러", "US$ bn", "백만 명당 명", "US$ trn"}) {
        chart.amount_head = head;
        for (const char name : {'w', 'n'})
            BOOST_TEST(count(variant(chart::log_dots(chart), name), std::string{">"} + head + "</text>") ==
                       1U);
    }
}

BOOST_AUTO_TEST_CASE(dots_without_room_are_left_out_but_never_the_numbers) {
    auto chart = small_dots();
    chart.rows[0].amount.text = "at least 2,858,750,000,000 won";
    const auto svg = chart::log_dots(chart);
    BOOST_TEST(complaints(svg) == "");
    BOOST_TEST(count(variant(svg, 'n'), "<circle") == 0U);
    BOOST_TEST(count(variant(svg, 'n'), "at least 2,858,750,000,000 won</text>") == 1U);
    BOOST_TEST(count(variant(svg, 'w'), "<circle") == 4U);
}

BOOST_AUTO_TEST_CASE(bars_are_sorted_and_only_three_countries_have_colours) {
    auto chart = small_bars();
    std::swap(chart.rows[0], chart.rows[2]);
    const auto svg = variant(chart::bars(chart), 'w');
    BOOST_TEST(svg.find(">영국<") < svg.find(">한국<"));
    BOOST_TEST(svg.find(">한국<") < svg.find(">일본<"));
    BOOST_TEST(!holds(svg, "c-uk-f"));
    BOOST_TEST(count(svg, "<rect") == 2U);
}

BOOST_AUTO_TEST_CASE(every_unit_is_one_square_and_all_fit) {
    auto chart = framed<chart::Squares>("hero");
    chart.rows = {{"US", "us", 161, {"161×", ""}}, {"Korea", "kr", 1, {"1", ""}}};
    for (const double squares : {2.0, 25.0, 161.0, 700.0}) {
        chart.rows[0].squares = squares;
        for (const char name : {'w', 'n'}) {
            const auto svg = variant(chart::squares(chart), name);
            BOOST_TEST(static_cast<double>(count(svg, "h-")) == squares + 1);
            BOOST_TEST(height(svg) < (name == 'w' ? 335 : 425));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_part_of_a_square_is_filled_inside_its_outline_and_never_vanishes) {
    const auto svg = variant(chart::squares(small_squares()), 'w');
    BOOST_TEST(count(svg, "fill=\"none\"") == 2U);
    BOOST_TEST(holds(svg, "width=\"1.6\" height=\"30.9"));
    BOOST_TEST(holds(svg, ">at least 23×</text>"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(finding_chart_faults)

BOOST_AUTO_TEST_CASE(a_sound_drawing_has_none) {
    BOOST_TEST(planted("<text x=\"5\" y=\"20\" font-size=\"10\">Korea 한국 &amp;</text><circle cx=\"50\" "
                       "cy=\"25\" r=\"25\"/>") == "");
}

BOOST_AUTO_TEST_CASE(what_leaves_the_view_box_is_named) {
    const std::string boxes[] = {"<rect x=\"90\" y=\"0\" width=\"20\" height=\"5\"/>",
                                 "<circle cx=\"3\" cy=\"9\" r=\"4\"/>", "<path d=\"M5 5h20v60h-20z\"/>",
                                 "<path d=\"M5 5L101 6\"/>", "<line x1=\"1\" y1=\"2\" x2=\"3\" y2=\"-2\"/>"};
    for (const auto& box : boxes) BOOST_TEST(holds(planted(box), "x-wt: a "), box);
    const std::string texts[] = {"x=\"80\" y=\"20\"", "x=\"10\" y=\"20\" text-anchor=\"end\"",
                                 "x=\"10\" y=\"5\"", "x=\"10\" y=\"49.5\"",
                                 "x=\"10\" y=\"20\" text-anchor=\"middle\""};
    for (const auto& text : texts)
        BOOST_TEST(planted("<text " + text + " font-size=\"10\">Korea</text>") ==
                   "x-wt: 'Korea' leaves the viewBox");
}

BOOST_AUTO_TEST_CASE(texts_that_overlap_are_named) {
    const std::string first = "<text x=\"10\" y=\"20\" font-size=\"10\">Korea</text>";
    BOOST_TEST(planted(first + "<text x=\"30\" y=\"25\" font-size=\"10\">US</text>") ==
               "x-wt: 'US' lies on 'Korea'");
    BOOST_TEST(planted(first + "<text x=\"30\" y=\"31\" font-size=\"10\">US</text>") == "");
}

BOOST_AUTO_TEST_CASE(a_character_without_a_width_is_named) {
    BOOST_TEST(planted("<text x=\"1\" y=\"20\" font-size=\"10\">漢</text>") ==
               "x-wt: U+6F22 in '漢' has no width");
    BOOST_TEST(chart::built_in_widths().of("K1한", 10, 400) == 6.21 + 6.14 + 8.64,
               boost::test_tools::tolerance(1e-9));
    BOOST_TEST(chart::built_in_widths().of("K1한", 10, 600) == 6.49 + 6.42 + 8.64,
               boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(an_id_that_stands_twice_is_named) {
    BOOST_TEST(planted("<title id=\"a\">x</title><desc id=\"a\">y</desc>") ==
               "x-wt: the id 'a' stands twice");
}

BOOST_AUTO_TEST_SUITE_END()
