#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace model {

/// A piece of an announcement's title or text: bytes [begin, end) of the original.
struct Span {
    bool in_title = false;
    std::size_t begin = 0, end = 0;
    std::string text;
};

/// Money that an announcement says somebody will invest in AI. Amounts are as quoted.
struct Commitment {
    Span span;      // the sum
    Span evidence;  // the sentence that says so
    double low = 0, high = 0;
    std::string currency;          // ISO 4217
    std::string investor;          // as written; several joined with "; "
    std::string investor_country;  // ISO 3166-1 alpha-3; empty: unknown
    std::string host_country;
    std::optional<int> period_start, period_end;
    bool per_year = false;
    std::string category = "other";    // compute chips research talent fund startup adoption energy other
    std::string status = "announced";  // announced raised confirmed rumoured cancelled
    std::string rule;                  // which rule counted it
};

/// A sum that is no commitment, and why: a code of the labelling guide.
struct RefusedSum {
    Span span;
    double low = 0, high = 0;
    std::string currency, code, rule;
};

}  // namespace model
