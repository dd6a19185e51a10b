#include <algorithm>
#include <array>

#include "extract/actors.hpp"
#include "extract/words_ko.hpp"

namespace extract {
namespace {

using korean::joining, korean::nobody, korean::particles, korean::subject_particles, korean::titles;
using std::string_view;

struct Word {
    std::uint32_t begin = 0, end = 0;  // of the word without its particle
    string_view particle;
};

template <class List>
bool is_one(string_view word, const List& list) {
    return std::any_of(list.begin(), list.end(), [&](string_view one) { return one == word; });
}
template <class List>
bool ends_with_one(string_view word, const List& list) {
    return std::any_of(list.begin(), list.end(), [&](string_view one) { return word.ends_with(one); });
}

bool space(char c) {
    return c == ' ' || c == '\n';
}
bool outer(string_view text, std::size_t at) {
    const auto rest = text.substr(at);
    for (const string_view mark : {"“", "”", "‘", "’", "'", "\"", "「", "」", "…", "[", "]"})
        if (rest.starts_with(mark)) return true;
    return false;
}

class Subjects {
  public:
    Subjects(const Context& context, const Lexicon& lexicon, std::uint32_t begin, std::uint32_t limit)
        : context_(context), lexicon_(lexicon), begin_(begin) {
        words(begin, limit);
    }

    std::vector<Actor> find() const {
        if (auto nested = embedded(); !nested.empty()) return nested;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            if (!is_one(words_[i].particle, subject_particles) || of_relative_clause(i)) continue;
            if (auto found = actor(i); !found.name.empty())
                return found.official && agreement(i) ? partners(i, found) : with_joined(i, found);
        }
        return {};
    }
    /// Who stands before a word that leads ("굿워터캐피탈 주도로"), or is the subject before it.
    std::vector<Actor> before_lead(std::uint32_t lead) const {
        for (std::size_t i = words_.size(); i > 0; --i) {
            if (words_[i - 1].begin >= lead) continue;
            if (words_[i - 1].end + 8 >= lead && words_[i - 1].particle.empty()) return {actor_of(i - 1)};
            break;
        }
        return find();
    }
    std::vector<Actor> givers() const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            if (words_[i].particle == "에서" || words_[i].particle == "로부터" ||
                words_[i].particle == "으로부터")
                if (auto found = actor_of(i); !found.name.empty()) return with_joined(i, found);
        return {};
    }

  private:
    /// "비바리퍼블리카가 운영하는 토스는": who does what only describes the subject.
    bool of_relative_clause(std::size_t i) const {
        if ((words_[i].particle != "이" && words_[i].particle != "가") || i + 2 >= words_.size())
            return false;
        const auto& verb = words_[i + 1];
        const auto whole =
            context_.plain.part(verb.begin, verb.end + static_cast<std::uint32_t>(verb.particle.size()));
        const bool describes = ends_with_one(whole, std::array{"하는", "되는", "한", "된", "던", "있는"});
        const auto next = words_[i + 2].particle;
        return describes && (next == "은" || next == "는") && words_[i + 2].begin < begin_ + 200;
    }
    /// "SK그룹은 SK하이닉스가 … 투자한다고": who acts is the known name with 이 or 가 nearest before the sum.
    std::vector<Actor> embedded() const {
        bool topic = false;
        std::vector<Actor> found;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            if (words_[i].particle == "은" || words_[i].particle == "는") topic = true;
            if (!topic || (words_[i].particle != "이" && words_[i].particle != "가")) continue;
            const bool person = ends_with_one(text(words_[i]), titles) && i > 0;
            const auto one = person ? named(words_[i - 1].begin, name_end(words_[i - 1])) : actor_of(i);
            const bool foreign = !one.country.empty() && one.country != "KOR";
            const bool town = i > 0 && ends_with_one(text(words_[0]), std::array{"시", "도", "군", "구청"});
            if (!one.name.empty() && (foreign || (town && !one.official) ||
                                      entry_ending(context_, lexicon_, words_[i].begin, one.end) >= 0))
                found = {one};
        }
        return found;
    }
    /// A town that signs an agreement names its partners; they bring the money.
    bool agreement(std::size_t i) const {
        return i + 1 < words_.size() &&
               context_
                   .roles_between(words_[i].end,
                                  context_.sentences[context_.sentence_at(words_[i].begin)].end)
                   .test(lexicon_.role("agreement"));
    }
    std::vector<Actor> partners(std::size_t i, const Actor& town) const {
        std::vector<Actor> found;
        for (auto next = i + 1; next < words_.size(); ++next) {
            const bool partner = is_one(words_[next].particle, joining) ||
                                 (next + 1 < words_.size() && text(words_[next + 1]).starts_with("등"));
            if (!partner) continue;
            auto one = actor_of(next);
            if (!one.name.empty() && !one.official && one.name.find("·") == std::string::npos &&
                !one.name.starts_with("등"))
                found.push_back(one);
        }
        return found.empty() ? std::vector<Actor>{town} : found;
    }

    string_view text(const Word& word) const { return context_.plain.part(word.begin, word.end); }

    void words(std::uint32_t at, std::uint32_t limit) {
        const string_view all = context_.plain.text;
        while (at < limit) {
            while (at < limit && (space(all[at]) || outer(all, at)))
                at += space(all[at]) ? 1 : decode(all, at).length;
            auto end = at;
            while (end < limit && !space(all[end]) && !outer(all, end)) end += decode(all, end).length;
            if (end > at) words_.push_back(parted(at, std::min(end, limit)));
            at = std::max(end, at + 1);
        }
    }
    Word parted(std::uint32_t begin, std::uint32_t end) const {
        auto whole = context_.plain.part(begin, end);
        for (const string_view particle : particles)
            if (whole.size() > particle.size() && whole.ends_with(particle)) {
                // "하이닉스" and the like end as if with a particle: a whole known name has none.
                if (particle.size() == 3 && entry_ending(context_, lexicon_, begin, end) >= 0) break;
                return {begin, end - static_cast<std::uint32_t>(particle.size()), particle};
            }
        return {begin, end, {}};
    }

    /// "(AWS)" behind a name is not part of it.
    std::uint32_t name_end(const Word& word) const {
        const auto open = text(word).find('(');
        if (open == string_view::npos || open == 0 || !text(word).ends_with(')')) return word.end;
        return word.begin + static_cast<std::uint32_t>(open);
    }

    Actor actor(std::size_t i) const {
        const auto& word = words_[i];
        if (is_one(text(word), nobody) || counter(text(word)) || verb_form(word)) return {};
        if (ends_with_one(text(word), titles)) return titled(i);
        return named(word.begin, name_end(word));
    }
    static bool counter(string_view text) { return is_digit(text[0]) && text.size() < 12; }  // "3사", "22일"
    /// "바꾸는", "같은", "없이": verbs and adverbs that end as if with a particle.
    bool verb_form(const Word& word) const {
        constexpr std::array stems = {"하",   "되",   "쓰",   "꾸",   "짓",   "들이", "있", "없",
                                      "같",   "많",   "늘리", "시키", "받",   "않",   "넘", "만드",
                                      "이끄", "따르", "높",   "적",   "위한", "맺",   "뽑", "미치",
                                      "벌이", "찾",   "모으", "갖추", "키우", "다"};
        if (entry_ending(context_, lexicon_, word.begin, word.end) >= 0 || text(word).size() > 12)
            return false;
        return ends_with_one(text(word), stems);
    }
    /// "최수연 네이버 대표는" is 네이버, "이재명 대통령은" the government, "박세진 회장이" himself.
    Actor titled(std::size_t i) const {
        const auto title = text(words_[i]);
        if (title.ends_with("대통령") || title.ends_with("총리"))
            return {words_[i].begin, words_[i].end, "정부", "KOR", true};
        if (i == 0) return {};
        // "KT 김영섭 대표는": the company stands before its head; "최은경 씨가" stands for herself.
        if (i > 1 && title != "씨" && words_[i - 2].particle.empty() &&
            entry_ending(context_, lexicon_, words_[i - 2].begin, words_[i - 2].end) >= 0)
            return named(words_[i - 2].begin, words_[i - 2].end);
        return named(words_[i - 1].begin, name_end(words_[i - 1]));
    }
    Actor named(std::uint32_t begin, std::uint32_t end) const {
        auto from = begin;
        if (const auto entry = entry_ending(context_, lexicon_, begin_, end); entry >= 0) {
            for (auto m = context_.match_from(begin_);
                 m < context_.matches.size() && context_.matches[m].end <= end; ++m)
                if (context_.matches[m].entry >= 0 && context_.matches[m].end == end)
                    from = context_.matches[m].begin;
            from = std::min(from, begin);
            // the entry may be the end of a longer word, "신한은행" in "전국신한은행"
            const auto& known = lexicon_.named(entry);
            if (known.kind == Named::Kind::place && known.country.empty()) return {};
            return {from, end, std::string{context_.plain.part(from, end)}, known.country,
                    known.kind == Named::Kind::government};
        }
        auto name = context_.plain.part(from, end);
        for (const string_view form : {"(주)", "주식회사"})
            if (name.starts_with(form))
                name.remove_prefix(form.size()), from += static_cast<std::uint32_t>(form.size());
        if (name.ends_with("(주)")) name.remove_suffix(5), end -= 5;
        if (name.size() < 2 || is_digit(name[0]) || name.ends_with(")")) return {};
        if (name.ends_with("컨소시엄") && name == "컨소시엄" && from > begin_) return {};
        return {from, end, std::string{name}, home_before(from), official(name)};
    }
    static bool official(string_view name) {
        constexpr std::array ends = {"시",         "도",     "군",   "부",     "처",   "청",    "위원회",
                                     "광역지자체", "지자체", "당국", "교육청", "공단", "진흥원"};
        return ends_with_one(name, ends);
    }
    /// "미국 코어노드", "싱가포르 국부펀드 계열 파빌리온": the nationality stands before the name.
    std::string home_before(std::uint32_t at) const {
        auto m = context_.match_from(at);
        for (int back = 0; back < 4 && m > 0; ++back) {
            const auto& match = context_.matches[--m];
            if (match.begin < begin_ || at - match.end > 40) break;
            if (match.entry >= 0 && lexicon_.named(match.entry).kind == Named::Kind::place)
                return lexicon_.named(match.entry).country;
        }
        return {};
    }

    /// "SK그룹은 AWS와 함께": a partner behind the subject.
    void add_partner(std::size_t i, std::vector<Actor>& all) const {
        for (auto next = i + 1; next < words_.size(); ++next) {
            if (words_[next].particle != "와" && words_[next].particle != "과") continue;
            const auto rest = context_.plain.text.substr(words_[next].end, 120);
            const auto together = std::min(rest.find("함께"), rest.find("공동으로"));
            const auto entry = entry_ending(context_, lexicon_, words_[next].begin, words_[next].end);
            if (entry >= 0 && together < rest.find(". ")) all.push_back(actor_of(next));
        }
    }
    std::vector<Actor> with_joined(std::size_t i, const Actor& last) const {
        std::vector<Actor> all = {last};
        if (!last.official) add_partner(i, all);
        auto first = i;
        while (first > 0 && words_[first].begin > last.begin) --first;  // a name of several words
        for (int more = 0; more < 4 && first > 0; ++more) {
            auto before = first - 1;
            while (before > 0 && words_[before].particle.empty() && first - before < 3 &&
                   !is_one(words_[before].particle, joining))
                --before;
            if (!is_one(words_[before].particle, joining)) break;
            const auto other = actor_of(before);
            if (other.name.empty()) break;
            all.insert(all.begin(), other);
            first = before;
            while (first > 0 && words_[first].begin > other.begin) --first;
        }
        return all;
    }
    Actor actor_of(std::size_t i) const {
        if (is_one(text(words_[i]), nobody) || counter(text(words_[i])) || verb_form(words_[i])) return {};
        return named(words_[i].begin, name_end(words_[i]));
    }

    const Context& context_;
    const Lexicon& lexicon_;
    std::uint32_t begin_;
    std::vector<Word> words_;
};

}  // namespace

std::vector<Actor> lead_ko(const Context& context, const Lexicon& lexicon, const Match& lead,
                           std::uint32_t begin) {
    auto found = Subjects{context, lexicon, begin, lead.begin}.before_lead(lead.begin);
    std::erase_if(found, [](const Actor& actor) { return actor.name.empty(); });
    return found;
}
std::vector<Actor> givers_ko(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                             std::uint32_t limit) {
    return Subjects{context, lexicon, begin, limit}.givers();
}
std::vector<Actor> subjects_ko(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                               std::uint32_t limit) {
    return Subjects{context, lexicon, begin, limit}.find();
}

}  // namespace extract
