#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/numbers.hpp"
#include "report/press.hpp"
#include "report/words.hpp"

namespace report {
namespace {

using model::SectionSpec;

/// The page a section begins on, where the budgets before it say so; 0 where one is open.
int first_page(const Press& press, const SectionSpec& section) {
    int page = 1;
    for (const auto* one : press.sections) {
        if (one == &section) return page;
        if (one->pages == 0) return 0;
        page += one->pages;
    }
    return 0;
}

std::string contents_line(const Press& press, const SectionSpec& section) {
    const int page = first_page(press, section);
    return fmt::format(
        "<li><a href=\"#s-{}\"><span class=\"tx\">{} {}</span><span class=\"pg\">{}</span></a></li>",
        section.name, press.number_of(section), base::escape_html(section.title.in(press.language)),
        page ? std::to_string(page) : "");
}

/// The address as a reader reads it: without scheme and query, cut where it would fill the cell.
std::string short_address(std::string_view url) {
    const auto scheme = url.find("://");
    auto rest = scheme == std::string_view::npos ? url : url.substr(scheme + 3);
    rest = rest.substr(0, rest.find_first_of("?#"));
    if (rest.rfind("www.", 0) == 0) rest.remove_prefix(4);
    if (rest.ends_with("/")) rest.remove_suffix(1);
    if (rest.size() <= 60) return std::string{rest};
    return std::string{rest.substr(0, 59)} + "…";
}

/// Lines may break where an address has its joints, not in the middle of a word.
std::string breakable(std::string html) {
    for (const auto& [joint, broken] : {std::pair{"/", "/<wbr>"}, {"_", "_<wbr>"}, {".", "<wbr>."}})
        html = base::replace_all(html, joint, broken);
    return html;
}

/// Whether some section prints this source's items each with its own link: a feed has no one address.
bool links_each_item(const Press& press, const std::string& source) {
    return std::any_of(press.in.sections.begin(), press.in.sections.end(), [&](const SectionInput& section) {
        const int name = section.rows.column("source"), link = section.rows.column("link");
        return link >= 0 && std::any_of(section.rows.rows.begin(), section.rows.rows.end(),
                                        [&](const auto& row) { return model::text_of(row, name) == source; });
    });
}

std::string source_address(const Press& press, const model::SourceLine& line) {
    if (links_each_item(press, line.name)) return word("own_links", press.language);
    const auto address = breakable(base::escape_html(short_address(line.url)));
    if (line.url.rfind("http", 0) != 0) return address;
    return fmt::format("<a href=\"{}\">{}</a>", base::escape_html(line.url), address);
}

/// A source whose every answer failed has no day and no digest of a good one.
std::string or_dash(std::string text) {
    return text.empty() ? std::string{missing_dash} : text;
}

std::string source_row(const Press& press, const model::SourceLine& line) {
    const auto language = press.language;
    const auto& producer = line.producer.in(language);
    const auto& title = line.title.in(language);
    auto name = base::escape_html(producer == title ? title : producer + ", " + title);
    if (line.origin == "bundled") name += "<span class=\"u\"> · " + word("bundled", language) + "</span>";
    if (!line.may_print) name += "<span class=\"u\"> · " + word("not_printed", language) + "</span>";
    return fmt::format(
        "<tr id=\"source-{0}\"><th scope=\"row\">S{0}</th><td>{1}<span class=\"sum\">{2}</span></td>"
        "<td class=\"url\">{3}</td><td>{4}</td><td class=\"st\">{5}</td><td class=\"hash\">{6}</td></tr>\n",
        line.number, name, base::escape_html(line.citation), source_address(press, line),
        base::escape_html(line.licence), or_dash(base::escape_html(line.retrieved)),
        or_dash(in_fours(line.sha256, 16)));
}

}  // namespace

std::string contents_block(const Press& press) {
    std::vector<std::string> lines;
    for (const auto* section : press.sections)
        if (section->layout == "page") lines.push_back(contents_line(press, *section));
    const auto half = static_cast<long>((lines.size() + 1) / 2);
    const std::vector<std::string> left(lines.begin(), lines.begin() + half),
        right(lines.begin() + half, lines.end());
    return fmt::format(
        "<nav class=\"toc\" aria-label=\"{0}\"><h3>{0}</h3><div class=\"two\"><div><ol class=\"tl\">{1}"
        "</ol></div><div><ol class=\"tl\">{2}</ol></div></div></nav>\n",
        word("contents", press.language), base::join(left, ""), base::join(right, ""));
}

std::string sources_block(const Press& press) {
    struct Column {
        const char* name;
        int width;
    };
    constexpr Column columns[] = {{"number", 5},   {"dataset", 29},   {"address", 20},
                                  {"licence", 18}, {"retrieved", 11}, {"digest", 17}};
    std::string heads, widths, rows;
    for (const auto& column : columns) {
        heads += fmt::format("<th scope=\"col\">{}</th>", word(column.name, press.language));
        widths += fmt::format("<col style=\"width:{}%\">", column.width);
    }
    for (const auto& line : press.in.sources) rows += source_row(press, line);
    const auto& label = word("source", press.language);
    return fmt::format(
        "<div class=\"tbl\"><div class=\"scroll q\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\">"
        "<table class=\"fx\"><caption>{0}</caption><colgroup>{1}</colgroup><thead><tr>{2}</tr></thead>"
        "<tbody>{3}</tbody></table></div></div>\n",
        label, widths, heads, rows);
}

}  // namespace report
