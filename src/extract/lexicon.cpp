#include "extract/lexicon.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"

namespace extract {
namespace {

constexpr std::array<std::string_view, scope_count> scope_names = {
    "touch_before", "lead",     "before", "touch_after", "tail", "after",
    "sentence",     "previous", "title",  "head",        "text", "is"};

/// What a sum or its announcement can be, without any word of a lexicon: the scope "is".
constexpr std::array facts = {"conversion",   "bracketed",    "vague",
                              "small",        "object",       "ai_text",
                              "past_year",    "a_larger_sum", "a_smaller_sum_follows",
                              "earlier_month"};

Scope scope_of(std::string_view name, const std::string& place) {
    for (std::size_t i = 0; i < scope_names.size(); ++i)
        if (scope_names[i] == name) return static_cast<Scope>(i);
    throw base::Error{place, fmt::format("unknown scope '{}'", name),
                      "scopes: " + fmt::format("{}", fmt::join(scope_names, ", ")), base::Error::Kind::usage};
}

bool ends_with_one(std::string_view text, std::initializer_list<std::string_view> ends) {
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

/// The words that make a rule hold.
Roles roles_of(const Rule& rule) {
    Roles roles;
    for (const auto* atoms : {&rule.all, &rule.any})
        for (const auto& atom : *atoms)
            if (atom.scope != Scope::is) roles.set(atom.role);
    return roles;
}

/// The regular forms of an English verb: "pledge~ to" is pledge, pledges, pledged and pledging to.
std::vector<std::string> inflected(const std::string& word) {
    const auto mark = word.find('~');
    if (mark == std::string::npos) return {word};
    const auto verb = word.substr(0, mark), rest = word.substr(mark + 1);
    const bool silent = verb.ends_with('e');
    const bool consonant_y = verb.ends_with('y') && !ends_with_one(verb, {"ay", "ey", "oy"});
    const auto stem = silent || consonant_y ? verb.substr(0, verb.size() - 1) : verb;
    const bool hisses = ends_with_one(verb, {"s", "sh", "ch", "x", "z"});
    const auto third = consonant_y ? stem + "ies" : verb + (hisses ? "es" : "s");
    const auto past = consonant_y ? stem + "ied" : stem + "ed";
    return {verb + rest, third + rest, past + rest, (consonant_y ? verb : stem) + "ing" + rest};
}

}  // namespace

Lexicon::Lexicon(const Files& files) : money_(files.money) {
    for (const auto* fact : facts) role_of(fact);
    for (const auto* kind : {"company", "government", "place"}) role_of(kind);
    for (const auto& one : files.names.tables("government")) add_named(one, Named::Kind::government);
    for (const auto& one : files.names.tables("place")) add_named(one, Named::Kind::place);
    for (const auto& file : files.companies)
        for (const auto& one : file.tables("company")) add_named(one, Named::Kind::company);
    for (const auto& file : files.languages) {  // roles first: a rule may name a role of another language
        const auto words = file.table("words");
        for (const auto& role : words.keys()) role_of(role);
    }
    for (const auto& file : files.languages) read_language(file);
}

std::size_t Lexicon::role_of(const std::string& name) {
    const auto [found, fresh] = roles_.emplace(name, roles_.size());
    if (roles_.size() > Roles{}.size())
        throw base::Error{"lexicon", fmt::format("'{}' is one role too many", name),
                          fmt::format("there is room for {}", Roles{}.size()), base::Error::Kind::usage};
    return found->second;
}

std::size_t Lexicon::role(std::string_view name) const {
    if (const auto found = roles_.find(name); found != roles_.end()) return found->second;
    throw base::Error{"lexicon", fmt::format("no word has the role '{}'", name),
                      "add it to [words] of a language in sql/reference/lexicon", base::Error::Kind::usage};
}

void Lexicon::add_named(const base::Toml& one, Named::Kind kind) {
    const auto aliases = one.strings("names");
    const auto entry = static_cast<std::int32_t>(named_.size());
    const auto only = one.string("only", "");
    named_.push_back({kind, aliases.empty() ? "" : aliases.front(), one.string("country", "")});
    for (const auto& alias : aliases) aliases_.push_back({alias, only, entry});
    for (const auto* of_filings : {"code", "ko", "cik", "corp_code", "lei"}) one.string(of_filings, "");
    one.done();
}

void Lexicon::read_language(const base::Toml& toml) {
    Language made;
    made.code = toml.string("language");
    for (const auto& one : toml.tables("nearest")) {
        Nearest nearest;
        for (const auto& role : one.strings("governs")) nearest.governs.set(role_of(role));
        for (const auto& role : one.strings("governed")) nearest.governed.set(role_of(role));
        made.nearest.push_back(nearest);
    }
    const auto words = toml.table("words");
    for (const auto& role : words.keys()) {
        auto roles = Roles{}.set(role_of(role));
        if (role == "ai_by_name") roles.set(role_of("ai"));
        if (role == "commits") roles.set(role_of("undertake"));
        auto& into = role.starts_with("ai") ? made.topic : made.words;
        for (const auto& word : words.strings(role))
            for (const auto& form : inflected(word)) into.add(form, roles);
    }
    for (const auto& one : toml.tables("rule")) made.rules.push_back(read_rule(one));
    auto closed = Roles{}.set(role_of("nothing"));
    for (const auto& rule : made.rules)
        if (rule.code != "count") closed |= roles_of(rule);
    made.words.inherit(~closed & ~Roles{}.set(role_of("joint")).set(role_of("verb")), closed);
    constexpr std::array kinds = {"company", "government", "place"};
    for (const auto& alias : aliases_) {
        if (!alias.only.empty() && alias.only != made.code) continue;
        const auto kind = static_cast<std::size_t>(named(alias.entry).kind);
        made.words.add(alias.text, Roles{}.set(role(kinds[kind])), alias.entry);
    }
    languages_.push_back(std::move(made));
}

Rule Lexicon::read_rule(const base::Toml& one) const {
    Rule made{one.string("name"), one.string("code"), read_atoms(one, "all"), read_atoms(one, "any"),
              read_atoms(one, "none")};
    one.done();
    return made;
}

/// "result@lead"; several roles may share a scope: "result|order@lead".
std::vector<Atom> Lexicon::read_atoms(const base::Toml& one, std::string_view key) const {
    std::vector<Atom> atoms;
    for (const auto& text : one.maybe_strings(key)) {
        const auto at = text.find('@');
        const auto scope =
            scope_of(at == std::string::npos ? "" : std::string_view{text}.substr(at + 1), one.place(key));
        for (const auto name : base::split(std::string_view{text}.substr(0, at), '|')) {
            const auto known = roles_.find(name);
            if (known == roles_.end())
                throw base::Error{one.place(key), fmt::format("no word has the role '{}'", name),
                                  "add the role to [words]", base::Error::Kind::usage};
            atoms.push_back({known->second, scope});
        }
    }
    return atoms;
}

const Language& Lexicon::language(std::string_view code) const {
    for (const auto& one : languages_)
        if (one.code == code) return one;
    return languages_.front();
}

void Lexicon::remove_rule(std::string_view name) {
    for (auto& language : languages_)
        std::erase_if(language.rules,
                      [&](const Rule& rule) { return language.code + ": " + rule.name == name; });
}

std::vector<std::string> Lexicon::rule_names() const {
    std::vector<std::string> names;
    for (const auto& language : languages_)
        for (const auto& rule : language.rules) names.push_back(language.code + ": " + rule.name);
    return names;
}

}  // namespace extract
