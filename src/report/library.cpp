#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/numbers.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

namespace report {
namespace {

using model::Language;

/// "report.ko.pdf" is Korean and PDF.
std::string file_link(const Listed& edition, const std::string& file) {
    const bool ko = file.find(".ko.") != std::string::npos;
    const auto dot = file.rfind('.');
    const auto kind = dot == std::string::npos ? std::string{} : file.substr(dot + 1);
    const auto shown = kind == "pdf" ? "PDF" : kind == "html" ? "HTML" : kind;
    return fmt::format("<a href=\"{}/{}\" lang=\"{}\">{} {}<span class=\"of\"> {}</span></a>",
                       base::escape_html(edition.key.id()), base::escape_html(file), ko ? "ko" : "en",
                       ko ? "한국어" : "English", shown, base::escape_html(edition.key.id()));
}

bool is_report(const std::string& file) {
    return file.ends_with(".html") || file.ends_with(".pdf");
}

std::string entry(const Listed& edition) {
    std::vector<std::string> links;
    for (const auto& file : edition.files)
        if (is_report(file)) links.push_back(file_link(edition, file));
    const auto part = [&](Language language) {
        return fmt::format("<h2 lang=\"{0}\">{1}, {2}</h2>\n<p class=\"find\" lang=\"{0}\">{3}</p>\n",
                           model::code(language), base::escape_html(edition.title.in(language)),
                           period(edition.key.period, language),
                           base::escape_html(edition.headline.in(language)));
    };
    return fmt::format(
        "<li>\n{}{}<p class=\"when\">{} {} · Data cut-off {}</p>\n<p class=\"files\">{}</p>\n</li>\n",
        part(Language::ko), part(Language::en), word("cut_off", Language::ko),
        base::iso(base::day_of(edition.key.as_known)), base::iso(base::day_of(edition.key.as_known)),
        base::join(links, " "));
}

}  // namespace

std::string library_page(const std::vector<Listed>& editions, const std::string& css) {
    auto newest_first = editions;
    std::stable_sort(newest_first.begin(), newest_first.end(), [](const Listed& a, const Listed& b) {
        return a.key.as_known != b.key.as_known ? a.key.as_known > b.key.as_known : a.key.id() > b.key.id();
    });
    std::string list;
    for (const auto& edition : newest_first) list += entry(edition);
    if (list.empty())
        list = "<li><p>아직 간행물이 없다. <span lang=\"en\">No editions yet.</span></p></li>\n";
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"ko\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width,initial-scale=1\"><title>tuja 투자</title><meta name=\"color-scheme\" "
        "content=\"light dark\"><style>\n{}</style></head><body><main>\n<h1>국가 AI 투자 비교 <span "
        "lang=\"en\">National AI investment compared</span></h1>\n<ul class=\"editions\">\n{}</ul>\n"
        "</main></body></html>\n",
        css, list);
}

}  // namespace report
