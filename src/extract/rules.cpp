#include "extract/rules.hpp"

#include <algorithm>

namespace extract {
namespace {

bool holds(const Atom& atom, const Seen& one) {
    return one.in(atom.scope).test(atom.role);
}

bool holds(const Rule& rule, const Seen& one) {
    const auto here = [&](const Atom& atom) { return holds(atom, one); };
    return std::all_of(rule.all.begin(), rule.all.end(), here) &&
           (rule.any.empty() || std::any_of(rule.any.begin(), rule.any.end(), here)) &&
           std::none_of(rule.none.begin(), rule.none.end(), here);
}

/// The words of a sum's sentence and of the headline that made a rule hold.
std::string words_of(const Rule& rule, const Context& context, const Seen& one) {
    Roles roles;
    for (const auto* atoms : {&rule.all, &rule.any})
        for (const auto& atom : *atoms)
            if (atom.scope != Scope::is && holds(atom, one)) roles.set(atom.role);
    const auto& sentence = context.sentences[one.sentence];
    std::string words;
    for (const auto& match : context.matches) {
        const bool here = match.begin >= sentence.begin && match.end <= sentence.end;
        if ((match.roles & roles).none() || (!here && !context.plain.in_title(match.begin))) continue;
        words += words.empty() ? ": " : ", ";
        words += context.plain.part(match.begin, match.end);
    }
    return words;
}

Verdict verdict(const Context& context, const Seen& one, const Language& language, bool explain) {
    Verdict made{false, "vague", "no rule: nobody undertakes it", {}, {}};
    bool decided = false;
    for (const auto& rule : language.rules) {
        if (!holds(rule, one)) continue;
        if (decided) {
            made.others.push_back(rule.name + " (" + rule.code + ")");
            continue;
        }
        made = {rule.code == "count", rule.code, rule.name, {}, {}};
        decided = true;
        if (!explain) break;
        made.words = words_of(rule, context, one);
    }
    return made;
}

}  // namespace

std::vector<Verdict> judge(const Context& context, const Language& language, bool explain) {
    std::vector<Verdict> verdicts;
    verdicts.reserve(context.seen.size());
    for (const auto& one : context.seen) verdicts.push_back(verdict(context, one, language, explain));
    return verdicts;
}

}  // namespace extract
