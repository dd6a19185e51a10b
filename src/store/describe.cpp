// What the named answers need to know and the archive does not hold: declarations and the moment asked for.
#include "store/database.hpp"
#include "store/store.hpp"

namespace store {
namespace {

std::string use_text(model::Use use) {
    switch (use) {
        case model::Use::open:
            return "open";
        case model::Use::attribution:
            return "attribution";
        case model::Use::no_derivatives:
            return "no-derivatives";
        case model::Use::non_commercial:
            return "non-commercial";
        case model::Use::unknown:
            break;
    }
    return "unknown";
}

void put_source(Store::Database& in, const model::Source& it) {
    auto& put = in.kept(
        "INSERT INTO declared_source VALUES (:name, :title_ko, :title_en, :producer_ko, :producer_en, :url, "
        ":citation, :licence, :use, :access, :cadence, :warn, :error, :key)");
    put.bind(":name", it.name);
    put.bind(":title_ko", it.origin.title.ko);
    put.bind(":title_en", it.origin.title.en);
    put.bind(":producer_ko", it.origin.producer.ko);
    put.bind(":producer_en", it.origin.producer.en);
    put.bind(":url", it.origin.url);
    put.bind(":citation", it.origin.citation);
    put.bind(":licence", it.origin.licence);
    put.bind(":use", use_text(it.origin.use));
    put.bind(":access", it.access);
    put.bind(":cadence", it.cadence);
    put.bind(":warn", it.freshness.warn_days);
    put.bind(":error", it.freshness.error_days);
    put.bind(":key", it.key);
    put.exec();
}

void put_indicator(Store::Database& in, const model::Source& source, const model::Indicator& it) {
    auto& put = in.kept(
        "INSERT INTO declared_indicator VALUES (:source, :id, :ko, :en, :layer, :unit, :price_base, "
        ":attribution, :class, :timing, :converts, :per, :preference, :within, :least, :most)");
    put.bind(":source", source.name);
    put.bind(":id", it.id);
    put.bind(":ko", it.name.ko);
    put.bind(":en", it.name.en);
    put.bind(":layer", it.layer);
    put.bind(":unit", it.unit);
    put.bind(":price_base", it.price_base);
    put.bind(":attribution", it.attribution);
    put.bind(":class", it.source_class);
    put.bind(":timing", it.timing);
    put.bind(":converts", it.conversion.as);
    put.bind(":per", it.conversion.per);
    put.bind(":preference", it.conversion.preference);
    put.bind(":within", it.within);
    if (it.least) put.bind(":least", *it.least);
    if (it.most) put.bind(":most", *it.most);
    put.exec();
    for (const auto& [name, value] : it.definition) {
        auto& more = in.kept("INSERT INTO declared_attribute VALUES (:source, :indicator, :name, :value)");
        more.bind(":source", source.name);
        more.bind(":indicator", it.id);
        more.bind(":name", name);
        more.bind(":value", value);
        more.exec();
    }
    for (const auto& caveat : it.caveats) {
        auto& more = in.kept("INSERT INTO caveat VALUES (:source, :indicator, :entity, :kind, :ko, :en)");
        more.bind(":source", source.name);
        more.bind(":indicator", it.id);
        more.bind(":entity", caveat.entity);
        more.bind(":kind", caveat.kind);
        more.bind(":ko", caveat.reason.ko);
        more.bind(":en", caveat.reason.en);
        more.exec();
    }
}

void put_feed(Store::Database& in, const model::Source& source, const model::Part& part) {
    auto& put = in.kept("INSERT INTO declared_feed VALUES (:source, :feed, :ko, :en, :language, :country)");
    put.bind(":source", source.name);
    put.bind(":feed", part.id);
    put.bind(":ko", part.publisher.ko);
    put.bind(":en", part.publisher.en);
    put.bind(":language", part.language);
    put.bind(":country", part.country);
    put.exec();
}

void put_entity(Store::Database& in, const model::Entity& it) {
    auto& put = in.kept(
        "INSERT INTO country VALUES (:code, :kind, :ko, :en, :short_ko, :short_en, :currency, :compared, "
        ":zh, :ja)");
    put.bind(":code", it.code);
    put.bind(":kind", it.kind);
    put.bind(":ko", it.name.ko);
    put.bind(":en", it.name.en);
    put.bind(":short_ko", it.short_name.ko.empty() ? it.name.ko : it.short_name.ko);
    put.bind(":short_en", it.short_name.en.empty() ? it.name.en : it.short_name.en);
    put.bind(":currency", it.currency);
    put.bind(":compared", it.compared ? 1 : 0);
    put.bind(":zh", it.zh);
    put.bind(":ja", it.ja);
    put.exec();
    for (const auto& member : it.members) {
        auto& more = in.kept("INSERT INTO member VALUES (:aggregate, :country)");
        more.bind(":aggregate", it.code);
        more.bind(":country", member);
        more.exec();
    }
    if (it.peg.units <= 0) return;
    auto& peg = in.kept("INSERT INTO peg VALUES (:currency, :anchor, :units, :from, :until, :citation)");
    peg.bind(":currency", it.code);
    peg.bind(":anchor", it.peg.to);
    peg.bind(":units", it.peg.units);
    peg.bind(":from", days(it.peg.from));
    if (it.peg.until) peg.bind(":until", days(*it.peg.until));
    peg.bind(":citation", it.peg.citation);
    peg.exec();
}

void put_break(Store::Database& in, const model::Break& it) {
    auto& put =
        in.kept("INSERT INTO series_break VALUES (:source, :indicator, :entity, :from, :ko, :en, :citation)");
    put.bind(":source", it.source);
    put.bind(":indicator", it.indicator);
    put.bind(":entity", it.entity);
    put.bind(":from", days(it.from));
    put.bind(":ko", it.reason.ko);
    put.bind(":en", it.reason.en);
    put.bind(":citation", it.citation);
    put.exec();
}

void put_term(Store::Database& in, const std::string& name, const char* role, const std::string& term) {
    const auto dot = term.find('.');
    auto& put = in.kept("INSERT INTO total_term VALUES (:name, :role, :source, :indicator)");
    put.bind(":name", name);
    put.bind(":role", role);
    put.bind(":source", term.substr(0, dot));
    put.bind(":indicator", dot == term.npos ? std::string{} : term.substr(dot + 1));
    put.exec();
}

void put_total(Store::Database& in, const model::Total& it) {
    auto& put = in.kept("INSERT INTO total VALUES (:name, :tolerance, :reason)");
    put.bind(":name", it.name);
    put.bind(":tolerance", it.tolerance);
    put.bind(":reason", it.reason);
    put.exec();
    if (!it.whole.empty()) put_term(in, it.name, "whole", it.whole);
    for (const auto& part : it.parts) put_term(in, it.name, "part", part);
}

}  // namespace

void Store::describe(const std::vector<model::Source>& sources, const model::Reference& reference,
                     base::Instant as_known) {
    guarded(database_->file, [&] {
        SQLite::Transaction transaction{database_->connection};
        for (const auto* table : {"as_known", "declared_source", "declared_indicator", "declared_feed",
                                  "caveat", "country", "value_count_as_known", "declared_attribute", "member",
                                  "peg", "series_break", "total", "total_term"})
            database_->connection.exec(std::string{"DELETE FROM temp."} + table);
        auto& now = database_->kept("INSERT INTO as_known VALUES (:instant)");
        now.bind(":instant", micros(as_known));
        now.exec();
        for (const auto& source : sources) {
            put_source(*database_, source);
            for (const auto& indicator : source.indicators) put_indicator(*database_, source, indicator);
            if (source.is_feed())
                for (const auto& part : source.parts) put_feed(*database_, source, part);
        }
        for (const auto& entity : reference.entities) put_entity(*database_, entity);
        for (const auto& one : reference.breaks) put_break(*database_, one);
        for (const auto& one : reference.totals) put_total(*database_, one);
        database_->kept("INSERT INTO temp.value_count_as_known SELECT * FROM value_count_now").exec();
        transaction.commit();
    });
}

}  // namespace store
