#include "report/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "base/time.hpp"
#include "model/period.hpp"
#include "report/report.hpp"

namespace report {
namespace {

using model::Language;

/// A number in words around it: sign, currency sign, digits, unit.
struct Shape {
    std::string digits;  // with U+2212 where negative
    std::string before{}, after{};
    bool spaced = false;  // between digits and `after`
};

std::string grouped(std::string digits) {
    auto end = digits.find('.');
    if (end == std::string::npos) end = digits.size();
    while (end > 3) digits.insert(end -= 3, 1, ',');
    return digits;
}

/// Digits with separators; the true minus; a value that rounds to zero has no sign.
std::string digits(double value, int decimals, bool plus = false) {
    const auto text = fmt::format("{:.{}f}", std::fabs(value), decimals);
    const bool zero = text.find_first_not_of("0.") == std::string::npos;
    const std::string_view sign = zero ? "" : value < 0 ? "−" : plus ? "+" : "";
    std::string out{sign};
    out += grouped(text);
    return out;
}

/// 161, 7.0, 0.97 becomes 1.0: from 10 on no decimals, decided after rounding so that 9.96 is "10".
std::string ratio_digits(double value) {
    return digits(value, std::fabs(value) >= 9.95 ? 0 : 1);
}

std::string percent_digits(double value, bool plus = false) {
    const double size = std::fabs(value);
    return digits(value, size >= 9.95 ? 0 : size >= 0.995 ? 1 : 2, plus);
}

Shape ko_money(double value, double unit, int decimals, std::string_view word) {
    return {digits(value / unit, decimals), "", std::string{word}};
}

/// Korean money climbs by ten thousand: 조 from a trillion on, 억 below.
Shape ko_climbing(double value, std::string_view currency) {
    const auto name = std::string{" "} + std::string{currency};
    if (std::fabs(value) >= 9.995e11) return ko_money(value, 1e12, 1, "조" + name);
    return ko_money(value, 1e8, 0, "억" + name);
}

Shape usd_bn(double value, Language language) {
    if (language == Language::ko) return ko_money(value, 1e8, 0, "억 달러");
    return {digits(value / 1e9, 1), "$", "bn"};
}
Shape usd_trn(double value, Language language) {
    if (language == Language::ko) return ko_money(value, 1e12, 1, "조 달러");
    return {digits(value / 1e12, 1), "$", "trn", true};
}
Shape usd(double value, Language language) {
    if (language == Language::ko) return {digits(value, 0), "", "달러"};
    return {digits(value, 0), "$", ""};
}
Shape krw(double value, Language language) {
    if (language == Language::ko) return ko_climbing(value, "원");
    if (std::fabs(value) >= 9.995e11) return {digits(value / 1e12, 1), "₩", "trn", true};
    return {digits(value / 1e9, 0), "₩", "bn", true};
}
Shape usd_bn_change(double value, Language language) {
    if (language == Language::ko) return {digits(value / 1e8, 0, true), "", "억 달러"};
    return {digits(value / 1e9, 1, true), "$", "bn"};
}
Shape times(double value, Language language) {
    return {ratio_digits(value), "", language == Language::ko ? "배" : "×"};
}
Shape times_2(double value, Language language) {
    return {digits(value, 2), "", language == Language::ko ? "배" : "×"};
}
Shape percent(double value, Language) {
    return {percent_digits(value), "", "%"};
}
Shape percent_1(double value, Language) {
    return {digits(value, 1), "", "%"};
}
Shape percent_2(double value, Language) {
    return {digits(value, 2), "", "%"};
}
Shape percent_share(double value, Language) {
    return {percent_digits(value * 100), "", "%"};
}
Shape percent_share_2(double value, Language) {
    return {digits(value * 100, 2), "", "%"};
}
Shape change(double value, Language) {
    return {percent_digits(value * 100, true), "", "%"};
}
Shape change_1(double value, Language) {
    return {digits(value * 100, 1, true), "", "%"};
}
Shape points(double value, Language language) {
    const bool ko = language == Language::ko;
    return {digits(value, 1, true), "", ko ? "%p" : "pp", !ko};
}
Shape per_million(double value, Language language) {
    return {digits(value, 0), "", language == Language::ko ? "명" : ""};
}
Shape count(double value, Language) {
    return {digits(value, 0)};
}
Shape items(double value, Language language) {
    return {digits(value, 0), "", language == Language::ko ? "건" : ""};
}
Shape decimal_1(double value, Language) {
    return {digits(value, 1)};
}
/// Exchange rates: five significant digits or so, whatever the currency's size.
Shape rate(double value, Language) {
    const double size = std::fabs(value);
    return {digits(value, size >= 100 ? 1 : size >= 10 ? 2 : 4)};
}

std::string ordinal(long long rank) {
    const auto tail = rank % 100;
    const char* end = tail >= 11 && tail <= 13 ? "th"
                      : rank % 10 == 1         ? "st"
                      : rank % 10 == 2         ? "nd"
                      : rank % 10 == 3         ? "rd"
                                               : "th";
    return std::to_string(rank) + end;
}

Shape rank(double value, Language language) {
    return {digits(value, 0), "", language == Language::ko ? "위" : ""};
}
Shape year(double value, Language language) {
    return {fmt::format("{:.0f}", value), "", language == Language::ko ? "년" : ""};
}
Shape months(double value, Language language) {
    if (language == Language::ko) return {digits(value, 0), "", "개월"};
    return {digits(value, 0), "", std::round(value) == 1 ? "month" : "months", true};
}
Shape days(double value, Language language) {
    if (language == Language::ko) return {digits(value, 0), "", "일"};
    return {digits(value, 0), "", std::round(value) == 1 ? "day" : "days", true};
}
/// Days since 1970: prints through `date`.
Shape day(double value, Language) {
    return {base::iso(base::Day{std::chrono::days{std::llround(value)}})};
}

struct Format {
    std::string_view name;
    Shape (*shape)(double, Language);
};
constexpr std::array all_formats = {
    Format{"usd_bn", usd_bn},                // US dollars → 억 달러, $bn
    Format{"usd_bn_change", usd_bn_change},  // the same with its sign
    Format{"usd_trn", usd_trn},              // US dollars → 조 달러, $ trn
    Format{"usd", usd},                      // US dollars, whole
    Format{"krw", krw},                      // won → 조 원 or 억 원
    Format{"times", times},                  // ratio
    Format{"times_2", times_2},              // ratio with two decimals, for columns below one
    Format{"percent", percent},              // a value in per cent, 0 to 2 decimals by size
    Format{"percent_1", percent_1},          // the same, one decimal, for columns
    Format{"percent_2", percent_2},          // the same, two decimals
    Format{"percent_share", percent_share},  // a share of one, printed in per cent
    Format{"percent_share_2", percent_share_2},
    Format{"change", change},            // relative change of one, with its sign, in per cent
    Format{"change_1", change_1},        // the same, one decimal, for columns
    Format{"points", points},            // difference of per cents
    Format{"per_million", per_million},  // persons per million
    Format{"count", count},              // a plain whole number
    Format{"items", items},              // a whole number of things: 25건
    Format{"decimal_1", decimal_1},
    Format{"rate", rate},  // exchange rate
    Format{"rank", rank},
    Format{"year", year},
    Format{"months", months},
    Format{"days", days},
    Format{"date", day},  // days since 1970
};

const Format* find(std::string_view name) {
    const auto found =
        std::find_if(all_formats.begin(), all_formats.end(), [&](const Format& f) { return f.name == name; });
    return found == all_formats.end() ? nullptr : &*found;
}

std::string bound_in(const std::string& number, const std::string& bound, Language language, Style style) {
    if (bound.empty()) return number;
    const bool least = bound == "at_least";
    if (style != Style::prose) return (least ? "≥" : "≤") + number;
    if (language == Language::ko) return number + (least ? " 이상" : " 이하");
    return (least ? "at least " : "at most ") + number;
}

/// "−$1.3bn": the sign stands before the currency.
std::string joined(const Shape& shape, Style style) {
    if (style == Style::bare) return shape.digits;
    std::string_view body = shape.digits, sign;
    for (const std::string_view one : {"−", "+"})
        if (body.starts_with(one)) sign = one;
    body.remove_prefix(sign.size());
    return fmt::format("{}{}{}{}{}", sign, shape.before, body, shape.spaced ? "\u00a0" : "", shape.after);
}

}  // namespace

const std::vector<std::string>& formats() {
    static const auto names = [] {
        std::vector<std::string> all;
        for (const auto& one : all_formats) all.emplace_back(one.name);
        return all;
    }();
    return names;
}

std::string printed(double value, std::string_view format, Language language, Style style) {
    const auto* one = find(format);
    if (!one) return base::shortest(value);
    const auto shape = one->shape(value, language);
    if (format == "date") return date(shape.digits, language, style);
    if (language == Language::en && style == Style::prose) {
        if (format == "times" || format == "times_2") return shape.digits + " times";
        if (format == "rank") return ordinal(std::llround(value));
    }
    return joined(shape, style);
}

std::string printed(const model::Figure& figure, Language language, Style style) {
    if (!figure.value) return std::string{missing_dash};
    return bound_in(printed(*figure.value, figure.format, language, style), figure.bound, language, style);
}

std::string number(const model::Figure& figure, Language language) {
    return printed(figure, language, Style::prose);
}

std::string moved(const model::Figure& figure, Language language) {
    if (!figure.value) return std::string{missing_dash};
    const auto signed_text = printed(*figure.value, figure.format, language, Style::prose);
    const bool up = signed_text.starts_with("+"), down = signed_text.starts_with("−");
    const bool ko = language == Language::ko;
    if (!up && !down) return ko ? "변화 없음" : "did not change";
    const auto size = signed_text.substr(std::string_view{up ? "+" : "−"}.size());
    if (ko) return size + (up ? " 증가" : " 감소");
    return (up ? "rose " : "fell ") + size;
}

std::string unit_of(std::string_view format, Language language) {
    const auto* one = find(format);
    return one ? one->shape(2, language).after : "";
}

}  // namespace report
