#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "report/mustache.hpp"
#include "report/names.hpp"
#include "report/report.hpp"

namespace report {
namespace {

using base::Toml;

const std::vector<std::string> text_formats = {"text", "date",     "instant", "hash",    "url",
                                               "name", "headline", "source",  "country", "period"};

[[noreturn]] void fail(const std::string& place, const std::string& what, const std::string& next) {
    throw base::Error{place, what, next, base::Error::Kind::usage};
}

model::Names read_names(const Toml& toml, std::string_view key, bool required) {
    const auto table = required ? std::optional{toml.table(key)} : toml.maybe_table(key);
    if (!table) return {};
    model::Names names{table->string("ko"), table->string("en")};
    table->done();
    return names;
}

std::map<std::string, std::string> read_map(const Toml& toml, std::string_view key) {
    std::map<std::string, std::string> map;
    if (const auto table = toml.maybe_table(key))
        for (const auto& name : table->keys()) map[name] = table->string(name);
    return map;
}

model::MeasureSpec read_measure(const Toml& toml) {
    model::MeasureSpec measure;
    measure.place = toml.place();
    measure.name = toml.string("name");
    measure.formula = toml.string("formula");
    measure.series = toml.string("series");
    measure.against = toml.string("against", "");
    measure.entities = toml.strings("entities");
    measure.references = toml.maybe_strings("references");
    measure.period = toml.string("period", "latest");
    measure.across = toml.string("across", "");
    measure.format = toml.choice("format", formats());
    toml.done();
    return measure;
}

model::ChartSpec read_chart(const Toml& toml) {
    model::ChartSpec chart;
    chart.place = toml.place();
    chart.name = toml.string("name");
    chart.form = toml.choice("form", {"squares", "log_dots", "lines", "bars"});
    chart.title = read_names(toml, "title", true);
    chart.subtitle = read_names(toml, "subtitle", false);
    chart.note = read_names(toml, "note", false);
    chart.uses = read_map(toml, "uses");
    chart.options = read_map(toml, "options");
    chart.sources = toml.maybe_strings("sources");
    toml.done();
    return chart;
}

model::ColumnSpec read_column(const Toml& toml) {
    model::ColumnSpec column;
    column.measure = toml.string("measure", "");
    column.reference = toml.string("reference", "");
    column.period = toml.string("period", "");
    column.field = toml.string("field", "");
    auto allowed = text_formats;
    allowed.insert(allowed.end(), formats().begin(), formats().end());
    column.format = toml.choice("format", allowed, "text");
    column.head = read_names(toml, "head", true);
    column.unit = read_names(toml, "unit", false);
    column.width = static_cast<int>(toml.integer("width", 0));
    // "date" is a word in a query's row and a number in a measure: here it is the word.
    const bool word =
        std::find(text_formats.begin(), text_formats.end(), column.format) != text_formats.end();
    column.number = !column.measure.empty() || !word;
    toml.done();
    if (column.measure.empty() == column.field.empty())
        fail(toml.place(), "a column needs a measure or a field",
             "write measure = \"…\" (rows = \"entities\") or field = \"…\"");
    return column;
}

model::TableSpec read_table(const Toml& toml) {
    model::TableSpec table;
    table.place = toml.place();
    table.name = toml.string("name");
    table.rows = toml.choice("rows", {"entities", "query"});
    table.series = toml.string("series", "");
    table.title = read_names(toml, "title", true);
    table.subtitle = read_names(toml, "subtitle", false);
    table.note = read_names(toml, "note", false);
    table.empty = read_names(toml, "empty", false);
    for (const auto& column : toml.tables("column")) table.columns.push_back(read_column(column));
    table.entities = toml.maybe_strings("entities");
    table.sort = toml.string("sort", "");
    table.key = toml.string("key", "");
    table.group = toml.string("group", "");
    table.limit = static_cast<int>(toml.integer("limit", 0));
    toml.done();
    return table;
}

template <class T>
void need_unique(const std::vector<T>& all, std::string_view kind) {
    for (auto one = all.begin(); one != all.end(); ++one)
        if (std::any_of(all.begin(), one, [&](const T& other) { return other.name == one->name; }))
            fail(one->place, fmt::format("a second {} '{}'", kind, one->name),
                 "names are unique in a section");
}

std::vector<std::string> measure_names(const model::SectionSpec& section) {
    std::vector<std::string> names;
    for (const auto& one : section.measures) names.push_back(one.name);
    return names;
}

/// "scale.level" of another section is checked when the whole report is known.
void need_measure(const model::SectionSpec& section, const std::string& name, const std::string& place) {
    if (name.empty() || name.find('.') != std::string::npos) return;
    const auto names = measure_names(section);
    if (std::find(names.begin(), names.end(), name) != names.end()) return;
    const auto near = base::nearest(name, names);
    fail(place, fmt::format("there is no measure '{}' here", name),
         near ? fmt::format("did you mean '{}'?", *near) : "add a [[measure]] of that name");
}

void check_blocks(const model::SectionSpec& section) {
    need_unique(section.measures, "measure");
    need_unique(section.charts, "chart");
    need_unique(section.tables, "table");
    for (const auto& chart : section.charts)
        for (const auto& [role, measure] : chart.uses) need_measure(section, measure, chart.place);
    for (const auto& table : section.tables) {
        need_measure(section, table.sort, table.place);
        for (const auto& column : table.columns) need_measure(section, column.measure, table.place);
    }
}

void check_text(const std::string& text, const std::string& place, const model::SectionSpec& section,
                const std::vector<const model::SectionSpec*>& report, bool whole) {
    for (const auto& tag : tags(text, place)) {
        if (read_name(tag.name, section, report)) continue;
        if (!whole && tag.name.find('.') != std::string::npos) continue;
        auto candidates = measure_names(section);
        for (const auto& one : section.charts) candidates.push_back("chart_" + one.name);
        for (const auto& one : section.tables) candidates.push_back("table_" + one.name);
        candidates.insert(candidates.end(), frame_names().begin(), frame_names().end());
        const auto near = base::nearest(tag.name, candidates);
        fail(
            fmt::format("{}:{}", place, tag.line), fmt::format("'{{{{{}}}}}' names nothing", tag.name),
            near ? fmt::format("did you mean '{}'?", *near) : "reports/README.md lists what a text may name");
    }
}

void check_texts(const model::SectionSpec& section, const std::vector<const model::SectionSpec*>& report,
                 bool whole) {
    const auto both = [&](const model::Names& names, const std::string& place_ko,
                          const std::string& place_en) {
        check_text(names.ko, place_ko, section, report, whole);
        check_text(names.en, place_en, section, report, whole);
    };
    both(section.text, section.place + "/text.ko.mustache", section.place + "/text.en.mustache");
    for (const auto& chart : section.charts)
        for (const auto* names : {&chart.title, &chart.subtitle, &chart.note})
            both(*names, chart.place, chart.place);
    for (const auto& table : section.tables)
        for (const auto* names : {&table.title, &table.subtitle, &table.note, &table.empty})
            both(*names, table.place, table.place);
}

/// "03_scale": the place in the report and the name.
void read_folder(model::SectionSpec& section, const std::string& folder, const std::string& place) {
    const auto line = folder.find('_');
    const auto order = line == std::string::npos ? std::nullopt : base::read_integer(folder.substr(0, line));
    if (!order) fail(place, fmt::format("the folder '{}' has no number", folder), "name it like 03_scale");
    section.order = static_cast<int>(*order);
    section.name = folder.substr(line + 1);
}

}  // namespace

model::SectionSpec read_section(const std::string& folder, std::string_view text, const std::string& place,
                                std::string query, std::string text_ko, std::string text_en) {
    const auto toml = Toml::text(text, place);
    model::SectionSpec section;
    read_folder(section, folder, place);
    const auto slash = place.rfind('/');
    section.place = slash == std::string::npos ? folder : place.substr(0, slash);
    section.title = read_names(toml, "title", true);
    section.pages = static_cast<int>(toml.integer("pages", 1));
    section.layout = toml.choice("layout", {"page", "cover", "summary"}, "page");
    for (const auto& one : toml.tables("measure")) section.measures.push_back(read_measure(one));
    for (const auto& one : toml.tables("chart")) section.charts.push_back(read_chart(one));
    for (const auto& one : toml.tables("table")) section.tables.push_back(read_table(one));
    toml.done();
    section.query = std::move(query);
    section.text = {std::move(text_ko), std::move(text_en)};
    check_blocks(section);
    check_texts(section, {&section}, false);
    return section;
}

model::ReportSpec read_report(const std::string& name, std::string_view text, const std::string& place) {
    const auto toml = Toml::text(text, place);
    model::ReportSpec report;
    report.name = name;
    report.title = read_names(toml, "title", true);
    report.subtitle = read_names(toml, "subtitle", false);
    report.publisher = read_names(toml, "publisher", true);
    report.names_with_digits = toml.maybe_strings("names_with_digits");
    report.focus = toml.string("focus");
    report.references = toml.strings("references");
    toml.done();
    return report;
}

std::map<std::string, std::string> read_theme(std::string_view text, const std::string& place) {
    const auto toml = Toml::text(text, place);
    std::map<std::string, std::string> theme;
    for (const auto& name : toml.keys()) theme[name] = toml.string(name);
    return theme;
}

void check(const model::ReportSpec& report) {
    std::vector<const model::SectionSpec*> sections;
    for (const auto& one : report.sections) sections.push_back(&one);
    for (const auto& one : report.sections) check_texts(one, sections, true);
}

}  // namespace report
