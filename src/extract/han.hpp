#pragma once

#include <algorithm>
#include <initializer_list>

#include "extract/actors.hpp"

namespace extract {

inline bool starts_with_one(std::string_view text, std::initializer_list<std::string_view> list) {
    return std::any_of(list.begin(), list.end(), [&](std::string_view one) { return text.starts_with(one); });
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

}  // namespace extract
