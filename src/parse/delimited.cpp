#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <optional>

#include "base/text.hpp"
#include "parse/cells.hpp"
#include "parse/faults.hpp"
#include "parse/formats.hpp"
#include "parse/reshape.hpp"
#include "parse/table.hpp"

// CSV and its relatives. Options of [parse]:
//   delimiter = "," | ";" | "tab" …   encoding = "utf-8" | "macintosh" …   skip = lines before the header
//   header = "yes" | "no" (fields are then named column_1, column_2, …)
//   begins = "Currency": the header is the row that begins so, wherever it stands, and again for each further
//   block;
//            lines of one cell are titles and notes
//   decimal = "." | "," ("1.234,5" becomes "1234.5")   percent = "keep" | "strip" ("7.5%" becomes "7.5")
//   and what reshape.hpp says: rename, require, wide.
namespace parse {
namespace {

struct Shape {
    char delimiter = ',';
    bool header = true, comma_decimal = false, strip_percent = false;
    std::size_t skip = 0;
    std::string begins;
};

bool choose(const Options& options, const std::string& key, const std::string& yes, const std::string& no,
            const std::string& otherwise) {
    const auto found = options.get(key, otherwise);
    if (found != yes && found != no) throw unknown_option(key, found, fmt::format("'{}' or '{}'", yes, no));
    return found == yes;
}

char delimiter_of(const Options& options) {
    const auto found = options.get("delimiter", ",");
    if (found == "tab" || found == "\\t") return '\t';
    if (found.size() != 1 || found == "\"" || found == "\n")
        throw unknown_option("delimiter", found, "one character or 'tab'");
    return found.front();
}

Shape shape_of(const Options& options) {
    const auto skip = base::read_integer(options.get("skip", "0"));
    if (!skip || *skip < 0) throw unknown_option("skip", options.get("skip"), "a number of lines");
    return {delimiter_of(options),
            choose(options, "header", "yes", "no", "yes"),
            choose(options, "decimal", ",", ".", "."),
            choose(options, "percent", "strip", "keep", "keep"),
            static_cast<std::size_t>(*skip),
            options.get("begins")};
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view unsigned_part(std::string_view text) {
    return text.starts_with('-') || text.starts_with('+') ? text.substr(1) : text;
}

/// "1234.5", with any marks inside.
bool is_number(std::string_view text) {
    text = unsigned_part(text);
    return std::any_of(text.begin(), text.end(), is_digit) &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.' || c == ','; });
}

/// "1.234,5" or "1234,5", but not the date "17.03.2026": dots part groups of three.
bool is_comma_number(std::string_view text) {
    const auto whole = unsigned_part(text.substr(0, text.find(',')));
    const auto groups = base::split(whole, '.');
    for (std::size_t i = 1; i < groups.size(); ++i)
        if (groups[i].size() != 3 || groups[0].empty() || groups[0].size() > 3) return false;
    return std::count(text.begin(), text.end(), ',') <= 1 &&
           text.find('.', std::min(text.find(','), text.size())) == std::string_view::npos;
}

/// Rewrites what is wholly a number and leaves words alone.
class Numbers {
  public:
    explicit Numbers(const Shape& shape) : shape_(shape) {}

    std::string_view plain(std::string_view cell) {
        const auto text = base::trim(cell);
        auto number = text;
        if (shape_.strip_percent && number.ends_with('%'))
            number = base::trim(number.substr(0, number.size() - 1));
        if (!is_number(number)) return cell;
        if (shape_.comma_decimal && number.find_first_of(".,") != std::string_view::npos)
            return is_comma_number(number) ? dotted(number) : cell;
        return number.size() == text.size() ? cell : number;
    }
    void forget() { rooms_.clear(); }

  private:
    std::string_view dotted(std::string_view number) {
        auto& room = rooms_.emplace_back();
        for (const char c : number)
            if (c != '.') room += c == ',' ? '.' : c;
        return room;
    }

    const Shape& shape_;
    std::deque<std::string> rooms_;
};

std::vector<std::string> names_of(const Cells& cells, bool header) {
    std::vector<std::string> names;
    for (const auto cell : cells.row())
        names.push_back(header ? std::string{base::trim(cell)} : fmt::format("column_{}", names.size() + 1));
    return names;
}

/// One row as a record, or as the reject that says how its cells do not fit.
class Table {
  public:
    Table(const Shape& shape, Document& document, Reshape& out)
        : numbers_(shape), document_(document), out_(out) {}

    /// The columns from here on.
    void name(std::vector<std::string> names) { names_ = std::move(names); }

    void take(const Cells& cells) {
        if (cells.row().size() != names_.size()) return reject(cells);
        record_.place = fmt::format("line {}", cells.line());
        record_.fields.clear();
        numbers_.forget();
        for (std::size_t i = 0; i < names_.size(); ++i)
            record_.fields.push_back({names_[i], numbers_.plain(cells.row()[i])});
        out_.take(record_);
    }

  private:
    void reject(const Cells& cells) {
        document_.rejects.push_back(
            {fmt::format("line {}", cells.line()), "wrong_shape",
             fmt::format("{} cells where the header has {}", cells.row().size(), names_.size()),
             cut(cells.original())});
    }

    std::vector<std::string> names_;
    Numbers numbers_;
    Document& document_;
    Reshape& out_;
    model::Record record_;
};

bool is_header(const Cells& cells, const Shape& shape) {
    return !shape.begins.empty() && base::trim(cells.row().front()) == shape.begins;
}

/// False where the text holds no header.
bool to_header(Cells& cells, const Shape& shape) {
    cells.skip_lines(shape.skip);
    while (cells.next())
        if (shape.begins.empty() || is_header(cells, shape)) return true;
    return false;
}

void read_rows(Cells& cells, const Shape& shape, Table& table) {
    for (bool more = shape.header ? cells.next() : true; more && !cells.unclosed(); more = cells.next()) {
        const bool note = !shape.begins.empty() && cells.row().size() == 1;
        if (is_header(cells, shape))
            table.name(names_of(cells, true));
        else if (!note)
            table.take(cells);
    }
}

void read(std::string_view text, const Shape& shape, const Options& options, Document& document,
          Reshape& out) {
    Cells cells{text, shape.delimiter};
    const bool found = to_header(cells, shape);
    if (!found && !shape.begins.empty())
        document.fault = fault("wrong_shape", fmt::format("no row begins with '{}'", shape.begins), text);
    auto names = found ? names_of(cells, shape.header) : std::vector<std::string>{};
    if (!document.fault && options.get("wide").empty()) document.fault = out.missing(names, text);
    if (document.fault || !found) return;
    Table table{shape, document, out};
    table.name(std::move(names));
    read_rows(cells, shape, table);
    if (cells.unclosed())
        document.fault =
            fault("truncated", fmt::format("the quoted cell of line {} never ends", cells.line()),
                  cells.original());
}

}  // namespace

Document delimited(std::string_view bytes, const Options& options, const Sink& sink) {
    Document document;
    const Shape shape = shape_of(options);
    Reshape out{options, document, sink};
    std::string room;
    document.fault = prepare_table(bytes, options, room);
    if (!document.fault) read(bytes, shape, options, document, out);
    return document;
}

}  // namespace parse
