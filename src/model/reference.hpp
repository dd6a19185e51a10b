#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/names.hpp"

namespace model {

/// A country or economy (ISO 3166-1 alpha-3), an aggregate ("EUROPE"), or a currency (ISO 4217).
struct Entity {
    std::string code, kind;  // kind: country | aggregate | currency
    std::string iso2;
    Names name;
    Names short_name;                  // for charts; the name where none is given
    std::string currency;              // of a country
    std::vector<std::string> aliases;  // providers' spellings
    bool compared = false;             // one of the economies that reports compare
};

/// The harmonisation table: sql/reference/countries.toml and currencies.toml.
struct Reference {
    std::vector<Entity> entities;
    std::vector<std::string> left_out;  // spellings known and deliberately not followed (aggregates, others)
    std::string digest;

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
