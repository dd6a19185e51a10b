#include <algorithm>
#include <array>

#include "extract/actors.hpp"

namespace extract {
namespace {

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

constexpr std::array not_names = {"The",
                                  "A",
                                  "An",
                                  "In",
                                  "At",
                                  "On",
                                  "It",
                                  "Its",
                                  "We",
                                  "Our",
                                  "He",
                                  "She",
                                  "They",
                                  "This",
                                  "That",
                                  "These",
                                  "Those",
                                  "For",
                                  "From",
                                  "By",
                                  "Of",
                                  "To",
                                  "With",
                                  "Under",
                                  "Over",
                                  "After",
                                  "Before",
                                  "As",
                                  "If",
                                  "When",
                                  "While",
                                  "But",
                                  "And",
                                  "Or",
                                  "Not",
                                  "Of",
                                  "Within",
                                  "During",
                                  "About",
                                  "Around",
                                  "Since",
                                  "Until",
                                  "Through",
                                  "Monday",
                                  "Tuesday",
                                  "Wednesday",
                                  "Thursday",
                                  "Friday",
                                  "Saturday",
                                  "Sunday",
                                  "January",
                                  "February",
                                  "March",
                                  "April",
                                  "May",
                                  "June",
                                  "July",
                                  "August",
                                  "September",
                                  "October",
                                  "November",
                                  "December",
                                  "AI",
                                  "GPU",
                                  "GPUs",
                                  "CEO",
                                  "CFO",
                                  "Series",
                                  "IPO",
                                  "MW",
                                  "GW",
                                  "R&D",
                                  "Minutes",
                                  "Days",
                                  "Separately",
                                  "Also",
                                  "Meanwhile",
                                  "Construction",
                                  "Each",
                                  "Every",
                                  "Two",
                                  "Three",
                                  "Four",
                                  "Five",
                                  "Some",
                                  "Shares",
                                  "Investors",
                                  "Analysts",
                                  "Current",
                                  "Former",
                                  "More",
                                  "Most",
                                  "Last",
                                  "Next",
                                  "Another",
                                  "Both",
                                  "All",
                                  "One",
                                  "Terms",
                                  "Worldwide",
                                  "Global",
                                  "Artificial",
                                  "Machine",
                                  "How",
                                  "Why",
                                  "Where",
                                  "What",
                                  "Who",
                                  "Half",
                                  "Long",
                                  "Late",
                                  "Early",
                                  "Nearly",
                                  "Up",
                                  "Total",
                                  "Then",
                                  "There",
                                  "Here",
                                  "Data",
                                  "Cloud",
                                  "You",
                                  "Your",
                                  "Their",
                                  "His",
                                  "Her",
                                  "Rs",
                                  "USD",
                                  "EUR",
                                  "GBP",
                                  "KRW",
                                  "SEK",
                                  "NOK",
                                  "DKK",
                                  "CHF",
                                  "AED",
                                  "SAR",
                                  "CAD",
                                  "AUD",
                                  "NZD",
                                  "SGD",
                                  "INR",
                                  "MYR",
                                  "RM",
                                  "FY",
                                  "Q1",
                                  "Q2",
                                  "Q3",
                                  "Q4",
                                  "Asked",
                                  "Once",
                                  "Budget",
                                  "Securing",
                                  "Announcing",
                                  "Pre-money",
                                  "No",
                                  "Yes",
                                  "Even",
                                  "Only",
                                  "Just",
                                  "Now",
                                  "So",
                                  "Because",
                                  "Production",
                                  "Mass",
                                  "Immediately",
                                  "Today",
                                  "Yesterday",
                                  "Tomorrow",
                                  "Second-quarter",
                                  "Third-quarter",
                                  "First",
                                  "HBM",
                                  "US$",
                                  "LLM",
                                  "AGI",
                                  "Together",
                                  "Jointly",
                                  "Backed",
                                  "Citing",
                                  "According",
                                  "Despite",
                                  "Speaking"};
constexpr std::array offices = {"President", "Minister", "Senator",   "Secretary",  "Chancellor",
                                "Premier",   "Governor", "Mayor",     "Technology", "Commissioner",
                                "Prime",     "Deputy",   "Treasurer", "King",       "Prince",
                                "CEO",       "Chief"};
constexpr std::array linkers = {"of", "for", "de", "du", "and", "the", "&"};
constexpr std::array heads = {"University", "Government",   "Bank",    "Department", "Ministry",
                              "Province",   "City",         "State",   "Office",     "Institute",
                              "Council",    "Commonwealth", "Board",   "Kingdom",    "Republic",
                              "Foundation", "Province",     "College", "Commission", "School",
                              "Agency",     "Ministries",   "Bureau"};
/// Bodies written in lower case that act like a name.
constexpr std::array bodies = {
    "federal government",    "government",       "administration",   "ministers",          "cabinet",
    "culture ministry",      "finance ministry", "science ministry", "education ministry", "health ministry",
    "defence ministry",      "defense ministry", "digital ministry", "ministry",           "state government",
    "provincial government", "city council",     "parliament",       "regional government"};

template <class List>
bool is_one(string_view word, const List& list) {
    return std::any_of(list.begin(), list.end(), [&](string_view one) { return one == word; });
}

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
        return !is_one(word(i), not_names);
    }
    std::size_t add_name(std::size_t i) {
        auto last = i;
        while (last + 1 < tokens_.size() && goes_on(last)) ++last;
        while (last > i && !tokens_[last].capital) --last;
        const auto begin = tokens_[i].begin, end = tokens_[last].end;
        bool office = i > 0 && is_one(word(i - 1), offices);
        for (auto part = i; part <= last; ++part) office = office || is_one(word(part), offices);
        const bool based = plain_.part(begin, end).find("-based") != string_view::npos;
        if (!office && !based && !common_word(i, last))
            found_.push_back(
                {begin, end, std::string{plain_.part(begin, end)}, country_of(begin, end), false});
        return last + 1;
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

bool only_place(const Context& context, const Lexicon& lexicon, const Actor& actor) {
    for (auto i = context.match_from(actor.begin);
         i < context.matches.size() && context.matches[i].begin < actor.end; ++i) {
        const auto& match = context.matches[i];
        if (match.entry >= 0 && lexicon.named(match.entry).kind == Named::Kind::place &&
            match.begin == actor.begin && match.end >= actor.end)
            return true;
    }
    return false;
}

string_view gap(const Context& context, std::uint32_t begin, std::uint32_t end) {
    return context.plain.folded_part(begin, end);
}

/// "X and Y", "X, Y and Z", "X and its telecom arm Y": a gap that holds a link and at most a few plain words.
bool linked(string_view between) {
    const bool link = between.starts_with(" and ") || between.starts_with(", ") ||
                      between.starts_with(" & ") || between.starts_with(" / ");
    if (!link || between.size() > 40) return false;
    return std::count(between.begin(), between.end(), ' ') <= 5 &&
           between.find(" in ") == string_view::npos && between.find(" which ") == string_view::npos &&
           between.find(" to ") == string_view::npos && between.find(" by ") == string_view::npos &&
           between.find(" of ") == string_view::npos && between.find(" for ") == string_view::npos &&
           between.find("'s") == string_view::npos && between.find(" with ") == string_view::npos &&
           between.find(" said") == string_view::npos && between.find(" will ") == string_view::npos;
}

enum class Fits { no, maybe, yes };

bool ends_with_one(string_view text, std::initializer_list<string_view> list) {
    return std::any_of(list.begin(), list.end(), [&](string_view one) { return text.ends_with(one); });
}

bool kind_follows(const Context& context, std::uint32_t end) {
    const auto after = context.plain.folded_part(
        end, static_cast<std::uint32_t>(std::min<std::size_t>(end + 14, context.plain.text.size())));
    constexpr std::array kinds = {" group",    " company", " firm",     " bank",      " lender",
                                  " giant",    " utility", " maker",    " start-up",  " startup",
                                  " retailer", " insurer", " operator", " developer", " carmaker"};
    return std::any_of(kinds.begin(), kinds.end(), [&](string_view kind) { return after.starts_with(kind); });
}

/// The subject of a clause inside the sentence: "an issue under which Nvidia will subscribe".
bool embedded(const Context& context, const Lexicon& lexicon, const Actor& name, std::uint32_t begin) {
    const auto front = gap(context, name.begin - std::min<std::uint32_t>(name.begin - begin, 12), name.begin);
    const bool clause = ends_with_one(
        front, {" which ", " said ", " that ", " says ", " said the ", " that the ", " which the "});
    return clause && verb_follows(context, lexicon, name.end) && !only_place(context, lexicon, name);
}

/// A name is the subject if a verb or an apposition follows it and no preposition stands before it.
Fits stands_as_subject(const Context& context, const Lexicon& lexicon, const std::vector<Actor>& names,
                       std::size_t i, std::uint32_t begin) {
    const auto& name = names[i];
    const bool verb = verb_follows(context, lexicon, name.end);
    const auto front = gap(context, name.begin - std::min<std::uint32_t>(name.begin - begin, 10), name.begin);
    const auto bare = front.ends_with("ai ") ? front.substr(0, front.size() - 3) : front;
    const bool prepositional =
        ends_with_one(bare, {"in ", "at ", " from ", " near ", " of ", " with ", " on ", " by ", " for ",
                             "in the ", "at the ", " of the ", " across "});
    if (front.ends_with("the ") && kind_follows(context, name.end)) return Fits::no;  // "The Bilbao group"
    if (prepositional || (only_place(context, lexicon, name) && !verb)) return Fits::no;
    const auto after = context.plain.folded_part(
        name.end, static_cast<std::uint32_t>(std::min<std::size_t>(name.end + 4, context.plain.text.size())));
    const bool owner = after.starts_with("'s") || after.starts_with("\u2019s");
    if (owner) return Fits::maybe;
    const bool joined = i + 1 < names.size() && linked(gap(context, name.end, names[i + 1].begin));
    return verb || joined || after.starts_with(",") || after.starts_with(" (") ? Fits::yes : Fits::maybe;
}

}  // namespace

std::vector<Actor> listed_en(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                             std::uint32_t end) {
    std::vector<Actor> list;
    for (auto& name : Names{context, lexicon, begin, end}.all()) {
        if (list.empty() ? name.begin - begin > 30 : !linked(gap(context, list.back().end, name.begin))) {
            if (!list.empty()) break;
        }
        if (!only_place(context, lexicon, name)) list.push_back(std::move(name));
    }
    return list;
}

std::vector<Actor> subjects_en(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                               std::uint32_t limit) {
    const auto names = Names{context, lexicon, begin, limit}.all();
    auto first = names.size(), otherwise = names.size();
    for (std::size_t i = 0; i < names.size() && first == names.size(); ++i) {
        const auto fits = stands_as_subject(context, lexicon, names, i, begin);
        if (fits == Fits::yes) first = i;
        if (fits == Fits::maybe && otherwise == names.size()) otherwise = i;
    }
    if (first == names.size()) first = otherwise;
    for (auto i = first + 1; i < names.size(); ++i)  // "… said the government would spend"
        if (embedded(context, lexicon, names[i], begin)) first = i;
    if (first == names.size()) return {};
    std::vector<Actor> found = {names[first]};
    if (only_place(context, lexicon, found[0])) found[0].official = true;  // a state that spends
    for (auto i = first + 1; i < names.size(); ++i) {
        if (!linked(gap(context, found.back().end, names[i].begin))) break;
        if (only_place(context, lexicon, names[i])) {
            if (i + 1 < names.size() && names[i + 1].begin <= names[i].end + 24) continue;
            break;
        }
        found.push_back(names[i]);
    }
    return found;
}

}  // namespace extract
