#include "support/bank.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace test {
namespace {

constexpr const char* bank_text = R"(format = "worldbank"
access = "http"
cadence = "monthly"
paging = "pages"
window = "years"
start_year = 2013
lag = 7
reject_limit = 0
freshness = { warn_days = 60, error_days = 180 }
url = "http://bank.example/{countries}/{indicator}?date={from_year}:{to_year}&page={page}"
[origin]
producer = { ko = "은행", en = "Bank" }
title = { ko = "지표", en = "Indicators" }
url = "http://bank.example/"
citation = "Bank, Indicators"
licence = "CC BY 4.0"
use = "attribution"
[map]
indicator = "indicator_id"
entity = "countryiso3code"
period = "date"
value = "value"
status = "obs_status"
released = "@lastupdated"
missing = [""]
[[indicator]]
id = "gdp"
code = "GDP"
name = { ko = "국내총생산", en = "GDP" }
layer = "context"
unit = "USD"
price_base = "current"
attribution = "residence"
source_class = "A"
)";

model::Entity country(std::string code, std::string iso2, std::string name) {
    model::Entity one;
    one.code = std::move(code);
    one.kind = "country";
    one.iso2 = std::move(iso2);
    one.name = {name, name};
    one.compared = true;
    return one;
}

base::Instant at(const std::string& text) {
    return base::read_instant(text).value();
}

constexpr const char* feed_source = R"(format = "feed"
access = "http"
cadence = "daily"
window = "rolling"
start_year = 2024
freshness = {{ warn_days = 3, error_days = 14 }}
[origin]
producer = {{ ko = "통신", en = "Wire" }}
title = {{ ko = "발표", en = "Announcements" }}
url = "http://wire.example/"
citation = "Wire"
licence = "CC BY 4.0"
use = "attribution"
[[feed]]
id = "wire"
url = "{0}"
publisher = {{ ko = "통신", en = "Wire" }}
language = "en"
country = "KOR"
)";

}  // namespace

std::string bank_toml(const std::string& address) {
    return base::replace_all(bank_text, "http://bank.example/{countries}", address + "/{countries}");
}

std::string feed_toml(const std::string& url) {
    return fmt::format(feed_source, url);
}

std::string world_bank_page(const std::vector<Cell>& cells, int page, int pages, const std::string& updated) {
    std::string xml = fmt::format(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<wb:data page=\"{}\" pages=\"{}\" per_page=\"100\" "
        "total=\"{}\" "
        "lastupdated=\"{}\" xmlns:wb=\"http://www.worldbank.org\">",
        page, pages, pages * static_cast<int>(cells.size()), updated);
    for (const auto& cell : cells)
        xml += fmt::format(
            "<wb:data><wb:indicator id=\"GDP\">GDP</wb:indicator><wb:country id=\"X\">X</wb:country>"
            "<wb:countryiso3code>{}</wb:countryiso3code><wb:date>{}</wb:date><wb:value>{}</wb:value><wb:unit/"
            ">"
            "<wb:obs_status/><wb:decimal>0</wb:decimal></wb:data>",
            cell.country, cell.year, cell.value);
    return xml + "</wb:data>\n";
}

void Scripted::run(std::vector<model::Request> requests, const fetch::Answer& answer) {
    while (!requests.empty()) {
        std::vector<model::Request> more;
        for (auto& request : requests) {
            asked.push_back(request.url);
            const auto says = script_(request);
            model::Exchange exchange;
            exchange.request = request;
            exchange.fetched = request.visit + std::chrono::seconds{request.page - 1};
            exchange.status = says.status;
            exchange.failure = says.failure;
            exchange.protocol = "http/1.1";
            exchange.headers = says.headers;
            if (says.status != 304) exchange.headers.emplace_back("Content-Type", "text/xml");
            exchange.body = says.body;
            for (auto& next : answer(std::move(exchange))) more.push_back(std::move(next));
        }
        requests = std::move(more);
    }
}

Bank::Bank() {
    house.settings.home = folder.path;
    house.settings.share = TUJA_ROOT;
    house.settings.now = at("2026-05-01");
    house.store_folder = folder.path;
    house.sources.push_back(
        jobs::read_source(bank_toml("http://bank.example"), "bank", "bank.toml", {{"worldbank", {}}}));
    house.reference.entities = {country("KOR", "KR", "Korea"), country("USA", "US", "United States")};
    house.reference.left_out = {"WLD"};
    house.reference.index();
    enter();
}

void Bank::enter() {
    archive = std::make_unique<archive::Archive>(house.archive());
    store = std::make_unique<store::Store>(house.database(), house.sql(), store::Store::Mode::write);
}

void Bank::leave() {
    archive.reset();
    store.reset();
}

pipeline::Outcome Bank::visit(const std::string& when, int from, int to, Scripted& web) {
    pipeline::Rooms rooms{house, *archive, *store, web, "test"};
    jobs::Visit visit;
    visit.source = "bank";
    visit.part = "GDP";
    visit.window = {base::make_day(from, 1, 1), base::make_day(to + 1, 1, 1)};
    visit.at = at(when);
    return pipeline::fetch_source(rooms, source(), {visit});
}

pipeline::Outcome Bank::visit(const std::string& when, int from, int to, const std::vector<Cell>& cells) {
    Scripted web{[&](const model::Request&) {
        return Scripted::Says{200, world_bank_page(cells, 1, 1, when), ""};
    }};
    return visit(when, from, to, web);
}

std::string Bank::dump(bool values) {
    std::string text;
    store->dump(values, house.method(), [&](std::string_view line) { text.append(line).append("\n"); });
    return text;
}

std::string Bank::korea() {
    store->describe(house.sources, house.reference, house.settings.now);
    std::string text;
    for (const auto& row :
         store->query("SELECT period, value FROM observation_as_known WHERE entity = 'KOR' ORDER BY period")
             .rows)
        text += (text.empty() ? "" : " ") + model::text_of(row, 0) + "=" + model::text_of(row, 1);
    return text;
}

}  // namespace test
