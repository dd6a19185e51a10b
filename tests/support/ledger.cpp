#include "support/ledger.hpp"

#include <limits>

#include "base/hash.hpp"
#include "model/period.hpp"

namespace test {
namespace {

model::Entity country(const std::string& code, const std::string& currency) {
    model::Entity one;
    one.code = code;
    one.kind = "country";
    one.name = {code, code};
    one.currency = currency;
    return one;
}

model::Entity currency(const std::string& code) {
    model::Entity one;
    one.code = code;
    one.kind = "currency";
    one.name = {code, code};
    return one;
}

model::Source& source_of(std::vector<model::Source>& sources, const std::string& name) {
    for (auto& one : sources)
        if (one.name == name) return one;
    sources.emplace_back().name = name;
    return sources.back();
}

}  // namespace

Ledger::Ledger()
    : store{folder.path / "tuja.db", std::filesystem::path{TUJA_ROOT} / "sql", store::Store::Mode::write} {
    for (const auto* code : {"KRW", "USD", "EUR", "JPY", "AED", "GBP"})
        reference.entities.push_back(currency(code));
    auto& dirham = reference.entities[4];
    dirham.peg = {"USD", 3.6725, base::make_day(1998, 1, 1), {}, "a central bank"};
    reference.entities.push_back(country("KOR", "KRW"));
    reference.entities.push_back(country("USA", "USD"));
    reference.entities.push_back(country("DEU", "EUR"));
    reference.entities.push_back(country("ARE", "AED"));
    reference.index();
}

model::Indicator& Ledger::declare(const std::string& source, const std::string& indicator,
                                  const std::string& unit, const std::string& timing) {
    model::Indicator one;
    one.id = one.code = indicator;
    one.name = {indicator, indicator};
    one.unit = unit;
    one.layer = "F1";
    one.price_base = "current";
    one.attribution = "host";
    one.source_class = "B";
    one.timing = timing;
    auto& in = source_of(sources, source).indicators;
    in.push_back(one);
    return in.back();
}

void Ledger::declare_rates(const std::string& source, const std::string& as, const std::string& per,
                           int preference) {
    declare(source, "rate", "currency_per_" + per, "none").conversion = {as, per, preference};
}

void Ledger::declare_factor(const std::string& source, const std::string& as) {
    declare(source, as, "index", "none").conversion = {as, "", 1};
}

void Ledger::put(const std::string& source, const std::string& indicator, const std::vector<Value>& values,
                 const std::string& when, const std::string& released, const std::string& part) {
    model::PageFacts page;
    page.snapshot.source = source;
    page.snapshot.part = part;
    page.snapshot.url = "http://host.example/" + source + "/" + part + "/" + indicator;
    page.snapshot.fetched = page.snapshot.visit = base::read_instant(when).value();
    std::string bytes = when;
    for (const auto& one : values) {
        model::Observation fact;
        fact.indicator = indicator;
        fact.entity = one.entity;
        fact.period = model::read_period(one.period).value();
        fact.value = one.value;
        if (!released.empty()) fact.released = base::read_instant(released);
        page.observations.push_back(fact);
        bytes += one.entity + one.period + std::to_string(one.value);
    }
    page.snapshot.sha256 = base::sha256(bytes);
    page.snapshot.window = {base::make_day(1990, 1, 1), base::make_day(2030, 1, 1)};
    page.snapshot.status = 200;
    model::VisitFacts visit;
    visit.source = source;
    visit.part = part;
    visit.window = page.snapshot.window;
    visit.indicators = {indicator};
    visit.pages.push_back(page);
    store.put(visit);
}

model::Table Ledger::ask(const std::string& sql, const std::string& as_known) {
    store.describe(sources, reference, base::end_of(base::read_day(as_known).value()));
    return store.query(sql);
}

double Ledger::number(const std::string& sql, const std::string& as_known) {
    const auto table = ask(sql, as_known);
    if (table.rows.empty()) return std::numeric_limits<double>::quiet_NaN();
    return model::number_of(table.rows[0], 0).value_or(std::numeric_limits<double>::quiet_NaN());
}

std::string Ledger::text(const std::string& sql, const std::string& as_known) {
    std::string all;
    for (const auto& row : ask(sql, as_known).rows) {
        if (!all.empty()) all += "; ";
        for (std::size_t i = 0; i < row.size(); ++i)
            all += (i ? " " : "") + model::text_of(row, static_cast<int>(i));
    }
    return all;
}

}  // namespace test
