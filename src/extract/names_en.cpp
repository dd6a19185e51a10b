#include "extract/names_en.hpp"

#include "extract/words_en.hpp"

namespace extract {
namespace {

using english::bodies, english::heads, english::is_one, english::kinds_of_actor, english::linkers,
    english::not_names, english::official_words, english::offices;
using std::string_view;

/// One word of a sentence.
struct Token {
    std::uint32_t begin = 0, end = 0;
    bool capital = false;
};

bool inside_word(const std::string& text, std::uint32_t at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (is_letter(text[at]) || is_digit(text[at]) || text[at] == '&' || text[at] == '+') return true;
    if ((text[at] == '-' || text[at] == '.') && at > 0 && at + 1 < text.size())
        return (is_letter(text[at + 1]) || is_digit(text[at + 1])) && is_letter(text[at - 1]);
    return c >= 0xC3 && c <= 0xCA
               ? true
               : (c >= 0x80 && c < 0xC0 && at > 0 && static_cast<unsigned char>(text[at - 1]) >= 0xC3 &&
                  static_cast<unsigned char>(text[at - 1]) <= 0xCA);
}

std::vector<Token> tokens(const Plain& plain, std::uint32_t begin, std::uint32_t end) {
    std::vector<Token> found;
    for (auto at = begin; at < end;) {
        if (!inside_word(plain.text, at)) {
            ++at;
            continue;
        }
        auto to = at;
        while (to < end && inside_word(plain.text, to)) ++to;
        const auto lead = static_cast<unsigned char>(plain.text[at]);
        const bool accent = lead == 0xC3 && static_cast<unsigned char>(plain.text[at + 1]) < 0x9F;
        const bool inner = to - at > 1 && is_letter(plain.text[at]) && is_upper(plain.text[at + 1]);  // xAI
        found.push_back({at, to, is_upper(plain.text[at]) || accent || inner});
        at = to;
    }
    return found;
}

}  // namespace

bool verb_follows(const Context& context, const Lexicon& lexicon, std::uint32_t end) {
    const auto verb = lexicon.role("verb");
    const auto& text = context.plain.text;
    while (end < text.size() && text[end] == ' ') ++end;
    const auto m = context.match_from(end);
    if (m < context.matches.size() && context.matches[m].begin == end && context.matches[m].roles.test(verb))
        return true;
    auto to = end;
    while (to < text.size() && is_letter(text[to])) ++to;
    const auto word = string_view{text}.substr(end, to - end);
    constexpr std::array verbs = {
        "said",      "says",      "will",      "would",     "plans",     "is",         "are",
        "has",       "have",      "had",       "to",        "announced", "announces",  "pledged",
        "pledges",   "committed", "commits",   "agreed",    "intends",   "aims",       "expects",
        "expect",    "invests",   "invest",    "puts",      "put",       "unveiled",   "unveils",
        "launched",  "launches",  "raised",    "approved",  "approves",  "earmarks",   "earmarked",
        "set",       "sets",      "chose",     "told",      "confirmed", "reaffirmed", "signed",
        "lifted",    "lifts",     "on",        "backs",     "pours",     "spends",     "builds",
        "may",       "could",     "was",       "were",      "added",     "promised",   "promises",
        "gave",      "gives",     "secures",   "doubles",   "scraps",    "scrapped",   "shelved",
        "halts",     "withdrew",  "withdraws", "presented", "publishes", "allocated",  "allocates",
        "adds",      "ups",       "raises",    "boosts",    "hikes",     "reaffirms",  "stands",
        "makes",     "opens",     "earmark",   "spend",     "buys",      "takes",      "closes",
        "starts",    "begins",    "now",       "together",  "jointly",   "devotes",    "anticipates",
        "led",       "moved",     "and",       "also",      "bets",      "rolls",      "doubled",
        "tops",      "ploughs",   "steps",     "sees",      "budgets",   "funds",      "opened",
        "completed", "completes", "denied",    "donates",   "donated",   "decided",    "resolved",
        "outlined",  "detailed",  "handed",    "injects",   "sinks",     "commit",     "pledge",
        "agree",     "put"};
    return is_one(word, verbs);
}

namespace {

class Names {
  public:
    Names(const Context& context, const Lexicon& lexicon, std::uint32_t begin, std::uint32_t end)
        : context_(context), lexicon_(lexicon), plain_(context.plain), tokens_(tokens(plain_, begin, end)) {}

    std::vector<Actor> all() {
        for (std::size_t i = 0; i < tokens_.size();) {
            if (const auto known = known_at(i)) {
                i = add_known(i, *known);
            } else if (const auto length = body_at(i)) {
                i = add_body(i, length);
            } else if (names_begin(i)) {
                i = add_name(i);
            } else {
                ++i;
            }
        }
        return std::move(found_);
    }

  private:
    string_view word(std::size_t i) const { return plain_.part(tokens_[i].begin, tokens_[i].end); }
    string_view between(std::size_t i) const { return plain_.part(tokens_[i].end, tokens_[i + 1].begin); }

    const Match* known_at(std::size_t i) const {
        const auto m = context_.match_from(tokens_[i].begin);
        if (m >= context_.matches.size() || context_.matches[m].begin != tokens_[i].begin) return nullptr;
        const auto& match = context_.matches[m];
        if (match.entry < 0 || lexicon_.named(match.entry).kind == Named::Kind::place) return nullptr;
        return &match;
    }
    std::size_t add_known(std::size_t i, const Match& match) {
        auto next = i;
        while (next < tokens_.size() && tokens_[next].begin < match.end) ++next;
        auto end = std::max<std::uint32_t>(match.end, tokens_[next - 1].end);
        // "Telefonica Tech", "Infosys Foundation": a longer name that begins with a known one.
        while (next < tokens_.size() && tokens_[next].capital && between(next - 1) == " " &&
               !is_one(word(next), not_names) && !place_at(next)) {
            end = tokens_[next].end;
            ++next;
        }
        const auto& named = lexicon_.named(match.entry);
        found_.push_back({tokens_[i].begin, end, std::string{plain_.part(tokens_[i].begin, end)},
                          named.country, named.kind == Named::Kind::government});
        found_.back().stateless = named.kind == Named::Kind::government && named.country.empty();
        return next;
    }

    /// How many tokens a body of government takes here; 0 for none.
    std::size_t body_at(std::size_t i) const {
        if (tokens_[i].capital && i > 0) return 0;  // "Ministry of Economic Affairs" is a name
        const auto rest = plain_.folded_part(
            tokens_[i].begin,
            static_cast<std::uint32_t>(std::min<std::size_t>(plain_.text.size(), tokens_[i].begin + 24)));
        for (const string_view body : bodies)
            if (rest.starts_with(body) && (rest.size() == body.size() || !is_letter(rest[body.size()])))
                return 1 + static_cast<std::size_t>(std::count(body.begin(), body.end(), ' '));
        return 0;
    }
    std::size_t add_body(std::size_t i, std::size_t length) {
        auto begin = tokens_[i].begin;
        std::string country;
        // "German government", "Brazil's government", "Thailand's cabinet"
        if (!found_.empty() && found_.back().end + 3 >= begin && place_word(found_.back())) {
            begin = found_.back().begin;
            country = found_.back().country;
            found_.pop_back();
        } else if (i > 0) {
            if (const auto place = place_ending(tokens_[i].begin)) {
                begin = place->begin;
                country = lexicon_.named(place->entry).country;
                if (!found_.empty() && found_.back().begin == begin) found_.pop_back();
            }
        }
        const auto end = tokens_[i + length - 1].end;
        found_.push_back({begin, end, std::string{plain_.part(begin, end)}, country, true});
        return i + length;
    }
    bool place_word(const Actor& actor) const {
        return entry_is_place(actor.begin) && actor.end - actor.begin < 24;
    }
    bool entry_is_place(std::uint32_t at) const {
        const auto m = context_.match_from(at);
        return m < context_.matches.size() && context_.matches[m].begin == at &&
               context_.matches[m].entry >= 0 &&
               lexicon_.named(context_.matches[m].entry).kind == Named::Kind::place;
    }
    bool place_at(std::size_t i) const { return entry_is_place(tokens_[i].begin); }
    const Match* place_ending(std::uint32_t at) const {
        auto m = context_.match_from(at);
        for (int back = 0; back < 3 && m > 0; ++back) {
            const auto& match = context_.matches[--m];
            if (match.entry < 0 || lexicon_.named(match.entry).kind != Named::Kind::place) continue;
            if (match.end + 3 >= at && match.end <= at) return &match;
        }
        return nullptr;
    }

    bool names_begin(std::size_t i) const {
        // Only a brand begins a sentence with a small letter: "center3, a unit of STC, said".
        if (i == 0 && !tokens_[0].capital && plain_.part(tokens_[0].end, tokens_[0].end + 1) == "," &&
            is_letter(plain_.text[tokens_[0].begin]))
            return true;
        if (!tokens_[i].capital || is_digit(plain_.text[tokens_[i].begin])) return false;
        if (plain_.part(tokens_[i].end, tokens_[i].end + 1) == "$") return false;  // "US$850 million"
        return !is_one(word(i), not_names);
    }
    std::size_t add_name(std::size_t i) {
        auto last = i;
        while (last + 1 < tokens_.size() && goes_on(last)) ++last;
        while (last > i && !tokens_[last].capital) --last;
        if (last > i && is_one(word(i), kinds_of_actor)) return i + 1;  // and the name begins behind it
        const auto begin = tokens_[i].begin, end = tokens_[last].end;
        bool office = i > 0 && is_one(word(i - 1), offices);
        for (auto part = i; part <= last; ++part) office = office || is_one(word(part), offices);
        const bool based = plain_.part(begin, end).find("-based") != string_view::npos;
        if (!office && !based && !common_word(i, last))
            found_.push_back({begin, end, std::string{plain_.part(begin, end)}, country_of(begin, end),
                              official(i, last)});
        return last + 1;
    }
    bool official(std::size_t first, std::size_t last) const {
        for (auto i = first; i <= last; ++i)
            if (is_one(word(i), official_words)) return true;
        return false;
    }
    /// "Film studio Walcott", "Alumna and software founder …": a sentence begins with a capital whatever the
    /// word.
    bool common_word(std::size_t i, std::size_t last) const {
        if (i != last || i > 0 || i + 1 >= tokens_.size() || known_at(i)) return false;
        const auto next = word(i + 1);
        if (between(i) != " " || tokens_[i + 1].capital) return false;
        return next == "and" || !verb_follows(context_, lexicon_, tokens_[i].end);
    }
    bool goes_on(std::size_t last) const {
        if (plain_.part(tokens_[last].begin, tokens_[last].end).ends_with("-based")) return false;
        if (between(last) != " " && between(last) != ". ") return false;
        const auto next = word(last + 1);
        if (between(last) == ". ")
            return tokens_[last].end - tokens_[last].begin == 1 && tokens_[last + 1].capital;
        if (tokens_[last + 1].capital) return !known_at(last + 1) || is_one(word(last), heads);
        const bool two_more =
            last + 2 < tokens_.size() && tokens_[last + 2].capital && between(last + 1) == " ";
        if (next == "&") return two_more;
        // "Tamar Bank of Tel Aviv": where a bank is, unless its name begins so ("Bank of England").
        if (next == "of" && two_more && place_at(last + 2) && last > 0 && tokens_[last - 1].capital &&
            between(last - 1) == " ")
            return false;
        const bool linked = is_one(next, linkers) && next != "and" && next != "the";
        return linked && last + 2 < tokens_.size() && tokens_[last + 2].capital && between(last + 1) == " " &&
               (is_one(word(last), heads) || next == "de" || next == "du");
    }
    std::string country_of(std::uint32_t begin, std::uint32_t end) const {
        const auto m = context_.match_from(begin);
        for (auto i = m; i < context_.matches.size() && context_.matches[i].end <= end; ++i)
            if (context_.matches[i].entry >= 0 && !lexicon_.named(context_.matches[i].entry).country.empty())
                return lexicon_.named(context_.matches[i].entry).country;
        return {};
    }

    const Context& context_;
    const Lexicon& lexicon_;
    const Plain& plain_;
    std::vector<Token> tokens_;
    std::vector<Actor> found_;
};

}  // namespace

std::vector<Actor> names_en(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                            std::uint32_t end) {
    return Names{context, lexicon, begin, end}.all();
}

}  // namespace extract
