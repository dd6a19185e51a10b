#include <array>
#include <cstddef>
#include <utility>

#include "base/text.hpp"
#include "chart/chart.hpp"

namespace chart {
namespace {

// Code points 32 to 126 of the report's typeface, digits tabular (report design, "SVG rules").
constexpr std::array<int, 95> regular_ascii = {
    251, 257, 379, 600, 607, 862, 609, 201, 341, 341, 471, 627, 258, 433, 254, 334, 614, 614, 614,
    614, 614, 614, 614, 614, 614, 614, 254, 254, 627, 627, 627, 479, 880, 646, 619, 693, 686, 567,
    557, 709, 706, 244, 516, 621, 533, 853, 718, 727, 604, 727, 608, 607, 611, 707, 646, 915, 612,
    634, 595, 341, 334, 341, 442, 425, 469, 535, 591, 529, 591, 553, 337, 579, 562, 218, 218, 517,
    218, 834, 557, 567, 579, 579, 350, 496, 340, 553, 529, 777, 513, 529, 513, 341, 306, 341, 627};
constexpr std::array<int, 95> bold_ascii = {
    237, 290, 377, 616, 622, 928, 635, 199, 374, 374, 517, 645, 277, 443, 272, 358, 642, 642, 642,
    642, 642, 642, 642, 642, 642, 642, 272, 272, 645, 645, 645, 519, 876, 693, 631, 714, 695, 582,
    561, 725, 715, 259, 536, 649, 541, 872, 712, 744, 617, 745, 624, 622, 632, 705, 693, 971, 661,
    675, 625, 374, 358, 374, 459, 445, 475, 550, 604, 553, 604, 567, 357, 599, 587, 244, 244, 544,
    244, 864, 584, 582, 599, 599, 377, 524, 360, 582, 552, 806, 538, 552, 536, 374, 339, 374, 645};

struct Sign {
    char32_t code_point;
    int regular, bold;
};
constexpr std::array signs = {
    Sign{U'–', 471, 477}, Sign{U'—', 957, 963}, Sign{U'−', 627, 645}, Sign{U'×', 627, 645},
    Sign{U'÷', 627, 645}, Sign{U'·', 254, 272}, Sign{U'…', 762, 817}, Sign{U'‘', 221, 249},
    Sign{U'’', 221, 249}, Sign{U'“', 439, 470}, Sign{U'”', 439, 470}, Sign{U'₩', 910, 913},
    Sign{U'€', 633, 650}, Sign{U'£', 601, 630}, Sign{U'¥', 519, 539}, Sign{U'₹', 511, 537},
    Sign{U'→', 913, 919}, Sign{U'≥', 627, 645}, Sign{U'≤', 627, 645}, Sign{U'±', 627, 645},
};

constexpr int semibold = 600;

Widths read_tables() {
    Widths widths;
    for (std::size_t i = 0; i < regular_ascii.size(); ++i) {
        widths.regular[static_cast<char32_t>(32 + i)] = regular_ascii[i];
        widths.bold[static_cast<char32_t>(32 + i)] = bold_ascii[i];
    }
    for (const auto& sign : signs) {
        widths.regular[sign.code_point] = sign.regular;
        widths.bold[sign.code_point] = sign.bold;
    }
    return widths;
}

constexpr bool is_hangul(char32_t code_point) {
    return code_point >= 0xAC00 && code_point <= 0xD7A3;
}

}  // namespace

double Widths::of(std::string_view text, double size, int weight) const {
    const auto& table = weight >= semibold ? bold : regular;
    const int otherwise = weight >= semibold ? otherwise_bold : otherwise_regular;
    long thousandths = 0;
    for (const char32_t point : base::code_points(text)) {
        const auto found = table.find(point);
        thousandths += found == table.end() ? otherwise : found->second;
    }
    return static_cast<double>(thousandths) * size / 1000;
}

bool Widths::has(char32_t code_point, int weight) const {
    const auto& table = weight >= semibold ? bold : regular;
    if (table.contains(code_point)) return true;
    return is_hangul(code_point) && (weight >= semibold ? otherwise_bold : otherwise_regular) > 0;
}

const Widths& built_in_widths() {
    static const Widths widths = read_tables();
    return widths;
}

}  // namespace chart
