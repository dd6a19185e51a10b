#include "extract/whereabouts.hpp"

namespace extract {

bool Whereabouts::is_place(const Match& match) const {
    return match.entry >= 0 && lexicon_.named(match.entry).kind == Named::Kind::place &&
           !lexicon_.named(match.entry).country.empty();
}

std::set<std::string> Whereabouts::all_places(std::uint32_t begin, std::uint32_t end) const {
    std::set<std::string> found;
    for (auto m = context_.match_from(begin); m < context_.matches.size() && context_.matches[m].end <= end;
         ++m)
        if (is_place(context_.matches[m])) found.insert(lexicon_.named(context_.matches[m].entry).country);
    return found;
}

std::string Whereabouts::domestic() const {
    if (context_.lang == "ko") return "KOR";
    if (context_.lang == "ja") return "JPN";
    if (context_.lang == "zh") return made_.currency == "TWD" ? "TWN" : "CHN";
    return {};
}

}  // namespace extract
