#include <algorithm>

#include "extract/actors.hpp"

namespace extract {

std::int32_t entry_ending(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                          std::uint32_t end) {
    std::int32_t found = -1;
    for (auto m = context.match_from(begin); m < context.matches.size() && context.matches[m].begin < end;
         ++m)
        if (context.matches[m].end == end && context.matches[m].entry >= 0 &&
            lexicon.named(context.matches[m].entry).kind != Named::Kind::place)
            found = context.matches[m].entry;
    return found;
}

std::string home_of(const Context& context, const Lexicon& lexicon, std::uint32_t begin, std::uint32_t end) {
    std::string place;
    for (auto m = context.match_from(begin); m < context.matches.size() && context.matches[m].end <= end;
         ++m) {
        if (context.matches[m].entry < 0) continue;
        const auto& named = lexicon.named(context.matches[m].entry);
        if (named.kind != Named::Kind::place && !named.country.empty()) return named.country;
        if (place.empty()) place = named.country;
    }
    return place;
}

namespace {

class Chooser {
  public:
    Chooser(const Context& context, const Lexicon& lexicon, const Seen& one)
        : context_(context), lexicon_(lexicon), one_(one) {}

    std::vector<Actor> subject() const {
        const auto& sentence = context_.sentences[one_.sentence];
        if (context_.lang == "en")
            if (auto found = giver(sentence); !found.empty()) return found;
        if (context_.lang == "zh")  // "…：华云数聚投资30亿元": the nearest clause that has a name
            if (auto own = in(one_.lead, one_.amount.begin);
                own.size() == 1 && own.front().end - own.front().begin >= 12 &&
                own.front().end < one_.amount.begin && !own.front().official)
                return own;
        if (one_.before > sentence.begin)
            if (auto own = in(own_clause(), one_.amount.begin);
                !own.empty() && is_clause_subject(own.front()))
                return own;
        if (auto found = in(sentence.begin, one_.amount.begin); !found.empty()) return found;
        if (auto found = in(sentence.begin, sentence.end); !found.empty()) return found;
        return elsewhere();
    }

    /// Of a round: who leads it, or all that take part.
    std::vector<Actor> lead() const {
        const auto led = lexicon_.role("led_by");
        const auto from =
            context_.plain.in_title(one_.amount.begin) ? 0U : context_.sentences[one_.sentence].begin;
        if (context_.lang == "en")
            if (auto found = who_leads(); !found.empty()) return found;
        if (context_.lang == "en")
            if (auto found = taking_part(); !found.empty()) return found;
        for (auto m = context_.match_from(from); m < context_.matches.size(); ++m) {
            if (!context_.matches[m].roles.test(led)) continue;
            if (auto found = around_lead(context_.matches[m]); !found.empty()) return found;
        }
        return {};
    }

  private:
    /// "The college got $8 million from alumnus Tobias Ashby": of a gift, who it comes from, or who says so.
    std::vector<Actor> giver(const Sentence& sentence) const {
        if (!one_.in(Scope::before).test(lexicon_.role("gets"))) return {};
        const auto behind = context_.plain.folded_part(one_.amount.end, sentence.end);
        const auto from = behind.find(" from ");
        if (from != std::string_view::npos && from < 80) {
            auto found = listed_en(context_, lexicon_, one_.amount.end + static_cast<std::uint32_t>(from) + 6,
                                   sentence.end);
            if (!found.empty()) return found;
        }
        const auto said = behind.rfind(" said");
        const auto comma = behind.substr(0, said).rfind(", ");
        if (said == std::string_view::npos || comma == std::string_view::npos) return {};
        return listed_en(context_, lexicon_, one_.amount.end + static_cast<std::uint32_t>(comma) + 2,
                         one_.amount.end + static_cast<std::uint32_t>(said));
    }
    /// "Northbay Capital led the round": who stands before the verb.
    std::vector<Actor> who_leads() const {
        const auto leads = lexicon_.role("leads");
        for (const auto& match : context_.matches) {
            if (!match.roles.test(leads)) continue;
            const auto& sentence = context_.sentences[context_.sentence_at(match.begin)];
            auto found = subjects_en(context_, lexicon_, sentence.begin, match.begin);
            if (!found.empty()) return found;
        }
        return {};
    }
    std::vector<Actor> in(std::uint32_t begin, std::uint32_t end) const {
        if (context_.lang == "ko") return subjects_ko(context_, lexicon_, begin, end);
        if (context_.lang == "zh") return subjects_zh(context_, lexicon_, begin, end);
        if (context_.lang == "ja") return subjects_ja(context_, lexicon_, begin, end);
        return subjects_en(context_, lexicon_, begin, end);
    }
    /// Chinese: what follows the sum before is its verb, up to the next comma; only then a new subject may
    /// stand.
    std::uint32_t own_clause() const {
        if (context_.lang != "zh") return one_.before;
        for (auto at = one_.before; at < one_.amount.begin; ++at)
            if (clause_ends(context_.plain, at)) return at + 1;
        return one_.amount.begin;
    }
    /// A second sum of a sentence has its own subject only if a name stands just before its verb or the sum.
    bool is_clause_subject(const Actor& actor) const {
        if (context_.lang != "en") return true;
        return one_.amount.begin - actor.end < 40 && actor.begin - one_.before < 30;
    }
    /// "It will spend": who "it" is, the sentences before or the headline say.
    std::vector<Actor> elsewhere() const {
        for (auto i = one_.sentence; i > 0; --i) {
            const auto& before = context_.sentences[i - 1];
            if (auto found = in(before.begin, before.end); !found.empty()) return found;
        }
        for (auto i = one_.sentence + 1; i < context_.sentences.size(); ++i) {
            const auto& next = context_.sentences[i];
            if (auto found = in(next.begin, next.end); !found.empty()) return found;
        }
        return {};
    }
    /// "X, Y and Z took part": where nobody leads, all that are named.
    std::vector<Actor> taking_part() const {
        if ((context_.text | context_.head).test(lexicon_.role("led_by_one"))) return {};
        const auto took = lexicon_.role("took_part");
        for (const auto& match : context_.matches) {
            if (!match.roles.test(took)) continue;
            auto begin = match.begin;
            const auto& sentence = context_.sentences[context_.sentence_at(match.begin)];
            while (begin > sentence.begin && context_.plain.text[begin - 1] != ';') --begin;
            return listed_en(context_, lexicon_, begin, match.begin);
        }
        return {};
    }
    std::vector<Actor> around_lead(const Match& lead) const {
        const auto& sentence = context_.sentences[context_.sentence_at(lead.begin)];
        if (context_.lang == "en") return listed_en(context_, lexicon_, lead.end, sentence.end);
        if (context_.lang == "ko") return lead_ko(context_, lexicon_, lead, sentence.begin);
        if (context_.lang == "zh") return lead_zh(context_, lexicon_, lead, sentence.begin, sentence.end);
        return {};
    }

    const Context& context_;
    const Lexicon& lexicon_;
    const Seen& one_;
};

}  // namespace

std::vector<Actor> investors(const Context& context, const Lexicon& lexicon, const Seen& one, bool round) {
    const Chooser chooser{context, lexicon, one};
    if (!round) return chooser.subject();
    auto lead = chooser.lead();
    if (lead.empty() && context.lang == "ko")
        lead = givers_ko(context, lexicon, one.before, one.amount.begin);
    if (lead.empty() && context.lang == "ja")
        lead = givers_ja(context, lexicon, context.sentences[one.sentence].begin, one.amount.begin);
    // "Humain said it had invested $3 billion in xAI's round": the verb says who.
    if (lead.empty() && context.lang == "en" && one.in(Scope::touch_before).test(lexicon.role("commits")))
        lead = chooser.subject();
    return lead;
}

}  // namespace extract
