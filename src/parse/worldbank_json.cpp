#include <fmt/format.h>

#include <deque>

#include "base/text.hpp"
#include "parse/faults.hpp"
#include "parse/formats.hpp"
#include "parse/said.hpp"

// World Bank Indicators v2 as JSON, with the fields of the XML form:
//   [{"page": 1, "pages": 2, …}, [{"indicator": {"id": "…", "value": "…"}, "countryiso3code": "…", "date":
//   …}]]
// An error is [{"message": [{"id": "120", "key": "…", "value": "…"}]}], nothing found [{"total": 0, …},
// null]. format=jsonP puts a call around all of it, and saved pages of it sometimes an assignment.
namespace parse {
namespace {

/// "indicator/id" is the attribute of the element in XML, "indicator/value" its text.
std::string name_of(std::string_view path) {
    if (path.ends_with("/value")) return std::string{path.substr(0, path.size() - 6)};
    return base::replace_all(path, "/", "_");
}

/// The list in `name([…])` or `var name = […];`, comments before it; the bytes themselves where it stands
/// alone.
std::string_view without_script(std::string_view bytes) {
    auto rest = base::trim(without_mark(bytes));
    while (rest.starts_with("//")) rest = base::trim(rest.substr(std::min(rest.find('\n'), rest.size())));
    const auto list = rest.find('[');
    const auto last = rest.rfind(']');
    if (list == rest.npos || last == rest.npos || last < list) return bytes;
    const auto before = base::trim(rest.substr(0, list));
    const bool script = before.empty() || before.ends_with('(') || before.ends_with('=');
    return script && before.find_first_of("{\"<") == before.npos ? rest.substr(list, last + 1 - list) : bytes;
}

class Rows {
  public:
    explicit Rows(const Sink& sink) : sink_(sink) {}

    void take(const model::Record& served) {
        record_.place = served.place;
        record_.fields.clear();
        names_.clear();
        for (const auto& field : served.fields)
            record_.fields.push_back({names_.emplace_back(name_of(field.name)), field.value});
        if (const auto gap = missing(); !gap.empty()) return reject(gap);
        sink_(record_);
        ++records_;
    }

    void count_in(Document& document) const {
        document.records = records_;
        document.rejects.insert(document.rejects.end(), rejects_.begin(), rejects_.end());
    }

  private:
    /// What a row of data cannot do without; lists of countries, sources, topics have an id or a name.
    std::string_view missing() const {
        if (!record_.find("indicator_id")) return record_.find("id") || record_.find("name") ? "" : "id";
        return !record_.find("date") ? "date" : !record_.find("value") ? "value" : "";
    }

    void reject(std::string_view gap) {
        std::string original;
        for (const auto& field : record_.fields) original += fmt::format("{}={} ", field.name, field.value);
        rejects_.push_back(
            {record_.place, "missing_field", fmt::format("no {} in this row", gap), cut(original)});
    }

    const Sink& sink_;
    std::size_t records_ = 0;
    std::vector<model::Reject> rejects_;
    model::Record record_;
    std::deque<std::string> names_;
};

}  // namespace

Document worldbank_json(std::string_view bytes, const Options& options, const Sink& sink) {
    bytes = without_script(bytes);
    Options plain = options;
    plain.values = {{"rows", "1/*"}, {"head", "0"}};
    Rows rows{sink};
    auto document = json(bytes, plain, [&](const model::Record& record) { rows.take(record); });
    rows.count_in(document);
    if (!document.fault || document.fault->reason != "wrong_shape") return document;
    if (const auto error = said(bytes, format("worldbank-json")->error))
        document.fault = fault("provider_error", fmt::format("{}: {}", error->code, error->words), bytes);
    else if (document.total == 0)
        document.fault.reset();
    return document;
}

}  // namespace parse
