#include "pipeline/edition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/interrupt.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "compare/compare.hpp"
#include "pipeline/checks.hpp"
#include "pipeline/faces.hpp"
#include "pipeline/figures.hpp"
#include "pipeline/folder.hpp"
#include "pipeline/lock.hpp"
#include "pipeline/period.hpp"
#include "pipeline/print.hpp"

namespace pipeline {
namespace {

using base::Json;

std::string binds_day(base::Day day) {
    return base::iso(day);
}

report::SectionInput fill_section(const model::SectionSpec& section, const model::ReportSpec& spec,
                                  const model::EditionKey& key, store::Store& store) {
    report::SectionInput input;
    input.spec = &section;
    const store::Binds binds = {
        {":from", binds_day(key.window.from)}, {":to", binds_day(key.window.to)}, {":focus", spec.focus}};
    if (!section.query.empty()) input.rows = store.query(section.query, binds);
    input.figures = compare::evaluate(section.name, section.measures, input.rows, spec.focus);
    return input;
}

std::map<std::string, std::string> read_theme(const std::filesystem::path& file) {
    std::map<std::string, std::string> theme;
    const auto toml = base::Toml::file(file);
    for (const auto& key : toml.keys()) theme.emplace(key, toml.string(key));
    return theme;
}

std::string data_digest(store::Store& store) {
    std::string all;
    const auto table = store.query(
        "SELECT DISTINCT source, url, fetched, sha256 FROM snapshot_as_known ORDER BY source, url, fetched, "
        "sha256");
    for (const auto& row : table.rows)
        for (int i = 0; i < 4; ++i) all += model::text_of(row, i) + "\n";
    return base::sha256(all);
}

std::vector<model::SourceLine> source_lines(store::Store& store) {
    std::vector<model::SourceLine> lines;
    const auto table = store.query("SELECT * FROM source_as_known WHERE snapshots > 0 ORDER BY source");
    for (const auto& row : table.rows) {
        const auto text = [&](std::string_view column) { return model::text_of(row, table.column(column)); };
        model::SourceLine line;
        line.number = static_cast<int>(lines.size()) + 1;
        line.name = text("source");
        line.title = {text("title_ko"), text("title_en")};
        line.producer = {text("producer_ko"), text("producer_en")};
        line.url = text("url");
        line.citation = text("citation");
        line.licence = text("licence");
        line.retrieved = text("retrieved");
        line.sha256 = text("sha256");
        line.origin = text("origin");
        line.may_print = text("use") != "non-commercial" && text("use") != "unknown";
        lines.push_back(std::move(line));
    }
    return lines;
}

struct Draft {
    model::ReportSpec spec;
    model::EditionKey key;
    std::vector<std::pair<std::string, std::string>> files;  // name → bytes
    model::Names headline;
};

std::string html_name(const model::ReportSpec& spec, model::Language language) {
    return fmt::format("{}.{}.html", spec.name, model::code(language));
}

/// Both languages must say the same: the same figures with the same values (belief 4).
void agree(const std::vector<report::Printed>& printed, const std::string& id) {
    std::set<std::pair<std::string, std::string>> first;
    for (const auto& one : printed) {
        std::set<std::pair<std::string, std::string>> bound;
        for (const auto& figure : one.figures)
            bound.emplace(figure.id, figure.value ? base::shortest(*figure.value) : std::string{"-"});
        if (&one == &printed.front())
            first = bound;
        else if (bound != first)
            throw base::Error{id, "the languages do not print the same figures",
                              "see that text.ko.mustache and text.en.mustache use the same names",
                              base::Error::Kind::check};
    }
}

Draft draft(const House& house, store::Store& store, const Wanted& wanted) {
    Draft made;
    made.key = edition_key(house, wanted);
    store.describe(house.sources, house.reference, made.key.as_known);
    made.key.method_digest = house.method();
    made.key.data_digest = data_digest(store);
    made.key.bundled = store.has_bundled();
    const auto folder = house.reports() / wanted.report;
    made.spec = read_report_folder(folder);

    report::Input input;
    input.spec = &made.spec;
    input.key = &made.key;
    input.reference = &house.reference;
    input.page = base::read_file(folder.file("page.mustache"));
    input.css = base::read_file(folder.file("print.css"));
    input.theme = read_theme(folder.file("theme.toml"));
    input.faces = read_faces();
    for (const auto& section : made.spec.sections)
        input.sections.push_back(fill_section(section, made.spec, made.key, store));
    input.sources = source_lines(store);

    std::vector<report::Printed> printed;
    for (const auto language : wanted.languages) {
        printed.push_back(report::print(input, language));
        made.files.emplace_back(html_name(made.spec, language), printed.back().html);
        (language == model::Language::ko ? made.headline.ko : made.headline.en) = printed.back().headline;
    }
    agree(printed, made.key.id());
    made.files.emplace_back("figures.json", figures_json(made.key, printed.front().figures));
    made.files.emplace_back("sources.json", sources_json(input.sources));
    return made;
}

std::string manifest_json(const Draft& made) {
    Json files = Json::array();
    for (const auto& [name, bytes] : made.files)
        files.push(
            Json::object().set("name", name).set("bytes", bytes.size()).set("sha256", base::sha256(bytes)));
    Json json = Json::object();
    json.set("id", made.key.id()).set("report", made.spec.name).set("kind", made.key.kind);
    json.set("period", made.key.period).set("as_known", base::iso(made.key.as_known));
    json.set("from", base::iso(made.key.window.from)).set("to", base::iso(made.key.window.to));
    json.set("bundled", made.key.bundled);
    json.set("method_digest", made.key.method_digest).set("data_digest", made.key.data_digest);
    json.set("title", Json::object().set("ko", made.spec.title.ko).set("en", made.spec.title.en));
    json.set("headline", Json::object().set("ko", made.headline.ko).set("en", made.headline.en));
    return json.set("files", std::move(files)).dump(2) + "\n";
}

void refuse_broken(store::Store& store, const House& house, const std::string& id) {
    const auto found = run_checks(store, house.sql() / "checks");
    note_checks(store, found, house.moment());
    for (const auto& broken : found) {
        if (broken.severity != "error") continue;
        throw base::Error{id,
                          fmt::format("the check '{}' found {} wrong rows: {} First: {}", broken.name,
                                      broken.count, broken.sentence, broken.rows.front()),
                          "nothing was published; `tuja check` lists them", base::Error::Kind::check};
    }
}

/// The edition's record survives a rebuild: its figures and manifest stand in the archive, once per content.
void record(archive::Archive& archive, store::Store& store, const model::EditionKey& key,
            const std::vector<std::pair<std::string, std::string>>& files) {
    std::vector<std::tuple<std::string, std::string, model::Location>> fresh;
    for (const auto& [name, bytes] : files) {
        if (name != "figures.json" && name != "manifest.json") continue;
        const auto uri = fmt::format("urn:tuja:edition:{}:{}", key.id(), name);
        if (store.has_resource(uri, base::sha256(bytes))) continue;
        fresh.emplace_back(uri, base::sha256(bytes),
                           archive.append({uri, key.as_known, "application/json", bytes}));
    }
    archive.sync();
    for (const auto& [uri, digest, at] : fresh) store.put_resource(uri, key.as_known, digest, at);
}

bool same_bytes(const std::filesystem::path& file, const std::string& bytes) {
    return std::filesystem::exists(file) && std::filesystem::file_size(file) == bytes.size() &&
           base::read_file(file) == bytes;
}

void write_library(const House& house) {
    const auto css = base::read_file(house.reports().file("library.css"));
    const auto page = report::library_page(list_editions(house), css);
    if (!same_bytes(house.editions() / "index.html", page))
        base::write_file(house.editions() / "index.html", page);
}

}  // namespace

model::ReportSpec read_report_folder(const base::Layers& folder) {
    const auto declared = folder.file("report.toml");
    auto spec = report::read_report(folder.bottom().filename().string(), base::read_file(declared),
                                    declared.string());
    const auto sections = folder / "sections";
    for (const auto& name : sections.folder_names()) {
        const auto section = sections / name;
        const auto query = section.file("query.sql"), toml = section.file("section.toml");
        spec.sections.push_back(
            report::read_section(name.string(), base::read_file(toml), toml.string(),
                                 std::filesystem::exists(query) ? base::read_file(query) : "",
                                 base::read_file(section.file("text.ko.mustache")),
                                 base::read_file(section.file("text.en.mustache"))));
    }
    return spec;
}

model::EditionKey edition_key(const House& house, const Wanted& wanted) {
    model::EditionKey key;
    key.kind = wanted.kind;
    key.period = wanted.period;
    if (house.bundled && key.period.empty() && house.bundled->kind == key.kind)
        key.period = house.bundled->period;
    const auto today = base::end_of(base::day_of(house.moment()));
    key.as_known = wanted.as_known.value_or(today);
    // An edition says what was known at its moment: of a day to come nobody can.
    if (key.as_known > std::max(today, base::end_of(base::day_of(house.settings.now))))
        throw base::Error{"--as-known", base::iso(base::day_of(key.as_known)) + " is still to come",
                          "give a day up to " + base::iso(base::day_of(house.settings.now)),
                          base::Error::Kind::usage};
    if (key.period.empty()) key.period = last_period(key.kind, base::day_of(key.as_known)).text();
    key.window = period_of(key.kind, key.period).window();
    return key;
}

Published publish(const House& house, archive::Archive& archive, store::Store& store, const Wanted& wanted) {
    const auto alone = Lock::wait(house.locks(), "editions");
    base::stop_if_interrupted();
    mend_editions(house.editions());
    auto made = draft(house, store, wanted);
    const auto id = made.key.id();
    refuse_broken(store, house, id);
    base::stop_if_interrupted();  // from here on it is written, and that takes no time
    made.files.emplace_back("manifest.json", manifest_json(made));
    Published published{id, house.editions() / id, {}};
    const bool unchanged = std::all_of(made.files.begin(), made.files.end(), [&](const auto& file) {
        return same_bytes(published.folder / file.first, file.second);
    });
    if (!unchanged) put_in_place(published.folder, made.files);
    record(archive, store, made.key, made.files);
    write_library(house);
    for (const auto& [name, bytes] : made.files) {
        if (!name.ends_with(".html")) continue;
        const auto html = published.folder / name;
        published.files.push_back(html);
        const auto pdf = std::filesystem::path{html}.replace_extension(".pdf");
        if (wanted.pdf && (!unchanged || !std::filesystem::exists(pdf)))
            print_pdf(house.settings, html, pdf, made.key.as_known);
        if (std::filesystem::exists(pdf)) published.files.push_back(pdf);
    }
    if (wanted.pdf) write_library(house);
    return published;
}

std::vector<report::Listed> list_editions(const House& house) {
    std::vector<report::Listed> all;
    if (!std::filesystem::is_directory(house.editions())) return all;
    for (const auto& entry : std::filesystem::directory_iterator(house.editions())) {
        const auto name = entry.path().filename().string();
        if (!entry.is_directory() || name.starts_with('.')) continue;
        const auto file = entry.path() / "manifest.json";
        const auto json = std::filesystem::exists(file) ? Json::parse(base::read_file(file)) : std::nullopt;
        if (!json) continue;
        report::Listed one;
        one.key.kind = json->text("kind");
        one.key.period = json->text("period");
        one.key.as_known = base::read_instant(json->text("as_known")).value_or(base::Instant{});
        const auto* bundled = (*json)["bundled"].boolean();
        one.key.bundled = bundled && *bundled;
        one.title = {(*json)["title"].text("ko"), (*json)["title"].text("en")};
        one.headline = {(*json)["headline"].text("ko"), (*json)["headline"].text("en")};
        for (const auto& beside : std::filesystem::directory_iterator(entry.path()))
            one.files.push_back(beside.path().filename().string());
        std::sort(one.files.begin(), one.files.end());
        all.push_back(std::move(one));
    }
    std::sort(all.begin(), all.end(), [](const report::Listed& a, const report::Listed& b) {
        return std::pair{a.key.as_known, a.key.id()} > std::pair{b.key.as_known, b.key.id()};
    });
    return all;
}

}  // namespace pipeline
