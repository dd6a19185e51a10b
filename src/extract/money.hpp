#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/toml.hpp"
#include "extract/plain.hpp"

namespace extract {

/// How sums are written: signs before a number, words behind it, multipliers
/// (sql/reference/lexicon/money.toml).
class Money {
  public:
    explicit Money(const base::Toml& toml);

    /// A currency's sign that ends at `end`, with where it begins; an empty code where there is none.
    struct Sign {
        std::string_view code;
        std::size_t begin = 0;
    };
    Sign sign_before(const Plain& plain, std::size_t end, std::string_view lang) const;

    /// A word at `at` with where it ends. Latin words end where letters end.
    struct Word {
        std::string_view code;
        std::size_t end = 0;
    };
    Word word_at(const Plain& plain, std::size_t at) const;

    struct Magnitude {
        double value = 0;
        std::size_t end = 0;
        bool letter = false;  // "b", "m": counts only with a currency
    };
    Magnitude magnitude_at(const Plain& plain, std::size_t at) const;

    /// Whose money a currency is (ISO 3166-1 alpha-3).
    std::string country(std::string_view code) const;
    std::string_view bare(std::string_view lang) const;
    /// Whether words shortly before a sum say that it changes: "raised its plan from".
    bool change_before(const Plain& plain, std::size_t at, std::string_view lang) const;
    bool counts_things(const Plain& plain, std::size_t at, std::string_view lang) const;

  private:
    struct Spelling {
        std::string text;
        std::uint32_t code = 0;
    };
    using Buckets = std::array<std::vector<Spelling>, 256>;
    void read_currency(const base::Toml& one);
    void read_locals(const base::Toml& toml);
    static const Spelling* longest_at(const Buckets& buckets, std::string_view text, std::size_t at,
                                      bool latin_ends);

    std::vector<std::string> codes_, countries_;
    Buckets signs_;       // by last byte
    Buckets words_;       // by first byte
    Buckets magnitudes_;  // by first byte; code: index into values_
    std::vector<double> values_;
    std::map<std::string, std::map<std::string, std::string>, std::less<>> locals_;
    std::map<std::string, std::vector<std::string>, std::less<>> things_;
    std::map<std::string, std::vector<std::string>, std::less<>> changes_;
};

}  // namespace extract
