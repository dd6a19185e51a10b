#include <algorithm>
#include <array>

#include "extract/actors.hpp"
#include "extract/names_en.hpp"

namespace extract {
namespace {

using std::string_view;

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
    const auto behind = context.plain.folded_part(
        name.end, static_cast<std::uint32_t>(std::min<std::size_t>(name.end + 8, context.plain.text.size())));
    if (behind.starts_with(", which ")) return true;  // "land for Corvid Digital, which wants to build"
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
        !front.ends_with("ectors of ") &&  // the board of directors of a company
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
    for (auto& name : names_en(context, lexicon, begin, end)) {
        if (list.empty() ? name.begin - begin > 30 : !linked(gap(context, list.back().end, name.begin))) {
            if (!list.empty()) break;
        }
        if (!only_place(context, lexicon, name)) list.push_back(std::move(name));
    }
    return list;
}

std::vector<Actor> subjects_en(const Context& context, const Lexicon& lexicon, std::uint32_t begin,
                               std::uint32_t limit) {
    const auto names = names_en(context, lexicon, begin, limit);
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
