#include "extract/category.hpp"

#include <algorithm>
#include <array>

namespace extract {
namespace {

/// Where both weigh the same the earlier one is taken: what is narrow before what is wide.
constexpr std::array categories = {"energy", "fund",     "talent",  "research",
                                   "chips",  "adoption", "compute", "startup"};

class Chooser {
  public:
    Chooser(const Context& context, const Lexicon& lexicon, const Seen& one)
        : context_(context), lexicon_(lexicon), one_(one) {}

    std::string choose(bool round) const {
        if (round || into_company()) return "startup";
        const char* best = "other";
        double most = std::max(0.9, 1.3 * weigh(lexicon_.role("other")));
        for (const auto* name : categories) {
            const double weight = weigh(lexicon_.role(name));
            if (weight > most) most = weight, best = name;
        }
        return best;
    }

  private:
    bool said(const char* role, Scope scope) const { return one_.in(scope).test(lexicon_.role(role)); }
    /// "invest $100 billion in OpenAI", "퓨리오사AI에 200억원을 투자", "向智谱投资4亿美元"
    bool into_company() const {
        const bool korean = context_.lang == "ko";
        if (korean && into_kind()) return true;
        for (auto m = context_.match_from(one_.before); m < context_.matches.size(); ++m) {
            const auto& match = context_.matches[m];
            if (match.end > one_.after) break;
            if (match.entry < 0 || lexicon_.named(match.entry).kind != Named::Kind::company) continue;
            if (context_.lang == "en" && takes_english(match)) return true;
            if (context_.lang == "zh" && takes_chinese(match)) return true;
            if (korean && match.end < one_.amount.begin && said("undertake", Scope::tail) &&
                context_.plain.text.compare(match.end, 4, "에 ") == 0)
                return true;
        }
        return false;
    }
    /// "스타트업 오르카실리콘에 10억달러를"
    bool into_kind() const {
        if (!context_.plain.part(one_.before, one_.amount.begin).ends_with("에 ")) return false;
        const auto begin = std::max(one_.before, one_.amount.begin - std::min(one_.amount.begin, 52U));
        return context_.roles_between(begin, one_.amount.begin).test(lexicon_.role("company_kind"));
    }
    bool takes_english(const Match& match) const {
        if (match.begin < one_.amount.end || context_.plain.text.compare(match.end, 2, "'s") == 0)
            return false;
        const auto gap = context_.plain.folded_part(one_.amount.end, match.begin);
        const auto lacks = [&](std::string_view word) { return gap.find(word) == std::string_view::npos; };
        const bool given = (gap.starts_with(" in ") || gap.starts_with(" into ")) && gap.size() < 28;
        return (given && lacks(",") && lacks(".") && lacks(" with ") && lacks(" for ") && lacks(" by ")) ||
               gap.ends_with("stake in ") || gap.ends_with("shares in ");
    }
    bool takes_chinese(const Match& match) const {
        const auto front = context_.plain.part(0, match.begin);
        return (front.ends_with("向") || front.ends_with("对") || front.ends_with("入股")) &&
               said("commits", Scope::touch_before);
    }
    /// A word beside the sum says most, one in its sentence or the headline less, one elsewhere least.
    double weigh(std::size_t role) const {
        double sum = 0;
        const auto& sentence = context_.sentences[one_.sentence];
        for (const auto& match : context_.matches) {
            if (!match.roles.test(role)) continue;
            const bool clause = match.begin >= one_.lead && match.end <= one_.tail;
            const bool stretch = match.begin >= one_.before && match.end <= one_.after;
            const bool same = match.begin >= sentence.begin && match.end <= sentence.end;
            sum += clause ? 3 : stretch ? 2 : same ? 1.2 : context_.plain.in_title(match.begin) ? 1.5 : 0.3;
        }
        return sum;
    }

    const Context& context_;
    const Lexicon& lexicon_;
    const Seen& one_;
};

}  // namespace

std::string category_of(const Context& context, const Lexicon& lexicon, const Seen& one, bool round) {
    return Chooser{context, lexicon, one}.choose(round);
}

}  // namespace extract
