#include <algorithm>
#include <set>

#include "extract/relations.hpp"
#include "extract/sums.hpp"

namespace extract {
namespace {

class Verbs : Sums {
  public:
    Verbs(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts)
        : Sums(context, lexicon, verdicts) {}

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
                verdicts_[sums_[i]] = {
                    false, verdicts_[previous].code, "joined to the sum before it", {}, {}};
        }
    }

    /// "갑은 120억원을, 을은 85억원을 받았다": sums that share one verb, which stands behind the last of
    /// them.
    void shared_verb() {
        for (std::size_t i = sums_.size(); i > 1; --i) {
            const auto last = sums_[i - 1], first = sums_[i - 2];
            const auto rest = std::string_view{context_.plain.text}.substr(amount(first).end, 4);
            const bool waits = rest == "을," || rest == "를," || rest.starts_with("を、");
            if (waits && !counts(first) && verdicts_[first].code == "vague" && !amount(first).vague &&
                seen(first).sentence == seen(last).sentence)
                verdicts_[first] = verdicts_[last];
        }
    }

  private:
};

}  // namespace

void share_verbs(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts) {
    Verbs settle{context, lexicon, verdicts};
    settle.coordinated();
    settle.shared_verb();
}

}  // namespace extract
