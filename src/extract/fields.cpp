#include "extract/fields.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "extract/actors.hpp"
#include "extract/period.hpp"

namespace extract {
namespace {

/// Where both weigh the same the earlier one is taken: what is narrow before what is wide.
constexpr std::array categories = {"energy", "fund",     "talent",  "research",
                                   "chips",  "adoption", "compute", "startup"};

class Filler {
  public:
    Filler(const Context& context, const Lexicon& lexicon, const Seen& one, model::Commitment& out)
        : context_(context), lexicon_(lexicon), one_(one), out_(out) {}

    void fill() {
        round_ = out_.rule.find("round") != std::string::npos;
        out_.category = category();
        out_.status = status();
        out_.per_year = per_year();
        actors_ = investors(context_, lexicon_, one_, round_);
        investor();
        out_.host_country = host();
        if (out_.category != "startup") {
            const auto period = period_of(context_, lexicon_, one_);
            out_.period_start = period.start;
            out_.period_end = period.end;
        }
    }

  private:
    bool said(const char* role, Scope scope) const { return one_.in(scope).test(lexicon_.role(role)); }
    bool in_clause(const char* role) const { return said(role, Scope::lead) || said(role, Scope::tail); }
    bool in_stretch(const char* role) const { return said(role, Scope::before) || said(role, Scope::after); }

    std::string category() const {
        if (round_ || into_company()) return "startup";
        const char* best = "other";
        double most = std::max(0.9, 1.3 * weigh(lexicon_.role("other")));
        for (const auto* name : categories) {
            const double weight = weigh(lexicon_.role(name));
            if (weight > most) most = weight, best = name;
        }
        return best;
    }
    /// "invest $100 billion in OpenAI", "퓨리오사AI에 200억원을 투자", "オープンAIに250億ドルを出資"
    bool into_company() const {
        const auto& text = context_.plain.text;
        const auto kind = lexicon_.role("company_kind");
        for (const auto& match : context_.matches) {
            if (context_.lang == "ko" && match.roles.test(kind) && match.begin >= one_.before &&
                match.end < one_.amount.begin && one_.amount.begin - match.end < 40 &&
                context_.plain.part(one_.before, one_.amount.begin).ends_with("에 "))
                return true;  // "스타트업 오르카실리콘에 10억달러를"
            if (match.entry < 0 || lexicon_.named(match.entry).kind != Named::Kind::company) continue;
            if (match.begin < one_.before || match.end > one_.after) continue;
            if (context_.lang == "en" && match.begin > one_.amount.end &&
                text.compare(match.end, 2, "'s") != 0) {
                const auto gap = context_.plain.folded_part(one_.amount.end, match.begin);
                const bool given = (gap.starts_with(" in ") || gap.starts_with(" into ")) &&
                                   gap.size() < 28 && gap.find_first_of(",.") == std::string_view::npos &&
                                   gap.find(" with ") == std::string_view::npos &&
                                   gap.find(" for ") == std::string_view::npos &&
                                   gap.find(" by ") == std::string_view::npos;
                if (given || gap.ends_with("stake in ") || gap.ends_with("shares in ")) return true;
            }
            const auto front = context_.plain.part(0, match.begin);
            if (context_.lang == "zh" &&
                (front.ends_with("向") || front.ends_with("对") || front.ends_with("入股")) &&
                said("commits", Scope::touch_before))
                return true;
            if (context_.lang == "ko" && match.end < one_.amount.begin &&
                text.compare(match.end, 4, "에 ") == 0 && said("undertake", Scope::tail))
                return true;
        }
        return false;
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

    void investor() {
        for (const auto& actor : actors_) out_.investor += (out_.investor.empty() ? "" : "; ") + actor.name;
        if (actors_.empty()) return;
        const auto& first = actors_.front();
        out_.investor_country = first.country;
        if (!out_.investor_country.empty() || first.stateless) return;
        out_.investor_country = home_of(context_, lexicon_, first.begin, first.end);
        if (out_.investor_country.empty()) out_.investor_country = nationality(first);
        if (out_.investor_country.empty() && first.official) out_.investor_country = state_of_text();
        if (out_.investor_country.empty()) out_.investor_country = domestic();
    }
    /// "Swedish utility Norrkraft", "Meridian Trust, the New York lender", "Oslo's RenVei".
    std::string nationality(const Actor& actor) const {
        if (context_.lang != "en") return {};
        const auto* before = place_before(actor.begin);
        if (before) return lexicon_.named(before->entry).country;
        const auto after = context_.plain.folded_part(
            actor.end,
            std::min<std::uint32_t>(actor.end + 48, static_cast<std::uint32_t>(context_.plain.text.size())));
        if (!after.starts_with(", the ") && !after.starts_with(", a ") && !after.starts_with(" of "))
            return {};
        const auto comma = after.find(',', 2);
        const auto end =
            actor.end + static_cast<std::uint32_t>(comma == std::string_view::npos ? after.size() : comma);
        const auto own = all_places(actor.end, end);
        return own.size() == 1 ? *own.begin() : "";
    }
    const Match* place_before(std::uint32_t at) const {
        auto m = context_.match_from(at);
        for (int back = 0; back < 4 && m > 0; ++back) {
            const auto& match = context_.matches[--m];
            if (at - match.end > 36) break;
            const auto gap = context_.plain.part(match.end, at);
            if (gap.find(',') != std::string_view::npos || gap.find('.') != std::string_view::npos ||
                gap.find(" and ") != std::string_view::npos)
                break;
            if (is_place(match)) return &match;
        }
        return nullptr;
    }
    /// A government spends at home, in its own money: the one country of the text, else that of the currency.
    std::string state_of_text() const {
        const auto all = all_places(0, static_cast<std::uint32_t>(context_.plain.text.size()));
        if (all.size() == 1) return *all.begin();
        if (out_.currency == "EUR" || out_.currency == "USD" || out_.currency.size() != 3) return {};
        return lexicon_.country_of_currency(out_.currency);
    }

    /// In Korean, Chinese and Japanese news whoever has no nationality is from there.
    std::string domestic() const {
        if (context_.lang == "ko") return "KOR";
        if (context_.lang == "ja") return "JPN";
        if (context_.lang == "zh") return out_.currency == "TWD" ? "TWN" : "CHN";
        return {};
    }

    std::string host() const {
        if (out_.category == "startup")
            if (auto home = recipient(); !home.empty()) return home;
        if (region(one_.amount.end, one_.after) && context_.lang == "en") return {};
        if (auto near = beside(); near.size() == 1)
            return *near.begin();
        else if (near.size() > 1)
            return {};
        const auto& sentence = context_.sentences[one_.sentence];
        if (const auto same = places(sentence.begin, sentence.end); same.size() == 1)
            return *same.begin();
        else if (same.size() > 1)
            return {};
        if (!actors_.empty() && actors_.front().official) return abroad_or_home();
        if (region(sentence.begin, sentence.end)) return {};
        const auto all = places(0, static_cast<std::uint32_t>(context_.plain.text.size()));
        if (const auto headline = places(0, static_cast<std::uint32_t>(context_.plain.title_end));
            headline.size() == 1)
            return *headline.begin();
        if (all.size() == 1) return *all.begin();
        if (context_.lang != "en" && (out_.category == "startup" || out_.category == "fund"))
            return domestic();
        return local_place() ? domestic() : "";
    }
    /// A state that spends elsewhere names the one other country; all other officials spend at home.
    std::string abroad_or_home() const {
        const auto& actor = actors_.front();
        const bool state = !actor.stateless && actor.name.find("overnment") == std::string::npos &&
                           all_places(actor.begin, actor.end).size() == 1;
        auto all = places(0, static_cast<std::uint32_t>(context_.plain.text.size()));
        all.erase(out_.investor_country);
        return context_.lang == "en" && state && all.size() == 1 ? *all.begin() : out_.investor_country;
    }
    /// "around the world", "동남아": wider than a country.
    bool region(std::uint32_t begin, std::uint32_t end) const {
        for (auto m = context_.match_from(begin);
             m < context_.matches.size() && context_.matches[m].end <= end; ++m) {
            const auto& match = context_.matches[m];
            if (match.entry >= 0 && lexicon_.named(match.entry).kind == Named::Kind::place &&
                lexicon_.named(match.entry).country.empty() && !of_actor(match) &&
                context_.plain.part(match.end, match.end + 1) != "'")
                return true;
        }
        return false;
    }
    /// English says where behind the sum, the others before it; the other side only if that one is silent.
    std::set<std::string> beside() const {
        const auto before = places(one_.before, one_.amount.begin),
                   after = places(one_.amount.end, one_.after);
        if (context_.lang == "en") return after.empty() ? before : after;
        return before.empty() ? after : before;
    }
    /// "해누리시에", "북浜県", "某市": a town that no list knows is a town of the country whose language it
    /// is.
    bool local_place() const {
        const auto local =
            lexicon_.has_role("local_place") && one_.in(Scope::text).test(lexicon_.role("local_place"));
        return context_.lang != "en" && local;
    }
    /// The home of the company that takes the equity: another known company of the sentence, or a place
    /// there.
    std::string recipient() const {
        for (std::size_t i = 0; i < context_.sentences.size(); ++i) {
            const auto& sentence = context_.sentences[i];
            if (!round_ && i != one_.sentence) continue;
            for (auto m = context_.match_from(sentence.begin);
                 m < context_.matches.size() && context_.matches[m].begin < sentence.end; ++m) {
                const auto& match = context_.matches[m];
                if (match.entry < 0 || lexicon_.named(match.entry).kind != Named::Kind::company ||
                    is_actor(match))
                    continue;
                return lexicon_.named(match.entry).country;
            }
        }
        return {};
    }
    bool is_actor(const Match& match) const {
        const auto text = context_.plain.part(match.begin, match.end);
        return std::any_of(actors_.begin(), actors_.end(), [&](const Actor& actor) {
            if (actor.name.find(text) != std::string::npos || text.find(actor.name) != std::string_view::npos)
                return true;
            for (auto m = context_.match_from(actor.begin);
                 m < context_.matches.size() && context_.matches[m].begin < actor.end; ++m)
                if (context_.matches[m].entry == match.entry) return true;
            return false;
        });
    }
    bool is_place(const Match& match) const {
        return match.entry >= 0 && lexicon_.named(match.entry).kind == Named::Kind::place &&
               !lexicon_.named(match.entry).country.empty();
    }
    std::set<std::string> all_places(std::uint32_t begin, std::uint32_t end) const {
        std::set<std::string> found;
        for (auto m = context_.match_from(begin);
             m < context_.matches.size() && context_.matches[m].end <= end; ++m)
            if (is_place(context_.matches[m]))
                found.insert(lexicon_.named(context_.matches[m].entry).country);
        return found;
    }
    /// "the Japanese IT group said": what somebody is, not where money goes.
    bool describes(const Match& match) const {
        if (context_.lang != "en" || out_.category == "startup") return false;
        const auto kind = lexicon_.role("kind_of_actor");
        return context_.roles_between(match.end, match.end + 30).test(kind) &&
               context_.plain
                       .folded_part(match.end, std::min<std::uint32_t>(
                                                   match.end + 30,
                                                   static_cast<std::uint32_t>(context_.plain.text.size())))
                       .find(',') > 24;
    }
    /// Countries of the places in a stretch that are not a nationality before the investor's name.
    std::set<std::string> places(std::uint32_t begin, std::uint32_t end) const {
        std::set<std::string> found;
        for (auto m = context_.match_from(begin);
             m < context_.matches.size() && context_.matches[m].end <= end; ++m) {
            const auto& match = context_.matches[m];
            const bool home =
                context_.lang != "en" && is_place(match) && lexicon_.named(match.entry).country == domestic();
            if (is_place(match) && (home || (!of_actor(match) && !describes(match))))
                found.insert(lexicon_.named(match.entry).country);
        }
        return found;
    }
    bool of_actor(const Match& match) const {
        return std::any_of(actors_.begin(), actors_.end(), [&](const Actor& actor) {
            const auto behind = match.begin > actor.end && match.begin < actor.end + 30
                                    ? context_.plain.folded_part(actor.end, match.begin)
                                    : std::string_view{};
            if ((behind.starts_with(", the ") || behind.starts_with(", a ")) &&
                behind.find(',', 2) == std::string_view::npos)
                return true;
            return match.begin < actor.end && match.end + 36 > actor.begin &&
                   context_.plain.part(std::min(match.end, actor.begin), actor.begin).find(',') ==
                       std::string_view::npos;
        });
    }

    const Context& context_;
    const Lexicon& lexicon_;
    const Seen& one_;
    model::Commitment& out_;
    std::vector<Actor> actors_;
    bool round_ = false;
};

}  // namespace

void fill_fields(const Context& context, const Lexicon& lexicon, const Seen& one,
                 model::Commitment& commitment) {
    Filler{context, lexicon, one, commitment}.fill();
}

}  // namespace extract
