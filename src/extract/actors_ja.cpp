// Japanese: no blanks part the words, so a subject ends where a particle begins.
#include <array>

#include "extract/han.hpp"

namespace extract {
namespace {

using std::string_view;

class Japanese : Cut {
  public:
    using Cut::Cut;

    std::vector<Actor> find(std::uint32_t begin, std::uint32_t limit) const {
        auto from = begin;
        for (auto at = begin; at < limit;
             at += static_cast<std::uint32_t>(decode(context_.plain.text, at).length)) {
            const auto rest = context_.plain.part(at, limit);
            if (starts_with_one(rest, {"。", "、"}) && at > from) {
                if (!list_follows(at, limit)) from = at + 3;
                continue;
            }
            if (!starts_with_one(rest, {"は", "が"}) || at == from) continue;
            if (starts_with_one(rest, {"はじめ", "がけ", "がん"})) continue;
            const auto before = context_.plain.part(from, at);
            if (before.ends_with("に") || before.ends_with("で") ||
                before.ends_with("と")) {  // には, では: no subject
                from = at + 3;
                continue;
            }
            if (auto found = split(from, at); !found.empty()) return found;
            from = at + 3;
        }
        return {};
    }

    /// Who gives: "米ニュー・エンタープライズなどから1億ドルを調達".
    std::vector<Actor> giver(std::uint32_t begin, std::uint32_t limit) const {
        const auto text = context_.plain.part(begin, limit);
        auto gives = text.rfind("から");
        if (gives == string_view::npos) gives = text.rfind("を引受先");
        if (gives == string_view::npos) return {};
        auto from = std::size_t{0};
        for (const string_view mark : {"は", "が", "、"})
            if (const auto at = text.substr(0, gives).rfind(mark); at != string_view::npos)
                from = std::max(from, at + 3);
        auto end = gives;
        if (text.substr(0, end).ends_with("など")) end -= 6;
        if (text.substr(0, gives).ends_with("は")) return {};
        if (end <= from || end - from > 60) return {};
        auto found = one(begin + static_cast<std::uint32_t>(from), begin + static_cast<std::uint32_t>(end));
        return found.name.empty() ? std::vector<Actor>{} : std::vector<Actor>{found};
    }

  private:
    bool list_follows(std::uint32_t at, std::uint32_t limit) const {
        const auto next = context_.plain.part(at + 3, limit);
        const auto topic = std::min(next.find("は"), next.find("が"));
        const auto comma = next.find("、");
        return topic != string_view::npos && topic < 40 && topic < comma &&
               next.substr(0, topic).find("と") != string_view::npos;
    }

    std::vector<Actor> split(std::uint32_t begin, std::uint32_t end) const {
        std::vector<Actor> found;
        auto from = begin;
        for (auto at = begin; at < end;
             at += static_cast<std::uint32_t>(decode(context_.plain.text, at).length)) {
            const auto rest = context_.plain.part(at, end);
            const bool link = (rest.starts_with("と") && !starts_with_one(rest, {"として", "とも"})) ||
                              rest.starts_with("、");
            if (!link || at == from || !noun_before(at)) continue;
            if (auto actor = one(from, at); !actor.name.empty()) found.push_back(actor);
            from = at + 3;
        }
        if (auto actor = one(from, end); !actor.name.empty()) found.push_back(actor);
        return found;
    }
    /// と behind kanji, katakana or Latin letters joins names; behind hiragana it is grammar.
    bool noun_before(std::uint32_t at) const {
        if (at < 3) return true;
        const auto before = decode(context_.plain.text, at - 3).point;
        return before < 0x3041 || before > 0x3096;
    }

    Actor one(std::uint32_t begin, std::uint32_t end) const {
        while (begin < end && context_.plain.text[begin] == ' ') ++begin;
        if (const auto child = context_.plain.part(begin, end).rfind("の子会社");
            child != string_view::npos && child > 0)
            end = begin + static_cast<std::uint32_t>(child);
        begin = after_modifier(begin, end);
        if (const auto* match = known(begin, end, false); match && match->begin == begin) {
            const auto tail = context_.plain.part(match->end, end);
            if (tail.empty() || starts_with_one(tail, {"の", "(", "社長", "首相"})) return of_match(*match);
            auto made = of_stretch(begin, end);
            made.country = lexicon_.named(match->entry).country;
            return made;
        }
        if (starts_with_one(context_.plain.part(begin, end),
                            {"同社", "同", "これ", "総額", "初年度", "投資", "採択", "稼働", "計画", "電力",
                             "開校", "定員", "うち"}))
            return {};
        const auto foreign = home_before_name(begin, end);
        for (const string_view more : {"など", "(", "ほか"})
            if (const auto at = context_.plain.part(begin, end).find(more); at != string_view::npos && at > 3)
                end = begin + static_cast<std::uint32_t>(at);
        auto made = of_stretch(foreign.empty() ? begin : begin + 3, end);
        if (!foreign.empty()) made.country = foreign;
        if (made.country.empty()) made.country = nationality(begin);
        if (made.name.find("首相") != std::string::npos || made.name.find("大臣") != std::string::npos)
            return {begin, end, "政府", "JPN", true};
        return made.end - made.begin > 60 || made.end <= made.begin ? Actor{} : made;
    }
    /// "米ファンド", "豪カプリコーン・データ": one letter for a country before a name in katakana or Latin
    /// letters.
    std::string home_before_name(std::uint32_t begin, std::uint32_t end) const {
        struct Home {
            string_view letter, country;
        };
        constexpr std::array homes = {Home{"米", "USA"}, Home{"英", "GBR"}, Home{"独", "DEU"},
                                      Home{"仏", "FRA"}, Home{"豪", "AUS"}, Home{"韓", "KOR"},
                                      Home{"伊", "ITA"}, Home{"印", "IND"}, Home{"加", "CAN"},
                                      Home{"台", "TWN"}, Home{"蘭", "NLD"}};
        if (end - begin <= 6) return {};
        const auto next = decode(context_.plain.text, begin + 3).point;
        const bool name = (next >= 0x30A1 && next <= 0x30FA) || next < 0x80;
        for (const auto& home : homes)
            if (context_.plain.part(begin, end).starts_with(home.letter) && (name || home.letter == "米"))
                return std::string{home.country};
        return {};
    }
    /// "医療機器の白鳥メディカル", "中国のアリババ集団", "運営する学校法人…": the name stands behind its
    /// modifiers.
    std::uint32_t after_modifier(std::uint32_t begin, std::uint32_t end) const {
        const auto text = context_.plain.part(begin, end);
        const bool person = text.ends_with("長") || text.ends_with("首相") || text.ends_with("CEO") ||
                            text.ends_with("氏") || text.ends_with("大臣");
        if (person) {
            const auto of = text.find("の");
            return of == string_view::npos ? begin : begin;
        }
        auto cut = string_view::npos;
        for (const string_view link : {"の", "する", "した", "める", "などに", "向けに", "会社"}) {
            if (link == "会社" && (text.ends_with(link) || text.find("株式会社") != string_view::npos))
                continue;
            const auto at = text.rfind(link);
            if (at != string_view::npos && at + link.size() < text.size() &&
                (cut == string_view::npos || at + link.size() > cut))
                cut = at + link.size();
        }
        return cut == string_view::npos ? begin : begin + static_cast<std::uint32_t>(cut);
    }
    std::string nationality(std::uint32_t at) const {
        auto m = context_.match_from(at);
        if (m == 0) return {};
        const auto& match = context_.matches[m - 1];
        if (match.entry < 0 || at - match.end > 6 || lexicon_.named(match.entry).kind != Named::Kind::place)
            return {};
        return lexicon_.named(match.entry).country;
    }
};

}  // namespace

std::vector<Actor> givers_ja(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                             std::uint32_t limit) {
    return Japanese{context, lexicon}.giver(begin, limit);
}
std::vector<Actor> subjects_ja(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                               std::uint32_t limit) {
    return Japanese{context, lexicon}.find(begin, limit);
}

}  // namespace extract
