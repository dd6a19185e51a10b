#pragma once

#include <string>
#include <utility>
#include <vector>

#include "report/press.hpp"

namespace report {

/// A table's body before it is printed: cells are HTML.
struct Row {
    bool focus = false;
    std::string group;
    std::vector<std::string> cells;
};
struct Rows {
    std::vector<Row> rows;
    std::vector<std::pair<std::string, std::string>>
        notes;                         // "a" → the reason of a dash; "1" → a cell's note
    std::vector<std::string> sources;  // of all figures printed
    int left_out = 0;                  // rows beyond the table's limit
};

/// A row an entity, from measures; or a row of the section's query.
Rows rows_of(Press& press, const model::SectionSpec& section, const model::TableSpec& table);

/// Collects the figures of a table while its cells are printed, and gives notes their marks.
class Ledger {
  public:
    explicit Ledger(const Press& press) : press_(press) {}
    /// A number with its marks: "–ᵃ" where it is missing, "12.4¹" where the reader must be told something.
    std::string cell(const model::Figure& figure);
    /// The dash of a figure that was never made, because what it needs is not there.
    std::string no_figure();
    void close(Rows& rows) const;

  private:
    std::string mark(std::vector<std::string>& list, const std::string& text, char first);
    const Press& press_;
    std::vector<std::string> reasons_, notes_;
    std::vector<const model::Figure*> figures_;
};

/// One cell of a query's row in a format for words: date, hash, url, headline …
std::string word_cell(const Press& press, const model::Table& table, const std::vector<model::Cell>& row,
                      const model::ColumnSpec& column, const std::string& place);
/// The text of a field in the report's language: `field`, else `field_ko` / `field_en`. Error if neither
/// exists.
std::string field_of(const Press& press, const model::Table& table, const std::vector<model::Cell>& row,
                     const std::string& field, const std::string& place);

}  // namespace report
