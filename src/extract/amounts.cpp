#include "extract/amounts.hpp"

#include <algorithm>
#include <array>

#include "extract/number_words.hpp"
#include "extract/numbers.hpp"

namespace extract {
namespace {

/// Beyond so many numbers a text is a table: the rest of it is not read for sums, so that memory stays flat.
constexpr std::size_t most_numbers = 5000;

class Scanner {
  public:
    Scanner(const Plain& plain, const Money& money, std::string_view lang)
        : plain_(plain), money_(money), lang_(lang) {}

    std::vector<Amount> all() {
        for (std::size_t at = 0; at < plain_.text.size() && found_.size() < most_numbers;) at = look(at);
        return std::move(found_);
    }

  private:
    std::size_t look(std::size_t at) {
        const char c = plain_.text[at];
        if (is_digit(c)) return digits(at);
        if (is_letter(c)) return letters(at);
        if (static_cast<unsigned char>(c) < 0xC0) return at + 1;
        return native(at);
    }

    /// A digit inside a word ("H100", "3.5-turbo" after a letter) begins no sum, but a sign may stand before
    /// it.
    std::size_t digits(std::size_t at) {
        const auto number = read_number(plain_, at);
        const auto sign = money_.sign_before(plain_, at, lang_);
        const bool in_word = at > 0 && is_letter(plain_.text[at - 1]) && sign.code.empty();
        if (!in_word) take(at, number, sign);
        return std::max(number.end, at + 1);
    }

    std::size_t native(std::size_t at) {
        const auto length = decode(plain_.text, at).length;
        const auto number = read_number(plain_, at);
        if (number.end == 0) return at + length;
        const bool hangul = plain_.text[at] >= '\xEA' && plain_.text[at] <= '\xED';
        // 이, 사, 천 … begin and end many Korean words: a numeral stands alone.
        const bool inside = hangul && at > 0 && static_cast<unsigned char>(plain_.text[at - 1]) >= 0x80;
        if (inside) return at + length;
        auto some = number;
        some.vague =
            number.vague || (lang_ == "zh" && std::string_view{plain_.text}.substr(0, at).ends_with("上"));
        take(at, some, money_.sign_before(plain_, at, lang_));
        return number.end;
    }

    std::size_t letters(std::size_t at) {
        std::size_t end = at;
        while (end < plain_.text.size() && is_letter(plain_.text[end])) ++end;
        if (end < plain_.text.size() && is_digit(plain_.text[end]))
            return end;  // "US5", "RM20": a sign or a name
        const auto count = read_count(plain_, at);
        if (count.end == 0) return end;
        const auto magnitude = money_.magnitude_at(plain_, count.end);
        if (magnitude.value < 1e6 || magnitude.letter || magnitude.end < count.end + 4) return end;
        Number number{magnitude.end, count.value * magnitude.value, magnitude.value, count.vague};
        constexpr std::string_view half = " and a half";
        if (plain_.folded.compare(number.end, half.size(), half) == 0) {  // "a billion and a half dollars"
            number.value += magnitude.value / 2;
            number.end += half.size();
        }
        take(at, number, money_.sign_before(plain_, at, lang_));
        return number.end;
    }

    void take(std::size_t at, const Number& number, const Money::Sign& sign) {
        if (number.end == 0) return;
        Amount made;
        // "투자금액(원): 31,500,000,000": a unit in a label is no part of the sum.
        const bool beside = !sign.code.empty() && plain_.text[sign.begin] != '(';
        made.begin = static_cast<std::uint32_t>(beside ? sign.begin : at);
        made.low = made.high = number.value;
        made.scale = number.scale;
        made.vague = number.vague;
        made.currency = sign.code;
        auto end = number.end;
        if (number.scale == 1) end = magnitude(made, end);
        end = currency(made, end);
        made.end = static_cast<std::uint32_t>(end);
        if (made.scale < 1e3 && at - made.begin == 1 && is_letter(plain_.text[made.begin])) return;  // "R1"
        made.named = !made.currency.empty();
        understand(made);
        found_.push_back(made);
    }

    std::size_t magnitude(Amount& made, std::size_t end) const {
        const bool gap = end < plain_.text.size() && (plain_.text[end] == ' ' || plain_.text[end] == '-');
        const auto found = money_.magnitude_at(plain_, end + (gap ? 1 : 0));
        if (found.value == 0 || (found.letter && gap)) return end;
        if (found.letter && made.currency.empty() && currency_at(found.end).code.empty()) return end;
        made.low *= found.value;
        made.high = made.low;
        made.scale = found.value;
        return found.end;
    }

    Money::Word currency_at(std::size_t at) const {
        if (auto word = money_.word_at(plain_, at); !word.code.empty()) return word;
        const bool gap = at < plain_.text.size() && (plain_.text[at] == ' ' || plain_.text[at] == '-');
        return gap ? money_.word_at(plain_, at + 1) : Money::Word{};
    }

    std::size_t currency(Amount& made, std::size_t end) const {
        const auto word = currency_at(end);
        // 동 is a currency, a building and a quarter of a town: money only behind a great unit.
        if (word.code.empty() || (made.scale < 1e4 && plain_.part(word.end - 3, word.end) == "동"))
            return end;
        // "$15.2 billion USD", "人民币100亿元": the sign before has said it already.
        if (made.currency.empty() || made.currency == word.code || word.code == "CNY") {
            if (made.currency.empty()) made.currency = word.code;
            return word.end;
        }
        return end;
    }

    /// A bare sum of at least a hundred million is money in Korean, Chinese and Japanese headlines.
    void understand(Amount& made) const {
        const auto rest = std::string_view{plain_.text}.substr(made.end, 6);
        made.rounded = made.named && (rest.starts_with("대") || rest.starts_with("台"));
        if (rest.starts_with("级") || rest.starts_with("級")) made.vague = true;
        if (made.named || made.high < 1e8 || made.scale < 1e4 || lang_ == "en") return;
        const bool gap = rest.starts_with(' ');
        if (!money_.counts_things(plain_, made.end + (gap ? 1 : 0), lang_) || made.vague)
            made.currency = money_.bare(lang_);
    }

    const Plain& plain_;
    const Money& money_;
    std::string_view lang_;
    std::vector<Amount> found_;
};

bool any_of(std::string_view text, std::initializer_list<std::string_view> choices) {
    return std::find(choices.begin(), choices.end(), text) != choices.end();
}

/// Joins "A to B" where one figure is meant from A to B, and gives A what it left to B: "$175 to $185
/// billion".
class Ranges {
  public:
    Ranges(const Plain& plain, const Money& money, std::string_view lang)
        : plain_(plain), money_(money), lang_(lang) {}

    std::vector<Amount> join(const std::vector<Amount>& all) const {
        std::vector<Amount> joined;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i + 1 < all.size() && are_range(all[i], all[i + 1])) {
                joined.push_back(one(all[i], all[i + 1]));
                ++i;
            } else {
                joined.push_back(all[i]);
            }
        }
        return joined;
    }

  private:
    bool are_range(const Amount& left, const Amount& right) const {
        if (right.begin < left.end || right.begin - left.end > 12) return false;
        if ((right.currency.empty() && !left.named) || left.vague || right.vague) return false;
        if (left.named && right.named && left.currency != right.currency) return false;
        const auto made = one(left, right);
        if (!(made.low < made.high) || made.high > made.low * 100) return false;
        return connected(left, right);
    }

    bool connected(const Amount& left, const Amount& right) const {
        auto gap = plain_.folded_part(left.end, right.begin);
        while (gap.starts_with(' ')) gap.remove_prefix(1);
        while (gap.ends_with(' ')) gap.remove_suffix(1);
        if (any_of(gap, {"-", "\u2013", "\u2014", "~", "\u301C", "\u223C", "至", "到", "-至"})) return true;
        if (gap == "and") return before(left.begin, 12).find("between") != std::string_view::npos;
        return gap == "to" && !money_.change_before(plain_, left.begin, lang_);
    }
    std::string_view before(std::size_t at, std::size_t length) const {
        return plain_.folded_part(at - std::min(at, length), at);
    }

    static Amount one(const Amount& left, const Amount& right) {
        auto made = right;
        made.begin = left.begin;
        made.low = left.scale == 1 && right.scale > 1 && left.low < 10000 ? left.low * right.scale : left.low;
        if (made.currency.empty() || (left.named && !right.named)) made.currency = left.currency;
        made.range = true;
        made.named = left.named || right.named;
        return made;
    }

    const Plain& plain_;
    const Money& money_;
    std::string_view lang_;
};

/// "Rp 16 trillion, about US$1 billion": said once more without brackets.
bool said_again(std::string_view gap) {
    while (gap.starts_with(' ')) gap.remove_prefix(1);
    while (gap.ends_with(' ')) gap.remove_suffix(1);
    for (const std::string_view words :
         {"우리 돈", "한화", "折合", "约合", "約合", "相当于", "日本円で", "円換算", "equivalent", "원화로"})
        if (gap.find(words) != std::string_view::npos && gap.find("。") == std::string_view::npos)
            return true;
    return any_of(gap,
                  {", about", ", or about", ", or", ", roughly", ", around", ", or roughly", "or", "or about",
                   ", equivalent to", ",约合", ",约", ",折合", "、約", ",約", "相当于", ", 약"});
}

/// A sum in brackets behind another one is the same sum in another currency; so is "X, or about Y".
void mark_conversions(std::vector<Amount>& all, const Plain& plain) {
    for (std::size_t i = 1; i < all.size(); ++i) {
        if (all[i].begin < all[i - 1].end || all[i].begin - all[i - 1].end > 40) continue;
        const auto gap = plain.folded_part(all[i - 1].end, all[i].begin);
        const bool other = all[i].currency != all[i - 1].currency;
        if (other && all[i].named && said_again(gap)) all[i].conversion = true;
        const auto open = gap.rfind('(');
        if (open == std::string_view::npos || gap.find(')', open) != std::string_view::npos) continue;
        const auto front = gap.substr(0, open);
        all[i].bracketed = true;
        all[i].conversion =
            other && open <= 24 && front.find(')') == front.npos && front.find(". ") == front.npos;
    }
}

/// In a text that counts in New Taiwan dollars (新台幣) a bare 元 is one too.
void settle_local(std::vector<Amount>& all, const Plain& plain, std::string_view lang) {
    if (lang != "zh") return;
    const auto taiwan =
        std::find_if(all.begin(), all.end(), [](const Amount& one) { return one.currency == "TWD"; });
    if (taiwan == all.end()) return;
    for (auto& one : all) {
        const auto written = plain.part(one.begin, one.end);
        if (one.currency == "CNY" && written.find("人民") == std::string_view::npos)
            one.currency = taiwan->currency;
    }
}

}  // namespace

std::vector<Amount> amounts(const Plain& plain, const Money& money, std::string_view lang) {
    auto all = Ranges{plain, money, lang}.join(Scanner{plain, money, lang}.all());
    std::erase_if(all,
                  [](const Amount& one) { return one.currency.empty() && !(one.vague && one.scale > 1); });
    mark_conversions(all, plain);
    settle_local(all, plain, lang);
    return all;
}

}  // namespace extract
