#pragma once

#include <cmath>
#include <vector>

#include "extract/context.hpp"
#include "extract/rules.hpp"

namespace extract {

/// The sums of one announcement while it is settled what they are to each other; changes verdicts in place.
class Sums {
  public:
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    Sums(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts);

  protected:
    const Seen& seen(std::size_t i) const { return context_.seen[i]; }
    const Amount& amount(std::size_t i) const { return context_.seen[i].amount; }
    bool counts(std::size_t i) const { return verdicts_[i].counts; }
    bool in_title(std::size_t i) const { return context_.plain.in_title(amount(i).begin); }
    bool told_of_round(std::size_t i) const { return verdicts_[i].rule.find("round") != std::string::npos; }
    void refuse(std::size_t i, const char* code, const char* rule) {
        verdicts_[i] = {false, code, rule, {}, {}};
    }
    /// Refuses a sum and whatever repeats or rounds it.
    void refuse_with_twins(std::size_t whole, const char* code, const char* rule);
    /// What stands between two sums, without the blanks at its ends; empty where they overlap or stand far
    /// apart.
    std::string_view gap(std::size_t left, std::size_t right) const;
    bool says(std::size_t i, Scope scope, std::size_t role) const { return seen(i).in(scope).test(role); }
    bool touched_by(std::size_t i, std::size_t role) const {
        return says(i, Scope::touch_before, role) || says(i, Scope::touch_after, role);
    }

    static bool near(double left, double right, double tolerance) {
        return std::abs(left - right) <= tolerance * std::max(std::abs(left), std::abs(right));
    }
    static bool same(const Amount& left, const Amount& right) {
        return left.currency == right.currency && near(left.low, right.low, 0.005) &&
               near(left.high, right.high, 0.005);
    }
    /// Headlines round: 1조원 for 9,973억원, $23B for $22.7 billion.
    static bool roughly(const Amount& left, const Amount& right) {
        return left.currency == right.currency && near(left.high, right.high, 0.08);
    }

    const Context& context_;
    const Lexicon& lexicon_;
    std::vector<Verdict>& verdicts_;
    std::vector<std::size_t> sums_;  // so many of them as are related; the rest is a table and refused
};

}  // namespace extract
