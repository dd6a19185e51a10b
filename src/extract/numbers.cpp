#include "extract/numbers.hpp"

#include <limits>
#include <optional>

namespace extract {
namespace {

/// 1 to 9 of Hangul and Han numerals, 0 for anything else.
int numeral(char32_t c) {
    constexpr std::u32string_view hangul = U"일이삼사오육칠팔구", han = U"一二三四五六七八九";
    if (const auto at = hangul.find(c); at != std::u32string_view::npos) return static_cast<int>(at) + 1;
    if (const auto at = han.find(c); at != std::u32string_view::npos) return static_cast<int>(at) + 1;
    return c == U'两' || c == U'兩' ? 2 : 0;
}

/// 10, 100, 1000: they count inside a great unit.
double small_unit(char32_t c) {
    switch (c) {
        case U'십':
        case U'十':
            return 10;
        case U'백':
        case U'百':
            return 100;
        case U'천':
        case U'千':
            return 1000;
        default:
            return 0;
    }
}

double great_unit(char32_t c) {
    switch (c) {
        case U'만':
        case U'万':
        case U'萬':
            return 1e4;
        case U'억':
        case U'亿':
        case U'億':
            return 1e8;
        case U'조':
        case U'兆':
            return 1e12;
        default:
            return 0;
    }
}

bool more(char32_t c) {  // 100여억, 30多亿, 10余亿: hedges inside the number
    return c == U'여' || c == U'余' || c == U'餘' || c == U'多';
}
bool some(char32_t c) {
    return c == U'수' || c == U'数' || c == U'數' || c == U'몇' || c == U'几' || c == U'幾';
}

class Reader {
  public:
    Reader(const Plain& plain, std::size_t at) : text_(plain.text), at_(at), begin_(at) {}

    Number read() {
        first();
        while (at_ < text_.size() && step()) {
        }
        return finish();
    }

  private:
    void first() {
        const auto one = decode(text_, at_);
        native_ = !is_digit(text_[at_]);
        if (some(one.point)) vague_ = true, at_ += one.length;
    }

    bool step() {
        if (is_digit(text_[at_])) return digits();
        if (text_[at_] == ' ') return over_blank();
        const auto one = decode(text_, at_);
        if (const int digit = native_ ? numeral(one.point) : 0) return take(digit, one.length);
        if (const double unit = small_unit(one.point)) return small(unit, one.length);
        if (const double unit = great_unit(one.point)) return great(unit, one.length);
        if (more(one.point) || one.point == U'个' || one.point == U'個') return hedge(one.length);
        if (native_ && section_ == 10 && some(one.point) && !current_) {  // 十几亿
            vague_ = true;
            at_ += one.length;
            return true;
        }
        return false;
    }

    bool take(double digit, std::size_t length) {
        if (current_) return false;
        current_ = digit;
        at_ += length;
        return true;
    }

    bool digits() {
        if (current_ || (native_ && !units_)) return false;
        double value = 0;
        while (at_ < text_.size()) {
            if (is_digit(text_[at_]))
                value = value * 10 + (text_[at_] - '0');
            else if (!comma())
                break;
            ++at_;
        }
        current_ = value + fraction();
        return true;
    }
    bool three_digits(std::size_t at) const {
        if (at + 3 > text_.size()) return false;
        for (std::size_t i = 0; i < 3; ++i)
            if (!is_digit(text_[at + i])) return false;
        return at + 3 == text_.size() || !is_digit(text_[at + 3]);
    }
    /// 1,180 but not "3, 4" nor "1,18"; "10 000" as the French write it; 10.000.000 as the Germans do.
    bool comma() const {
        if (!three_digits(at_ + 1)) return false;
        if (text_[at_] == ',') return true;
        const bool dots = at_ + 8 <= text_.size() && text_[at_ + 4] == '.' && three_digits(at_ + 5);
        const bool last = at_ > begin_ + 4 && text_[at_ - 4] == '.' && text_[at_] == '.';
        if (text_[at_] == '.') return dots || last;
        return text_[at_] == ' ' && !units_ && (at_ - begin_ <= 3 || text_[at_ - 4] == ' ');
    }
    double fraction() {  // "." and, in Japanese papers, "・"
        const std::string_view middle = "\u30FB";
        const auto rest = std::string_view{text_}.substr(at_);
        const std::size_t length = rest.starts_with('.') ? 1 : rest.starts_with(middle) ? middle.size() : 0;
        if (length == 0 || at_ + length >= text_.size() || !is_digit(text_[at_ + length])) return 0;
        at_ += length;
        double value = 0, tenth = 0.1;
        for (; at_ < text_.size() && is_digit(text_[at_]); ++at_, tenth /= 10)
            value += tenth * (text_[at_] - '0');
        return value;
    }

    bool small(double unit, std::size_t length) {
        if (!current_ && native_ == false && section_ == 0 && !units_) return false;
        section_ += current_.value_or(1) * unit;
        current_.reset();
        at_ += length;
        return true;
    }

    bool great(double unit, std::size_t length) {
        const auto next = at_ + length < text_.size() ? decode(text_, at_ + length) : Decoded{};
        const bool compound = unit == 1e4 && (next.point == U'亿' || next.point == U'億');
        if (compound) unit = 1e12, length += next.length;
        if (unit >= last_unit_) return false;
        const double count = section_ + current_.value_or(0);
        if (count == 0 && !vague_ && !(compound && native_ && !units_)) return false;
        total_ += (count == 0 ? 1 : count) * unit;
        section_ = 0;
        current_.reset();
        last_unit_ = unit;
        units_ = true;
        blank_ = false;
        at_ += length;
        end_ = at_;
        value_ = total_;
        return true;
    }

    bool hedge(std::size_t length) {
        if (!current_ && section_ == 0) return false;
        if (at_ + length >= text_.size()) return false;
        const auto next = decode(text_, at_ + length).point;
        if (great_unit(next) == 0 && small_unit(next) == 0) return false;
        at_ += length;
        return true;
    }

    /// "2조 2000억", "5000 만": a blank or a wrapped line inside a number, never before another number.
    bool over_blank() {
        if (at_ + 1 >= text_.size() || blank_) return false;
        const bool number_follows = is_digit(text_[at_ + 1]);
        if (number_follows ? !units_ || current_ || section_ > 0
                           : great_unit(decode(text_, at_ + 1).point) == 0)
            return false;
        blank_ = true;
        ++at_;
        return true;
    }

    /// What stands behind the last great unit belongs to the number only if no blank parts them: 1만5000.
    Number finish() {
        const bool rest = current_ || section_ > 0;
        if (!units_ && (native_ || !rest)) return {};
        if (!units_ || (rest && !blank_)) {
            value_ = total_ + section_ + current_.value_or(0);
            end_ = at_;
            while (end_ > begin_ && text_[end_ - 1] == ' ') --end_;
        }
        return {end_, value_, units_ ? last_unit_ : 1, vague_};
    }

    const std::string& text_;
    std::size_t at_, begin_, end_ = 0;
    double total_ = 0, section_ = 0, value_ = 0;
    double last_unit_ = std::numeric_limits<double>::infinity();
    std::optional<double> current_;
    bool native_ = false, vague_ = false, units_ = false, blank_ = false;
};

}  // namespace

Number read_number(const Plain& plain, std::size_t at) {
    const auto one = decode(plain.text, at);
    const bool begins = is_digit(plain.text[at]) || numeral(one.point) > 0 || small_unit(one.point) > 0 ||
                        great_unit(one.point) > 0 || some(one.point);
    return begins ? Reader{plain, at}.read() : Number{};
}

}  // namespace extract
