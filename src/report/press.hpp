#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "chart/chart.hpp"
#include "model/figure.hpp"
#include "report/figures.hpp"
#include "report/report.hpp"

namespace report {

/// One language of one edition while it is being printed.
struct Press {
    Press(const Input& input, model::Language language);

    const Input& in;
    model::Language language;
    Figures figures;
    std::vector<const model::SectionSpec*> sections;
    std::deque<model::Figure> made;      // figures of query rows, made while printing
    std::map<std::string, int> numbers;  // "scale.chart_rank" → 1
    chart::Widths widths;

    const SectionInput& input_of(const model::SectionSpec& section) const;
    const std::string& name_of(const std::string& code) const;
    const std::string& short_name_of(const std::string& code) const;
    /// Sections with layout "page" are numbered from 1; 0 for the others.
    int number_of(const model::SectionSpec& section) const;
    bool is_ko() const { return language == model::Language::ko; }

    /// The measure that charts and tables call by "level" or, of another section, "scale.level".
    struct Measure {
        const model::SectionSpec* section;
        const model::MeasureSpec* spec;
    };
    Measure measure(const model::SectionSpec& section, const std::string& name,
                    const std::string& place) const;
    std::vector<const model::Figure*> figures_of(const model::SectionSpec& section, const std::string& name,
                                                 const std::string& place) const;

    /// A text with its names printed; `plain` leaves the markup out.
    std::string text(const std::string& text, const model::SectionSpec& section, const std::string& place);
    std::string plain(const std::string& text, const model::SectionSpec& section, const std::string& place);

    /// "[S1], [S4]" of the sources, linked; empty where none is known.
    std::string marks(const std::vector<std::string>& sources) const;
};

/// The sources behind figures, by first appearance.
std::vector<std::string> sources_of(const std::vector<const model::Figure*>& figures);
/// What readers must be told beside figures, once each, in order: "China: Disclosed deals only."
std::vector<std::string> notes_of(const std::vector<const model::Figure*>& figures, const Press& press);
/// A rank or a count stands on everybody's values, so everybody's caveats: they are not about its entity.
bool is_about_all(const model::Figure& figure);

std::string chart_block(Press& press, const model::SectionSpec& section, const model::ChartSpec& chart);
std::string table_block(Press& press, const model::SectionSpec& section, const model::TableSpec& table);
std::string sources_block(const Press& press);
std::string contents_block(const Press& press);
/// "Figure 1", "표 2".
std::string numbered(const Press& press, const model::SectionSpec& section, const std::string& block);
/// "fig-scale-rank", "tab-scale-earlier".
std::string anchor(const model::SectionSpec& section, const std::string& block);

}  // namespace report
