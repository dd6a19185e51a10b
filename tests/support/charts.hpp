#pragma once

#include <array>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "chart/chart.hpp"
#include "chart/scale.hpp"

/// Charts for tests: generated ones in every state of their data, and the small examples of the golden files.
namespace charts {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

inline const std::vector<std::string> role_names = {"us", "cn", "eu", "uk", "in", "jp", "oth"};

/// What the values of a generated chart are like.
enum class Values { plain, zeros, ties, million_fold, some_missing, all_missing };
constexpr std::array all_values = {Values::plain,        Values::zeros,        Values::ties,
                                   Values::million_fold, Values::some_missing, Values::all_missing};

struct Generator {
    unsigned seed;
    Values values;
    std::size_t rows;
    std::mt19937 random{seed};

    double share() { return static_cast<double>(random() % 10000 + 1) / 10000; }
    double value() {
        if (values == Values::all_missing || (values == Values::some_missing && random() % 3 == 0))
            return missing;
        if (values == Values::zeros && random() % 2 == 0) return 0;
        if (values == Values::ties) return 4.2;
        if (values == Values::million_fold) return std::pow(10.0, share() * 6 - 2);
        return share() * 20;
    }
    std::string name(std::size_t i) {
        static const std::vector<std::string> names = {"United States", "중국", "A & <b>\"c\"</b>",
                                                       "사우디아라비아", std::string(80, 'W')};
        return i == 0 ? "Korea" : names[random() % names.size()] + " " + std::to_string(i);
    }
    std::string role(std::size_t i) { return i == 0 ? "kr" : role_names[random() % role_names.size()]; }
    chart::Label label(double value) {
        const bool known = std::isfinite(value);
        return {known ? chart::tick_text(std::round(value * 10) / 10, 1) : "–",
                "scale.amount." + std::to_string(random() % 1000)};
    }
};

template <class Chart>
Chart framed(const char* id) {
    Chart chart;
    chart.id = id;
    chart.title = "Private AI investment";
    chart.desc = "Korea is small & the US is <large>.";
    chart.no_data = {"no data", ""};
    return chart;
}

inline chart::LogDots make_dots(Generator from) {
    auto chart = framed<chart::LogDots>("dots");
    chart.focus = "Korea";
    chart.level_label = "Korea’s level";
    chart.amount_head = "US$ bn";
    chart.ratio_head = "한국 = 1";
    for (std::size_t i = 0; i < from.rows; ++i) {
        const double value = from.value();
        chart.rows.push_back({from.name(i),
                              from.role(i),
                              value,
                              {std::to_string(i + 1), ""},
                              from.label(value),
                              from.label(value)});
    }
    return chart;
}

inline chart::Bars make_bars(Generator from) {
    auto chart = framed<chart::Bars>("bars");
    for (std::size_t i = 0; i < from.rows; ++i) {
        const double value = from.value();
        chart.rows.push_back({from.name(i), from.role(i), value, from.label(value)});
    }
    return chart;
}

inline chart::Squares make_squares(Generator from) {
    auto chart = framed<chart::Squares>("squares");
    for (std::size_t i = 0; i < from.rows; ++i) {
        const double value = from.value();
        chart.rows.push_back({from.name(i), from.role(i), value, from.label(value)});
    }
    return chart;
}

inline chart::Lines make_lines(Generator from, bool logarithmic) {
    auto chart = framed<chart::Lines>("lines");
    chart.logarithmic = logarithmic;
    for (std::size_t i = 0; i < from.rows; ++i) {
        chart::Line line{from.name(i), from.role(i), {}, from.random() % 4 != 0};
        const int last = from.random() % 3 == 0 ? 2019 : 2025;
        for (int year = 2013; year <= last; ++year) {
            const double value = from.value();
            if (from.random() % 6 != 0)
                line.points.push_back({static_cast<double>(year), value, from.label(value)});
        }
        chart.lines.push_back(std::move(line));
    }
    return chart;
}

/// One form in one state of its data, drawn.
inline std::vector<std::string> every_form(const Generator& from) {
    return {chart::log_dots(make_dots(from)), chart::bars(make_bars(from)),
            chart::squares(make_squares(from)), chart::lines(make_lines(from, false)),
            chart::lines(make_lines(from, true))};
}

template <class Look>
inline void for_every_chart(Look look) {
    for (const std::size_t rows : {1, 3, 15, 30})
        for (const auto values : all_values)
            for (unsigned seed = 1; seed <= 6; ++seed)
                for (const auto& svg : every_form({seed, values, rows})) {
                    BOOST_TEST_CONTEXT("seed " << seed << ", " << rows << " rows, values "
                                               << static_cast<int>(values)) {
                        look(svg, values);
                    }
                }
}

inline std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

inline bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

inline std::string variant(const std::string& both, char name) {
    const auto at = both.find(std::string("<svg class=\"") + name);
    return both.substr(at, both.find("</svg>", at) - at);
}

inline double height(const std::string& svg) {
    const auto at = svg.find(" height=\"") + 9;
    return base::read_double(std::string_view(svg).substr(at, svg.find('"', at) - at)).value();
}

inline std::string complaints(const std::string& svg) {
    return base::join(chart::faults(svg, chart::built_in_widths()), "\n");
}

inline std::string planted(const std::string& markup) {
    return complaints(
        "<svg class=\"w\" viewBox=\"0 0 100 50\" width=\"100\" height=\"50\" aria-labelledby=\"x-wt x-wd\">" +
        markup + "</svg>");
}

/// The small example of each form that a person has looked at.
inline chart::LogDots small_dots() {
    auto chart = framed<chart::LogDots>("rank");
    chart.focus = "Korea";
    chart.level_label = "Korea’s level";
    chart.amount_head = "US$ bn";
    chart.ratio_head = "Korea = 1";
    chart.rows = {{"United States",
                   "us",
                   285.875,
                   {"1", ""},
                   {"285.9", "scale.private.USA.2025"},
                   {"161×", "scale.ratio.USA.KOR.2025"}},
                  {"China",
                   "cn",
                   12.412,
                   {"2", ""},
                   {"12.4", "scale.private.CHN.2025"},
                   {"7.0×", "scale.ratio.CHN.KOR.2025"}},
                  {"Korea", "kr", 1.775, {"12", ""}, {"1.8", "scale.private.KOR.2025"}, {"1", ""}},
                  {"Japan",
                   "jp",
                   1.107,
                   {"14", ""},
                   {"1.1", "scale.private.JPN.2025"},
                   {"0.6×", "scale.ratio.JPN.KOR.2025"}}};
    return chart;
}

inline chart::Lines small_lines() {
    auto chart = framed<chart::Lines>("trend");
    chart.logarithmic = true;
    chart.lines = {{"US",
                    "us",
                    {{2022, 61.19, {}},
                     {2023, 72.36, {}},
                     {2024, 109.55, {}},
                     {2025, 285.88, {"285.9", "trend.USA.2025"}}},
                    true},
                   {"Europe",
                    "eu",
                    {{2022, 14.79, {}}, {2024, 19.52, {}}, {2025, 20.92, {"20.9", "trend.EUR.2025"}}},
                    true},
                   {"Korea",
                    "kr",
                    {{2024, 1.33, {"1.3", "trend.KOR.2024"}}, {2025, 1.78, {"1.8", "trend.KOR.2025"}}},
                    false}};
    return chart;
}

inline chart::Bars small_bars() {
    auto chart = framed<chart::Bars>("staff");
    chart.rows = {{"영국", "uk", 58.99, {"59", "b.GBR"}},
                  {"한국", "kr", 17.75, {"18", "b.KOR"}},
                  {"일본", "jp", missing, {"–", ""}}};
    return chart;
}

inline chart::Squares small_squares() {
    auto chart = framed<chart::Squares>("hero");
    chart.rows = {{"China", "cn", 23.4, {"at least 23×", "s.CHN"}},
                  {"Korea", "kr", 1, {"one square", ""}},
                  {"Peru", "oth", 0.02, {"0.02×", "s.PER"}}};
    return chart;
}

}  // namespace charts
