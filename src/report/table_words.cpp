#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "report/numbers.hpp"
#include "report/table_rows.hpp"

namespace report {
namespace {

using model::Cell;
using model::Table;

bool is_web(std::string_view url) {
    return url.rfind("https://", 0) == 0 || url.rfind("http://", 0) == 0;
}

/// Only http and https become links: a feed may hold any scheme.
std::string link(std::string_view url, const std::string& html) {
    if (!is_web(url)) return html;
    return fmt::format("<a href=\"{}\">{}</a>", base::escape_html(url), html);
}

std::string host(std::string_view url) {
    const auto start = url.find("://");
    auto rest = start == std::string_view::npos ? url : url.substr(start + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (rest.rfind("www.", 0) == 0) rest.remove_prefix(4);
    return std::string{rest};
}

/// A title linked to its page, the summary below; marked with its own language where it differs.
std::string headline(const Press& press, const Table& table, const std::vector<Cell>& row,
                     const std::string& title) {
    const auto text = [&](std::string_view name) { return model::text_of(row, table.column(name)); };
    auto html = "<span class=\"hd\">" + link(text("link"), base::escape_html(title)) + "</span>";
    const auto summary = text("text");
    if (!summary.empty() && summary != title)
        html += "<span class=\"sum\">" + base::escape_html(summary) + "</span>";
    const auto language = text("language");
    if (language.empty() || language == model::code(press.language)) return html;
    return fmt::format("<span lang=\"{}\">{}</span>", base::escape_html(language), html);
}

std::string linked_name(const Press& press, const std::string& source) {
    const auto mark = press.marks({source});
    return mark.empty() ? base::escape_html(source) : mark;
}

}  // namespace

std::string field_of(const Press& press, const Table& table, const std::vector<Cell>& row,
                     const std::string& field, const std::string& place) {
    int column = table.column(field);
    if (column < 0) column = table.column(field + "_" + std::string{model::code(press.language)});
    if (column < 0)
        throw base::Error{place, fmt::format("the query has no column '{}'", field),
                          "add it to query.sql, or " + field + "_ko and " + field + "_en",
                          base::Error::Kind::usage};
    return model::text_of(row, column);
}

std::string word_cell(const Press& press, const Table& table, const std::vector<Cell>& row,
                      const model::ColumnSpec& column, const std::string& place) {
    const auto text = field_of(press, table, row, column.field, place);
    const auto& format = column.format;
    if (text.empty()) return std::string{missing_dash};
    if (format == "headline") return headline(press, table, row, text);
    if (format == "date")
        return "<span class=\"nb\">" + base::escape_html(date(text, press.language, Style::bare)) + "</span>";
    if (format == "instant") return base::escape_html(base::replace_all(text.substr(0, 16), "T", " "));
    if (format == "hash") return "<span class=\"hash\">" + base::escape_html(in_fours(text, 16)) + "</span>";
    if (format == "url")
        return "<span class=\"url\">" + link(text, base::escape_html(host(text))) + "</span>";
    if (format == "source") return linked_name(press, text);
    if (format == "country") return base::escape_html(press.name_of(text));
    if (format == "period") return base::escape_html(text);
    return base::escape_html(text);
}

}  // namespace report
