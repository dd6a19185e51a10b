#include "extract/extract.hpp"

#include <fmt/format.h>

#include <algorithm>

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

void mark(Context& context, const Lexicon& lexicon, bool ai) {
    const auto set = [&](Seen& one, const char* fact, bool holds) {
        if (holds) one.in(Scope::is).set(lexicon.role(fact));
    };
    for (auto& one : context.seen) {
        const auto& amount = one.amount;
        set(one, "conversion", amount.conversion);
        set(one, "bracketed", amount.bracketed);
        set(one, "in_title", context.plain.in_title(amount.begin));
        set(one, "range", amount.range);
        set(one, "named", amount.named);
        set(one, "rounded", amount.rounded);
        set(one, "vague", amount.vague);
        set(one, "first", &one == &context.seen.front());
        set(one, "only", context.seen.size() == 1);
        const auto larger = [&](const Seen& other) {
            return other.amount.currency == amount.currency && other.amount.high > amount.high &&
                   !other.amount.conversion;
        };
        set(one, "a_larger_sum",
            context.seen.size() < 200 && std::any_of(context.seen.begin(), context.seen.end(), larger));
        const auto* next = &one == &context.seen.back() ? nullptr : &one + 1;
        set(one, "a_smaller_sum_follows",
            next && next->sentence == one.sentence && next->amount.currency == amount.currency &&
                next->amount.high < amount.high && !next->amount.conversion);
        set(one, "small", amount.high < 100000);
        set(one, "object", is_object(context, amount));
        set(one, "ai_text", ai);
        set(one, "past_year", of_past_year(context, one));
    }
}

std::string line(const Context& context, const Seen& one, const Verdict& verdict) {
    auto text = fmt::format("{}: {} [{}{}]", context.plain.part(one.amount.begin, one.amount.end),
                            verdict.code, verdict.rule, verdict.words);
    for (const auto& other : verdict.others) text += fmt::format("; also {}", other);
    return text;
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
    relate(context, lexicon, verdicts);
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        context.seen[i].counted = verdicts[i].counts;
        const bool increment =
            verdicts[i].rule.starts_with("an increment") || verdicts[i].rule.starts_with("the increase");
        context.seen[i].code = increment ? "increment" : verdicts[i].code;
    }
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        const auto& one = context.seen[i];
        const auto where = span(context, from, one.amount.begin, one.amount.end);
        if (explain) reading.explanation.push_back(line(context, one, verdicts[i]));
        if (!verdicts[i].counts) {
            reading.refused.push_back({where, one.amount.low, one.amount.high,
                                       std::string{one.amount.currency}, verdicts[i].code, verdicts[i].rule});
            continue;
        }
        model::Commitment made;
        made.span = where;
        made.evidence = sentence_of(context, from, one);
        made.low = one.amount.low;
        made.high = one.amount.high;
        made.currency = one.amount.currency;
        made.rule = verdicts[i].rule;
        fill_fields(context, lexicon, one, made);
        reading.commitments.push_back(std::move(made));
    }
    return reading;
}

}  // namespace extract
