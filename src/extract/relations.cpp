#include "extract/relations.hpp"

namespace extract {
namespace {

/// More sums than this make a table; the rest of it is not related, and not counted.
constexpr std::size_t most_sums = 200;

}  // namespace

void relate(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts) {
    for (std::size_t i = most_sums; i < verdicts.size(); ++i)
        verdicts[i] = {false, "vague", "a table of sums, no announcement", {}, {}};
    share_verbs(context, lexicon, verdicts);
    join_headlines(context, lexicon, verdicts);
    settle_changes(context, lexicon, verdicts);
    settle_parts(context, lexicon, verdicts);
    settle_bystanders(context, lexicon, verdicts);
    settle_headlines(context, lexicon, verdicts);
}

}  // namespace extract
