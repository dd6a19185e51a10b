// Chinese and Japanese: no blanks part the words, so a subject ends where a verb (zh) or a particle (ja)
// begins.
#include <algorithm>
#include <array>

#include "extract/actors.hpp"

namespace extract {
namespace {

using std::string_view;

bool starts_with_one(string_view text, std::initializer_list<string_view> list) {
    return std::any_of(list.begin(), list.end(), [&](string_view one) { return text.starts_with(one); });
}

class Cut {
  public:
    Cut(const Context& context, const Lexicon& lexicon) : context_(context), lexicon_(lexicon) {}

    /// The known company or government in a stretch that stands first, or last.
    const Match* known(std::uint32_t begin, std::uint32_t end, bool last) const {
        const Match* found = nullptr;
        for (auto m = context_.match_from(begin);
             m < context_.matches.size() && context_.matches[m].end <= end; ++m) {
            const auto& match = context_.matches[m];
            if (match.entry < 0 || lexicon_.named(match.entry).kind == Named::Kind::place) continue;
            if (!found || last) found = &match;
        }
        return found;
    }
    std::string place(std::uint32_t begin, std::uint32_t end) const {
        for (auto m = context_.match_from(begin);
             m < context_.matches.size() && context_.matches[m].end <= end; ++m)
            if (context_.matches[m].entry >= 0 &&
                lexicon_.named(context_.matches[m].entry).kind == Named::Kind::place)
                return lexicon_.named(context_.matches[m].entry).country;
        return {};
    }
    Actor of_match(const Match& match) const {
        const auto& named = lexicon_.named(match.entry);
        return {match.begin, match.end, std::string{context_.plain.part(match.begin, match.end)},
                named.country, named.kind == Named::Kind::government};
    }
    Actor of_stretch(std::uint32_t begin, std::uint32_t end) const {
        const auto name = context_.plain.part(begin, end);
        const bool official = name.ends_with("市") || name.ends_with("省") || name.ends_with("政府") ||
                              name.ends_with("県") || name.ends_with("区") || name.ends_with("局") ||
                              name.ends_with("部") || name.ends_with("庁") || name.ends_with("委");
        return {begin, end, std::string{name}, place(begin, end), official};
    }

  protected:
    const Context& context_;
    const Lexicon& lexicon_;
};

class Chinese : Cut {
  public:
    Chinese(const Context& context, const Lexicon& lexicon) : Cut(context, lexicon) {
        for (const char* role : {"verb", "undertake", "per_year", "this_year", "next_year", "coming_years",
                                 "from_before", "cancelled", "rumoured", "confirmed", "change_to", "raise",
                                 "target", "superseded", "led_by", "past"})
            stops_.set(lexicon.role(role));
    }

    std::vector<Actor> leader(const Match& lead, std::uint32_t begin, std::uint32_t end) const {
        if (context_.plain.part(lead.begin, lead.end) != "领投" &&
            context_.plain.part(lead.begin, lead.end) != "領投") {
            auto stop = lead.end;
            while (stop < end && !clause_ends(context_.plain, stop) &&
                   !context_.plain.part(stop, end).starts_with("。"))
                stop += static_cast<std::uint32_t>(decode(context_.plain.text, stop).length);
            auto from = lead.end;
            while (from < stop && (context_.plain.part(from, stop).starts_with("为") ||
                                   context_.plain.part(from, stop).starts_with(":")))
                from += static_cast<std::uint32_t>(decode(context_.plain.text, from).length);
            return split(from, stop);
        }
        auto from = lead.begin;
        while (from > begin && !clause_ends(context_.plain, from - 1)) --from;
        const auto text = context_.plain.part(from, lead.begin);
        for (const std::string_view mark : {"旗下的", "获得", "由", "获"})
            if (const auto at = text.rfind(mark); at != std::string_view::npos) {
                auto found = split(from + static_cast<std::uint32_t>(at + mark.size()), lead.begin);
                if (mark == "旗下的" && !found.empty()) found.front().country = place(from, lead.begin);
                return found;
            }
        return split(skip_front(from, lead.begin), lead.begin);
    }

    std::vector<Actor> find(std::uint32_t begin, std::uint32_t limit) const {
        if (const auto donor = donor_of(begin, limit); !donor.empty()) return donor;
        if (const auto by = after_by(begin, limit); !by.empty()) return by;
        for (auto clause = begin; clause < limit;) {
            auto end = clause;
            while (end < limit && !clause_ends(context_.plain, end)) ++end;
            if (auto found = clause_subject(clause, end); !found.empty()) return found;
            clause = end + 1;
        }
        return {};
    }

  private:
    /// "收到校友企业家周远航捐赠的一亿元": who gives stands before 捐.
    std::vector<Actor> donor_of(std::uint32_t begin, std::uint32_t limit) const {
        const auto text = context_.plain.part(begin, limit);
        const auto gives = text.find("捐");
        if (gives == string_view::npos) return {};
        for (const string_view mark : {"企业家", "校友", "收到", "先生"}) {
            const auto at = text.substr(0, gives).rfind(mark);
            if (at == string_view::npos || at + mark.size() >= gives || gives - at > 40) continue;
            const auto from = begin + static_cast<std::uint32_t>(at + mark.size());
            if (context_.plain.part(from, limit).starts_with("向")) continue;
            return {of_stretch(from, begin + static_cast<std::uint32_t>(gives))};
        }
        return {};
    }
    /// "由甲、乙联合发起": who does it stands behind 由.
    std::vector<Actor> after_by(std::uint32_t begin, std::uint32_t limit) const {
        const auto text = context_.plain.part(begin, limit);
        const auto at = text.find("由");
        if (at == string_view::npos || starts_with_one(text.substr(at + 3), {"于", "於"})) return {};
        const auto from = begin + static_cast<std::uint32_t>(at) + 3;
        if (is_digit(context_.plain.text[from])) return {};
        for (const string_view verb : {"联合", "共同", "发起", "建设", "投资", "出资", "牵头", "领投"}) {
            const auto end = context_.plain.part(from, limit).find(verb);
            if (end != string_view::npos && end > 0 && end < 80)
                return split(from, from + static_cast<std::uint32_t>(end));
        }
        return {};
    }

    std::vector<Actor> clause_subject(std::uint32_t begin, std::uint32_t end) const {
        begin = skip_front(begin, end);
        auto stop = first_verb(begin, end);
        if (stop <= begin || stop - begin > 90) return {};
        const auto text = context_.plain.part(begin, stop);
        if (text.ends_with("为") || text.ends_with("是") || text.ends_with("約") || text.ends_with("约"))
            return {};
        if (starts_with_one(text, {"公司",   "总",   "首期", "规模", "资金", "计划",   "集团", "該公司",
                                   "该公司", "其",   "本次", "项目", "總",   "总投资", "资金", "据",
                                   "據",     "报告", "规划", "目前", "市场", "鉴于",   "在",   "到",
                                   "截至",   "随着", "为",   "金额", "会议", "董事会"}))
            return {};
        return split(begin, stop);
    }
    std::uint32_t skip_front(std::uint32_t begin, std::uint32_t end) const {
        while (begin < end && (context_.plain.text[begin] == ' ' || context_.plain.text[begin] == '\n' ||
                               is_digit(context_.plain.text[begin])))
            ++begin;
        for (bool again = true; again;) {
            again = false;
            for (const string_view skip : {"月", "日", "消息称", "传", "傳", "“", "年", "外媒报道", "据悉",
                                           "昨天", "昨日", "今日", "近日", "，", ":"})
                if (context_.plain.part(begin, end).starts_with(skip))
                    begin += static_cast<std::uint32_t>(skip.size()), again = true;
            while (begin < end && is_digit(context_.plain.text[begin])) ++begin, again = true;
        }
        return begin;
    }
    std::uint32_t first_verb(std::uint32_t begin, std::uint32_t end) const {
        for (auto at = begin; at < end; ++at)
            if (is_digit(context_.plain.text[at])) {
                end = at;
                break;
            }
        for (auto m = context_.match_from(begin);
             m < context_.matches.size() && context_.matches[m].begin < end; ++m)
            if ((context_.matches[m].roles & stops_).any() && context_.matches[m].begin > begin)
                return context_.matches[m].begin;
        return end;
    }

    std::vector<Actor> split(std::uint32_t begin, std::uint32_t end) const {
        std::vector<Actor> found;
        auto from = begin;
        const auto close = [&](std::uint32_t to) {
            if (to > from) found.push_back(one(from, to));
        };
        for (auto at = begin; at < end;
             at += static_cast<std::uint32_t>(decode(context_.plain.text, at).length)) {
            const auto rest = context_.plain.part(at, end);
            for (const string_view link : {"、", "和", "与", "與", "及"})
                if (rest.starts_with(link) && at > from && !inside_name(at)) {
                    close(at);
                    from = at + static_cast<std::uint32_t>(link.size());
                    break;
                }
        }
        close(end);
        std::erase_if(found, [](const Actor& actor) { return actor.name.empty(); });
        // "科大讯飞与青岛市签署": the town is the other party, not an investor.
        if (found.size() > 1 && !found.front().official)
            std::erase_if(found, [](const Actor& actor) { return actor.official; });
        return found;
    }
    bool inside_name(std::uint32_t at) const {
        for (auto m = context_.match_from(at > 30 ? at - 30 : 0);
             m < context_.matches.size() && context_.matches[m].begin < at; ++m)
            if (context_.matches[m].end > at && context_.matches[m].entry >= 0) return true;
        return false;
    }
    Actor one(std::uint32_t begin, std::uint32_t end) const {
        if (const auto* match = known(begin, end, true)) {
            const auto tail = context_.plain.part(match->end, end);
            const bool longer = !tail.empty() &&
                                !starts_with_one(tail, {"集团", "总裁", "董事", "管理层", "公司", "首席",
                                                        "旗下", "CEO", "创始人", "(", "官方"}) &&
                                match->begin == begin;
            if (longer) {
                auto made = of_stretch(begin, end);
                made.country = lexicon_.named(match->entry).country;
                return made;
            }
            return of_match(*match);
        }
        return of_stretch(trimmed(begin, end), end);
    }
    /// "大模型公司智谱", "沙特基金": what kind of firm it is stands before the name.
    std::uint32_t trimmed(std::uint32_t begin, std::uint32_t end) const {
        const auto text = context_.plain.part(begin, end);
        for (const string_view kind : {"公司", "企业", "企業", "巨头", "厂商", "运营商", "开发商"}) {
            const auto at = text.rfind(kind);
            if (at != string_view::npos && at + kind.size() + 6 <= text.size())
                return begin + static_cast<std::uint32_t>(at + kind.size());
        }
        return begin;
    }
    Roles stops_;
};

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
        const auto gives = text.rfind("から");
        if (gives == string_view::npos) return {};
        auto from = std::size_t{0};
        for (const string_view mark : {"は", "が", "、"})
            if (const auto at = text.substr(0, gives).rfind(mark); at != string_view::npos)
                from = std::max(from, at + 3);
        auto end = gives;
        if (text.substr(0, end).ends_with("など")) end -= 6;
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
        const bool american = context_.plain.part(begin, end).starts_with("米") && end - begin > 6;
        auto made = of_stretch(american ? begin + 3 : begin, end);
        if (american) made.country = "USA";
        if (made.country.empty()) made.country = nationality(begin);
        if (made.name.find("首相") != std::string::npos || made.name.find("大臣") != std::string::npos)
            return {begin, end, "政府", "JPN", true};
        return made.end - made.begin > 60 || made.end <= made.begin ? Actor{} : made;
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
        for (const string_view link : {"の", "する", "した", "める", "う", "・"}) {
            if (link == "・" || link == "う") continue;
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

std::vector<Actor> lead_zh(const Context& context, const Lexicon& lexicon, const Match& lead,
                           std::uint32_t begin, std::uint32_t end) {
    return Chinese{context, lexicon}.leader(lead, begin, end);
}
std::vector<Actor> subjects_zh(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                               std::uint32_t limit) {
    return Chinese{context, lexicon}.find(begin, limit);
}
std::vector<Actor> givers_ja(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                             std::uint32_t limit) {
    return Japanese{context, lexicon}.giver(begin, limit);
}
std::vector<Actor> subjects_ja(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                               std::uint32_t limit) {
    return Japanese{context, lexicon}.find(begin, limit);
}

}  // namespace extract
