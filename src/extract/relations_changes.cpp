#include <algorithm>
#include <set>

#include "extract/relations.hpp"
#include "extract/sums.hpp"

namespace extract {
namespace {

class Changes : Sums {
  public:
    Changes(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts)
        : Sums(context, lexicon, verdicts),
          part_(lexicon.role("part")),
          increment_(lexicon.role("increment")),
          reaching_(lexicon.role("reaching")),
          contributes_(lexicon.role("contributes")),
          in_all_(lexicon.role("in_all")) {}

    /// "a further X, taking it to Y": Y counts, X is a part of it.
    void increments() {
        for (const auto i : sums_) {
            if (!reaches(i)) continue;
            for (const auto j : sums_) {
                if (j == i || !counts(j) || amount(j).currency != amount(i).currency) continue;
                if (amount(j).high >= amount(i).high || !increment(j)) continue;
                if (counts(i)) refuse(j, "part", "an increment of the new total");
            }
        }
    }

    /// "a round of X led by A, with B adding Y": Y is B's share of what was told before it.
    void contributions() {
        for (const auto i : sums_) {
            if (!counts(i) || !seen(i).in(Scope::touch_before).test(contributes_)) continue;
            for (const auto j : sums_) {
                const bool whole = j < i && counts(j) && seen(j).sentence == seen(i).sentence &&
                                   amount(j).currency == amount(i).currency &&
                                   amount(j).high > amount(i).high;
                if (whole) refuse(i, "part", "added within a sum told before");
            }
        }
    }

    /// "7천억원을 4천억원으로 줄여": A를 B로 is a change from A to B.
    void changed() {
        for (std::size_t n = 0; n + 1 < sums_.size(); ++n) {
            const auto from = sums_[n], to = sums_[n + 1];
            if (!counts(from) || amount(to).begin < amount(from).end) continue;
            const auto gap =
                context_.plain.part(amount(from).end, std::min(amount(to).begin, amount(from).end + 8));
            const auto rest = std::string_view{context_.plain.text}.substr(amount(to).end, 6);
            const bool object =
                gap == "을 " || gap == "를 " || gap == "을" || gap == "を" || gap == "から" || gap == "에서 ";
            if (object && (rest.starts_with("으로") || rest.starts_with("로") || rest.starts_with("に")) &&
                counts(to))
                refuse(from, "superseded", "changed to the sum behind it");
        }
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
                       amount(j).high > amount(i).high && seen(j).sentence <= seen(i).sentence + 1 &&
                       seen(i).sentence <= seen(j).sentence + 1 &&
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

  private:
    /// Of what leads to a sum and what is added by it the nearer word speaks: "더 얹어 모두 2,000억원".
    bool reaches(std::size_t i) const {
        for (auto m = context_.match_from(amount(i).begin);
             m > 0 && context_.matches[m - 1].begin >= seen(i).lead; --m) {
            const auto& roles = context_.matches[m - 1].roles;
            if (roles.test(reaching_) || roles.test(in_all_)) return true;
            if (roles.test(increment_)) return false;
        }
        return false;
    }

    bool increment(std::size_t i) const {
        return (seen(i).in(Scope::lead) | seen(i).in(Scope::touch_after)).test(increment_);
    }

    std::size_t part_, increment_, reaching_, contributes_, in_all_;
};

}  // namespace

void settle_changes(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts) {
    Changes settle{context, lexicon, verdicts};
    settle.increments();
    settle.contributions();
    settle.changed();
    settle.yearly_shares();
    settle.partly_spent();
}

}  // namespace extract
