#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/figure.hpp"

namespace report {

/// What a name in a text means. "has_scale.gap_ratio.USA" is {has, scale, "gap_ratio", {"USA"}}.
struct Said {
    enum class What {
        figure,   // {{gap_ratio.USA}}, {{scale.gap_ratio.USA}}
        mark,     // {{mark_gap_ratio.USA}}: "161×", as in charts and tiles
        tile,     // {{tile_gap_ratio.USA}}: the same with a small unit
        moved,    // {{moved_change.USA}}: "rose 161%"
        has,      // {{#has_gap_ratio.USA}}
        grade,    // {{grade_gap_ratio.USA}}
        chart,    // {{{chart_rank}}}
        table,    // {{{table_earlier}}}
        see,      // {{see_scale.chart_rank}}: "Figure 1", linked
        country,  // {{country.USA}}, {{short.USA}}
        short_country,
        frame,  // {{edition.period}}, {{section.title}}, {{report.title}}, {{contents}}, {{sources}},
                // {{bundled}}
    };
    What what = What::frame;
    const model::SectionSpec* section = nullptr;
    const model::MeasureSpec* measure = nullptr;
    const model::ChartSpec* chart = nullptr;
    const model::TableSpec* table = nullptr;
    std::string name;
    std::vector<std::string> qualifiers;
};

/// Reads a name as a text of `section` means it. Nothing when it names nothing in this report.
std::optional<Said> read_name(std::string_view name, const model::SectionSpec& section,
                              const std::vector<const model::SectionSpec*>& report);

/// Every name that a text may use beside measures, charts and tables.
const std::vector<std::string>& frame_names();

}  // namespace report
