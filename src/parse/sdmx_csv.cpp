#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>

#include "base/text.hpp"
#include "parse/cells.hpp"
#include "parse/faults.hpp"
#include "parse/formats.hpp"
#include "parse/sdmx_data.hpp"
#include "parse/table.hpp"

// SDMX-CSV 1.0 and 2.0, one observation a row, columns named by ids:
//   DATAFLOW,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,…                            1.0
//   STRUCTURE[;],STRUCTURE_ID,ACTION,FREQ,…,OBS_VALUE,ATTR[],TITLE[en;fr]     2.0: several values in a cell
//   REF_AREA,Reference area,…  or  REF_AREA: Reference area                   labels in columns, or in cells
// The delimiter is the header's, `;` often with a decimal comma. Options of [parse]: delimiter, encoding.
namespace parse {
namespace {

constexpr auto npos = std::string_view::npos;

/// One column of the header.
struct Column {
    std::string id;     // "ATTR" of `ATTR[en;fr]: Attribute`
    std::string label;  // "Attribute"; where it stands, cells are `id: label`, too
};

/// What parts the cells of the header: of the usual characters the one that stands there most often, outside
/// of quotes and brackets.
char delimiter_of(std::string_view text, const Options& options) {
    const auto told = options.get("delimiter");
    if (told == "tab") return '\t';
    if (!told.empty()) return told.front();
    constexpr std::array marks = {',', ';', '\t', '|'};
    std::array<std::size_t, marks.size()> counts{};
    bool quoted = false, bracketed = false;
    for (const char c : text.substr(0, text.find_first_of("\r\n"))) {
        if (c == '"') quoted = !quoted;
        if (c == '[' || c == ']') bracketed = c == '[';
        const auto mark = std::find(marks.begin(), marks.end(), c);
        if (mark != marks.end() && !quoted && !bracketed)
            ++counts[static_cast<std::size_t>(mark - marks.begin())];
    }
    return marks[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

std::string without_brackets(std::string_view name) {
    std::string plain;
    bool inside = false;
    for (const char c : name) {
        if (c == '[') inside = true;
        if (!inside) plain += c;
        if (c == ']') inside = false;
    }
    return plain;
}

Column column_of(std::string_view cell) {
    cell = base::trim(cell);
    const auto colon = cell.find(": ");
    return {without_brackets(cell.substr(0, colon)),
            std::string{colon == npos ? std::string_view{} : base::trim(cell.substr(colon + 2))}};
}

/// "12,4" of a file that parts its cells with `;`.
bool is_comma_decimal(std::string_view text) {
    const auto comma = text.find(',');
    if (comma == npos || comma == 0 || comma + 1 == text.size()) return false;
    const auto is_part = [](char c) { return (c >= '0' && c <= '9') || c == ',' || c == '-'; };
    return std::all_of(text.begin(), text.end(), is_part) && std::count(text.begin(), text.end(), ',') == 1 &&
           text.find('-', 1) == npos;
}

class Observations {
  public:
    Observations(std::vector<Column> columns, char delimiter, Document& document, const Sink& sink)
        : columns_(std::move(columns)), delimiter_(delimiter), document_(document), sink_(sink) {}

    void take(const Cells& cells) {
        if (cells.row().size() != columns_.size())
            return reject(
                cells, fmt::format("{} cells where the header has {}", cells.row().size(), columns_.size()));
        record_.place = fmt::format("line {}", cells.line());
        record_.fields.clear();
        rooms_.clear();
        for (std::size_t i = 0; i < columns_.size(); ++i) add(columns_[i], cells.row()[i]);
        if (sdmx::deletes(record_.get("ACTION")))
            return reject(cells, fmt::format("to be deleted (ACTION={}), not data", record_.get("ACTION")));
        sink_(record_);
        ++document_.records;
    }

  private:
    void reject(const Cells& cells, std::string detail) {
        document_.rejects.push_back(
            {fmt::format("line {}", cells.line()), "wrong_shape", std::move(detail), cut(cells.original())});
    }

    /// The code and, as a field of its own, its label. A text with a colon is no code: codes have no blanks.
    void add(const Column& column, std::string_view cell) {
        const auto colon = column.label.empty() ? npos : cell.find(": ");
        if (colon != npos && cell.substr(0, colon).find(' ') == npos) {
            record_.fields.push_back({column.id, cell.substr(0, colon)});
            record_.fields.push_back({column.label, cell.substr(colon + 2)});
            return;
        }
        if (delimiter_ == ';' && column.id == "OBS_VALUE" && is_comma_decimal(cell))
            cell = rooms_.emplace_back(base::replace_all(cell, ",", "."));
        record_.fields.push_back({column.id, cell});
    }

    std::vector<Column> columns_;
    char delimiter_;
    Document& document_;
    const Sink& sink_;
    model::Record record_;
    std::deque<std::string> rooms_;
};

std::optional<model::Reject> wrong_header(const std::vector<Column>& columns, std::string_view text) {
    std::vector<std::string> ids;
    for (const auto& column : columns) {
        if (column.id == "STRUCTURE" || column.id == "DATAFLOW" || column.id == "OBS_VALUE") return {};
        ids.push_back(column.id);
    }
    return fault(
        "wrong_shape",
        fmt::format("no SDMX-CSV: neither STRUCTURE, DATAFLOW nor OBS_VALUE is a column; there are {}",
                    base::join(ids, ", ")),
        text);
}

void read(std::string_view text, const Options& options, Document& document, const Sink& sink) {
    const char delimiter = delimiter_of(text, options);
    Cells cells{text, delimiter};
    std::vector<Column> columns;
    if (cells.next())
        for (const auto cell : cells.row()) columns.push_back(column_of(cell));
    document.fault = wrong_header(columns, text);
    if (document.fault) return;
    Observations observations{std::move(columns), delimiter, document, sink};
    while (cells.next() && !cells.unclosed()) observations.take(cells);
    if (cells.unclosed())
        document.fault =
            fault("truncated", fmt::format("the quoted cell of line {} never ends", cells.line()),
                  cells.original());
}

}  // namespace

Document sdmx_csv(std::string_view bytes, const Options& options, const Sink& sink) {
    Document document;
    std::string room;
    document.fault = prepare_table(bytes, options, room);
    if (!document.fault) read(bytes, options, document, sink);
    return document;
}

}  // namespace parse
