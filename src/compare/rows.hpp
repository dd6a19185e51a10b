#pragma once

#include "base/format.hpp"

#include <map>
#include <string>
#include <vector>

#include "compare/range.hpp"
#include "model/figure.hpp"
#include "model/table.hpp"

namespace compare {

/// One row of a section's query: a value of a series for an entity and period, with where it came from.
struct Value {
    std::string entity, period;
    Ranged amount;
    std::string bound;        // "", at_least, at_most
    char grade = 0;           // 0: none applies
    std::string layer, kind;  // where the query has them: F1 … context; country, aggregate
    int epoch = 0;            // how many breaks its series has had
    model::Names note;
    model::Evidence evidence;
};

/// The rows by series, entity and period.
class Rows {
  public:
    explicit Rows(const model::Table& table);

    const Value* find(const std::string& series, const std::string& entity, const std::string& period) const;
    /// Entities with a value of the series in that period, largest first; ties by code.
    std::vector<const Value*> ranked(const std::string& series, const std::string& period) const;
    /// Periods in which the series has a value for the entity (every entity where it is empty), in order.
    std::vector<std::string> periods(const std::string& series, const std::string& entity = {}) const;
    std::vector<std::string> entities(const std::string& series) const;
    bool has(const std::string& series) const { return series_.contains(series); }

  private:
    std::map<std::string, std::map<std::string, std::map<std::string, Value>>> series_;  // entity → period
};

}  // namespace compare
