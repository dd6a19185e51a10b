#include "extract/fields.hpp"

#include <algorithm>

#include "extract/actors.hpp"
#include "extract/category.hpp"
#include "extract/period.hpp"
#include "extract/whereabouts.hpp"

namespace extract {
namespace {

class Filler {
  public:
    Filler(const Context& context, const Lexicon& lexicon, const Seen& one, model::Commitment& out)
        : context_(context), lexicon_(lexicon), one_(one), out_(out) {}

    void fill() {
        round_ = out_.rule.find("round") != std::string::npos;
        out_.category = category_of(context_, lexicon_, one_, round_);
        out_.status = status();
        out_.per_year = per_year();
        const auto actors = investors(context_, lexicon_, one_, round_);
        for (const auto& actor : actors) out_.investor += (out_.investor.empty() ? "" : "; ") + actor.name;
        out_.investor_country = home_country(context_, lexicon_, one_, actors, out_);
        out_.host_country = host_country(context_, lexicon_, one_, actors, out_, round_);
        if (out_.category == "startup") return;
        const auto period = period_of(context_, lexicon_, one_);
        out_.period_start = period.start;
        out_.period_end = period.end;
    }

  private:
    bool said(const char* role, Scope scope) const { return one_.in(scope).test(lexicon_.role(role)); }
    bool in_clause(const char* role) const { return said(role, Scope::lead) || said(role, Scope::tail); }
    std::string status() const {
        // "$80bn … was unchanged, even as it put other projects on hold": the sum's own clause first.
        if (in_clause("confirmed") && !in_clause("cancelled") && !told("rumoured"))
            return raised() ? "raised" : "confirmed";
        for (const char* stage : {"cancelled", "rumoured"})
            if (told(stage)) return stage;
        if (raised()) return "raised";
        return told("confirmed") || said("confirmed", Scope::previous) ? "confirmed" : "announced";
    }
    bool told(const char* role) const { return said(role, Scope::sentence) || said(role, Scope::title); }
    /// Another sum was the plan before, or is what was added; or the sum itself is what it was raised to.
    bool raised() const {
        if (round_) return false;
        if (said("reaching", Scope::lead)) return true;
        const bool told = said("raise", Scope::sentence) || said("raise", Scope::title) ||
                          said("superseded", Scope::sentence);
        return std::any_of(context_.seen.begin(), context_.seen.end(), [&](const Seen& other) {
            const bool same_plan =
                other.amount.currency == one_.amount.currency && other.amount.high < one_.amount.high;
            const bool grew = told || other.in(Scope::sentence).test(lexicon_.role("raise"));
            return same_plan && grew && other.sentence + 1 >= one_.sentence &&
                   (other.code == "superseded" || other.code == "increment");
        });
    }

    bool per_year() const {
        if (said("per_year", Scope::touch_before) || said("per_year", Scope::touch_after)) return true;
        if (context_.lang == "zh") return said("per_year", Scope::sentence);
        if (context_.lang != "ja") return false;
        // "年30億ドル", "年間30億ドル" but not "2年間で" nor "2027年"
        auto front = context_.plain.part(one_.before, one_.amount.begin);
        for (const std::string_view hedge : {"約", "最大"})
            if (front.ends_with(hedge)) front.remove_suffix(hedge.size());
        if (front.ends_with("間")) front.remove_suffix(3);
        if (!front.ends_with("年")) return false;
        front.remove_suffix(3);
        return front.empty() || !is_digit(front.back());
    }

    const Context& context_;
    const Lexicon& lexicon_;
    const Seen& one_;
    model::Commitment& out_;
    bool round_ = false;
};

}  // namespace

void fill_fields(const Context& context, const Lexicon& lexicon, const Seen& one,
                 model::Commitment& commitment) {
    Filler{context, lexicon, one, commitment}.fill();
}

}  // namespace extract
