#include "parse/reshape.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "parse/dates.hpp"
#include "parse/faults.hpp"
#include "parse/table.hpp"

namespace parse {
namespace {

constexpr std::string_view rename = "rename.";

std::vector<std::string> list_of(const Options& options, const std::string& key, char separator) {
    std::vector<std::string> names;
    if (const auto text = options.get(key); !text.empty())
        for (const auto name : base::split(text, separator)) names.emplace_back(base::trim(name));
    return names;
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string period_of_column(std::string_view name) {
    name = base::trim(name);
    if (name.starts_with("YR")) name.remove_prefix(2);
    if (name.size() < 4) return {};
    const auto year = name.substr(0, 4), rest = name.substr(4);
    const bool named = rest.empty() || rest == ".0" || rest == fmt::format(" [YR{}]", year);
    if (all_digits(year) && named) return std::string{year};
    const bool part =
        rest.size() >= 2 && rest.size() <= 6 && std::string_view{"-QMSW"}.find(rest[0]) != rest.npos;
    if (all_digits(year) && part && all_digits(rest.substr(rest.size() - 1))) return std::string{name};
    const auto date = read_date(name);
    return date ? base::iso(base::day_of(*date)) : std::string{};
}

const std::vector<std::string>& Reshape::options() {
    static const std::vector<std::string> known = {"rename.*", "require", "refuse", "zip", "wide"};
    return known;
}

Reshape::Reshape(const Options& options, Document& document, const Sink& sink)
    : required_(list_of(options, "require", '|')),
      zipped_(list_of(options, "zip", ',')),
      wide_(options.get("wide")),
      document_(document),
      sink_(sink) {
    if (zipped_.size() == 1)
        throw unknown_option("zip", zipped_.front(), "two fields or more, such as 'dates,values'");
    if (const auto refuse = options.get("refuse"); !refuse.empty()) {
        const auto equals = refuse.find('=');
        if (equals == 0 || equals == refuse.npos)
            throw unknown_option("refuse", refuse, "a field and its text, such as 'entry/title=Error'");
        refused_field_ = refuse.substr(0, equals);
        refused_text_ = refuse.substr(equals + 1);
    }
    for (const auto& [key, served] : options.values)
        if (key.starts_with(rename))
            aliases_.push_back({key.substr(rename.size()), list_of(options, key, '\n')});
}

std::optional<model::Reject> Reshape::missing(std::vector<std::string> names, std::string_view bytes) const {
    for (const auto& one : aliases_)
        for (const auto& served : one.served)
            if (holds(names, served) && !holds(names, one.name)) names.push_back(one.name);
    for (const auto& wanted : required_) {
        if (holds(names, wanted)) continue;
        const auto near = base::nearest(wanted, names);
        return fault("wrong_shape",
                     near ? fmt::format("no column '{}'; did the provider rename it to '{}'?", wanted, *near)
                          : fmt::format("no column '{}'; there are {}", wanted, base::join(names, ", ")),
                     bytes);
    }
    return {};
}

void Reshape::take(const model::Record& record) {
    if (document_.fault) return;
    record_ = record;
    alias(record_);
    if (is_refusal(record_)) return;
    if (zipped_.empty()) return widen(record_);
    unzip(record_);
}

bool Reshape::is_refusal(const model::Record& record) {
    const auto* text = refused_field_.empty() ? nullptr : record.find(refused_field_);
    if (!text || base::trim(*text) != refused_text_) return false;
    std::string said;
    for (const auto& field : record.fields)
        if (field.value.size() < 500) said += fmt::format("{}={} ", field.name, base::trim(field.value));
    document_.fault = fault("provider_error", fmt::format("{} is '{}'", refused_field_, refused_text_), said);
    return true;
}

void Reshape::alias(model::Record& record) {
    for (const auto& one : aliases_)
        for (const auto& served : one.served) {
            const auto* value = record.find(served);
            if (!value) continue;
            if (!record.find(one.name)) record.fields.push_back({one.name, *value});
            break;
        }
}

/// Fields of one name several times, as lists in JSON and repeated elements in XML are.
void Reshape::unzip(const model::Record& record) {
    std::vector<std::vector<std::string_view>> lists(zipped_.size());
    part_.fields.clear();
    for (const auto& field : record.fields) {
        const auto found = std::find(zipped_.begin(), zipped_.end(), field.name);
        if (found == zipped_.end())
            part_.fields.push_back(field);
        else
            lists[static_cast<std::size_t>(found - zipped_.begin())].push_back(field.value);
    }
    const auto fixed = part_.fields.size();
    for (std::size_t i = 1; i < lists.size(); ++i)
        if (lists[i].size() != lists[0].size()) {
            document_.rejects.push_back({record.place, "wrong_shape",
                                         fmt::format("'{}' has {} elements and '{}' has {}", zipped_[0],
                                                     lists[0].size(), zipped_[i], lists[i].size()),
                                         ""});
            return;
        }
    for (std::size_t at = 0; at < lists[0].size(); ++at) {
        part_.place = fmt::format("{}, {}", record.place, at + 1);
        part_.fields.resize(fixed);
        for (std::size_t i = 0; i < lists.size(); ++i) part_.fields.push_back({zipped_[i], lists[i][at]});
        widen(part_);
    }
}

void Reshape::widen(const model::Record& record) {
    if (wide_.empty()) return hand_over(record);
    periods_.clear();
    cell_.fields.clear();
    std::vector<model::Record::Field> cells;
    for (const auto& field : record.fields) {
        auto period = period_of_column(field.name);
        if (period.empty())
            cell_.fields.push_back(field);
        else
            cells.push_back({periods_.emplace_back(std::move(period)), field.value});
    }
    const auto fixed = cell_.fields.size();
    for (const auto& [period, value] : cells) {
        cell_.place = fmt::format("{}, {}", record.place, period);
        cell_.fields.resize(fixed);
        cell_.fields.push_back({wide_, period});
        cell_.fields.push_back({"value", value});
        hand_over(cell_);
    }
}

void Reshape::hand_over(const model::Record& record) {
    if (!checked_ && !required_.empty()) {
        std::vector<std::string> names;
        for (const auto& field : record.fields) names.emplace_back(field.name);
        document_.fault = missing(std::move(names), record.place);
        if (document_.fault) return;
    }
    checked_ = true;
    sink_(record);
    ++document_.records;
}

}  // namespace parse
