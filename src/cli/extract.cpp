// tuja extract: announcements as JSON Lines in, commitments as JSON Lines out.
#include "extract/extract.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <iostream>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "pipeline/house.hpp"
#include "pipeline/lexicon.hpp"

namespace cli {
namespace {

using base::Json;

Json text_or_null(const std::string& text) {
    return text.empty() ? Json{} : Json{text};
}

Json span_json(const model::Span& span) {
    return Json::object()
        .set("in", span.in_title ? "title" : "text")
        .set("begin", span.begin)
        .set("end", span.end)
        .set("text", span.text);
}

Json commitment_json(const model::Commitment& it) {
    Json json = Json::object();
    json.set("span", it.span.text).set("amount_low", it.low).set("amount_high", it.high);
    json.set("currency", it.currency).set("investor", it.investor);
    json.set("investor_country", text_or_null(it.investor_country));
    json.set("host_country", text_or_null(it.host_country));
    json.set("period_start", Json{it.period_start}).set("period_end", Json{it.period_end});
    json.set("per_year", it.per_year).set("category", it.category).set("status", it.status);
    return json.set("place", span_json(it.span)).set("evidence", span_json(it.evidence)).set("rule", it.rule);
}

Json refused_json(const model::RefusedSum& it) {
    Json json = Json::object();
    json.set("span", it.span.text).set("amount_low", it.low).set("amount_high", it.high);
    json.set("currency", it.currency).set("why", it.code).set("rule", it.rule);
    return json.set("place", span_json(it.span));
}

Json reading_json(const std::string& id, const extract::Reading& reading) {
    Json commitments = Json::array(), refused = Json::array();
    for (const auto& one : reading.commitments) commitments.push(commitment_json(one));
    for (const auto& one : reading.refused) refused.push(refused_json(one));
    return Json::object()
        .set("id", id)
        .set("ai_related", reading.ai_related)
        .set("commitments", std::move(commitments))
        .set("amounts_not_counted", std::move(refused));
}

void print_explanation(const std::string& id, const std::string& title, const extract::Reading& reading) {
    print(fmt::format("{}  {}  {}", id, reading.ai_related ? "about AI" : "not about AI", title));
    for (const auto& line : reading.explanation) print("  " + line);
    for (const auto& one : reading.commitments)
        print(fmt::format("  = {} {} | {} ({}) -> {} | {}-{} | {} | {}", one.span.text, one.currency,
                          one.investor, one.investor_country, one.host_country,
                          one.period_start ? std::to_string(*one.period_start) : "",
                          one.period_end ? std::to_string(*one.period_end) : "", one.category, one.status));
}

base::Error bad_line(std::size_t number) {
    return {fmt::format("standard input:{}", number), "this line is no JSON object",
            "one announcement a line: {\"id\", \"lang\", \"date\", \"publisher\", \"title\", \"text\"}",
            base::Error::Kind::usage};
}

}  // namespace

int extract_command(const Typed& typed, const std::string& program) {
    const auto lexicon = pipeline::load_lexicon(settings_of(typed, program).share / "sql");
    std::string line;
    for (std::size_t number = 1; std::getline(std::cin, line); ++number) {
        if (base::trim(line).empty()) continue;
        const auto item = Json::parse(line);
        if (!item || !item->members()) throw bad_line(number);
        const auto id = item->text("id"), lang = item->text("lang"), date = item->text("date");
        const auto publisher = item->text("publisher"), title = item->text("title"),
                   text = item->text("text");
        const auto reading = extract::read(lexicon, {lang, date, publisher, title, text}, typed.explain);
        if (typed.explain)
            print_explanation(id, title, reading);
        else
            print(reading_json(id, reading).dump());
    }
    return 0;
}

}  // namespace cli
