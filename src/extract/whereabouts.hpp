#pragma once

#include <set>
#include <string>
#include <vector>

#include "extract/actors.hpp"
#include "model/commitment.hpp"

namespace extract {

/// What the searches for a commitment's countries share: the sum, who invests it and what is known of it so
/// far.
class Whereabouts {
  public:
    Whereabouts(const Context& context, const Lexicon& lexicon, const Seen& one,
                const std::vector<Actor>& actors, const model::Commitment& made)
        : context_(context), lexicon_(lexicon), one_(one), actors_(actors), made_(made) {}

  protected:
    bool is_place(const Match& match) const;
    /// The countries of all places in a stretch.
    std::set<std::string> all_places(std::uint32_t begin, std::uint32_t end) const;
    /// In Korean, Chinese and Japanese news whoever has no nationality is from there.
    std::string domestic() const;
    std::uint32_t size() const { return static_cast<std::uint32_t>(context_.plain.text.size()); }

    const Context& context_;
    const Lexicon& lexicon_;
    const Seen& one_;
    const std::vector<Actor>& actors_;
    const model::Commitment& made_;
};

/// The country the (first) investor is at home in; empty where nothing says it.
std::string home_country(const Context& context, const Lexicon& lexicon, const Seen& one,
                         const std::vector<Actor>& actors, const model::Commitment& made);
/// The country the money goes to. It looks at the category and the investor's country, so both come first.
std::string host_country(const Context& context, const Lexicon& lexicon, const Seen& one,
                         const std::vector<Actor>& actors, const model::Commitment& made, bool round);

}  // namespace extract
