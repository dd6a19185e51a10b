#include "support/paged.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace test {
namespace {

constexpr const char* paged_text = R"(format = "json"
cadence = "monthly"
window = "whole"
start_year = 2013
freshness = {{ warn_days = 60, error_days = 180 }}
url = "http://bank.example/{}"
[paging]
{}
[origin]
producer = {{ ko = "은행", en = "Bank" }}
title = {{ ko = "지표", en = "Indicators" }}
url = "http://bank.example/"
citation = "Bank, Indicators"
licence = "CC BY 4.0"
use = "attribution"
[parse]
rows = "rows/*"
[map]
entity = "country"
period = "year"
value = "value"
[[indicator]]
id = "gdp"
code = "GDP"
name = {{ ko = "국내총생산", en = "GDP" }}
layer = "context"
unit = "USD"
price_base = "current"
attribution = "residence"
source_class = "A"
)";

/// How a source declares each way, and where it stands in the address.
std::string toml(const Paged& of) {
    const std::map<std::string, std::pair<std::string, std::string>> ways = {
        {"pages", {"{indicator}?p={page}", "by = \"pages\""}},
        {"offset",
         {"{indicator}?o={offset}&n={limit}",
          fmt::format("by = \"offset\"\nsize = {}\nfirst = 0\noffset = \"start\"", of.size)}},
        {"rows",
         {"{indicator}/{first_row}/{last_row}/",
          fmt::format("by = \"rows\"\nsize = {}\ntotal = \"list_total_count\"", of.size)}},
        {"next", {"{indicator}?after=0", "by = \"next\"\nnext = \"following\""}}};
    const auto& [address, paging] = ways.at(of.by);
    return fmt::format(paged_text, address, paging);
}

std::string head(const Paged& of, int page) {
    const auto total = static_cast<int>(of.rows.size());
    if (of.silent) return "";
    if (of.by == "rows") return fmt::format("\"list_total_count\":{}", total);
    if (of.by == "offset")
        return fmt::format("\"start\":{},\"per_page\":{},\"total\":\"{}\"", (page - 1) * of.size,
                           of.cap > 0 ? of.cap : of.size, total);
    return fmt::format("\"page\":{},\"pages\":{},\"per_page\":\"{}\",\"total\":{}", page,
                       (total + of.size - 1) / of.size, of.size, total);
}

std::string rows(const Paged& of, int page) {
    std::string text;
    const auto first = std::min<std::size_t>(of.rows.size(), static_cast<std::size_t>((page - 1) * of.size));
    const auto last = std::min<std::size_t>(of.rows.size(), first + static_cast<std::size_t>(of.size));
    for (auto i = first; i < last; ++i)
        if (static_cast<int>(i) != of.lost_row)
            text +=
                fmt::format("{}{{\"country\":\"{}\",\"year\":\"{}\",\"value\":\"{}\"}}",
                            text.empty() ? "" : ",", of.rows[i].country, of.rows[i].year, of.rows[i].value);
    return text;
}

std::string link(const Paged& of, int page) {
    if (of.next) return of.next(page);
    const auto shown = static_cast<std::size_t>(page * of.size);
    return shown < of.rows.size() ? fmt::format("?after={}", shown) : "";
}

Scripted::Says answer(Paged& of, const model::Request& request) {
    if (of.before) of.before(of);
    const int page = of.answers ? of.answers(request.page) : request.page;
    Scripted::Says says;
    says.status = of.status ? of.status(request.page) : 200;
    auto about = of.by == "next" ? std::string{} : head(of, page);
    if (of.by == "next" && of.link_in_header)
        says.headers = {
            {"Link",
             fmt::format("</GDP?after=0>; rel=\"first\"{}",
                         link(of, page).empty() ? "" : fmt::format(", <{}>; rel=\"next\"", link(of, page)))}};
    else if (of.by == "next")
        about = fmt::format("\"following\":\"{}\"", link(of, page));
    says.body = fmt::format("{{\"meta\":{{{}}},\"rows\":[{}]}}", about, rows(of, page));
    return says;
}

}  // namespace

Paged::Paged(std::string how) : by(std::move(how)) {
    for (int i = 0; i < 6; ++i) rows.push_back({"KOR", std::to_string(2015 + i), std::to_string(i)});
}

pipeline::Outcome Paged::visit(Bank& bank) {
    bank.house.sources = {
        jobs::read_source(toml(*this), "bank", "bank.toml", {{"json", {"rows", "names", "first", "head"}}})};
    Scripted web{[this](const model::Request& request) {
        asked.push_back(request.url);
        return answer(*this, request);
    }};
    return bank.visit("2026-04-01", 2013, 2039, web);
}

std::string shown(std::vector<Cell> cells) {
    std::sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.year < b.year; });
    std::string text;
    for (const auto& cell : cells) text += (text.empty() ? "" : " ") + cell.year + "=" + cell.value;
    return text;
}

}  // namespace test
