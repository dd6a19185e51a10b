#include "extract/sums.hpp"

#include <algorithm>

namespace extract {
namespace {

/// More sums than this make a table; the rest of it is not related, and not counted.
constexpr std::size_t most_sums = 200;
constexpr std::uint32_t widest_gap = 16;

}  // namespace

Sums::Sums(const Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts)
    : context_(context), lexicon_(lexicon), verdicts_(verdicts) {
    for (std::size_t i = 0; i < std::min(verdicts.size(), most_sums); ++i) sums_.push_back(i);
}

void Sums::refuse_with_twins(std::size_t whole, const char* code, const char* rule) {
    for (const auto j : sums_)
        if (j == whole || (counts(j) && roughly(amount(j), amount(whole)))) refuse(j, code, rule);
}

std::string_view Sums::gap(std::size_t left, std::size_t right) const {
    const auto begin = amount(left).end, end = amount(right).begin;
    if (end < begin || end - begin > widest_gap) return {};
    auto between = context_.plain.folded_part(begin, end);
    while (between.starts_with(' ')) between.remove_prefix(1);
    while (between.ends_with(' ')) between.remove_suffix(1);
    return between;
}

}  // namespace extract
