#include "extract/extract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "extract/fields.hpp"
#include "extract/relations.hpp"
#include "extract/rules.hpp"
#include "extract/topic.hpp"

namespace extract {
namespace {

/// The original bytes behind a stretch of the plain text.
model::Span span(const Context& context, const Announcement& from, std::uint32_t begin, std::uint32_t end) {
    model::Span made;
    made.in_title = context.plain.in_title(begin);
    const auto original = made.in_title ? from.title : from.text;
    made.begin = context.plain.from[begin];
    const auto last = context.plain.from[end - 1];
    made.end = last + decode(original, last).length;
    made.text = std::string{original.substr(made.begin, made.end - made.begin)};
    return made;
}

model::Span sentence_of(const Context& context, const Announcement& from, const Seen& one) {
    auto [begin, end, roles] = context.sentences[one.sentence];
    const auto blank = [&](std::uint32_t at) {
        return context.plain.text[at] == ' ' || context.plain.text[at] == '\n';
    };
    while (begin < one.amount.begin && blank(begin)) ++begin;
    while (end > one.amount.end && blank(end - 1)) --end;
    return span(context, from, begin, end);
}

int number(std::string_view text, std::size_t at, std::size_t length) {
    return at + length > text.size()
               ? 0
               : static_cast<int>(base::read_integer(text.substr(at, length)).value_or(0));
}

/// "24年には", but not "2024年" nor "24年間".
bool short_year(const std::string& text, std::size_t at) {
    const bool stands = at == 0 || !is_digit(text[at - 1]);
    const auto rest = std::string_view{text}.substr(at + 2, 6);
    return stands && is_digit(text[at]) && is_digit(text[at + 1]) && text[at] != '0' &&
           rest.starts_with("年") && !rest.ends_with("間") && !rest.ends_with("で");
}

/// Whether the only years beside a sum are over: "$32.25 billion in 2023", "2024年收入3659亿元".
bool of_past_year(const Context& context, const Seen& one) {
    const auto& text = context.plain.text;
    bool past = false;
    for (auto at = one.lead; at + 4 <= one.tail; ++at) {
        if (at >= one.amount.begin && at < one.amount.end) continue;
        if (context.lang == "ja" && short_year(text, at)) {
            if (2000 + number(text, at, 2) >= context.year) return false;
            past = true;
        }
        if (text[at] != '2' || text[at + 1] != '0' || !is_digit(text[at + 2]) || !is_digit(text[at + 3]))
            continue;
        if ((at > 0 && is_digit(text[at - 1])) || (at + 4 < text.size() && is_digit(text[at + 4]))) continue;
        const bool fiscal = text.compare(at + 4, 6, "年度") == 0;  // ends in March of the next
        if (number(text, at, 4) + (fiscal ? 1 : 0) >= context.year) return false;
        past = true;
    }
    return past;
}

/// "5조원을 공급한다": the sum itself is what the verb acts on.
bool is_object(const Context& context, const Amount& amount) {
    const auto rest = std::string_view{context.plain.text}.substr(amount.end);
    return rest.starts_with("을") || rest.starts_with("를") || rest.starts_with("を");
}

/// "raised $10 billion in July", told in August.
bool of_earlier_month(const Context& context, const Amount& amount) {
    constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                         "may",       "june",     "july",     "august",
                                                         "september", "october",  "november", "december"};
    auto rest = std::string_view{context.plain.folded}.substr(amount.end, 24);
    if (!rest.starts_with(" in ") && !rest.starts_with(" last ")) return false;
    rest.remove_prefix(rest.find(' ', 1) + 1);
    for (std::size_t i = 0; i < months.size(); ++i)
        if (rest.starts_with(months[i])) return static_cast<int>(i) + 1 != context.month;
    return false;
}

/// What the sums of a text are to each other by size alone.
void compare_sizes(Context& context, const Lexicon& lexicon) {
    constexpr std::size_t most_compared = 200;
    for (std::size_t i = 0; i < std::min(context.seen.size(), most_compared); ++i) {
        auto& one = context.seen[i];
        const auto larger = [&](const Seen& other) {
            return other.amount.currency == one.amount.currency && other.amount.high > one.amount.high &&
                   !other.amount.conversion;
        };
        if (std::any_of(context.seen.begin(), context.seen.end(), larger))
            one.in(Scope::is).set(lexicon.role("a_larger_sum"));
        if (i + 1 == context.seen.size()) continue;
        const auto& next = context.seen[i + 1];
        const bool smaller =
            next.amount.currency == one.amount.currency && next.amount.high < one.amount.high;
        if (smaller && next.sentence == one.sentence && !next.amount.conversion)
            one.in(Scope::is).set(lexicon.role("a_smaller_sum_follows"));
    }
}

void mark(Context& context, const Lexicon& lexicon, bool ai) {
    constexpr double one_thing = 100000;
    for (auto& one : context.seen) {
        const auto set = [&](const char* fact, bool holds) {
            if (holds) one.in(Scope::is).set(lexicon.role(fact));
        };
        const auto& amount = one.amount;
        set("conversion", amount.conversion);
        set("bracketed", amount.bracketed);
        set("vague", amount.vague);
        set("small", amount.high < one_thing);
        set("object", is_object(context, amount));
        set("ai_text", ai);
        set("earlier_month", of_earlier_month(context, amount));
        set("past_year", of_past_year(context, one));
    }
    compare_sizes(context, lexicon);
}

std::string line(const Context& context, const Seen& one, const Verdict& verdict) {
    auto text = fmt::format("{}: {} [{}{}]", context.plain.part(one.amount.begin, one.amount.end),
                            verdict.code, verdict.rule, verdict.words);
    for (const auto& other : verdict.others) text += fmt::format("; also {}", other);
    return text;
}

void settle(Context& context, const Lexicon& lexicon, std::vector<Verdict>& verdicts) {
    relate(context, lexicon, verdicts);
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        context.seen[i].counted = verdicts[i].counts;
        const bool increment =
            verdicts[i].rule.starts_with("an increment") || verdicts[i].rule.starts_with("the increase");
        context.seen[i].code = increment ? "increment" : verdicts[i].code;
    }
}

model::Commitment commitment(const Context& context, const Lexicon& lexicon, const Announcement& from,
                             const Seen& one, const Verdict& verdict) {
    model::Commitment made;
    made.span = span(context, from, one.amount.begin, one.amount.end);
    made.evidence = sentence_of(context, from, one);
    made.low = one.amount.low;
    made.high = one.amount.high;
    made.currency = one.amount.currency;
    made.rule = verdict.rule;
    fill_fields(context, lexicon, one, made);
    return made;
}

}  // namespace

Reading read(const Lexicon& lexicon, const Announcement& from, bool explain) {
    Reading reading;
    auto context = look(lexicon, from.lang, plain(from.title, from.text));
    context.year = number(from.date, 0, 4);
    context.month = number(from.date, 5, 2);
    reading.ai_related = about_ai(context, lexicon);
    mark(context, lexicon, reading.ai_related);
    auto verdicts = judge(context, lexicon.language(from.lang), explain);
    settle(context, lexicon, verdicts);
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        const auto& one = context.seen[i];
        if (explain) reading.explanation.push_back(line(context, one, verdicts[i]));
        if (verdicts[i].counts)
            reading.commitments.push_back(commitment(context, lexicon, from, one, verdicts[i]));
        else
            reading.refused.push_back({span(context, from, one.amount.begin, one.amount.end), one.amount.low,
                                       one.amount.high, std::string{one.amount.currency}, verdicts[i].code,
                                       verdicts[i].rule});
    }
    return reading;
}

}  // namespace extract
