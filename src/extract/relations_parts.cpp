#include <algorithm>
#include <set>

#include "extract/places.hpp"
#include "extract/relations.hpp"
#include "extract/sums.hpp"

namespace extract {
namespace {

class Parts : Sums {
  public:
    Parts(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts)
        : Sums(context, lexicon, verdicts),
          ai_(lexicon.role("ai")),
          part_(lexicon.role("part")),
          further_(lexicon.role("further")) {}

    /// "€1.3 billion of the €1.7 billion that Mistral raised": the first is a share of the second.
    void shares_of_named() {
        for (std::size_t n = 0; n + 1 < sums_.size(); ++n) {
            const auto share = sums_[n], whole = sums_[n + 1];
            if (amount(whole).begin < amount(share).end || amount(whole).begin - amount(share).end > 12)
                continue;
            const auto gap = context_.plain.folded_part(amount(share).end, amount(whole).begin);
            const bool of = gap == " of the " || gap == " of its " || gap == " of a " || gap == " out of " ||
                            gap == " of that " || gap == " toward a " || gap == " towards a ";
            if (!of || !counts(share) || amount(share).high >= amount(whole).high) continue;
            verdicts_[whole] = verdicts_[share];
            refuse(share, "part", "a share of the sum behind it");
        }
    }

    /// Beside a closed round a smaller sum is one investor's share of it, or what it is spent on.
    void shares_of_rounds() {
        for (const auto round : sums_) {
            if (!counts(round) || verdicts_[round].rule.find("round") == std::string::npos) continue;
            for (const auto i : sums_)
                if (i != round && counts(i) && !in_title(i) && amount(i).currency == amount(round).currency &&
                    amount(i).high < amount(round).high &&
                    verdicts_[i].rule.find("round") == std::string::npos)
                    refuse(i, "part", "a share of the round");
        }
    }

    /// "X for two countries: Y in one and Z in the other", whatever their currencies: Y and Z count.
    void announced_parts() {
        for (const auto i : sums_) {
            if (!counts(i) || seen(i).tail >= context_.plain.text.size() ||
                context_.plain.text[seen(i).tail] != ':')
                continue;
            std::vector<std::size_t> parts;
            for (const auto j : sums_)
                if (j > i && counts(j) && seen(j).sentence == seen(i).sentence) parts.push_back(j);
            if (parts.size() >= 2 && separate(parts))
                refuse_with_twins(i, "total", "broken down by host or investor");
        }
    }

    /// "X, of which Y for AI": the narrowest sum whose purpose names AI; where X names it, Y is only its
    /// part.
    void parts() {
        for (const auto i : sums_) {
            if (!counts(i) || in_title(i) || !marked_as_part(i)) continue;
            const auto whole = whole_of(i);
            if (whole == npos) continue;
            if (said_of_ai(whole)) {
                refuse(i, "part", "a part of a sum for AI");
            } else if (share_of_ai(i)) {
                refuse_with_twins(whole, "total", "wider than AI, and AI's share is stated");
                shares_ = true;
            } else {
                refuse(i, shares_ ? "not_ai" : "part", "a part of another sum");
            }
        }
    }

    /// A sum that others add up to: its parts count if each goes to another country or comes from another
    /// investor, or if only some of them are for AI; else the total counts.
    void totals() {
        for (const auto total : sums_) {
            if (!counts(total)) continue;
            const auto parts = parts_of(total);
            if (parts.size() < 2) continue;
            const bool one_project = !in_title(total) && amount(total).begin > amount(parts.back()).begin &&
                                     seen(total).sentence == seen(parts.back()).sentence;
            if (separate(parts, one_project)) {
                refuse_with_twins(total, "total", "broken down by host or investor");
                break;
            }
            const auto for_ai = [&](std::size_t i) { return share_of_ai(i); };
            const auto some = std::count_if(parts.begin(), parts.end(), for_ai);
            const bool narrow =
                !said_of_ai(total) && some > 0 && some < static_cast<std::ptrdiff_t>(parts.size());
            for (const auto i : parts)
                if (!narrow)
                    refuse(i, "part", "a part of the total");
                else if (!for_ai(i))
                    refuse(i, "not_ai", "another part of the total");
            if (narrow) refuse_with_twins(total, "total", "wider than AI, and AI's share is stated");
            break;
        }
    }

  private:
    /// Whether AI is named in a stretch, and not as one of several things: "조선·원전·반도체·AI 등에".
    bool purely_ai(std::uint32_t begin, std::uint32_t end) const {
        const std::string_view text = context_.plain.text;
        for (auto m = context_.match_from(begin);
             m < context_.matches.size() && context_.matches[m].end <= end; ++m) {
            const auto& match = context_.matches[m];
            if (!match.roles.test(ai_)) continue;
            const auto before = text.substr(0, match.begin), after = text.substr(match.end, 4);
            const bool listed = before.ends_with("·") || before.ends_with("、") ||
                                (after.starts_with("·") && before.ends_with("·"));
            if (!listed) return true;
        }
        return false;
    }

    bool said_of_ai(std::size_t i) const {
        auto end = seen(i).after;
        for (auto m = context_.match_from(amount(i).end);
             m < context_.matches.size() && context_.matches[m].begin < end; ++m)
            if (context_.matches[m].roles.test(part_)) end = context_.matches[m].begin;
        if (purely_ai(seen(i).before, end)) return true;
        return std::any_of(sums_.begin(), sums_.end(), [&](std::size_t j) {
            return in_title(j) && roughly(amount(i), amount(j)) && j != i &&
                   (seen(j).in(Scope::lead) | seen(j).in(Scope::tail)).test(ai_);
        });
    }

    bool share_of_ai(std::size_t i) const {
        const auto& behind = context_.lang == "en" ? seen(i).in(Scope::tail) : seen(i).in(Scope::touch_after);
        return (seen(i).in(Scope::before) | behind).test(ai_);
    }

    bool marked_as_part(std::size_t i) const {
        if (context_.lang == "en" && seen(i).in(Scope::touch_before).test(further_)) return false;
        const auto& sentence = context_.sentences[seen(i).sentence];
        return context_.roles_between(sentence.begin, amount(i).begin).test(part_) ||
               (context_.lang == "en" && seen(i).in(Scope::tail).test(part_));
    }

    std::size_t whole_of(std::size_t i) const {
        std::size_t whole = npos;
        for (const auto j : sums_) {
            if (j >= i) break;
            const bool wide = counts(j) || verdicts_[j].code == "total";
            if (!wide || amount(j).currency != amount(i).currency || amount(j).high <= amount(i).high)
                continue;
            if (seen(i).sentence - seen(j).sentence > 2 && !in_title(j)) continue;
            whole = j;
        }
        return whole;
    }

    std::vector<std::size_t> parts_of(std::size_t total) const {
        std::vector<std::size_t> parts;
        double sum = 0;
        for (const auto i : sums_) {
            const bool eligible =
                i != total && counts(i) && !in_title(i) && amount(i).currency == amount(total).currency;
            if (!eligible || amount(i).high >= amount(total).high) continue;
            parts.push_back(i);
            sum += amount(i).high;
        }
        if (!near(sum, amount(total).high, 0.015)) parts.clear();
        return parts;
    }

    bool separate(const std::vector<std::size_t>& parts, bool one_project = false) const {
        std::set<std::string> hosts;
        std::set<std::int32_t> actors;
        for (const auto i : parts) {
            hosts.insert(place_near(context_, lexicon_, seen(i)));
            actors.insert(actor_before(context_, lexicon_, seen(i)));
        }
        hosts.erase("");
        return hosts.size() == parts.size() ||
               (!one_project && actors.size() == parts.size() && !actors.contains(-1));
    }

    std::size_t ai_, part_, further_;
    bool shares_ = false;
};

}  // namespace

void settle_parts(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts) {
    Parts settle{context, lexicon, verdicts};
    settle.shares_of_named();
    settle.shares_of_rounds();
    settle.announced_parts();
    settle.parts();
    settle.totals();
}

}  // namespace extract
