#include "parse/dates.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "parse/date_tokens.hpp"
#include "parse/zones.hpp"

namespace parse {
namespace {

using std::chrono::minutes;

constexpr std::array months = {"jan", "feb", "mar", "apr", "may", "jun",
                               "jul", "aug", "sep", "oct", "nov", "dec"};

int month_of(std::string_view word) {
    if (word.size() < 3) return 0;
    for (std::size_t i = 0; i < months.size(); ++i)
        if (word.starts_with(months[i])) return static_cast<int>(i) + 1;
    return 0;
}

bool is_weekday(std::string_view word) {
    constexpr std::array names = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    for (const std::string_view name : names)
        if (word.starts_with(name)) return true;
    return word.ends_with("요일");
}

/// Walks the tokens; every step takes what it understands and leaves the rest.
class Reader {
  public:
    Reader(std::vector<Token> tokens, minutes zone) : tokens_(std::move(tokens)), zone_(zone) {}

    std::optional<base::Instant> read() {
        const auto day = read_day();
        if (!day) return {};
        skip_weekday();
        auto time = std::chrono::microseconds{0};
        if (has(Token::Kind::word) && peek().text == "t") ++at_;
        const bool before = read_noon();
        if (has(Token::Kind::number) && !read_time(time)) return {};
        if (!before) read_noon();
        if (noon_ && !apply_noon(time)) return {};
        const auto zone = read_offset();
        late_year();
        if (!zone || at_ != tokens_.size()) return {};
        const auto date = finish(*day);
        if (!date) return {};
        return base::Instant{*date} + time - *zone;
    }

  private:
    struct Parts {
        long long year = -1, month = 0, day = 0;
        bool short_year = false;
    };

    bool has(Token::Kind kind, std::size_t ahead = 0) const {
        return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].kind == kind;
    }
    bool has(char mark, std::size_t ahead = 0) const {
        return has(Token::Kind::mark, ahead) && tokens_[at_ + ahead].is(mark);
    }
    const Token& peek(std::size_t ahead = 0) const { return tokens_[at_ + ahead]; }
    bool word(std::string_view text) {
        if (!has(Token::Kind::word) || peek().text != text) return false;
        ++at_;
        return true;
    }
    void skip_weekday() {
        if (!has(Token::Kind::word) || !is_weekday(peek().text)) return;
        ++at_;
        if (has('.')) ++at_;
    }

    std::optional<Parts> read_day() {
        skip_weekday();
        if (has(Token::Kind::word)) return month_first();
        if (!has(Token::Kind::number)) return {};
        if (peek().text.size() == 4) return year_first();
        if (peek().text.size() == 8 && tokens_.size() == 1) return packed(peek().value, 1);
        return day_or_month_first();
    }

    Parts packed(long long digits, std::size_t tokens) {
        at_ += tokens;
        return {digits / 10000, digits / 100 % 100, digits % 100, false};
    }

    /// 2013.12.24, 2013-12-24, 2013/12/24, 2020년 01월 22일
    std::optional<Parts> year_first() {
        Parts parts{peek().value};
        ++at_;
        if (!separator("년") || !number(parts.month) || !separator("월") || !number(parts.day)) return {};
        word("일");
        if (has('.')) ++at_;
        return parts;
    }

    /// Jan 5, 2024 and Thu Jan 01 00:00:00 2004
    std::optional<Parts> month_first() {
        Parts parts;
        parts.month = month_of(peek().text);
        ++at_;
        if (has('.')) ++at_;
        if (!number(parts.day)) return {};
        if (has(Token::Kind::number) && !has(':', 1)) year(parts);
        return parts;
    }

    /// 24 Dec 2013, 24-Dec-13; 04/01/2014 is April the first, 24.12.2013 begins with the day
    std::optional<Parts> day_or_month_first() {
        Parts parts;
        number(parts.day);
        if (has('-') || has('/') || has('.')) return after_mark(parts);
        if (!has(Token::Kind::word)) return {};
        parts.month = month_of(peek().text);
        ++at_;
        if (has('.')) ++at_;
        year(parts);
        return parts;
    }

    std::optional<Parts> after_mark(Parts parts) {
        const char mark = peek().text.front();
        ++at_;
        if (has(Token::Kind::word)) {
            parts.month = month_of(peek().text);
            ++at_;
        } else if (!number(parts.month)) {
            return {};
        }
        if (!has(mark)) return {};
        ++at_;
        if (mark == '/' && parts.day <= 12) std::swap(parts.day, parts.month);
        year(parts);
        return parts;
    }

    bool number(long long& into) {
        if (!has(Token::Kind::number)) return false;
        into = peek().value;
        ++at_;
        return true;
    }

    void year(Parts& parts) {
        if (!has(Token::Kind::number)) return;
        parts.short_year = peek().text.size() == 2;
        number(parts.year);
    }

    bool separator(std::string_view korean) {
        if (word(korean)) return true;
        if (!has('-') && !has('.') && !has('/')) return false;
        ++at_;
        return true;
    }

    /// "am" before the time in Korean, after it in English.
    bool read_noon() {
        if (!has(Token::Kind::word)) return false;
        const auto text = peek().text;
        if (text == "am" || text == "오전")
            noon_ = 'a';
        else if (text == "pm" || text == "오후")
            noon_ = 'p';
        else
            return false;
        ++at_;
        return true;
    }

    bool apply_noon(std::chrono::microseconds& time) const {
        const auto hour = std::chrono::floor<std::chrono::hours>(time).count();
        if (hour < 1 || hour > 12) return hour == 0;
        if (noon_ == 'p' && hour < 12) time += std::chrono::hours{12};
        if (noon_ == 'a' && hour == 12) time -= std::chrono::hours{12};
        return true;
    }

    /// 16:30, 16:30:06.5, 16시 30분 6초, 24:00
    bool read_time(std::chrono::microseconds& time) {
        long long hour = 0, minute = 0, second = 0;
        number(hour);
        const bool korean = word("시");
        if (!korean && !has(':')) return false;
        if (has(':')) ++at_;
        if (!number(minute) && !korean) return false;
        word("분");
        if (has(':')) ++at_;
        if (number(second)) word("초");
        if (hour > 24 || minute > 59 || second > 60) return false;
        time = std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second};
        if (has('.') && has(Token::Kind::number, 1)) time += fraction();
        return true;
    }

    std::chrono::microseconds fraction() {
        std::string digits{peek(1).text.substr(0, 6)};
        digits.resize(6, '0');
        at_ += 2;
        return std::chrono::microseconds{*base::read_integer(digits)};
    }

    /// What is left up to a year at the end: a name, an offset, or a name with an offset ("GMT+0900").
    std::optional<minutes> read_offset() {
        std::string rest;
        while (at_ < tokens_.size() && !is_late_year()) rest += tokens_[at_++].text;
        return rest.empty() ? zone_ : read_zone(rest, zone_);
    }

    bool is_late_year() const {
        return at_ + 1 == tokens_.size() && peek().is_number() && peek().text.size() == 4 &&
               peek().blank_before;
    }
    void late_year() {
        if (at_ < tokens_.size() && is_late_year()) late_ = tokens_[at_++].value;
    }

    std::optional<base::Day> finish(Parts parts) const {
        if (parts.year < 0) parts.year = late_;
        if (parts.short_year) parts.year += parts.year < 50 ? 2000 : 1900;
        if (parts.year < 1900 || parts.year > 2200) return {};
        const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(parts.year)},
                                               std::chrono::month(static_cast<unsigned>(parts.month)),
                                               std::chrono::day(static_cast<unsigned>(parts.day))};
        if (parts.month < 1 || parts.month > 12 || parts.day < 1 || parts.day > 31 || !date.ok()) return {};
        return base::Day{date};
    }

    std::vector<Token> tokens_;
    minutes zone_;
    std::size_t at_ = 0;
    long long late_ = -1;
    char noon_ = 0;
};

/// Nothing but digits: epoch seconds or milliseconds, or a packed date and time without a zone.
std::optional<base::Instant> read_digits(std::string_view digits, minutes zone) {
    const auto value = base::read_integer(digits).value_or(0);
    if (digits.size() == 9 || digits.size() == 10) return base::Instant{std::chrono::seconds{value}};
    if (digits.size() == 13) return base::Instant{std::chrono::milliseconds{value}};
    if (digits.size() != 12 && digits.size() != 14) return {};
    std::string spelt{digits};
    spelt.resize(14, '0');
    for (const auto& [at, mark] : {std::pair{12, ':'}, {10, ':'}, {8, ' '}, {6, '-'}, {4, '-'}})
        spelt.insert(static_cast<std::size_t>(at), 1, mark);
    const auto instant = base::read_instant(spelt);
    return instant ? std::optional{*instant - zone} : std::nullopt;
}

}  // namespace

std::optional<base::Instant> read_date(std::string_view text, minutes zone) {
    constexpr std::size_t longest = 100;
    const std::string lower = base::lower_ascii(base::trim(text));
    if (lower.empty() || lower.size() > longest) return {};
    if (lower.find_first_not_of("0123456789") == std::string::npos && lower.size() > 8)
        return read_digits(lower, zone);
    return Reader{tokens_of(lower), zone}.read();
}

}  // namespace parse
