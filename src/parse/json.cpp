#include <fmt/format.h>
#include <simdjson.h>

#include <deque>
#include <span>

#include "base/text.hpp"
#include "parse/faults.hpp"
#include "parse/formats.hpp"
#include "parse/reshape.hpp"

// What only comes as JSON. Options of [parse] are paths: members by name, array elements by number; `*` is
// any of them.
//   rows = "data/dataSets/*"          the rows: objects (fields are members, nested ones "x/y") or arrays
//   names = "data/structure/T/*/data"  the columns of rows that are arrays, without the leading
//   first = "date"                    column or columns (comma-separated) that the list does not name
//   and what reshape.hpp says: rename, require, zip, wide
//   head = "meta,0"                   objects whose scalars describe the document; else the top level and
//   "meta"
// Numbers stay the text that was served: on-demand values give their raw token, a DOM only a double.
namespace parse {
namespace {

namespace ondemand = simdjson::ondemand;
using Steps = std::vector<std::string>;

/// Deeper than any row that means something; the walk over a row calls itself once a level.
constexpr int deepest = 16;

Steps steps_of(std::string_view path) {
    Steps steps;
    for (const auto part : base::split(path, '/'))
        if (!part.empty()) steps.emplace_back(part);
    return steps;
}

std::string_view scalar(ondemand::value value) {
    if (value.type() == ondemand::json_type::null) return {};
    if (value.type() == ondemand::json_type::string) return value.get_string();
    return base::trim(value.raw_json_token());
}

bool is_scalar(ondemand::value value) {
    const ondemand::json_type type = value.type();
    return type != ondemand::json_type::object && type != ondemand::json_type::array;
}

template <class Visit>
void visit(ondemand::value value, std::span<const std::string> steps, const Visit& found);

template <class Visit>
void visit_elements(ondemand::value value, std::span<const std::string> steps, const Visit& found) {
    std::size_t index = 0;
    for (ondemand::value element : value.get_array())
        if (steps[0] == "*" || steps[0] == std::to_string(index++)) visit(element, steps.subspan(1), found);
}

/// Calls `found` with every value that the path leads to. Goes as deep as the path is long.
template <class Visit>
void visit(ondemand::value value, std::span<const std::string> steps, const Visit& found) {
    if (steps.empty()) return found(value);
    const ondemand::json_type type = value.type();
    if (type == ondemand::json_type::array) return visit_elements(value, steps, found);
    if (type != ondemand::json_type::object) return;
    for (auto field : value.get_object())
        if (std::string_view{field.unescaped_key()} == steps[0] || steps[0] == "*") {
            visit(field.value(), steps.subspan(1), found);
            if (steps[0] != "*") return;
        }
}

/// The text, checked whole, and walked as often as needed.
class Text {
  public:
    explicit Text(std::string_view bytes) : padded_(bytes) {
        simdjson::dom::parser whole;  // on-demand alone would look only at what is asked for
        check_ = whole.parse(padded_).error();
        if (!check_) check_ = parser_.iterate(padded_).get(document_);
    }

    simdjson::error_code check() const { return check_; }

    template <class Visit>
    void walk(const Steps& steps, const Visit& found) {
        document_.rewind();
        if (document_.is_scalar()) return;
        visit(document_.get_value(), steps, found);
    }

  private:
    simdjson::padded_string padded_;
    ondemand::parser parser_;
    ondemand::document document_;
    simdjson::error_code check_;
};

void read_scalars(ondemand::value value, std::map<std::string, std::string>& into) {
    if (value.type() != ondemand::json_type::object) return;
    for (auto field : value.get_object()) {
        std::string key{std::string_view{field.unescaped_key()}};
        ondemand::value member = field.value();
        if (is_scalar(member)) into[std::move(key)] = scalar(member);
    }
}

std::optional<int> number(const std::map<std::string, std::string>& head, const std::string& key) {
    const auto found = head.find(key);
    const auto value = found == head.end() ? std::nullopt : base::read_integer(found->second);
    if (!value || *value < 0 || *value > 1'000'000'000) return {};
    return static_cast<int>(*value);
}

void read_head(Text& text, const Options& options, Document& document) {
    const auto paths = options.get("head", ",meta");
    for (const auto path : base::split(paths, ','))
        text.walk(steps_of(base::trim(path)),
                  [&](ondemand::value value) { read_scalars(value, document.head); });
    document.page = number(document.head, "page");
    document.pages = number(document.head, "pages");
    document.per_page = number(document.head, "per_page");
    document.total = number(document.head, "total");
}

std::vector<std::string> columns_of(Text& text, const Options& options) {
    std::vector<std::string> names;
    if (const auto first = options.get("first"); !first.empty())
        for (const auto name : base::split(first, ',')) names.emplace_back(base::trim(name));
    if (const auto path = options.get("names"); !path.empty())
        text.walk(steps_of(path), [&](ondemand::value value) {
            if (is_scalar(value)) names.emplace_back(scalar(value));
        });
    return names;
}

/// Turns the values at `rows` into records.
class Rows {
  public:
    Rows(std::vector<std::string> columns, Document& document, Reshape& out)
        : columns_(std::move(columns)), document_(document), out_(out) {}

    bool any() const { return count_ > 0; }

    void take(ondemand::value row) {
        record_.place = fmt::format("row {}", ++count_);
        record_.fields.clear();
        names_.clear();
        too_deep_ = false;
        const ondemand::json_type type = row.type();
        if (type == ondemand::json_type::array) return take_array(row);
        if (type != ondemand::json_type::object) return reject("neither an object nor an array", row);
        add_members(row, "", 1);
        if (too_deep_) return reject(fmt::format("nested deeper than {} levels", deepest), row);
        out_.take(record_);
    }

  private:
    void reject(std::string detail, ondemand::value& row) {
        std::string_view original;
        if (is_scalar(row)) original = row.raw_json_token();
        document_.rejects.push_back({record_.place, "wrong_shape", std::move(detail), cut(original)});
    }

    std::string_view keep(std::string name) { return names_.emplace_back(std::move(name)); }

    void take_array(ondemand::value row) {
        std::size_t cells = 0;
        for (ondemand::value cell : row.get_array()) {
            if (cells < columns_.size() && is_scalar(cell))
                record_.fields.push_back({columns_[cells], scalar(cell)});
            ++cells;
        }
        if (cells == columns_.size() && record_.fields.size() == cells) return out_.take(record_);
        const auto detail = cells == columns_.size()
                                ? std::string{"a cell that is no plain value"}
                                : fmt::format("{} cells for {} columns", cells, columns_.size());
        document_.rejects.push_back({record_.place, "wrong_shape", detail, cut(joined())});
    }

    std::string joined() const {
        std::string cells;
        for (const auto& field : record_.fields)
            cells += fmt::format("{}{}", cells.empty() ? "" : ",", field.value);
        return cells;
    }

    void add_members(ondemand::value object, const std::string& above, int depth) {
        for (auto field : object.get_object()) {
            const std::string_view key = field.unescaped_key();
            add(field.value(), above.empty() ? std::string{key} : fmt::format("{}/{}", above, key), depth);
        }
    }

    void add(ondemand::value value, const std::string& name, int depth) {
        const ondemand::json_type type = value.type();
        if (is_scalar(value)) {
            record_.fields.push_back({keep(name), scalar(value)});
        } else if (depth >= deepest) {
            too_deep_ = true;
        } else if (type == ondemand::json_type::object) {
            add_members(value, name, depth + 1);
        } else {
            for (ondemand::value element : value.get_array()) add(element, name, depth + 1);
        }
    }

    std::vector<std::string> columns_;
    Document& document_;
    Reshape& out_;
    std::size_t count_ = 0;
    bool too_deep_ = false;
    model::Record record_;
    std::deque<std::string> names_;
};

/// Why no row was found: an empty list is an answer, a path that leads nowhere is not.
std::optional<model::Reject> no_rows(Text& text, Steps steps, std::string_view bytes) {
    const std::string path = base::join(steps, "/");
    if (!steps.empty() && steps.back() == "*") steps.pop_back();
    bool list = false;
    text.walk(steps,
              [&](ondemand::value value) { list = list || value.type() == ondemand::json_type::array; });
    if (list) return {};
    std::vector<std::string> members;
    text.walk({}, [&](ondemand::value value) {
        if (value.type() != ondemand::json_type::object) return;
        for (auto field : value.get_object()) members.emplace_back(std::string_view{field.unescaped_key()});
    });
    return fault("wrong_shape",
                 fmt::format("nothing at '{}'; the answer holds {}", path,
                             members.empty() ? "no members" : base::join(members, ", ")),
                 bytes);
}

void read(Text& text, std::string_view bytes, const Options& options, Document& document, Reshape& out) {
    read_head(text, options, document);
    const auto steps = steps_of(options.get("rows", "*"));
    Rows rows{columns_of(text, options), document, out};
    text.walk(steps, [&](ondemand::value row) { rows.take(row); });
    if (!rows.any()) document.fault = no_rows(text, steps, bytes);
}

}  // namespace

Document json(std::string_view bytes, const Options& options, const Sink& sink) {
    Document document;
    Reshape out{options, document, sink};
    bytes = without_mark(bytes);
    document.fault = fault_of_kind(Kind::json, bytes);
    if (document.fault) return document;
    try {
        Text text{bytes};
        if (text.check())
            document.fault = bad_json(simdjson::error_message(text.check()), bytes);
        else
            read(text, bytes, options, document, out);
    } catch (const simdjson::simdjson_error& found) {
        // The text was checked whole, so this is a value of another type than the path expects.
        document.fault = fault("wrong_shape", found.what(), bytes);
    }
    return document;
}

}  // namespace parse
