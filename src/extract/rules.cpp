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

Verdict verdict(const Seen& one, const Language& language, bool explain) {
    Verdict made{false, "vague", "no rule: nobody undertakes it", {}};
    bool decided = false;
    for (const auto& rule : language.rules) {
        if (!holds(rule, one)) continue;
        if (decided) {
            made.others.push_back(rule.name + " (" + rule.code + ")");
            continue;
        }
        made = {rule.code == "count", rule.code, rule.name, {}};
        decided = true;
        if (!explain) break;
    }
    return made;
}

}  // namespace

std::vector<Verdict> judge(const Context& context, const Language& language, bool explain) {
    std::vector<Verdict> verdicts;
    verdicts.reserve(context.seen.size());
    for (const auto& one : context.seen) verdicts.push_back(verdict(one, language, explain));
    return verdicts;
}

}  // namespace extract
