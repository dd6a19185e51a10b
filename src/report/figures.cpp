#include "report/figures.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "report/words.hpp"

namespace report {
namespace {

using model::Figure;
using model::Language;

const Figure& nothing() {
    static const Figure figure = [] {
        Figure empty;
        empty.missing = {word("no_data", Language::ko), word("no_data", Language::en)};
        return empty;
    }();
    return figure;
}

bool is_about(const Figure& figure, const std::string& qualifier) {
    return figure.entity == qualifier || figure.reference == qualifier || figure.period == qualifier;
}

/// "gap.USA" of a figure from Korea to the US and of one from the US to Korea: the order decides.
bool fits(const Figure& figure, const std::vector<std::string>& qualifiers) {
    return std::all_of(qualifiers.begin(), qualifiers.end(),
                       [&](const std::string& one) { return is_about(figure, one); });
}

std::string opening(const Figure& figure) {
    return fmt::format(R"(<data class="f" value="{}" data-figure="{}">)",
                       figure.value ? base::shortest(*figure.value) : "", base::escape_html(figure.id));
}

std::string dash(const Figure& figure, Language language) {
    return fmt::format(R"(<span class="f missing" data-figure="{}" title="{}">{}</span>)",
                       base::escape_html(figure.id), base::escape_html(why_missing(figure, language)),
                       missing_dash);
}

}  // namespace

Figures::Figures(const std::vector<SectionInput>& sections) {
    for (const auto& section : sections)
        for (const auto& figure : section.figures) {
            by_measure_[section.spec->name + "." + figure.measure].push_back(&figure);
            by_id_.emplace(figure.id, &figure);
        }
}

std::vector<const Figure*> Figures::of(const std::string& section, const std::string& measure) const {
    const auto found = by_measure_.find(section + "." + measure);
    return found == by_measure_.end() ? std::vector<const Figure*>{} : found->second;
}

const Figure& Figures::one(const std::string& section, const std::string& measure,
                           const std::vector<std::string>& qualifiers, const std::string& place) const {
    const Figure* only = nullptr;
    for (const auto* figure : of(section, measure)) {
        if (!fits(*figure, qualifiers)) continue;
        if (only)
            throw base::Error{place, fmt::format("'{}' may mean {} or {}", measure, only->id, figure->id),
                              "say which: add an entity, a reference or a period after a dot",
                              base::Error::Kind::usage};
        only = figure;
    }
    return only ? *only : nothing();
}

const Figure* Figures::by_id(const std::string& id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
}

std::string bound(const Figure& figure, Language language, Style style) {
    if (!figure.value) return dash(figure, language);
    return opening(figure) + base::escape_html(printed(figure, language, style)) + "</data>";
}

std::string bound_tile(const Figure& figure, Language language) {
    if (!figure.value) return dash(figure, language);
    auto text = printed(figure, language, Style::mark);
    const auto unit = unit_of(figure.format, language);
    if (!unit.empty() && text.ends_with(unit)) {
        text.resize(text.size() - unit.size());
        return opening(figure) + base::escape_html(text) + "<small>" + base::escape_html(unit) +
               "</small></data>";
    }
    return opening(figure) + base::escape_html(text) + "</data>";
}

std::string bound_moved(const Figure& figure, Language language) {
    if (!figure.value) return dash(figure, language);
    return opening(figure) + base::escape_html(moved(figure, language)) + "</data>";
}

std::string why_missing(const Figure& figure, Language language) {
    const auto& reason = figure.missing.in(language);
    return reason.empty() ? word("no_data", language) : reason;
}

std::string sentence(std::string text) {
    if (text.empty()) return text;
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    if (text.back() != '.') text += '.';
    return text;
}

std::string without_markup(std::string_view html) {
    std::string plain;
    for (std::size_t at = 0; at < html.size(); ++at) {
        if (html[at] != '<') {
            plain += html[at];
            continue;
        }
        at = html.find('>', at);
        if (at == std::string_view::npos) break;
    }
    return plain;
}

}  // namespace report
