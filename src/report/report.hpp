#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/figure.hpp"
#include "model/reference.hpp"
#include "model/table.hpp"

namespace report {

/// A face as it stands in the font file; the report embeds the subset it prints.
struct Face {
    int weight = 400;
    std::string file;   // for the manifest
    std::string bytes;  // TrueType
};

/// A section with what its query and `compare` gave it.
struct SectionInput {
    const model::SectionSpec* spec = nullptr;
    std::vector<model::Figure> figures;
    model::Table rows;
};

struct Input {
    const model::ReportSpec* spec = nullptr;
    const model::EditionKey* key = nullptr;
    const model::Reference* reference = nullptr;
    std::string page;                          // page.mustache: the document's frame
    std::string css;                           // print.css
    std::map<std::string, std::string> theme;  // theme.toml: colours and names
    std::vector<Face> faces;  // may be empty: system fonts are used, and the manifest says so
    std::vector<SectionInput> sections;
    std::vector<model::SourceLine> sources;
};

struct Printed {
    std::string html;
    std::string headline;                // the cover's h1 as plain text
    std::vector<model::Figure> figures;  // every figure that stands in the HTML, in order of first appearance
};

/// One language of an edition. Pure: the same input gives the same bytes.
Printed print(const Input& input, model::Language language);

/// One folder of sections/, from the text of its files. Errors name file and line.
model::SectionSpec read_section(const std::string& folder, std::string_view toml, const std::string& place,
                                std::string query, std::string text_ko, std::string text_en);
/// report.toml (sections are added by the caller).
model::ReportSpec read_report(const std::string& name, std::string_view toml, const std::string& place);

/// theme.toml: names and colours, one text a key.
std::map<std::string, std::string> read_theme(std::string_view toml, const std::string& place);
/// Every name in every text, title and note means something in this report; the first that does not is an
/// error. `print` checks too.
void check(const model::ReportSpec& report);

/// A value as its format prints it in a language: "161배" / "161 times", "18억 달러" / "$1.8bn".
std::string number(const model::Figure& figure, model::Language language);
/// The names of all formats, for messages and for section.toml.
const std::vector<std::string>& formats();

/// One line of the library page.
struct Listed {
    model::EditionKey key;
    model::Names title, headline;
    std::vector<std::string> files;  // names in the edition's folder
};
/// index.html: editions, newest first, HTML and PDF of each language.
std::string library_page(const std::vector<Listed>& editions, const std::string& css);

}  // namespace report
