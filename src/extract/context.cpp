#include "extract/context.hpp"

#include <algorithm>

namespace extract {
namespace {

constexpr std::uint32_t longest_sentence = 4000;  // a text without full stops stays readable in linear time
constexpr std::size_t most_conversions = 4;       // of one sum
constexpr std::uint32_t touching = 18;            // bytes: three English words, six Korean syllables

bool starts(const std::string& text, std::size_t at, std::string_view what) {
    return text.compare(at, what.size(), what) == 0;
}

/// "1. 투자구분: …": the number of a line.
bool numbers_item(const std::string& text, std::size_t dot) {
    auto begin = dot;
    while (begin > 0 && is_digit(text[begin - 1])) --begin;
    return dot > begin && dot - begin <= 2 && (begin == 0 || text[begin - 1] == '\n');
}

/// "U.S. said", "Inc. will", "Rs. 5", "No. 3", "J. Smith": a full stop that ends no sentence.
bool abbreviation(const std::string& text, std::size_t dot) {
    std::size_t begin = dot;
    while (begin > 0 && is_letter(text[begin - 1])) --begin;
    const auto word = std::string_view{text}.substr(begin, dot - begin);
    if (word.empty()) return numbers_item(text, dot);
    if (word.size() == 1) return is_upper(word[0]);
    constexpr std::array<std::string_view, 14> known = {"Inc", "Corp", "Co", "Ltd", "Rs",  "No",     "Mr",
                                                        "Ms",  "Dr",   "St", "vs",  "Jan", "approx", "Fr"};
    return std::find(known.begin(), known.end(), word) != known.end();
}

/// How many bytes of a sentence's end stand here; 0 for none.
std::size_t sentence_end(const std::string& text, std::size_t at) {
    const char c = text[at];
    if (c == '\n') return 1;
    if (c == '.' || c == '!' || c == '?') {
        std::size_t end = at + 1;
        if (starts(text, end, "\u201D") || starts(text, end, "\u2019"))
            end += 3;
        else if (end < text.size() && (text[end] == '"' || text[end] == ')' || text[end] == '\''))
            ++end;
        if (c != '.') return end - at;
        if (end < text.size() && text[end] != ' ' && text[end] != '\n' &&
            static_cast<unsigned char>(text[end]) < 0x80)
            return 0;
        if (end < text.size() && static_cast<unsigned char>(text[end]) >= 0x80 && at > 0 &&
            static_cast<unsigned char>(text[at - 1]) < 0x80)
            return 0;
        return abbreviation(text, at) ? 0 : end - at;
    }
    if (starts(text, at, "。")) return starts(text, at + 3, "」") || starts(text, at + 3, "”") ? 6 : 3;
    return 0;
}

}  // namespace

bool clause_ends(const Plain& plain, std::size_t at) {
    const auto& text = plain.text;
    const char c = text[at];
    const auto digit = [&](std::size_t i) { return i < text.size() && is_digit(text[i]); };
    if (c == ',' || c == ':') return !(at > 0 && digit(at - 1) && digit(at + 1));
    if (c == ';' || c == '(' || c == ')' || c == '\n') return true;
    if (c == ' ')
        return starts(text, at, " - ") || starts(text, at, " \u2013 ") || starts(text, at, " \u2014 ");
    return starts(text, at, "\u2014") || starts(text, at, "..");  // NFKC writes the ellipsis so
}

std::vector<Sentence> sentences(const Plain& plain) {
    std::vector<Sentence> found;
    std::uint32_t begin = 0;
    const auto size = static_cast<std::uint32_t>(plain.text.size());
    const auto close = [&](std::uint32_t end) {
        if (end > begin) found.push_back({begin, end, {}});
        begin = end;
    };
    for (std::uint32_t at = 0; at < size; ++at) {
        if (const auto length = sentence_end(plain.text, at)) {
            at += static_cast<std::uint32_t>(length) - 1;
            close(at + 1);
        } else if (at - begin >= longest_sentence &&
                   (static_cast<unsigned char>(plain.text[at]) & 0xC0) != 0x80) {
            close(at);
        }
    }
    close(size);
    return found;
}

std::size_t Context::match_from(std::uint32_t at) const {
    const auto found =
        std::lower_bound(matches.begin(), matches.end(), at,
                         [](const Match& one, std::uint32_t place) { return one.begin < place; });
    return static_cast<std::size_t>(found - matches.begin());
}

Roles Context::roles_between(std::uint32_t begin, std::uint32_t end) const {
    Roles roles;
    for (auto i = match_from(begin); i < matches.size() && matches[i].begin < end; ++i)
        if (matches[i].end <= end) roles |= matches[i].roles;
    return roles;
}

std::size_t Context::sentence_at(std::uint32_t at) const {
    const auto found =
        std::upper_bound(sentences.begin(), sentences.end(), at,
                         [](std::uint32_t place, const Sentence& one) { return place < one.begin; });
    return found == sentences.begin() ? 0 : static_cast<std::size_t>(found - sentences.begin()) - 1;
}

namespace {

/// A conversion in brackets stands between a sum and its words: the sum reaches to the closing bracket.
std::uint32_t reach(const Context& context, const std::vector<Amount>& all, std::size_t i) {
    auto end = all[i].end;
    for (auto next = i + 1; next < all.size() && next < i + most_conversions; ++next) {
        if (!all[next].conversion && !all[next].bracketed) break;
        const auto close = std::string_view{context.plain.text}.substr(all[next].end, 40).find(')');
        if (close == std::string_view::npos) break;
        end = all[next].end + static_cast<std::uint32_t>(close) + 1;
    }
    return end;
}

/// A label belongs to the sum behind its colon: "투자금액(원): 184,000,000,000".
std::uint32_t before_label(const Plain& plain, std::uint32_t from, std::uint32_t to) {
    const auto text = plain.part(from, to);
    const auto colon = text.find_last_not_of(' ');
    if (colon == std::string_view::npos || text[colon] != ':') return to;
    const auto open = text.rfind('(', colon);
    const bool unit = colon > 0 && text[colon - 1] == ')' && open != std::string_view::npos;
    return from + static_cast<std::uint32_t>(unit ? open : colon);
}
std::uint32_t last_clause(const Plain& plain, std::uint32_t from, std::uint32_t to) {
    to = before_label(plain, from, to);
    for (auto at = to; at > from; --at)
        if (clause_ends(plain, at - 1)) return at;
    return from;
}
std::uint32_t first_clause(const Plain& plain, std::uint32_t from, std::uint32_t to) {
    for (auto at = from; at < to; ++at)
        if (clause_ends(plain, at)) return at;
    return to;
}

/// What the words on one side of a sum say, from the sum outwards, as far as each scope reaches.
class Side {
  public:
    Side(const Language& language, Seen& one) : language_(language), one_(one) {}

    void hear(const Match& match, Scope touch, bool touches, Scope clause, bool in_clause, Scope stretch) {
        const auto roles = match.roles & ~governed_;
        if (touches) one_.in(touch) |= roles;
        if (in_clause) one_.in(clause) |= roles;
        one_.in(stretch) |= roles;
        for (const auto& group : language_.nearest)
            if ((match.roles & group.governs).any()) governed_ |= group.governed;
    }

  private:
    const Language& language_;
    Seen& one_;
    Roles governed_;
};

void hear_before(const Context& context, const Language& language, Seen& one) {
    Side side{language, one};
    const auto begin = one.amount.begin, near = begin > touching ? begin - touching : 0;
    for (auto m = context.match_from(begin); m > 0 && context.matches[m - 1].begin >= one.before; --m) {
        const auto& match = context.matches[m - 1];
        if (match.end > begin) continue;
        const bool in_clause = match.begin >= one.lead;
        side.hear(match, Scope::touch_before, in_clause && match.end > near, Scope::lead, in_clause,
                  Scope::before);
    }
}
void hear_behind(const Context& context, const Language& language, std::uint32_t end, Seen& one) {
    Side side{language, one};
    for (auto m = context.match_from(end); m < context.matches.size(); ++m) {
        const auto& match = context.matches[m];
        if (match.begin >= one.after) break;
        if (match.end > one.after) continue;
        const bool in_clause = match.end <= one.tail;
        side.hear(match, Scope::touch_after, in_clause && match.begin < end + touching, Scope::tail,
                  in_clause, Scope::after);
    }
}

void look_around(const Context& context, const Language& language, const std::vector<Amount>& all,
                 std::size_t i, Seen& one) {
    const auto& sentence = context.sentences[one.sentence];
    const auto& amount = one.amount;
    auto previous = i;
    while (previous > 0 && i - previous < most_conversions &&
           (all[previous - 1].conversion || all[previous - 1].bracketed))
        --previous;
    one.before = previous > 0 ? std::max(sentence.begin, reach(context, all, previous - 1)) : sentence.begin;
    one.before = std::min(one.before, amount.begin);
    auto next = i + 1;
    while (next < all.size() && next - i < most_conversions && (all[next].conversion || all[next].bracketed))
        ++next;
    one.after = next < all.size() ? std::min(sentence.end, all[next].begin) : sentence.end;
    const auto end = std::min(std::max(amount.end, reach(context, all, i)), one.after);
    one.lead = last_clause(context.plain, one.before, amount.begin);
    one.tail = first_clause(context.plain, end, one.after);
    hear_before(context, language, one);
    hear_behind(context, language, end, one);
}

void add_text_roles(Context& context) {
    for (auto& sentence : context.sentences)
        sentence.roles = context.roles_between(sentence.begin, sentence.end);
    bool first = true;
    for (const auto& sentence : context.sentences) {
        if (sentence.begin < context.plain.title_end) {
            context.title |= sentence.roles;
        } else if (first && sentence.end - sentence.begin > 1) {
            context.head |= sentence.roles;
            first = false;
        }
        context.text |= sentence.roles;
    }
    context.head |= context.title;
}

void add_wide_roles(const Context& context, Seen& one) {
    one.in(Scope::sentence) = context.sentences[one.sentence].roles;
    if (one.sentence > 0) one.in(Scope::previous) = context.sentences[one.sentence - 1].roles;
    one.in(Scope::title) = context.title;
    one.in(Scope::head) = context.head;
    one.in(Scope::text) = context.text;
}

}  // namespace

static std::vector<Match> matches_of(const Language& language, const Plain& plain) {
    const auto words = language.words.find(plain), topic = language.topic.find(plain);
    std::vector<Match> all(words.size() + topic.size());
    std::merge(words.begin(), words.end(), topic.begin(), topic.end(), all.begin(),
               [](const Match& left, const Match& right) { return left.begin < right.begin; });
    return all;
}

/// "12 trillion won" has won nothing: words of a sum are no cues.
static void drop_inside(std::vector<Match>& matches, const std::vector<Amount>& all) {
    std::size_t next = 0;
    std::erase_if(matches, [&](const Match& match) {
        while (next < all.size() && all[next].end <= match.begin) ++next;
        return next < all.size() && match.begin >= all[next].begin && match.end <= all[next].end;
    });
}

Context look(const Lexicon& lexicon, std::string_view lang, Plain plain) {
    Context context;
    context.lang = lang;
    context.plain = std::move(plain);
    context.matches = matches_of(lexicon.language(lang), context.plain);
    context.sentences = sentences(context.plain);
    const auto all = amounts(context.plain, lexicon.money(), lang);
    drop_inside(context.matches, all);
    add_text_roles(context);
    context.seen.resize(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto& one = context.seen[i];
        one.amount = all[i];
        one.sentence = context.sentence_at(all[i].begin);
        look_around(context, lexicon.language(lang), all, i, one);
        add_wide_roles(context, one);
    }
    return context;
}

}  // namespace extract
