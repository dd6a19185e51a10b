#include "extract/topic.hpp"

#include <algorithm>

namespace extract {
namespace {

/// "avian influenza (AI)", "Air India (AI)": brackets that say what the letters stand for here.
bool defines_another(const Context& context, const Match& match, std::size_t by_name) {
    const auto& text = context.plain.text;
    if (match.end - match.begin != 2 || match.begin == 0 || text[match.begin - 1] != '(') return false;
    if (match.end >= text.size() || text[match.end] != ')') return false;
    const auto from = match.begin > 40 ? match.begin - 40 : 0;
    return !context.roles_between(from, match.begin).test(by_name);
}

/// A sum's own clause names what the sum is for.
bool beside_sum(const Context& context, const Match& match) {
    const auto next = std::lower_bound(context.seen.begin(), context.seen.end(), match.begin,
                                       [](const Seen& one, std::uint32_t at) { return one.tail < at; });
    return next != context.seen.end() && match.begin >= next->before;
}

int weight(const Context& context, const Match& match, std::uint32_t first_end, std::size_t strong) {
    const int place = context.plain.in_title(match.begin) ? 3 : match.begin < first_end ? 2 : 1;
    return place + (match.roles.test(strong) ? 1 : 0) + (beside_sum(context, match) ? 1 : 0);
}

std::uint32_t end_of_first(const Context& context) {
    for (const auto& sentence : context.sentences)
        if (sentence.begin > context.plain.title_end) return sentence.end;
    return static_cast<std::uint32_t>(context.plain.text.size());
}

}  // namespace

bool about_ai(const Context& context, const Lexicon& lexicon) {
    const auto ai = lexicon.role("ai"), strong = lexicon.role("ai_by_name"), other = lexicon.role("ai_other");
    const auto passing = lexicon.role("ai_passing");
    if (!context.text.test(ai)) return false;
    const auto first_end = end_of_first(context);
    int salience = context.text.test(lexicon.role("ai_maker")) ? 1 : 0;
    bool another = context.text.test(other);
    for (const auto& match : context.matches) {
        if (!match.roles.test(ai)) continue;
        another = another || defines_another(context, match, strong);
        const auto near = context.roles_between(match.begin > 60 ? match.begin - 60 : 0, match.end + 60);
        if (!near.test(passing)) salience += weight(context, match, first_end, strong);
    }
    if (another && !context.text.test(strong)) return false;
    return salience >= 2;
}

}  // namespace extract
