#include <algorithm>

#include "chart/ranked.hpp"

namespace chart {
namespace {

constexpr double beside = 10;      // from the last square to its words
constexpr double solid_below = 4;  // squares with a smaller pitch can't be told apart
constexpr double limit_wide = 330, limit_narrow = 420;

/// How large a square is drawn: everything follows from the pitch, the distance from square to square.
struct Grid {
    double pitch = 0, size = 0;  // of a square, of words
    double width = 0;

    bool solid() const { return pitch < solid_below; }
    double gap() const { return solid() ? 0 : std::round(pitch * 0.885) / 10; }
    double side() const { return pitch - gap(); }
    double per_row() const { return std::max(1.0, std::floor((width + gap() + 0.01) / pitch)); }
    double row() const { return std::max(pitch, size + 4.2); }
    double air() const { return std::clamp(pitch * 0.65, 8.0, 22.0); }
    double above() const { return size + 10.5; }  // words over a block
};

/// A row in that grid: a line of squares with words beside them, or a block with words above.
struct Piece {
    const SquareRow* row = nullptr;
    std::string name;
    double name_width = 0, words_width = 0;
    double whole = 0, part = 0;  // squares
    bool block = false;

    double cells() const { return whole + (part > 0 ? 1 : 0); }
};

double lines_of(const Piece& piece, const Grid& grid) {
    return std::max(1.0, std::ceil(piece.cells() / grid.per_row()));
}

/// Parts that can't be seen are no part: 6.9999 squares are seven. What is less than a square stays visible.
void count(Piece& piece, const Grid& grid) {
    if (!std::isfinite(piece.row->squares)) return;
    const double squares = std::max(piece.row->squares, 0.0);
    const double unseen = 0.05 / grid.side();
    piece.whole = std::floor(squares + std::min(unseen, 0.5));
    piece.part = squares - piece.whole;
    if (piece.part < (piece.whole > 0 ? unseen : 0)) piece.part = 0;
}

Piece fit(const SquareRow& row, const Grid& grid, Canvas& canvas) {
    Piece piece{&row, {}, 0, 0, 0, 0, false};
    count(piece, grid);
    const int weight = ranked_role(row.role).weight();
    const double gap = canvas.width_of("  ", grid.size, 700);
    const double label = canvas.width_of(row.label.text, grid.size, 700) + gap;
    piece.name =
        canvas.fit(row.name, grid.size, weight, std::max(grid.width * 0.6 - label, grid.width * 0.2));
    piece.name_width = canvas.width_of(piece.name, grid.size, weight) + gap;
    piece.words_width = piece.name_width + label;
    const double end = piece.cells() * grid.pitch + beside + piece.words_width;
    piece.block = piece.cells() > grid.per_row() || end > grid.width;
    return piece;
}

std::vector<Piece> fit(const std::vector<const SquareRow*>& rows, const Grid& grid, Canvas& canvas) {
    std::vector<Piece> pieces;
    for (const auto* row : rows) pieces.push_back(fit(*row, grid, canvas));
    return pieces;
}

double height_of(const std::vector<Piece>& pieces, const Grid& grid) {
    double height = 0;
    for (const auto& piece : pieces)
        height += piece.block ? grid.above() + lines_of(piece, grid) * grid.pitch + grid.air() : grid.row();
    return height;
}

double text_size(double pitch, bool narrow) {
    if (pitch >= 18) return 13.5;
    return narrow ? 12 : pitch >= 16.5 ? 12 : 10.8;
}

/// The n-th of ever smaller grids.
Grid grid_at(int n, const Sheet& sheet) {
    constexpr double step = 0.5, shrink = 0.93;
    const double largest = sheet.narrow() ? 26.6 : 33.9;
    const int steps = static_cast<int>((largest - solid_below) / step);
    const double pitch = largest - step * std::min(n, steps);
    const double solid = n > steps ? std::pow(shrink, n - steps) : 1;
    return {pitch * solid, text_size(pitch, sheet.narrow()), sheet.width};
}

/// The largest squares with which the drawing is not too high. Labels alone may need more than the limit.
Grid choose_grid(const std::vector<const SquareRow*>& rows, const Frame& frame, const Sheet& sheet) {
    const double smallest_row = text_size(0, sheet.narrow()) + 4.2;
    const double limit = std::max(sheet.narrow() ? limit_narrow : limit_wide,
                                  smallest_row * static_cast<double>(rows.size()) + 150);
    const auto fits = [&](int n) {
        const auto grid = grid_at(n, sheet);
        Canvas trial(frame, sheet);
        return height_of(fit(rows, grid, trial), grid) <= limit;
    };
    int too_large = -1, small_enough = 400;
    while (small_enough - too_large > 1) {
        const int middle = (small_enough + too_large) / 2;
        (fits(middle) ? small_enough : too_large) = middle;
    }
    return grid_at(small_enough, sheet);
}

void append_square(std::string& commands, Place at, double width, double height) {
    commands += 'M';
    append_place(commands, at);
    commands += 'h';
    append_number(commands, width);
    commands += 'v';
    append_number(commands, height);
    commands += 'h';
    append_number(commands, -width);
    commands += 'z';
}

/// All whole squares of a row as one shape.
std::string whole_squares(const Piece& piece, const Grid& grid, Place at) {
    std::string commands;
    const auto per_row = static_cast<long>(grid.per_row());
    for (long i = 0; i < static_cast<long>(piece.whole); ++i)
        append_square(commands,
                      {at.x + static_cast<double>(i % per_row) * grid.pitch,
                       at.y + static_cast<double>(i / per_row) * grid.pitch},
                      grid.side(), grid.side());
    return commands;
}

/// The same area in two rectangles: full lines and the rest.
std::string solid_squares(const Piece& piece, const Grid& grid, Place at) {
    constexpr double hair = 0.6;
    const double squares = piece.whole + piece.part, lines = std::floor(squares / grid.per_row());
    const double rest = (squares - lines * grid.per_row()) * grid.pitch;
    std::string commands;
    if (lines > 0) append_square(commands, at, grid.per_row() * grid.pitch, lines * grid.pitch);
    if (lines == 0 || rest > hair)
        append_square(commands, {at.x, at.y + lines * grid.pitch}, std::max(rest, hair),
                      std::max(grid.pitch, hair));
    return commands;
}

/// The filled part of a square inside its outline.
void draw_part(Canvas& canvas, const Piece& piece, const Grid& grid, Place at) {
    constexpr double hair = 1.6;  // twice the outline, so that little differs from nothing
    const auto paint = ranked_role(piece.row->role).paint;
    const auto per_row = static_cast<long>(grid.per_row()), whole = static_cast<long>(piece.whole);
    const double x = at.x + static_cast<double>(whole % per_row) * grid.pitch;
    const double y = at.y + static_cast<double>(whole / per_row) * grid.pitch;
    canvas.outline({x, y, grid.side(), grid.side()}, paint);
    canvas.rect({x, y, std::max(piece.part * grid.side(), hair), grid.side()}, paint);
}

void draw_squares(Canvas& canvas, const Piece& piece, const Grid& grid, Place at) {
    const auto paint = ranked_role(piece.row->role).paint;
    if (!std::isfinite(piece.row->squares)) return;
    if (piece.cells() == 0) {  // of nothing, the outline alone
        canvas.outline({at.x, at.y, std::max(grid.side(), 1.0), std::max(grid.side(), 1.0)}, paint);
        return;
    }
    if (grid.solid()) {
        canvas.shape(solid_squares(piece, grid, at), paint);
        return;
    }
    canvas.shape(whole_squares(piece, grid, at), paint);
    if (piece.part > 0) draw_part(canvas, piece, grid, at);
}

void print(Canvas& canvas, const Piece& piece, const Grid& grid, Place at) {
    const auto& how = ranked_role(piece.row->role);
    canvas.text(at, piece.name, {grid.size, how.weight(), Anchor::start, words(how)});
    canvas.text({at.x + piece.name_width, at.y}, piece.row->label,
                {grid.size, 700, Anchor::start, words(how)});
}

/// Draws a row and returns where the next one starts.
double draw_piece(Canvas& canvas, const Piece& piece, const Grid& grid, double y) {
    if (piece.block) {
        print(canvas, piece, grid, {0, y + grid.size / 2 + 2.2});
        draw_squares(canvas, piece, grid, {0, y + grid.above()});
        return y + grid.above() + lines_of(piece, grid) * grid.pitch + grid.air();
    }
    const double middle = y + grid.row() / 2, cells = std::max(piece.cells(), 1.0);
    draw_squares(canvas, piece, grid, {0, middle - grid.side() / 2});
    print(canvas, piece, grid, {cells * grid.pitch - grid.gap() + beside, middle});
    return y + grid.row();
}

std::string draw(const Squares& chart, const Sheet& sheet) {
    if (!any_value(chart.rows, &SquareRow::squares)) return draw_no_data(chart, sheet);
    const auto rows = ranked(chart.rows, &SquareRow::squares);
    const auto grid = choose_grid(rows, chart, sheet);
    Canvas canvas(chart, sheet);
    double y = 0;
    for (const auto& piece : fit(rows, grid, canvas)) y = draw_piece(canvas, piece, grid, y);
    return canvas.finish(y + 1);
}

}  // namespace

std::string squares(const Squares& chart) {
    return draw(chart, wide) + draw(chart, narrow);
}

}  // namespace chart
