#include "compare/grade.hpp"

#include <algorithm>

namespace compare {
namespace {

constexpr double much_imputed = 0.25, much_revised = 0.10;
constexpr int very_late_months = 12;

char lowered(char grade, int steps) {
    return static_cast<char>(std::min<int>('E', grade + steps));
}

}  // namespace

char grade(const Quality& quality) {
    const int weaknesses = quality.adapted_definition + (quality.imputed_share > much_imputed) +
                           (quality.months_late > very_late_months) +
                           (quality.largest_revision > much_revised);
    char result = lowered(quality.source_class, weaknesses);
    if (quality.confirmed_independently && result > 'A') {
        const char best = quality.official ? 'A' : 'B';
        result = std::max(best, static_cast<char>(result - 1));
    }
    return result;
}

char ratio_grade(char one, char other, bool definitions_differ) {
    return lowered(std::max(one, other), definitions_differ ? 1 : 0);
}

}  // namespace compare
