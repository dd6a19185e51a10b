#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/store.hpp"
#include "support/folder.hpp"

namespace test {

/// A store filled value by value, with sources declared in two words: what an indicator is in, what it
/// converts.
struct Ledger {
    Folder folder;
    store::Store store;
    std::vector<model::Source> sources;
    model::Reference reference;

    Ledger();
    /// One indicator of a source; the source is made when it is new. `unit`: USD, national_currency, percent
    /// …
    model::Indicator& declare(const std::string& source, const std::string& indicator,
                              const std::string& unit, const std::string& timing = "flow");
    /// Rates of a source: `as` day_rate, average_rate …, quoted per that currency.
    void declare_rates(const std::string& source, const std::string& as, const std::string& per,
                       int preference);
    /// ppp, deflator, cpi
    void declare_factor(const std::string& source, const std::string& as);

    struct Value {
        std::string entity, period;
        double value;
    };
    /// One visit of one part that gives these values at a moment. `released` empty: not stated.
    void put(const std::string& source, const std::string& indicator, const std::vector<Value>& values,
             const std::string& when = "2026-01-01", const std::string& released = "",
             const std::string& part = "all");
    model::Table ask(const std::string& sql, const std::string& as_known = "2026-12-31");
    /// The one cell of a query as a number; NaN where there is no row, or no value.
    double number(const std::string& sql, const std::string& as_known = "2026-12-31");
    std::string text(const std::string& sql, const std::string& as_known = "2026-12-31");
};

}  // namespace test
