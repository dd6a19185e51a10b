#include "extract/relations.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "extract/places.hpp"

namespace extract {
namespace {

/// More sums than this make a table; the rest of it is not related, and not counted.
constexpr std::size_t most_sums = 200;

bool near(double left, double right, double tolerance) {
    return std::abs(left - right) <= tolerance * std::max(std::abs(left), std::abs(right));
}
bool same(const Amount& left, const Amount& right) {
    return left.currency == right.currency && near(left.low, right.low, 0.005) &&
           near(left.high, right.high, 0.005);
}
/// Headlines round: 1조원 for 9,973억원, $23B for $22.7 billion.
bool roughly(const Amount& left, const Amount& right) {
    return left.currency == right.currency && near(left.high, right.high, 0.08);
}

class Relations {
  public:
    Relations(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts)
        : context_(context),
          lexicon_(lexicon),
          verdicts_(verdicts),
          ai_(lexicon.role("ai")),
          part_(lexicon.role("part")),
          increment_(lexicon.role("increment")),
          reaching_(lexicon.role("reaching")) {
        for (std::size_t i = 0; i < verdicts.size(); ++i) {
            if (sums_.size() < most_sums)
                sums_.push_back(i);
            else
                verdicts[i] = {false, "vague", "a table of sums, no announcement", {}};
        }
    }

    void settle() {
        coordinated();
        titles();
        repeats();
        increments();
        yearly_shares();
        partly_spent();
        announced_parts();
        parts();
        totals();
        loose_titles();
    }

  private:
    const Seen& seen(std::size_t i) const { return context_.seen[i]; }
    const Amount& amount(std::size_t i) const { return context_.seen[i].amount; }
    bool counts(std::size_t i) const { return verdicts_[i].counts; }
    bool in_title(std::size_t i) const { return context_.plain.in_title(amount(i).begin); }
    void refuse(std::size_t i, const char* code, const char* rule) { verdicts_[i] = {false, code, rule, {}}; }

    /// "一期、二期分别募集1387亿元和2042亿元": what holds for a sum holds for the one that "and" joins to it.
    void coordinated() {
        for (std::size_t i = 1; i < sums_.size(); ++i) {
            const auto previous = sums_[i - 1];
            if (!counts(sums_[i]) || counts(previous) || amount(sums_[i]).begin < amount(previous).end)
                continue;
            auto gap = context_.plain.folded_part(
                amount(previous).end, std::min(amount(sums_[i]).begin, amount(previous).end + 12));
            while (gap.starts_with(' ')) gap.remove_prefix(1);
            while (gap.ends_with(' ')) gap.remove_suffix(1);
            const bool joined = gap == "and" || gap == "和" || gap == "与" || gap == "、" || gap == "와" ||
                                gap == "과" || gap == "と";
            if (joined && amount(sums_[i]).currency == amount(previous).currency)
                verdicts_[sums_[i]] = {false, verdicts_[previous].code, "joined to the sum before it", {}};
        }
    }

    /// A headline's sum is the text's: the text says more about it, so its verdict holds for both.
    void titles() {
        for (const auto i : sums_) {
            if (!in_title(i)) break;
            const auto twin = text_twin(i);
            if (twin == npos) continue;
            if (counts(i) && !counts(twin) && verdicts_[twin].code == "vague") {
                verdicts_[twin] = verdicts_[i];
                verdicts_[twin].rule = "said in the headline: " + verdicts_[i].rule;
            }
            if (counts(twin))
                refuse(i, "repeat", "a headline repeats its text");
            else if (counts(i))
                refuse(i, verdicts_[twin].code.c_str(), "a headline is judged as its text");
        }
    }
    std::size_t text_twin(std::size_t title) const {
        std::size_t exact = npos, rough = npos;
        for (const auto i : sums_) {
            if (in_title(i)) continue;
            if (same(amount(i), amount(title)) && (exact == npos || (!counts(exact) && counts(i)))) exact = i;
            if (roughly(amount(i), amount(title)) && (rough == npos || (!counts(rough) && counts(i))))
                rough = i;
        }
        return exact != npos ? exact : rough;
    }

    void repeats() {
        for (std::size_t a = 0; a < sums_.size(); ++a)
            for (std::size_t b = a + 1; b < sums_.size() && counts(sums_[a]); ++b)
                if (counts(sums_[b]) && same(amount(sums_[a]), amount(sums_[b])))
                    refuse(sums_[b], "repeat", "the same sum once more");
    }

    /// "a further X, taking it to Y": Y counts, X is a part of it.
    void increments() {
        for (const auto i : sums_) {
            if (!seen(i).in(Scope::lead).test(reaching_) || seen(i).in(Scope::lead).test(increment_))
                continue;
            for (const auto j : sums_) {
                if (j == i || !counts(j) || amount(j).currency != amount(i).currency) continue;
                if (amount(j).high >= amount(i).high || !increment(j)) continue;
                if (counts(i)) refuse(j, "part", "an increment of the new total");
            }
        }
    }
    bool increment(std::size_t i) const {
        return (seen(i).in(Scope::lead) | seen(i).in(Scope::touch_after)).test(increment_);
    }

    /// A yearly rate beside a stated total is a part of it.
    void yearly_shares() {
        const auto per_year = lexicon_.role("per_year");
        for (const auto i : sums_) {
            if (!counts(i) ||
                !(seen(i).in(Scope::touch_before) | seen(i).in(Scope::touch_after)).test(per_year))
                continue;
            const bool total = std::any_of(sums_.begin(), sums_.end(), [&](std::size_t j) {
                return j != i && counts(j) && amount(j).currency == amount(i).currency &&
                       amount(j).high > amount(i).high && seen(j).sentence == seen(i).sentence &&
                       !(seen(j).in(Scope::touch_before) | seen(j).in(Scope::touch_after)).test(per_year);
            });
            if (total) refuse(i, "part", "a year's share of a stated total");
        }
    }

    /// "X, of which Y was spent … Z will follow": X mixes past and future, Z counts.
    void partly_spent() {
        for (const auto i : sums_) {
            const auto next = i + 1;
            if (!counts(i) || next >= sums_.size() || verdicts_[next].code != "past" ||
                seen(next).sentence != seen(i).sentence)
                continue;
            if (!context_.roles_between(amount(i).end, amount(next).begin).test(part_)) continue;
            const bool future = std::any_of(sums_.begin(), sums_.end(), [&](std::size_t j) {
                return j > next && counts(j) && amount(j).high < amount(i).high;
            });
            if (future) refuse_with_twins(i, "total", "mixes money already spent with money to come");
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
    bool marked_as_part(std::size_t i) const {
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
    void refuse_with_twins(std::size_t whole, const char* code, const char* rule) {
        for (const auto j : sums_)
            if (j == whole || (counts(j) && roughly(amount(j), amount(whole)))) refuse(j, code, rule);
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

    /// What only the headline says, in another currency or cut to its first digit, is what the text says.
    void loose_titles() {
        for (const auto i : sums_) {
            if (!in_title(i)) break;
            if (!counts(i)) continue;
            for (const auto j : sums_) {
                if (in_title(j) || amount(j).currency != amount(i).currency) continue;
                if (amount(j).conversion && near(amount(j).high, amount(i).high, 0.2))
                    refuse(i, "conversion", "the headline converts the text's sum");
                else if (counts(j) && near(amount(j).high, amount(i).high, 0.2))
                    refuse(i, "repeat", "the headline rounds the text's sum");
            }
        }
    }

    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
    const Context& context_;
    const Lexicon& lexicon_;
    std::vector<Verdict>& verdicts_;
    std::vector<std::size_t> sums_;
    std::size_t ai_, part_, increment_, reaching_;
    bool shares_ = false;
};

}  // namespace

void relate(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts) {
    Relations{context, lexicon, verdicts}.settle();
}

}  // namespace extract
