#include "extract/number_words.hpp"

#include <algorithm>
#include <array>

namespace extract {
namespace {

using std::string_view;

struct Named {
    string_view word;
    double value;
};
constexpr std::array cardinals = {Named{"a", 1},          Named{"an", 1},        Named{"one", 1},
                                  Named{"two", 2},        Named{"three", 3},     Named{"four", 4},
                                  Named{"five", 5},       Named{"six", 6},       Named{"seven", 7},
                                  Named{"eight", 8},      Named{"nine", 9},      Named{"ten", 10},
                                  Named{"eleven", 11},    Named{"twelve", 12},   Named{"thirteen", 13},
                                  Named{"fourteen", 14},  Named{"fifteen", 15},  Named{"sixteen", 16},
                                  Named{"seventeen", 17}, Named{"eighteen", 18}, Named{"nineteen", 19}};
constexpr std::array tens = {Named{"twenty", 20}, Named{"thirty", 30}, Named{"forty", 40},
                             Named{"fifty", 50},  Named{"sixty", 60},  Named{"seventy", 70},
                             Named{"eighty", 80}, Named{"ninety", 90}};
/// Whole phrases before the magnitude: parts of one, and sizes without a figure.
constexpr std::array phrases = {Named{"half a", 0.5},
                                Named{"a half", 0.5},
                                Named{"a quarter of a", 0.25},
                                Named{"quarter of a", 0.25},
                                Named{"a quarter", 0.25},
                                Named{"three quarters of a", 0.75},
                                Named{"three quarter", 0.75},
                                Named{"a third of a", 1.0 / 3},
                                Named{"two thirds of a", 2.0 / 3},
                                Named{"several", 0},
                                Named{"many", 0},
                                Named{"tens of", 0},
                                Named{"hundreds of", 0},
                                Named{"dozens of", 0},
                                Named{"multi", 0}};
constexpr std::array fractions = {Named{"and a half", 0.5}, Named{"and a quarter", 0.25},
                                  Named{"and three quarters", 0.75}};

/// Reads words parted by one blank or hyphen.
class Words {
  public:
    Words(string_view text, std::size_t at) : text_(text), at_(at) {}

    std::size_t at() const { return at_; }
    bool phrase(string_view words) {
        if (at_ + words.size() >= text_.size()) return false;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const char c = text_[at_ + i];
            if (c != words[i] && !(words[i] == ' ' && c == '-')) return false;
        }
        const char next = text_[at_ + words.size()];
        if (next != ' ' && next != '-') return false;
        at_ += words.size() + 1;
        return true;
    }
    template <class List>
    const Named* one_of(const List& list) {
        const auto found =
            std::find_if(list.begin(), list.end(), [&](const Named& one) { return phrase(one.word); });
        return found == list.end() ? nullptr : &*found;
    }

  private:
    string_view text_;
    std::size_t at_;
};

/// 1 to 99; 0 for none.
double below_hundred(Words& words) {
    if (const auto* ten = words.one_of(tens)) {
        auto rest = words;
        const auto* one = rest.one_of(cardinals);
        if (!one || one->value > 9 || one->word == "a") return ten->value;
        words = rest;
        return ten->value + one->value;
    }
    const auto* one = words.one_of(cardinals);
    return one ? one->value : 0;
}

double cardinal(Words& words) {
    auto value = below_hundred(words);
    const bool bare = value == 0 && words.phrase("hundred");
    if (!bare && (value == 0 || !words.phrase("hundred"))) return value;
    value = bare ? 100 : value * 100;
    auto rest = words;
    rest.phrase("and");
    if (const auto more = below_hundred(rest); more > 0) {
        words = rest;
        return value + more;
    }
    return value;
}

}  // namespace

Number read_count(const Plain& plain, std::size_t at) {
    Words words{plain.folded, at};
    if (const auto* phrase = words.one_of(phrases)) return {words.at(), phrase->value, 1, phrase->value == 0};
    auto value = cardinal(words);
    if (value == 0) return {};
    if (const auto* fraction = words.one_of(fractions)) value += fraction->value;
    return {words.at(), value, 1, false};
}

}  // namespace extract
