// Chinese: no blanks part the words, so a subject ends where a verb begins.
#include "extract/han.hpp"

namespace extract {
namespace {

using std::string_view;

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
        if (starts_with_one(text, {"公司",   "总",   "首期", "规模", "资金", "计划",   "集团",       "該公司",
                                   "该公司", "其",   "本次", "项目", "總",   "总投资", "资金",       "据",
                                   "據",     "报告", "规划", "目前", "市场", "鉴于",   "在",         "到",
                                   "截至",   "随着", "为",   "金额", "会议", "董事会", "未来",       "未來",
                                   "今年",   "明年", "同时", "同時", "预计", "預計",   "全资子公司", "子公司",
                                   "将",     "將",   "拟",   "所得", "相关", "年内",   "其中",       "首批",
                                   "今明",   "预算", "此次", "双方", "雙方", "当地",   "该"}))
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
        // "沙特阿美旗下基金Prosperity7": whose it is stands before, who it is behind.
        const auto under = context_.plain.part(begin, end).find("旗下");
        if (under != string_view::npos && begin + under + 6 < end) {
            auto from = begin + static_cast<std::uint32_t>(under) + 6;
            for (const string_view kind : {"的", "基金", "公司", "子公司"})
                if (context_.plain.part(from, end).starts_with(kind) && from + kind.size() < end)
                    from += static_cast<std::uint32_t>(kind.size());
            auto made = of_stretch(from, end);
            const auto* owner = known(begin, from, false);
            made.country = owner ? lexicon_.named(owner->entry).country : place(begin, from);
            return made;
        }
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
        auto made = of_stretch(trimmed(begin, end), end);
        if (const auto behind = behind_foreign_place(made.begin, end);
            behind > made.begin && !made.official) {
            const auto country = place(made.begin, behind);
            made = of_stretch(trimmed(behind, end), end);
            made.country = country;
        }
        return made;
    }
    /// "西班牙科尔多瓦汽车": a foreign country before a name says where it is from.
    std::uint32_t behind_foreign_place(std::uint32_t begin, std::uint32_t end) const {
        const auto m = context_.match_from(begin);
        if (m >= context_.matches.size() || context_.matches[m].begin != begin) return begin;
        const auto& match = context_.matches[m];
        if (match.entry < 0 || match.end + 4 > end) return begin;
        const auto& named = lexicon_.named(match.entry);
        const bool foreign =
            named.kind == Named::Kind::place && !named.country.empty() && named.country != "CHN";
        return foreign ? match.end : begin;
    }
    /// "大模型公司智谱", "沙特基金": what kind of firm it is stands before the name.
    std::uint32_t trimmed(std::uint32_t begin, std::uint32_t end) const {
        const auto text = context_.plain.part(begin, end);
        for (const string_view kind :
             {"公司", "企业", "企業", "巨头", "厂商", "运营商", "开发商", "电商", "企业家"}) {
            const auto at = text.rfind(kind);
            if (at != string_view::npos && at + kind.size() + 6 <= text.size())
                return begin + static_cast<std::uint32_t>(at + kind.size());
        }
        return begin;
    }
    Roles stops_;
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

}  // namespace extract
