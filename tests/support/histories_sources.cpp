// The sources of random histories: each window and each way of saying when a value was released.
#include <fmt/format.h>

#include "jobs/jobs.hpp"
#include "parse/parse.hpp"
#include "support/histories_provider.hpp"

namespace histories {
namespace {

constexpr const char* origin = R"([origin]
producer = {{ ko = "곳", en = "Place" }}
title = {{ ko = "표", en = "Table" }}
url = "http://{0}.example/"
citation = "Place, Table"
licence = "CC BY 4.0"
use = "attribution"
)";

constexpr const char* csv_map = R"([map]
entity = "country"
period = "period"
value = "value"
missing = [{0}]
{1}
)";

std::string indicator(const std::string& id, const std::string& code, bool scaled) {
    return fmt::format(
        "[[indicator]]\nid = \"{}\"\ncode = \"{}\"\nname = {{ ko = \"지표\", en = \"Indicator\" }}\n"
        "layer = \"context\"\nunit = \"USD\"\nmultiplier = {}\nprice_base = \"current\"\nattribution = "
        "\"residence\"\n"
        "source_class = \"A\"\n",
        id, code, scaled ? "1000.0" : "1.0");
}

std::string head(const std::string& format, const std::string& window, const std::string& more) {
    return fmt::format(
        "format = \"{}\"\naccess = \"http\"\ncadence = \"monthly\"\nwindow = \"{}\"\nstart_year = 2019\n"
        "freshness = {{ warn_days = 60, error_days = 180 }}\n{}",
        format, window, more);
}

std::string lag(int version) {
    return version & 4 ? "lag = 5\n" : "lag = 2\n";
}
std::string rejects(int version) {
    return version & 8 ? "reject_limit = 0\n" : "reject_limit = 1\n";
}
std::string missing(int version) {
    return version & 2 ? "\"\"" : "\"\", \"-\"";
}

std::string bank(int version) {
    return head("worldbank", "years", lag(version) + rejects(version)) +
           "paging = \"pages\"\n"
           "url = \"http://bank.example/{countries}/{indicator}?date={from_year}:{to_year}&page={page}\"\n" +
           fmt::format(origin, "bank") +
           fmt::format(
               "[map]\nindicator = \"indicator_id\"\nentity = \"countryiso3code\"\nperiod = \"date\"\n"
               "value = \"value\"\nreleased = \"@lastupdated\"\nmissing = [{}]\n",
               missing(version)) +
           indicator("gdp", "GDP", version & 1) + indicator("rnd", "RND", false);
}

std::string table(int version, bool overlapping) {
    return head("delimited", "years", lag(version) + rejects(version)) + fmt::format(origin, "table") +
           fmt::format(csv_map, missing(version), "") + indicator("left", "L", version & 1) +
           indicator("right", "R", false) +
           "[[part]]\nid = \"left\"\nindicator = \"left\"\nurl = "
           "\"http://table.example/left?from={from}&to={to}\"\n"
           "[[part]]\nid = \"right\"\nindicator = \"" +
           (overlapping ? "left" : "right") +
           "\"\nurl = \"http://table.example/right?from={from}&to={to}\"\n";
}

std::string book(int version) {
    return head("delimited", "whole", rejects(version)) + "url = \"http://book.example/all.csv\"\n" +
           fmt::format(origin, "book") + fmt::format(csv_map, missing(version), "released = \"edition\"") +
           indicator("book", "B", version & 1);
}

std::string ticker(int version) {
    return head("delimited", "rolling", rejects(version)) + "url = \"http://ticker.example/newest.csv\"\n" +
           fmt::format(origin, "ticker") + fmt::format(csv_map, missing(version), "") +
           indicator("ticker", "T", version & 1);
}

std::string wire(int version) {
    std::string blocks;
    for (const auto* id : {"wire_rss", "wire_atom"})
        blocks += fmt::format(
            "[[feed]]\nid = \"{0}\"\nurl = \"http://wire.example/{0}.xml\"\npublisher = {{ ko = \"통신\", en "
            "= "
            "\"Wire{1}\" }}\nlanguage = \"en\"\ncountry = \"KOR\"\n",
            id, version & 1 ? " Service" : "");
    return head("feed", "rolling", rejects(version)) + fmt::format(origin, "wire") + blocks;
}

std::string toml(const std::string& name, int version, bool overlapping) {
    if (name == "bank") return bank(version);
    if (name == "table") return table(version, overlapping);
    if (name == "book") return book(version);
    return name == "ticker" ? ticker(version) : wire(version);
}

model::Entity country(std::string code, std::string iso2, std::string name) {
    model::Entity one;
    one.code = std::move(code);
    one.kind = "country";
    one.iso2 = std::move(iso2);
    one.name = {name, name};
    one.compared = true;
    return one;
}

}  // namespace

Configuration::Configuration() {
    for (const auto* name : {"bank", "book", "table", "ticker", "wire"}) sources[name] = {};
}

std::vector<model::Source> Configuration::read() const {
    std::map<std::string, std::vector<std::string>> formats;
    for (const auto& format : parse::formats()) formats.emplace(format.name, format.options);
    std::vector<model::Source> all;
    for (const auto& [name, declared] : sources)
        if (declared.there)
            all.push_back(
                jobs::read_source(toml(name, declared.version, overlapping), name, name + ".toml", formats));
    return all;
}

bool is_rolling(const std::string& source) {
    return source == "ticker" || source == "wire";
}

model::Reference reference() {
    model::Reference all;
    all.entities = {country("KOR", "KR", "Korea"), country("USA", "US", "United States"),
                    country("CHN", "CN", "China")};
    all.left_out = {"WLD"};
    all.index();
    return all;
}

}  // namespace histories
