#include <algorithm>
#include <set>

#include "extract/relations.hpp"
#include "extract/sums.hpp"

namespace extract {
namespace {

class Headlines : Sums {
  public:
    Headlines(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts)
        : Sums(context, lexicon, verdicts) {}

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

    void repeats() {
        for (std::size_t a = 0; a < sums_.size(); ++a)
            for (std::size_t b = a + 1; b < sums_.size() && counts(sums_[a]); ++b)
                if (counts(sums_[b]) && same(amount(sums_[a]), amount(sums_[b])))
                    refuse(sums_[b], "repeat", "the same sum once more");
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

    /// What only the headline says counts no more than its text: where no sum of that counts, it rounds one
    /// of them, or tells it in another currency.
    void empty_headlines() {
        std::size_t first = npos;
        for (const auto i : sums_) {
            if (in_title(i)) continue;
            if (counts(i)) return;
            const auto& code = verdicts_[i].code;
            if (code == "part" || code == "unit") return;  // of the headline's sum
            if (first == npos && code != "vague") first = i;
        }
        if (first == npos) return;
        for (const auto i : sums_)
            if (in_title(i) && counts(i))
                refuse(i, verdicts_[first].code.c_str(), "the headline of a text in which nothing counts");
    }

  private:
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
};

}  // namespace

void join_headlines(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts) {
    Headlines settle{context, lexicon, verdicts};
    settle.titles();
    settle.repeats();
}

void settle_headlines(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts) {
    Headlines settle{context, lexicon, verdicts};
    settle.loose_titles();
    settle.empty_headlines();
}

}  // namespace extract
