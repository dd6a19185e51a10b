// What is known of series beyond their sources: units, breaks, totals; and whether declarations agree with
// it.
#include <fmt/format.h>

#include <algorithm>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "jobs/jobs.hpp"
#include "jobs/keys.hpp"
#include "jobs/read.hpp"

namespace jobs {
namespace {

model::Break one_break(const base::Toml& in) {
    model::Break one;
    one.source = identifier(in, "source");
    one.indicator = identifier(in, "indicator");
    one.entity = in.string("entity", "*");
    one.from = day(in, "from");
    one.reason = names(in, "reason");
    one.citation = text(in, "citation");
    in.done();
    return one;
}

model::Total total(const base::Toml& in) {
    model::Total one;
    one.name = identifier(in, "name");
    one.whole = in.string("whole", "");
    one.parts = in.strings("parts");
    one.tolerance = in.maybe_number("tolerance").value_or(0);
    one.reason = in.string("reason", "");
    if (one.parts.empty())
        fail(in.place("parts"), fmt::format("the total '{}' has no parts", one.name),
             "name them as \"source.indicator\"");
    in.done();
    return one;
}

const model::Indicator* indicator_of(const std::vector<model::Source>& sources, const std::string& term) {
    const auto dot = term.find('.');
    for (const auto& source : sources)
        if (dot != term.npos && source.name == term.substr(0, dot))
            return source.indicator(term.substr(dot + 1));
    return nullptr;
}

void check_unit(const model::Indicator& one, const model::Reference& reference) {
    const auto known = [&](const std::string& word) {
        const auto* entity = reference.find(word);
        return (entity && entity->kind == "currency") ||
               std::find(reference.units.begin(), reference.units.end(), word) != reference.units.end();
    };
    if (!reference.units.empty() && !known(one.unit)) {
        auto words = reference.units;
        for (const auto& entity : reference.entities)
            if (entity.kind == "currency") words.push_back(entity.code);
        fail(one.place, fmt::format("unknown unit '{}'", one.unit),
             suggest(one.unit, words) +
                 "; units stand in sql/reference/units.toml, money has its currency's code");
    }
    const auto& per = one.conversion.per;
    if (!per.empty() && !reference.recognise(per, "currency"))
        fail(one.place, fmt::format("the rates are per '{}', which is no known currency", per),
             "add it to sql/reference/currencies.toml, or correct its code");
}

void check_entity(const model::Source& source, const std::string& key, const std::string& spelling,
                  const std::string& kind, const model::Reference& reference) {
    if (reference.recognise(spelling, kind) || reference.is_left_out(spelling)) return;
    fail(source.place, fmt::format("{}: '{}' is no known {}", key, spelling, kind),
         "correct it, or add it to sql/reference; nearest: " + base::join(reference.near(spelling), ", "));
}

void check_source(const model::Source& source, const model::Reference& reference) {
    for (const auto& one : source.indicators) {
        check_unit(one, reference);
        for (const auto& caveat : one.caveats)
            check_entity(source, "caveat of " + one.id, caveat.entity, "country", reference);
    }
    for (const auto& part : source.parts) {
        const auto& map = part.map;
        if (map.entity.starts_with('='))
            check_entity(source, "entity of part " + part.id, map.entity.substr(1), map.entity_kind,
                         reference);
        for (const auto* table : {&map.columns, &map.entities})
            for (const auto& [field, entity] : *table)
                check_entity(source, field + " of part " + part.id, entity, map.entity_kind, reference);
    }
}

}  // namespace

void read_series_facts(const base::Layers& folder, model::Reference& reference) {
    std::string all;
    const auto open = [&](const char* name) -> std::optional<base::Toml> {
        const auto file = folder.file(name);
        if (!std::filesystem::exists(file)) return {};
        const auto bytes = base::read_file(file);
        all += bytes;
        return base::Toml::text(bytes, file.string());
    };
    if (const auto in = open("units.toml")) {
        reference.units = in->strings("units");
        in->done();
    }
    if (const auto in = open("breaks.toml")) {
        for (const auto& block : in->tables("break")) reference.breaks.push_back(one_break(block));
        in->done();
    }
    if (const auto in = open("totals.toml")) {
        for (const auto& block : in->tables("total")) reference.totals.push_back(total(block));
        in->done();
    }
    reference.series_digest = base::sha256(all);
}

void check_agreement(const std::vector<model::Source>& sources, const model::Reference& reference,
                     const std::string& place) {
    for (const auto& source : sources) check_source(source, reference);
    for (const auto& one : reference.breaks)
        if (!indicator_of(sources, one.source + "." + one.indicator))
            fail(place + "/breaks.toml",
                 fmt::format("a break names the unknown '{}.{}'", one.source, one.indicator),
                 "name a source of jobs/sources and one of its indicators");
    for (const auto& one : reference.totals) {
        auto terms = one.parts;
        if (!one.whole.empty()) terms.push_back(one.whole);
        for (const auto& term : terms)
            if (!indicator_of(sources, term))
                fail(place + "/totals.toml",
                     fmt::format("the total '{}' names the unknown '{}'", one.name, term),
                     "write source.indicator");
    }
}

}  // namespace jobs
