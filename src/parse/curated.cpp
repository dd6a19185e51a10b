// Figures that no API serves, entered by hand: one cited figure a row. What can't be cited is no figure.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/time.hpp"
#include "parse/formats.hpp"

namespace parse {
namespace {

constexpr std::string_view columns =
    "series|entity|period|value|scale|unit|quoted|stage|layer|title|publisher|published|url|page|retrieved|"
    "entered_by|"
    "note";

// page and note may be empty.
constexpr std::array needed = {"series",    "entity",    "period", "value",     "scale",
                               "unit",      "quoted",    "stage",  "layer",     "title",
                               "publisher", "published", "url",    "retrieved", "entered_by"};

// METHOD §5, and the stages of budgets and purchases.
constexpr std::array stages = {"rumoured", "mou",       "announced", "decided",   "contracted",
                               "building", "operating", "cancelled", "requested", "bill",
                               "enacted",  "settled",   "planned",   "delivered", "registered"};

/// What is wrong with a row; "" where nothing is.
std::string wrong(const model::Record& row) {
    for (const auto* name : needed)
        if (base::trim(row.get(name)).empty()) return fmt::format("the row has no {}", name);
    const auto stage = row.get("stage"), url = row.get("url");
    if (std::find(stages.begin(), stages.end(), stage) == stages.end())
        return fmt::format("'{}' is no stage; there are {}", stage, fmt::join(stages, ", "));
    if (!url.starts_with("https://") && !url.starts_with("http://"))
        return fmt::format("'{}' is no address where the figure can be read", url);
    for (const auto* day : {"published", "retrieved"})
        if (!base::read_day(row.get(day))) return fmt::format("{} = '{}' is no day", day, row.get(day));
    if (row.get("published") > row.get("retrieved")) return "it was retrieved before it was published";
    if (row.get("quoted").find_first_of("0123456789") == std::string_view::npos)
        return fmt::format("the quotation '{}' has no figure in it", row.get("quoted"));
    return {};
}

}  // namespace

Document curated(std::string_view bytes, const Options& options, const Sink& sink) {
    auto with_columns = options;
    with_columns.values["require"] = columns;
    std::vector<model::Reject> rejects;
    auto document = delimited(bytes, with_columns, [&](const model::Record& row) {
        const auto fault = wrong(row);
        if (fault.empty()) return sink(row);
        rejects.push_back({row.place, "not_cited", fault, std::string{row.get("quoted")}});
    });
    document.rejects.insert(document.rejects.end(), rejects.begin(), rejects.end());
    return document;
}

}  // namespace parse
