#include "report/press.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "report/mustache.hpp"
#include "report/names.hpp"
#include "report/numbers.hpp"
#include "report/particles.hpp"
#include "report/words.hpp"

namespace report {
namespace {

using model::Figure;
using model::SectionSpec;
using What = Said::What;

/// Figures and tables are numbered through the report, in the order in which the texts call them.
std::map<std::string, int> number_blocks(const std::vector<const SectionSpec*>& sections,
                                         model::Language language) {
    std::map<std::string, int> numbers;
    int charts = 0, tables = 0;
    for (const auto* section : sections)
        for (const auto& tag : tags(section->text.in(language), section->place)) {
            const auto said = read_name(tag.name, *section, sections);
            if (!said || (said->what != What::chart && said->what != What::table)) continue;
            if (said->chart && said->chart->options.contains("bare")) continue;
            auto& count = said->chart ? charts : tables;
            if (numbers.emplace(section->name + "." + tag.name, count + 1).second) ++count;
        }
    return numbers;
}

std::string see(const Press& press, const Said& said) {
    return fmt::format(R"(<a href="#{}">{}</a>)", anchor(*said.section, said.name),
                       numbered(press, *said.section, said.name));
}

std::string edition_value(const Press& press, std::string_view name) {
    const auto& key = *press.in.key;
    const auto day = [&](base::Day one) { return date(base::iso(one), press.language, Style::prose); };
    if (name == "id") return key.id();
    if (name == "period") return period(key.period, press.language);
    if (name == "as_known") return day(base::day_of(key.as_known));
    if (name == "from") return day(key.window.from);
    if (name == "to") return day(key.window.to - std::chrono::days{1});
    if (name == "method") return in_fours(key.method_digest, 12);
    return in_fours(key.data_digest, 12);
}

Value frame_value(const Press& press, const SectionSpec& section, const std::string& name) {
    const auto dot = name.find('.');
    const auto group = name.substr(0, dot), rest = dot == std::string::npos ? "" : name.substr(dot + 1);
    if (name == "bundled") return {"", press.in.key->bundled};
    if (name == "contents") return {contents_block(press)};
    if (name == "sources") return {sources_block(press)};
    if (group == "edition") return {base::escape_html(edition_value(press, rest))};
    if (name == "section.id") return {"s-" + section.name};
    if (name == "section.title") return {base::escape_html(section.title.in(press.language))};
    if (name == "section.number") return {std::to_string(press.number_of(section))};
    const auto& spec = *press.in.spec;
    const auto& names = rest == "title" ? spec.title : rest == "subtitle" ? spec.subtitle : spec.publisher;
    return {base::escape_html(names.in(press.language))};
}

const std::string& first_of(const std::string& one, const std::string& other) {
    return one.empty() ? other : one;
}

Value value_of(Press& press, const SectionSpec& section, const Said& said, const std::string& place) {
    const auto figure = [&]() -> const Figure& {
        return press.figures.one(said.section->name, said.name, said.qualifiers, place);
    };
    switch (said.what) {
        case What::figure:
            return {bound(figure(), press.language, Style::prose)};
        case What::mark:
            return {bound(figure(), press.language, Style::mark)};
        case What::tile:
            return {bound_tile(figure(), press.language)};
        case What::moved:
            return {bound_moved(figure(), press.language)};
        case What::has:
            return {"", figure().value.has_value()};
        case What::grade:
            return {base::escape_html(figure().grade), !figure().grade.empty()};
        case What::chart:
            return {chart_block(press, *said.section, *said.chart)};
        case What::table:
            return {table_block(press, *said.section, *said.table)};
        case What::see:
            return {see(press, said)};
        case What::country:
            return {base::escape_html(press.name_of(said.name))};
        case What::short_country:
            return {base::escape_html(press.short_name_of(said.name))};
        case What::frame:
            break;
    }
    return frame_value(press, section, said.name);
}

}  // namespace

Press::Press(const Input& input, model::Language spoken)
    : in(input), language(spoken), figures(input.sections), widths(chart::built_in_widths()) {
    for (const auto& section : input.sections) sections.push_back(section.spec);
    numbers = number_blocks(sections, language);
}

const SectionInput& Press::input_of(const SectionSpec& section) const {
    return *std::find_if(in.sections.begin(), in.sections.end(),
                         [&](const SectionInput& one) { return one.spec->name == section.name; });
}

const std::string& Press::name_of(const std::string& code) const {
    const auto* entity = in.reference->find(code);
    return entity ? first_of(entity->name.in(language), code) : code;
}

const std::string& Press::short_name_of(const std::string& code) const {
    const auto* entity = in.reference->find(code);
    return entity ? first_of(entity->short_name.in(language), name_of(code)) : code;
}

int Press::number_of(const SectionSpec& section) const {
    int number = 0;
    for (const auto* one : sections) {
        if (one->layout == "page") ++number;
        if (one->name == section.name) return one->layout == "page" ? number : 0;
    }
    return 0;
}

Press::Measure Press::measure(const SectionSpec& section, const std::string& name,
                              const std::string& place) const {
    const auto said = read_name(name, section, sections);
    if (!said || said->what != What::figure)
        throw base::Error{place, fmt::format("there is no measure '{}'", name),
                          "name a [[measure]] of this section, or one of another as section.measure",
                          base::Error::Kind::usage};
    return {said->section, said->measure};
}

std::vector<const Figure*> Press::figures_of(const SectionSpec& section, const std::string& name,
                                             const std::string& place) const {
    const auto found = measure(section, name, place);
    return figures.of(found.section->name, found.spec->name);
}

std::string Press::text(const std::string& text, const SectionSpec& section, const std::string& place) {
    const Lookup lookup = [&](const std::string& name) -> std::optional<Value> {
        const auto said = read_name(name, section, sections);
        if (!said) return {};
        return value_of(*this, section, *said, place);
    };
    auto html = render(text, lookup, place);
    return is_ko() ? settle_particles(html) : html;
}

std::string Press::plain(const std::string& raw, const SectionSpec& section, const std::string& place) {
    return without_markup(text(raw, section, place));
}

std::string Press::marks(const std::vector<std::string>& names) const {
    std::vector<std::string> all;
    for (const auto& line : in.sources)
        if (std::find(names.begin(), names.end(), line.name) != names.end())
            all.push_back(fmt::format(R"(<a href="#source-{0}">[S{0}]</a>)", line.number));
    return base::join(all, ", ");
}

std::vector<std::string> sources_of(const std::vector<const Figure*>& figures) {
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (const auto* figure : figures)
        for (const auto& evidence : figure->from)
            if (seen.insert(evidence.source).second) names.push_back(evidence.source);
    return names;
}

bool is_about_all(const Figure& figure) {
    return figure.format == "rank" || figure.format == "count";
}

std::vector<std::string> notes_of(const std::vector<const Figure*>& figures, const Press& press) {
    std::vector<std::string> notes;
    for (const auto* figure : figures) {
        if (figure->note.in(press.language).empty() || is_about_all(*figure)) continue;
        auto note = press.name_of(figure->entity) + ": " + sentence(figure->note.in(press.language));
        if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(std::move(note));
    }
    return notes;
}

std::string numbered(const Press& press, const SectionSpec& section, const std::string& block) {
    const auto found = press.numbers.find(section.name + "." + block);
    const auto& kind = word(block.rfind("chart_", 0) == 0 ? "figure" : "table", press.language);
    return found == press.numbers.end() ? kind : fmt::format("{} {}", kind, found->second);
}

std::string anchor(const SectionSpec& section, const std::string& block) {
    return base::replace_all(section.name + "-" + block, "_", "-");
}

}  // namespace report
