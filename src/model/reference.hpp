#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.hpp"
#include "model/names.hpp"

namespace model {

/// A currency that its central bank keeps at a fixed price.
struct Peg {
    std::string to;                  // ISO 4217: USD
    double units = 0;                // of the currency for one of `to`; 0: it floats
    base::Day from{};                // held on every day since
    std::optional<base::Day> until;  // and before this one
    std::string citation;
};

/// A country or economy (ISO 3166-1 alpha-3), an aggregate ("EUROPE"), or a currency (ISO 4217).
struct Entity {
    std::string code, kind;  // kind: country | aggregate | currency
    std::string iso2;
    Names name;
    Names short_name;                  // for charts; the name where none is given
    std::string currency;              // of a country
    std::vector<std::string> aliases;  // providers' spellings
    bool compared = false;             // one of the economies that reports compare
    std::string zh, ja;                // its names in Chinese and Japanese
    Peg peg;                           // of a currency
    std::vector<std::string> members;  // of an aggregate: what is in it must not be added to it
};

/// From this period on a series measures something else: no growth and no line crosses it.
struct Break {
    std::string source, indicator;  // of a declared series
    std::string entity;             // a code, or "*"
    base::Day from{};               // first day of the first period of the new series
    Names reason;
    std::string citation;
};

/// A published total and what it is made of, or a sum that a report makes. Terms: "source.indicator".
struct Total {
    std::string name;
    std::string whole;  // the published one; "": nobody publishes it
    std::vector<std::string> parts;
    double tolerance = 0;  // relative
    std::string reason;    // why it may cross layers, or hold a term that another one holds
};

/// The harmonisation table, sql/reference/countries.toml and currencies.toml, and what is known of series:
/// breaks.toml and totals.toml.
struct Reference {
    std::vector<Entity> entities;
    std::vector<std::string> left_out;  // spellings known and deliberately not followed (aggregates, others)
    std::vector<std::string> units;     // what is counted, apart from money; empty: any word
    std::vector<Break> breaks;
    std::vector<Total> totals;
    std::string digest;           // of what facts are made by
    std::string series_digest{};  // of breaks and totals: what is said of facts

    const Entity* find(std::string_view code) const;
    /// Finds by code, ISO2 or alias, within a kind ("country" also finds aggregates).
    const Entity* recognise(std::string_view spelling, std::string_view kind) const;
    bool is_left_out(std::string_view spelling) const;
    /// The three nearest spellings, for the reject's text.
    std::vector<std::string> near(std::string_view spelling) const;
    /// Call once after filling: builds the look-up.
    void index();

  private:
    std::unordered_map<std::string, std::size_t> by_spelling_;  // "kind:lower-case spelling"
    std::unordered_map<std::string, bool> left_out_;
};

}  // namespace model
