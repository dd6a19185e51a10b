#include "pipeline/figures.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/json.hpp"

namespace pipeline {
namespace {

using base::Json;

Json names_json(const model::Names& names) {
    if (names.ko.empty() && names.en.empty()) return {};
    return Json::object().set("ko", names.ko).set("en", names.en);
}

model::Names read_names(const Json& json) {
    return {json.text("ko"), json.text("en")};
}

Json evidence_json(const model::Evidence& it) {
    Json json = Json::object();
    json.set("source", it.source)
        .set("indicator", it.indicator)
        .set("entity", it.entity)
        .set("period", it.period);
    return json.set("value", it.value).set("known_at", it.known_at).set("sha256", it.sha256);
}

Json figure_json(const model::Figure& it) {
    Json json = Json::object();
    json.set("id", it.id).set("measure", it.measure).set("entity", it.entity);
    if (!it.reference.empty()) json.set("reference", it.reference);
    json.set("period", it.period).set("value", Json{it.value});
    if (it.low && it.high) json.set("low", *it.low).set("high", *it.high);
    if (!it.bound.empty()) json.set("bound", it.bound);
    if (!it.grade.empty()) json.set("grade", it.grade);
    json.set("format", it.format);
    if (!it.formula.empty()) json.set("formula", it.formula);
    if (auto missing = names_json(it.missing); !missing.is_null()) json.set("missing", std::move(missing));
    if (auto note = names_json(it.note); !note.is_null()) json.set("note", std::move(note));
    Json from = Json::array();
    for (const auto& one : it.from) from.push(evidence_json(one));
    return json.set("from", std::move(from));
}

model::Evidence read_evidence(const Json& json) {
    return {json.text("source"),
            json.text("indicator"),
            json.text("entity"),
            json.text("period"),
            json.text("known_at"),
            json.text("sha256"),
            json["value"].number().value_or(0)};
}

model::Figure read_figure(const Json& json) {
    model::Figure it;
    it.id = json.text("id");
    it.measure = json.text("measure");
    it.entity = json.text("entity");
    it.reference = json.text("reference");
    it.period = json.text("period");
    it.value = json["value"].number();
    it.low = json["low"].number();
    it.high = json["high"].number();
    it.bound = json.text("bound");
    it.grade = json.text("grade");
    it.format = json.text("format");
    it.formula = json.text("formula");
    it.missing = read_names(json["missing"]);
    it.note = read_names(json["note"]);
    if (const auto* from = json["from"].items())
        for (const auto& one : *from) it.from.push_back(read_evidence(one));
    return it;
}

}  // namespace

std::string figures_json(const model::EditionKey& key, std::vector<model::Figure> figures) {
    std::stable_sort(figures.begin(), figures.end(),
                     [](const model::Figure& a, const model::Figure& b) { return a.id < b.id; });
    Json all = Json::array();
    for (const auto& one : figures) all.push(figure_json(one));
    Json json = Json::object();
    json.set("edition", key.id())
        .set("as_known", base::iso(key.as_known))
        .set("method_digest", key.method_digest);
    return json.set("figures", std::move(all)).dump(1) + "\n";
}

std::vector<model::Figure> read_figures(const std::string& text, const std::string& place) {
    const auto json = base::Json::parse(text);
    const auto* all = json ? (*json)["figures"].items() : nullptr;
    if (!all)
        throw base::Error{place, "this is no figures.json", "print the edition again with `tuja report`"};
    std::vector<model::Figure> figures;
    for (const auto& one : *all) figures.push_back(read_figure(one));
    return figures;
}

std::string sources_json(const std::vector<model::SourceLine>& sources) {
    Json all = Json::array();
    for (const auto& it : sources) {
        Json json = Json::object();
        json.set("number", it.number).set("name", it.name).set("title", names_json(it.title));
        json.set("producer", names_json(it.producer)).set("url", it.url).set("citation", it.citation);
        json.set("licence", it.licence).set("retrieved", it.retrieved).set("sha256", it.sha256);
        all.push(json.set("origin", it.origin));
    }
    return all.dump(1) + "\n";
}

}  // namespace pipeline
