#include <algorithm>

#include "extract/whereabouts.hpp"

namespace extract {
namespace {

class Host : Whereabouts {
  public:
    Host(const Context& context, const Lexicon& lexicon, const Seen& one, const std::vector<Actor>& actors,
         const model::Commitment& made, bool round)
        : Whereabouts(context, lexicon, one, actors, made), round_(round) {}

    std::string find() const {
        if (made_.category == "startup")
            if (auto home = recipient(); !home.empty()) return home;
        if (context_.lang == "en") {  // "$17.5 billion in India …, its largest outlay in Asia"
            if (const auto clause = places(one_.amount.end, one_.tail); clause.size() == 1)
                return *clause.begin();
            if (region(one_.amount.end, one_.after)) return {};
        }
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
        if (context_.lang != "en" && (made_.category == "startup" || made_.category == "fund"))
            return domestic();
        return local_place() ? domestic() : "";
    }

  private:
    /// A state that spends elsewhere names the one other country; all other officials spend at home.
    std::string abroad_or_home() const {
        const auto& actor = actors_.front();
        const bool state = !actor.stateless && actor.name.find("overnment") == std::string::npos &&
                           all_places(actor.begin, actor.end).size() == 1;
        auto all = places(0, static_cast<std::uint32_t>(context_.plain.text.size()));
        all.erase(made_.investor_country);
        return context_.lang == "en" && state && all.size() == 1 ? *all.begin() : made_.investor_country;
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

    /// "the Japanese IT group said": what somebody is, not where money goes.
    bool describes(const Match& match) const {
        if (context_.lang != "en" || made_.category == "startup") return false;
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

    bool round_;
};

}  // namespace

std::string host_country(const Context& context, const Lexicon& lexicon, const Seen& one,
                         const std::vector<Actor>& actors, const model::Commitment& made, bool round) {
    return Host{context, lexicon, one, actors, made, round}.find();
}

}  // namespace extract
