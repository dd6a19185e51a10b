#include <algorithm>
#include <set>

#include "extract/actors.hpp"
#include "extract/places.hpp"
#include "extract/relations.hpp"
#include "extract/sums.hpp"

namespace extract {
namespace {

class Bystanders : Sums {
  public:
    Bystanders(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts)
        : Sums(context, lexicon, verdicts),
          commits_(lexicon.role("commits")),
          raise_(lexicon.role("raise")),
          separate_(lexicon.role("separate")) {}

    /// An announcement is mostly about one sum: beside one that somebody undertakes in so many words another
    /// that only stands in such a text is a part of it, unless it has its own giver or place.
    void bystanders() {
        const auto main = std::find_if(sums_.begin(), sums_.end(), [&](std::size_t i) {
            return counts(i) && !in_title(i) && undertaken(i);
        });
        if (main == sums_.end()) return;
        for (const auto i : sums_)
            if (counts(i) && !in_title(i) && !undertaken(i) && !apart(*main, i))
                refuse(i, "part", "beside the sum that is undertaken");
    }

  private:
    bool undertaken(std::size_t i) const {
        const auto& one = seen(i);
        const auto near = one.in(Scope::touch_before) | one.in(Scope::touch_after);
        return near.test(commits_) || (one.in(Scope::lead) | one.in(Scope::touch_after)).test(raise_) ||
               verdicts_[i].rule.find("round") != std::string::npos;
    }

    bool apart(std::size_t main, std::size_t i) const {
        const auto& sentence = context_.sentences[seen(i).sentence];
        if (context_.roles_between(sentence.begin, amount(i).begin).test(separate_)) return true;
        const auto there = place_near(context_, lexicon_, seen(main)),
                   here = place_near(context_, lexicon_, seen(i));
        if (!here.empty() && here != there) return true;
        const auto theirs = investors(context_, lexicon_, seen(main), false);
        const auto own = investors(context_, lexicon_, seen(i), false);
        return !own.empty() && (theirs.empty() || theirs.front().name != own.front().name);
    }

    std::size_t commits_, raise_, separate_;
};

}  // namespace

void settle_bystanders(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts) {
    Bystanders settle{context, lexicon, verdicts};
    settle.bystanders();
}

}  // namespace extract
