#include "extract/years.hpp"

#include <algorithm>
#include <array>

namespace extract {
namespace {

using std::string_view;

bool begins(string_view text, std::initializer_list<string_view> with) {
    return std::any_of(with.begin(), with.end(), [&](string_view one) { return text.starts_with(one); });
}
bool ends(string_view text, std::initializer_list<string_view> with) {
    return std::any_of(with.begin(), with.end(), [&](string_view one) { return text.ends_with(one); });
}

class Finder {
  public:
    Finder(const Context& context, const Lexicon& lexicon, std::uint32_t begin, std::uint32_t end)
        : context_(context),
          text_(context.plain.folded),
          begin_(begin),
          end_(end),
          this_year_(lexicon.role("this_year")),
          next_year_(lexicon.role("next_year")),
          plan_(lexicon.role("five_year_plan")) {}

    std::vector<Year> all() {
        for (auto at = begin_; at < end_;) at = is_digit(text_[at]) ? digits(at) : at + 1;
        words();
        std::stable_sort(found_.begin(), found_.end(),
                         [](const Year& a, const Year& b) { return a.begin < b.begin; });
        return std::move(found_);
    }

  private:
    string_view rest(std::uint32_t at) const {
        return string_view{text_}.substr(at, std::min<std::size_t>(36, end_ - at));
    }
    string_view before(std::uint32_t at) const {
        const auto from = at - std::min<std::uint32_t>(28, at - begin_);
        return string_view{text_}.substr(from, at - from);
    }
    int number(std::uint32_t from, std::uint32_t to) const {
        int value = 0;
        for (; from < to; ++from) value = value * 10 + (text_[from] - '0');
        return value;
    }

    std::uint32_t digits(std::uint32_t at) {
        auto to = at;
        while (to < end_ && is_digit(text_[to])) ++to;
        const auto length = to - at;
        const bool grouped =
            (at > 1 && (text_[at - 1] == ',' || text_[at - 1] == '.') && is_digit(text_[at - 2])) ||
            (to + 1 < end_ && (text_[to] == ',' || text_[to] == '.') && is_digit(text_[to + 1]));
        if (grouped || (length != 4 && length != 2)) return to;
        const int value = length == 4 ? number(at, to) : 2000 + number(at, to);
        const bool stands = length == 4 ? full_year(at, to, value) : short_year(at, to, value);
        return stands ? add(at, to, value) : to;
    }
    bool full_year(std::uint32_t at, std::uint32_t to, int value) const {
        if (value < 1990 || value > 2070) return false;
        if (ends(before(at), {"$", "€", "£", "¥", "₩", "₹", "usd ", "eur ", "gbp ", "krw "})) return false;
        const auto after = rest(to);
        if (begins(after, {"년", "年", "-", "~", "\u2013", "/"})) return true;
        return context_.lang == "en" &&
               !begins(after, {" million", " billion", " trillion", " jobs", " gpus", "%", " mw", " people"});
    }
    /// "27年度", "28年春", "FY27", "'27" but not "10年間".
    bool short_year(std::uint32_t at, std::uint32_t to, int value) const {
        if (value < 2018 || value > 2060) return false;
        if (ends(before(at), {"fy", "fy ", "'", "\u2019"})) return true;
        return context_.lang == "ja" && begins(rest(to), {"年"}) &&
               !begins(rest(to), {"年間", "年で", "年連続", "年前"});
    }

    std::uint32_t add(std::uint32_t at, std::uint32_t to, int value) {
        const bool iso = begins(rest(to), {"-"}) && rest(to).size() > 4 && is_digit(rest(to)[1]) &&
                         is_digit(rest(to)[2]) && rest(to)[3] == '-';
        const auto second = iso ? 0U : second_year(to, value);
        if (second == 0) {
            found_.push_back({at, to, value, iso ? says_of_day(at, to) : says(at, to), false});
            return to;
        }
        found_.push_back({at, to, value, Year::Says::from, false});
        auto from = second;
        while (is_digit(text_[from - 1])) --from;
        const int other = number(from, second);
        found_.push_back(
            {from, second, second - from == 4 ? other : value / 100 * 100 + other, Year::Says::by, true});
        return second;
    }
    /// "2024-12-01 ~ 2026-10-31"
    Year::Says says_of_day(std::uint32_t at, std::uint32_t to) const {
        if (ends(before(at), {"~ ", "~", " - ", "\u2013 "})) return Year::Says::by;
        const auto day = rest(to).substr(std::min<std::size_t>(6, rest(to).size()));
        return begins(day, {" ~", "~", " - "}) ? Year::Says::from : Year::Says::in;
    }
    /// Where the second year of "2025-26", "2024 to 2028", "2026년부터 2030년까지", "2026年至2029年" ends; 0:
    /// none.
    std::uint32_t second_year(std::uint32_t to, int value) const {
        auto at = to;
        for (const string_view unit : {"년도", "년", "年度", "年"})
            if (rest(at).starts_with(unit)) {
                at += static_cast<std::uint32_t>(unit.size());
                break;
            }
        bool joined = false;
        for (const string_view link : {" to ", " through ", " and ", "-", "~", "\u2013", "\u301C", " - ",
                                       " ~ ", " \u2013 ", "至", "到", "から", "부터 "}) {
            if (!rest(at).starts_with(link)) continue;
            if (link == " and " && !ends(before(to - 4), {"between "})) return joined_in_year(at + 5, value);
            at += static_cast<std::uint32_t>(link.size());
            joined = true;
            break;
        }
        if (!joined) return 0;
        return year_end(at, value);
    }
    /// "in 2026 and 2027": both years, one after the other.
    std::uint32_t joined_in_year(std::uint32_t at, int value) const {
        const auto end = year_end(at, value);
        return end > 0 && end - at == 4 && number(at, end) == value + 1 ? end : 0;
    }
    std::uint32_t year_end(std::uint32_t at, int value) const {
        auto end = at;
        while (end < end_ && is_digit(text_[end])) ++end;
        if (end - at == 4) return number(at, end) >= value && number(at, end) < 2080 ? end : 0;
        if (end - at != 2 || number(at, end) <= value % 100) return 0;
        // "2026-03-01" is a day; "2026～28年" and "2025-26" are spans
        return end < end_ && text_[end] == '-' ? 0 : end;
    }

    Year::Says says(std::uint32_t at, std::uint32_t to) const {
        const auto front = before(at);
        auto after = rest(to);
        if (context_.lang == "en") return english(front);
        for (const string_view unit : {"년도", "년", "年度", "年"})
            if (after.starts_with(unit)) {
                after.remove_prefix(unit.size());
                break;
            }
        return eastern(front, after);
    }
    Year::Says english(string_view front) const {
        for (const string_view filler : {"fiscal year ",
                                         "fiscal ",
                                         "the fiscal year ",
                                         "fy",
                                         "the end of ",
                                         "end of ",
                                         "late ",
                                         "mid-",
                                         "early ",
                                         "march ",
                                         "june ",
                                         "december ",
                                         "september ",
                                         "july ",
                                         "the start of ",
                                         "the year ",
                                         "the beginning of ",
                                         "year-end ",
                                         "january ",
                                         "april ",
                                         "october "})
            if (front.ends_with(filler)) front.remove_suffix(filler.size());
        if (ends(front, {"by ", "until ", "through ", "till ", "before ", " to ", "by the ", "up to ",
                         "through the ", "by the end of "}))
            return Year::Says::by;
        if (ends(front, {"from ", "starting in ", "beginning in ", "starting ", "beginning ", "since ",
                         "from the ", "available from ", "as of "}))
            return Year::Says::from;
        return Year::Says::in;
    }
    Year::Says eastern(string_view front, string_view after) const {
        const auto near = after.substr(0, 30);
        const auto by = std::min({near.find("까지"), near.find("まで"), near.find("前"), near.find("底前")});
        const auto from =
            std::min({near.find("부터"), near.find("から"), near.find("起"), near.find("以降")});
        const auto stop = std::min({near.find(','), near.find("。"), near.find("、"), near.find('('),
                                    near.find("에 "), near.find("の")});
        if (by != string_view::npos && by < stop && by < from) return Year::Says::by;
        if (from != string_view::npos && from < stop) return Year::Says::from;
        if (context_.lang == "zh" && ends(front, {"到", "至", "截至", "到 "})) return Year::Says::by;
        if (context_.lang == "zh" && ends(front, {"从", "自", "從"})) return Year::Says::from;
        return Year::Says::in;
    }

    /// "this year", "내년까지", "来年度": relative to the year of the text.
    void words() {
        for (auto i = context_.match_from(begin_);
             i < context_.matches.size() && context_.matches[i].end <= end_; ++i) {
            const auto& match = context_.matches[i];
            if (match.roles.test(plan_)) {  // 十五五: 2026 to 2030, five years for each number
                const int first =
                    context_.plain.part(match.begin, match.end).starts_with("十四五") ? 2021 : 2026;
                found_.push_back({match.begin, match.end, first, Year::Says::from, false});
                found_.push_back({match.begin, match.end, first + 4, Year::Says::by, false});
            }
            const bool next = match.roles.test(next_year_);
            if (!next && !match.roles.test(this_year_)) continue;
            found_.push_back({match.begin, match.end, context_.year + (next ? 1 : 0),
                              says(match.begin, match.end), false});
        }
    }

    const Context& context_;
    const std::string& text_;
    std::uint32_t begin_, end_;
    std::size_t this_year_, next_year_, plan_;
    std::vector<Year> found_;
};

/// A count before "years": digits, or a number word of the language.
int count_before(string_view text) {
    while (text.ends_with(' ') || text.ends_with('-')) text.remove_suffix(1);
    auto from = text.size();
    while (from > 0 && is_digit(text[from - 1])) --from;
    if (from < text.size() && text.size() - from <= 2) {
        int value = 0;
        for (const char c : text.substr(from)) value = value * 10 + (c - '0');
        return value;
    }
    struct Word {
        string_view text;
        int value;
    };
    constexpr std::array words = {Word{"one", 1},   Word{"two", 2},   Word{"three", 3},    Word{"four", 4},
                                  Word{"five", 5},  Word{"six", 6},   Word{"seven", 7},    Word{"eight", 8},
                                  Word{"nine", 9},  Word{"ten", 10},  Word{"fifteen", 15}, Word{"twenty", 20},
                                  Word{"十五", 15}, Word{"十二", 12}, Word{"一", 1},       Word{"两", 2},
                                  Word{"兩", 2},    Word{"二", 2},    Word{"三", 3},       Word{"四", 4},
                                  Word{"五", 5},    Word{"六", 6},    Word{"七", 7},       Word{"八", 8},
                                  Word{"九", 9},    Word{"十", 10},   Word{"decade", 10}};
    for (const auto& word : words)
        if (text.ends_with(word.text)) return word.value;
    return 0;
}

struct Unit {
    string_view text;
    bool months;
};

std::optional<Duration> after_unit(string_view text, std::size_t at, const Unit& unit, string_view lang) {
    const int count = count_before(text.substr(0, at));
    if (count <= 0 || count > 60) return {};
    if (lang == "en") {
        const auto front = text.substr(at > 50 ? at - 50 : 0, std::min<std::size_t>(at, 50));
        const bool over =
            front.find("over ") != string_view::npos || front.find("next ") != string_view::npos ||
            front.find("within ") != string_view::npos || front.find(" in ") != string_view::npos ||
            front.find("coming ") != string_view::npos || front.find(" for ") != string_view::npos ||
            front.find("across ") != string_view::npos || (at > 0 && text[at - 1] == '-');
        if (!over || text.substr(at + unit.text.size()).starts_with(" ago")) return {};
        if (text.substr(at).starts_with("years of ") || text.substr(at).starts_with("year-old")) return {};
    }
    if (text.substr(at + unit.text.size()).starts_with("前")) return {};
    return unit.months ? Duration{0, count} : Duration{count, 0};
}

}  // namespace

std::vector<Year> years_in(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                           std::uint32_t end) {
    return Finder{context, lexicon, begin, end}.all();
}

std::optional<Duration> duration_in(const Context& context, std::uint32_t begin, std::uint32_t end) {
    const auto text = context.plain.folded_part(begin, end);
    const auto& lang = context.lang;
    const std::initializer_list<Unit> en = {{"year", false}, {"months", true}};
    const std::initializer_list<Unit> ko = {{"년간", false},      {"년 간", false}, {"년 동안", false},
                                            {"년에 걸쳐", false}, {"개년", false},  {"년 내", false},
                                            {"개월", true}};
    const std::initializer_list<Unit> zh = {{"年", false}, {"个月", true}};
    const std::initializer_list<Unit> ja = {{"年間", false}, {"年で", false},   {"か年", false},
                                            {"カ年", false}, {"年かけ", false}, {"カ月", true}};
    for (const auto& unit : lang == "ko" ? ko : lang == "zh" ? zh : lang == "ja" ? ja : en)
        for (auto at = text.find(unit.text); at != string_view::npos; at = text.find(unit.text, at + 1)) {
            if (lang == "zh" && !unit.months) {
                const auto front = text.substr(0, at);
                const auto near = front.substr(front.size() > 24 ? front.size() - 24 : 0);
                if (near.find("未来") == string_view::npos && near.find("未來") == string_view::npos &&
                    near.find("今后") == string_view::npos && near.find("连续") == string_view::npos &&
                    near.find("期") == string_view::npos && near.find("為期") == string_view::npos &&
                    near.find("分") == string_view::npos && !text.substr(at).starts_with("年内") &&
                    near.find("今後") == string_view::npos)
                    continue;
            }
            if (const auto found = after_unit(text, at, unit, lang)) return found;
        }
    return {};
}

}  // namespace extract
