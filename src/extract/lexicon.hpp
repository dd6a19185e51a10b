#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/toml.hpp"
#include "extract/money.hpp"
#include "extract/words.hpp"

namespace extract {

/// Where a rule looks, seen from a sum. `lead` and `tail` end at the clause, `before` and `after` at the
/// sentence, all four at the next sum; `touch_…` are the nearest words of them.
enum class Scope {
    touch_before,
    lead,
    before,
    touch_after,
    tail,
    after,
    sentence,
    previous,
    title,
    head,
    text,
    is
};
constexpr std::size_t scope_count = 12;

/// "result@lead": a word of this role stands in this scope. "is" holds what the sum itself is.
struct Atom {
    std::size_t role = 0;
    Scope scope = Scope::sentence;
};

/// Counts or refuses a sum: all of `all`, one of `any` (if there are some) and nothing of `none` hold.
/// The first rule of a language that holds decides; `code` is "count" or a reason of the labelling guide.
struct Rule {
    std::string name, code;
    std::vector<Atom> all, any, none;
};

/// A company, a government or a place that texts name.
struct Named {
    enum class Kind { company, government, place };
    Kind kind = Kind::place;
    std::string name, country;  // ISO 3166-1 alpha-3; empty: no single country
};

/// Of the words on one side of a sum the nearest speaks: behind "invest", a word that `governs` it, one that
/// is `governed` ("revenue", "bonds") and stands further off speaks of something else.
struct Nearest {
    Roles governs, governed;
};

struct Language {
    std::string code;
    std::vector<Nearest> nearest;
    Words words;  // cues and names: a cue inside a name is none
    Words topic;  // what AI is called: "AI data centre" is that, and a data centre too
    std::vector<Rule> rules;
};

/// All that the room knows of words, read from sql/reference/lexicon once and never changed.
class Lexicon {
  public:
    struct Files {
        base::Toml money, names;
        std::vector<base::Toml> companies, languages;
    };
    explicit Lexicon(const Files& files);

    const Money& money() const { return money_; }
    /// The language of a code; English for any other.
    const Language& language(std::string_view code) const;
    const Named& named(std::int32_t entry) const { return named_[static_cast<std::size_t>(entry)]; }
    /// The bit of a role that code asks for; Error where no lexicon has such words.
    std::size_t role(std::string_view name) const;
    /// The country whose money this is; empty for one that several share.
    std::string country_of_currency(std::string_view code) const { return money_.country(code); }
    bool has_role(std::string_view name) const { return roles_.contains(name); }
    /// Takes a rule out: what would it cost?
    void remove_rule(std::string_view name);
    std::vector<std::string> rule_names() const;

  private:
    std::size_t role_of(const std::string& name);
    void add_named(const base::Toml& one, Named::Kind kind);
    void read_language(const base::Toml& toml);
    Rule read_rule(const base::Toml& one) const;
    std::vector<Atom> read_atoms(const base::Toml& one, std::string_view key) const;

    Money money_;
    std::vector<Named> named_;
    struct Alias {
        std::string text, only;  // only: of one language
        std::int32_t entry = -1;
    };
    std::vector<Alias> aliases_;
    std::map<std::string, std::size_t, std::less<>> roles_;
    std::vector<Language> languages_;
};

}  // namespace extract
