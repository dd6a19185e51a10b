#pragma once

#include <string>
#include <vector>

#include "report/press.hpp"

namespace report {

/// A chart as drawn, and what its data table and its source line need.
struct Drawing {
    std::string svg;
    std::vector<const model::Figure*> figures;
    std::string data_table;  // HTML
};

/// The measures of a chart by role, sorted as it draws them.
struct ChartInput {
    const Press& press;
    const model::SectionSpec& section;
    const model::ChartSpec& spec;
    std::string id, title;

    std::vector<const model::Figure*> figures(const std::string& role) const;
    /// The figure of an entity in another role; nothing where there is none.
    const model::Figure* of(const std::string& role, const std::string& entity) const;
    /// options.NAME, or options.NAME_ko / NAME_en; "" where it is not set.
    std::string option(const std::string& name) const;
};

Drawing draw_ranked(const ChartInput& input);  // squares, log_dots, bars
Drawing draw_lines(const ChartInput& input);

/// "kr" of KOR: which countries have a colour of their own.
std::string role_of(const std::string& entity);

/// A small table of what a chart draws: names down, columns across.
struct DataTable {
    std::vector<std::string> heads;
    std::vector<std::pair<std::string, std::vector<std::string>>> rows;  // cells are HTML
};
std::string print_data_table(const DataTable& table, model::Language language);

}  // namespace report
