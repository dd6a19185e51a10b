#include "report/names.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.hpp"

namespace report {
namespace {

using model::SectionSpec;
using What = Said::What;

template <class T>
const T* named(const std::vector<T>& all, std::string_view name) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

/// The section that "scale.gap_ratio" speaks of, and the rest of the name; a name without a section is local.
const SectionSpec& section_of(std::vector<std::string>& parts, const SectionSpec& section,
                              const std::vector<const SectionSpec*>& report) {
    if (parts.size() < 2 || named(section.measures, parts[0])) return section;
    for (const auto* other : report) {
        if (other->name != parts[0]) continue;
        parts.erase(parts.begin());
        return *other;
    }
    return section;
}

bool within(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// A qualifier narrows a measure: one of its entities or references, or a period.
bool narrows(const model::MeasureSpec& measure, const std::string& word) {
    if (!word.empty() && std::isdigit(static_cast<unsigned char>(word[0]))) return true;
    return within(measure.entities, word) || within(measure.references, word) ||
           within(measure.entities, "*") || within(measure.references, "*");
}

std::optional<Said> read_measure(What what, std::vector<std::string> parts, const SectionSpec& section) {
    const auto* measure = named(section.measures, parts[0]);
    if (!measure) return {};
    if (what == What::moved && measure->format != "change" && measure->format != "change_1") return {};
    Said said{what, &section, measure, nullptr, nullptr, parts[0], {parts.begin() + 1, parts.end()}};
    for (const auto& word : said.qualifiers)
        if (!narrows(*measure, word)) return {};
    return said;
}

/// "chart_rank" or "table_earlier".
std::optional<Said> read_block(const std::string& name, const SectionSpec& section) {
    Said said{What::chart, &section, nullptr, nullptr, nullptr, name, {}};
    if (name.rfind("chart_", 0) == 0) said.chart = named(section.charts, name.substr(6));
    if (name.rfind("table_", 0) == 0) said.table = named(section.tables, name.substr(6));
    if (said.table) said.what = What::table;
    if (!said.chart && !said.table) return {};
    return said;
}

struct Prefix {
    std::string_view text;
    What what;
};
constexpr std::array prefixes = {Prefix{"has_", What::has}, Prefix{"grade_", What::grade},
                                 Prefix{"mark_", What::mark}, Prefix{"tile_", What::tile},
                                 Prefix{"moved_", What::moved}};

std::vector<std::string> parts_of(std::string_view name) {
    std::vector<std::string> parts;
    for (const auto part : base::split(name, '.')) parts.emplace_back(part);
    return parts;
}

}  // namespace

const std::vector<std::string>& frame_names() {
    static const std::vector<std::string> names = {
        "edition.id",      "edition.period",   "edition.as_known", "edition.from",
        "edition.to",      "edition.method",   "edition.digest",   "report.title",
        "report.subtitle", "report.publisher", "section.id",       "section.title",
        "section.number",  "contents",         "sources",          "bundled"};
    return names;
}

std::optional<Said> read_name(std::string_view name, const SectionSpec& section,
                              const std::vector<const SectionSpec*>& report) {
    if (within(frame_names(), std::string{name}))
        return Said{What::frame, &section, nullptr, nullptr, nullptr, std::string{name}, {}};
    auto parts = parts_of(name);
    if (parts.size() == 2 && (parts[0] == "country" || parts[0] == "short"))
        return Said{parts[0] == "short" ? What::short_country : What::country,
                    &section,
                    nullptr,
                    nullptr,
                    nullptr,
                    parts[1],
                    {}};
    if (name.rfind("see_", 0) == 0) {
        auto rest = parts_of(name.substr(4));
        const auto& other = section_of(rest, section, report);
        auto said = rest.size() == 1 ? read_block(rest[0], other) : std::nullopt;
        if (said) said->what = What::see;
        return said;
    }
    if (const auto block = parts.size() == 1 ? read_block(parts[0], section) : std::nullopt) return block;
    const auto& spoken_of = section_of(parts, section, report);
    if (auto said = read_measure(What::figure, parts, spoken_of)) return said;
    for (const auto& prefix : prefixes) {
        if (name.rfind(prefix.text, 0) != 0) continue;
        auto rest = parts_of(name.substr(prefix.text.size()));
        const auto& other = section_of(rest, section, report);
        return read_measure(prefix.what, std::move(rest), other);
    }
    return {};
}

}  // namespace report
