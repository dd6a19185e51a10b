#pragma once

#include "base/format.hpp"

#include <string>

namespace compare {

/// What lowers or raises a grade (METHOD §7).
struct Quality {
    char source_class = 'E';  // A official … E claim
    bool adapted_definition = false;
    double imputed_share = 0;              // 0.25 = a quarter
    int months_late = 0;                   // beyond the series' normal lag
    double largest_revision = 0;           // 0.1 = ten per cent
    bool confirmed_independently = false;  // within 10 %
    bool official = false;
};

/// A … E. One step down for each weakness, one up for an independent source, not above B unless official.
char grade(const Quality& quality);

/// The worse of two, one step lower where definitions differ.
char ratio_grade(char one, char other, bool definitions_differ);

/// No ratio is shown where a side is a mere claim.
inline bool may_compare(char one, char other) {
    return one != 'E' && other != 'E';
}

}  // namespace compare
