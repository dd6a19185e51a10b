#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "jobs/jobs.hpp"
#include "jobs/placeholders.hpp"

namespace jobs {
namespace {

/// Pages are counted from 1, whatever the provider's first number is.
std::string fill(const model::Source& source, const model::Part& part, const base::Window& window, int page,
                 const model::Reference& reference) {
    const auto& paging = source.paging;
    const auto* indicator = source.indicator(part.indicator);
    const long rows_before = static_cast<long>(page - 1) * paging.size;
    const std::pair<std::string_view, std::string> values[] = {
        {"{countries}", compared_countries(reference)},
        {"{indicator}", indicator ? indicator->code : ""},
        {"{page}", std::to_string(page - 1 + paging.first)},
        {"{offset}", std::to_string(rows_before + paging.first)},
        {"{limit}", std::to_string(paging.size)},
        {"{first_row}", std::to_string(rows_before + 1)},
        {"{last_row}", std::to_string(rows_before + paging.size)},
    };
    auto url = fill_dates(part.url, window);
    for (const auto& [placeholder, value] : values) url = base::replace_all(url, placeholder, value);
    return url;
}

}  // namespace

// Aggregates and economies that reports do not compare are not asked for.
std::string compared_countries(const model::Reference& reference) {
    std::vector<std::string> codes;
    for (const auto& one : reference.entities)
        if (one.kind == "country" && one.compared) codes.push_back(one.code);
    return base::join(codes, ";");
}

model::Request request(const model::Source& source, const Visit& visit, int page,
                       const model::Reference& reference) {
    const auto* part = source.part(visit.part);
    if (!part)
        throw base::Error{source.place, fmt::format("there is no part '{}'", visit.part),
                          "name a part of this file; jobs/sample/edition.toml must use the same names",
                          base::Error::Kind::usage};
    model::Request one;
    one.source = source.name;
    one.part = part->id;
    one.url = fill(source, *part, visit.window, page, reference);
    if (source.is_feed())
        one.headers.emplace_back("Accept",
                                 "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, "
                                 "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1");
    one.window = visit.window;
    one.visit = visit.at;
    one.page = page;
    return one;
}

}  // namespace jobs
