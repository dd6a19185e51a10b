#include <algorithm>

#include "extract/whereabouts.hpp"

namespace extract {
namespace {

class Home : Whereabouts {
  public:
    using Whereabouts::Whereabouts;

    std::string find() const {
        const auto& first = actors_.front();
        if (!first.country.empty() || first.stateless) return first.country;
        auto found = home_of(context_, lexicon_, first.begin, first.end);
        if (found.empty()) found = nationality(first);
        if (found.empty() && context_.lang == "en") found = presumed_home();
        if (found.empty() && first.official) found = state_of_text();
        return found.empty() ? domestic() : found;
    }

  private:
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

    /// A headline's nationality ("Swiss re-insurer doubles AI outlay"), a country's own money, or in euros
    /// the one country named: whoever has no home otherwise is at home there.
    std::string presumed_home() const {
        for (const auto& match : context_.matches) {
            if (!context_.plain.in_title(match.begin)) break;
            if (!is_place(match)) continue;
            const auto rest = std::string_view{context_.plain.folded}.substr(match.end, 24);
            const bool owner = rest.starts_with("'s ") || rest.starts_with("\u2019s ");
            const auto kind =
                context_.roles_between(match.end, match.end + 24).test(lexicon_.role("kind_of_actor"));
            if (match.begin == 0 && (owner || kind)) return lexicon_.named(match.entry).country;
        }
        if (made_.currency == "EUR") {
            const auto all = all_places(0, static_cast<std::uint32_t>(context_.plain.text.size()));
            return all.size() == 1 ? *all.begin() : "";
        }
        return made_.currency == "USD" ? "" : lexicon_.country_of_currency(made_.currency);
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
        if (made_.currency == "EUR" || made_.currency == "USD" || made_.currency.size() != 3) return {};
        return lexicon_.country_of_currency(made_.currency);
    }
};

}  // namespace

std::string home_country(const Context& context, const Lexicon& lexicon, const Seen& one,
                         const std::vector<Actor>& actors, const model::Commitment& made) {
    return actors.empty() ? "" : Home{context, lexicon, one, actors, made}.find();
}

}  // namespace extract
