#include "support/committed_report.hpp"

#include <filesystem>
#include <set>

#include "base/file.hpp"

namespace fixture {
namespace {

const std::filesystem::path folder = TUJA_ROOT "/reports/national_ai_investment";

/// The codes that "*" stands for here.
std::vector<std::string> entities_of(const model::MeasureSpec& measure) {
    if (measure.entities.front() != "*") return measure.entities;
    return {"KOR", "USA", "CHN"};
}

model::Figure made(const model::SectionSpec& section, const model::MeasureSpec& measure,
                   const std::string& entity, const std::string& reference) {
    model::Figure figure;
    figure.measure = measure.name;
    figure.entity = entity;
    figure.reference = reference;
    figure.period = "2025";
    figure.id = section.name + "." + measure.name + "." + entity + "." + reference + ".2025";
    figure.format = measure.format;
    figure.value = 2;
    return figure;
}

std::vector<model::Figure> figures_of(const model::SectionSpec& section, const CommittedEdition::Keep& keep) {
    std::vector<model::Figure> figures;
    for (const auto& measure : section.measures)
        for (const auto& entity : entities_of(measure)) {
            auto references = measure.references;
            if (references.empty()) references.push_back("");
            for (const auto& reference : references) {
                figures.push_back(made(section, measure, entity, reference));
                for (const auto& series : {measure.series, measure.against})
                    if (!keep(series, entity) || !keep(series, reference)) figures.back().value.reset();
            }
        }
    return figures;
}

}  // namespace

model::ReportSpec committed_report() {
    auto spec =
        report::read_report("national_ai_investment", base::read_file(folder / "report.toml"), "report.toml");
    std::set<std::filesystem::path> sections;
    for (const auto& one : std::filesystem::directory_iterator{folder / "sections"})
        sections.insert(one.path());
    for (const auto& one : sections) {
        const auto text = [&](const char* name) { return base::read_file(one / name); };
        const auto query = std::filesystem::exists(one / "query.sql") ? text("query.sql") : std::string{};
        spec.sections.push_back(report::read_section(one.filename(), text("section.toml"),
                                                     (one / "section.toml").string(), query,
                                                     text("text.ko.mustache"), text("text.en.mustache")));
    }
    return spec;
}

CommittedEdition::CommittedEdition(const Keep& keep) : spec(committed_report()) {
    key.kind = "quarterly";
    key.period = "2026-Q1";
    key.as_known = base::end_of(base::make_day(2026, 5, 31));
    key.window = {base::make_day(2026, 1, 1), base::make_day(2026, 4, 1)};
    key.data_digest = key.method_digest = "9f2c41d7e0b3";
    input.spec = &spec;
    input.key = &key;
    input.reference = &reference;
    input.page = base::read_file(folder / "page.mustache");
    input.css = base::read_file(folder / "print.css");
    input.theme = report::read_theme(base::read_file(folder / "theme.toml"), "theme.toml");
    for (const auto& section : spec.sections) {
        report::SectionInput one;
        one.spec = &section;
        one.figures = figures_of(section, keep);
        input.sections.push_back(std::move(one));
    }
}

}  // namespace fixture
