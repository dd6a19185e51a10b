#pragma once

#include <string_view>

namespace chart {

/// A colour token of the report's design: its light value, and the name in the classes that the dark style
/// sheet overrides ("kr" in "c-kr-f").
struct Paint {
    std::string_view light, name;
};

inline constexpr Paint ink{"#14202B", "ink"}, muted{"#4A5763", "mut"}, grid{"#DDE3E8", "grid"},
    axis{"#8794A0", "ax"}, paper{"#FFFFFF", "paper"}, focus_row{"#FBEFE8", "krt"};

enum class Mark { circle, square, up, down, diamond };

/// How a country is drawn: never by colour alone.
struct Role {
    std::string_view name;
    Paint paint, text;  // small text needs more contrast than a mark
    double stroke;
    std::string_view dash;
    Mark end;
    bool strong;  // labels in semibold

    int weight() const { return strong ? 600 : 400; }
};

const Role& role(std::string_view name);
/// For ranked charts: Korea, the United States and China have colours, all others are one grey.
const Role& ranked_role(std::string_view name);

/// The colour of a ranked row's words: only Korea's are coloured.
Paint words(const Role& role);

}  // namespace chart
