#include "extract/places.hpp"

#include <algorithm>

namespace extract {
namespace {

bool is_place(const Lexicon& lexicon, const Match& match) {
    return match.entry >= 0 && lexicon.named(match.entry).kind == Named::Kind::place &&
           !lexicon.named(match.entry).country.empty();
}

const Match* first_place(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                         std::uint32_t end) {
    for (auto i = context.match_from(begin); i < context.matches.size() && context.matches[i].end <= end; ++i)
        if (is_place(lexicon, context.matches[i])) return &context.matches[i];
    return nullptr;
}

const Match* last_place(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                        std::uint32_t end) {
    const Match* found = nullptr;
    for (auto i = context.match_from(begin); i < context.matches.size() && context.matches[i].end <= end; ++i)
        if (is_place(lexicon, context.matches[i])) found = &context.matches[i];
    return found;
}

}  // namespace

std::string place_near(const Context& context, const Lexicon& lexicon, const Seen& one) {
    const auto* behind = first_place(context, lexicon, one.amount.end, one.after);
    const auto* before = last_place(context, lexicon, one.before, one.amount.begin);
    // English names the place behind the sum ("$2 billion in Germany"), the others before it.
    const auto* found = context.lang == "en" ? (behind ? behind : before) : (before ? before : behind);
    return found ? lexicon.named(found->entry).country : "";
}

std::int32_t actor_before(const Context& context, const Lexicon& lexicon, const Seen& one) {
    for (auto i = context.match_from(one.before); i < context.matches.size(); ++i) {
        const auto& match = context.matches[i];
        if (match.end > one.amount.begin) break;
        if (match.entry >= 0 && lexicon.named(match.entry).kind != Named::Kind::place) return match.entry;
    }
    return -1;
}

}  // namespace extract
