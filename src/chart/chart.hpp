#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chart {

/// Advance widths in 1/1000 em by code point, for the two weights charts use. `otherwise` is for code points
/// not in the table (Hangul). Built in: the table of the report's design; the report replaces it by the
/// widths of the font it embeds.
struct Widths {
    std::map<char32_t, int> regular, bold;
    int otherwise_regular = 864, otherwise_bold = 864;

    /// Width of UTF-8 text at a font size; weights from 600 are bold.
    double of(std::string_view text, double size, int weight) const;
    /// Whether a code point has a width of its own, or is a Hangul syllable, which all share one.
    bool has(char32_t code_point, int weight) const;
};
const Widths& built_in_widths();

/// A printed number or word, with the id of the figure it stands for ("" for plain words).
struct Label {
    std::string text, figure;
};

/// What every chart carries: a unique id, the title and the finding for those who can't see it, and the
/// words of one language. Names too long for their place are shortened with "…"; <desc> keeps the whole ones.
struct Frame {
    std::string id;           // unique on the page: "scale-rank"
    std::string title, desc;  // SVG <title> and <desc>
    Label no_data;            // printed when no value is there to draw: "no data"; "–" if empty
    Widths widths = built_in_widths();
};

/// Colour roles: "kr" "us" "cn" "jp" "eu" "uk" "in" "oth"; any other is drawn as "oth". Ranked charts (dots,
/// bars, squares) colour kr, us and cn only. A value that is not finite is missing: no mark, its labels stay.
/// Lines: each role has its own width, dash and end mark (report design).
struct Point {
    double x = 0;  // year
    double y = 0;
    Label label;          // printed at line ends and at unjoined points
    bool begins = false;  // the series has a break before it: no line leads here
};

struct Line {
    std::string name, role;
    std::vector<Point> points;  // by x; a gap of more than one year is drawn as a gap
    bool joined = true;         // false: points alone, each with its label
};

struct Lines : Frame {
    std::vector<Line> lines;
    bool logarithmic = false;  // linear axes start at zero; on a log axis a value <= 0 has no place: a gap
    int decimals = 0;          // of a linear axis' tick labels, more if its step needs them
    double height = 0;         // 0: 280 units; more if the labels need it
};

/// Sorted dots on a log scale, a line from the focus' level to each dot, value and ratio printed.
struct DotRow {
    std::string name, role;
    double value = 0;
    Label rank, amount, ratio;
};
struct LogDots : Frame {
    std::vector<DotRow> rows;  // drawn by value, descending; missing ones last
    std::string focus;         // name of the row that is 1
    std::string level_label;   // "Korea's level"
    std::string amount_head, ratio_head;
};

/// Plain bars from zero, sorted, value at the end.
struct BarRow {
    std::string name, role;
    double value = 0;
    Label label;
};
struct Bars : Frame {
    std::vector<BarRow> rows;
};

/// Unit squares: the focus is one square. Too many to tell apart become one solid area of the same measure.
struct SquareRow {
    std::string name, role;
    double squares = 1;
    Label label;
};
struct Squares : Frame {
    std::vector<SquareRow> rows;
};

/// Both variants, wide (642) and narrow (350), one after the other.
std::string lines(const Lines& chart);
std::string log_dots(const LogDots& chart);
std::string bars(const Bars& chart);
std::string squares(const Squares& chart);

/// What a drawing got wrong: a label or mark outside the viewBox, two labels that overlap, a character
/// without a width. Empty when it is sound. Reads the SVG it is given.
std::vector<std::string> faults(std::string_view svg, const Widths& widths);

}  // namespace chart
