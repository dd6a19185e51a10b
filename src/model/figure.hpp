#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "model/names.hpp"

namespace model {

/// The observation a figure was made from, by natural key.
struct Evidence {
    std::string source, indicator, entity, period;
    std::string known_at;  // ISO instant
    std::string sha256;    // of the snapshot's decoded body
    double value = 0;
    bool operator==(const Evidence&) const = default;
};

/// A measure or value as printed. The id `section.measure.entity[.reference].period` never changes between
/// editions.
struct Figure {
    std::string id;
    std::string measure;  // the spec's name: how texts, charts and tables call it
    std::string entity, reference, period;
    std::optional<double> value;      // unrounded
    std::optional<double> low, high;  // range, where one is known
    std::string format;               // how it prints: see report/numbers.hpp
    std::string bound;                // "", "at_least", "at_most"
    std::string grade;                // A … E, "" where none applies
    int epoch = 0;                    // changes where a series it stands on has a break: no line joins two
    Names missing;                    // why there is no value
    Names note;                       // what a reader must be told beside it
    std::string formula;              // in words of METHOD: "x_ref / x_KOR"
    std::vector<Evidence> from;
};

/// What a section asks `compare` to make (one [[measure]] of section.toml).
struct MeasureSpec {
    std::string name;                     // unique in the section
    std::string formula;                  // a row of compare::formulas()
    std::string series, against;          // values of the query's `series` column
    std::vector<std::string> entities;    // codes, or {"*"}
    std::vector<std::string> references;  // codes; empty where the formula needs none
    std::string period;                   // "latest", "first", "*", "previous", or a period's text
    std::string format;
    std::string across;  // why it may add up different layers; "": it may not
    std::string place;   // file and line
};

/// One [[chart]] of section.toml. `uses` names measures by the role the form gives them ("value", "ratio",
/// …).
struct ChartSpec {
    std::string name, form;
    Names title, subtitle, note;  // mustache over the section's figures
    std::map<std::string, std::string> uses;
    std::map<std::string, std::string> options;
    std::vector<std::string>
        sources;  // source names for the source line; empty: those of the figures' evidence
    std::string place;
};

/// One column of a table. Over figures: `measure` (and `reference`). Over query rows: `field`.
struct ColumnSpec {
    std::string measure, reference, period;
    std::string field, format;  // format: text date hash url count number share …
    Names head, unit;
    int width = 0;  // per cent of the table's width
    bool number = false;
};

/// One [[table]] of section.toml: a row an entity (`rows = "entities"`) or a row of the query (`rows =
/// "query"`).
struct TableSpec {
    std::string name, rows, series;
    Names title, subtitle, note, empty;
    std::vector<ColumnSpec> columns;
    std::vector<std::string> entities;  // order of rows; {"*"} sorted by `sort`
    std::string sort;                   // measure name, descending
    std::string key;                    // query rows: the field that names the row in figure ids
    std::string group;                  // query rows: the field whose change starts a new group of rows
    int limit = 0;                      // 0: all
    std::string place;
};

/// One folder of reports/<report>/sections/.
struct SectionSpec {
    std::string name;    // "scale" of "02_scale"; first part of its figures' ids
    int order = 0;       // 2
    Names title;         // eyebrow and running head
    std::string place;   // the folder, for messages
    int pages = 1;       // page budget; 0: as many as needed
    std::string layout;  // "page", "cover", or "summary": a page without a number
    std::vector<MeasureSpec> measures;
    std::vector<ChartSpec> charts;
    std::vector<TableSpec> tables;
    std::string query;  // SQL text
    Names text;         // mustache templates
};

/// One report folder: report.toml.
struct ReportSpec {
    std::string name;
    Names title, subtitle, publisher;
    std::vector<std::string> names_with_digits;  // words that may hold digits in texts ("G7", "F1")
    std::string focus;                           // KOR
    std::vector<std::string> references;         // USA, CHN
    std::vector<SectionSpec> sections;
};

/// What an edition is for and stands on.
struct EditionKey {
    std::string kind;    // quarterly
    std::string period;  // 2026-Q1
    base::Instant as_known{};
    base::Window window{};
    std::string method_digest, data_digest;
    bool bundled = false;

    /// "quarterly-2026-Q1@2026-05-31"
    std::string id() const;
};

/// A source as the sources page prints it. `number` is its [S1] mark.
struct SourceLine {
    int number = 0;
    std::string name;
    Names title, producer;
    std::string url, citation, licence;
    std::string retrieved;  // YYYY-MM-DD
    std::string sha256;
    bool may_print = true;
    std::string origin;  // live | bundled | manual | import
};

}  // namespace model
