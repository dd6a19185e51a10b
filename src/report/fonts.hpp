#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chart/chart.hpp"
#include "report/report.hpp"

namespace report {

/// @font-face rules with the faces cut down to what `html` prints: "Report Sans" for everything, "Report Sans
/// Fig" for charts, without kerning so that their widths are the sums of advances. Empty without faces.
std::string font_rules(const std::vector<Face>& faces, std::string_view html);

/// Advance widths of the faces, for charts; the built-in table without faces.
chart::Widths widths_of(const std::vector<Face>& faces);

/// The face cut down to some code points: same outlines, no hinting, no layout tables.
std::string subset(const Face& face, const std::u32string& code_points);

}  // namespace report
