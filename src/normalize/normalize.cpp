#include "normalize/normalize.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "normalize/mapped.hpp"

namespace normalize {
namespace {

bool holds(const std::vector<std::string>& all, std::string_view one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

/// What an item is known by where its id can't be believed.
std::string identity_without_id(const model::Record& record) {
    if (const auto link = base::trim(record.get("link")); !link.empty()) return std::string{link};
    return "sha256:" + base::sha256(fmt::format("{}\n{}{}", record.get("title"), record.get("published"),
                                                record.get("published_raw")));
}

}  // namespace

Sorter::Sorter(const model::Source& source, const model::Part& part, const model::Reference& reference)
    : source_(source), part_(part), reference_(reference) {}

void Sorter::refuse(const model::Record& record, std::string reason, std::string detail) {
    sorted_.rejects.push_back({record.place, std::move(reason), std::move(detail), shown(record)});
}

void Sorter::take(const model::Record& record) {
    if (source_.is_feed()) return take_item(record);
    if (!is_meant(record)) return;
    if (!part_.map.columns.empty()) return take_wide(record);
    take_statistic(record);
}

/// Rows of another kind are left out, rows in another unit are refused: a file may hold both.
bool Sorter::is_meant(const model::Record& record) {
    for (const auto& [name, wanted] : part_.map.only)
        if (base::trim(record.get(name)) != wanted) {
            ++sorted_.unchosen;
            return false;
        }
    for (const auto& [name, wanted] : part_.map.expect) {
        const auto found = base::trim(record.get(name));
        if (found == wanted) continue;
        refuse(record, "wrong_unit", fmt::format("{} is '{}', and '{}' was expected", name, found, wanted));
        return false;
    }
    return true;
}

/// 10 to the power that the record states; nothing where that is no small whole number.
std::optional<double> Sorter::scale_of(const model::Record& record) const {
    const auto power = base::read_integer(base::trim(record.get(part_.map.scale)));
    if (!power || *power < -12 || *power > 15) return {};
    return std::pow(10.0, static_cast<double>(*power));
}

void Sorter::take_statistic(const model::Record& record) {
    const auto& map = part_.map;
    const auto missing_field = [&](std::string_view name) {
        refuse(record, "missing_field", fmt::format("the record has no field '{}'", name));
    };
    const auto spelling = mapped(record, map.entity);
    if (!spelling) return missing_field(map.entity);
    const auto when = mapped(record, map.period);
    if (!when) return missing_field(map.period);
    const auto served = mapped(record, map.value);
    if (!served) return missing_field(map.value);

    const model::Indicator* indicator = nullptr;
    if (map.indicator.empty()) {
        indicator = source_.indicator(part_.indicator);
    } else {
        const auto code = mapped(record, map.indicator);
        if (!code) return missing_field(map.indicator);
        for (const auto& one : source_.indicators)
            if (one.code == *code) indicator = &one;
        if (!indicator)
            return refuse(record, "unknown_indicator",
                          fmt::format("'{}' is not declared by {}", *code, source_.name));
    }
    if (const auto unit = base::trim(record.get(map.unit)); !map.unit.empty() && unit != indicator->unit)
        return refuse(record, "wrong_unit",
                      fmt::format("the unit is '{}', and {} is in {}", unit, indicator->id, indicator->unit));
    const auto period = period_of(map, *when);
    if (!period)
        return refuse(
            record, "bad_period",
            fmt::format("'{}' is no period{}", *when, map.per.empty() ? "" : " within one " + map.per));
    const auto* entity = map.invert.empty() ? nullptr : reference_.recognise(*spelling, map.entity_kind);
    const bool inverted = entity && holds(map.invert, entity->code);
    if (map.split.empty())
        return take_value(record, *indicator, *spelling, *period, base::trim(*served), inverted);
    const auto names = names_in(map, *spelling);
    if (names.empty()) ++sorted_.left_out;  // of nobody known
    for (const auto name : names)
        take_value(record, *indicator, name, *period, base::trim(*served), inverted);
}

void Sorter::take_wide(const model::Record& record) {
    const auto when = mapped(record, part_.map.period);
    const auto period = when ? period_of(part_.map, *when) : std::nullopt;
    if (!period)
        return refuse(record, "bad_period",
                      fmt::format("'{}' is no period", when ? *when : std::string_view{}));
    const auto& indicator = *source_.indicator(part_.indicator);
    for (const auto& [field, entity] : part_.map.columns) {
        const auto* served = record.find(field);
        if (!served) {
            refuse(record, "missing_field", fmt::format("the record has no field '{}'", field));
            continue;
        }
        take_value(record, indicator, entity, *period, base::trim(*served), holds(part_.map.invert, entity));
    }
}

const model::Entity* Sorter::followed(const model::Record& record, std::string_view spelling) {
    const auto& kind = part_.map.entity_kind;
    const auto& own = part_.map.entities;
    if (const auto known = own.empty() ? own.end() : own.find(std::string{base::trim(spelling)});
        known != own.end())
        spelling = known->second;
    if (const auto* entity = reference_.recognise(spelling, kind)) return entity;
    if (reference_.is_left_out(spelling)) {
        ++sorted_.left_out;
        return nullptr;
    }
    const auto near = reference_.near(spelling);
    refuse(record, "unknown_entity",
           fmt::format("'{}' is no known {}{}", spelling, kind,
                       near.empty() ? "" : "; nearest: " + base::join(near, ", ")));
    return nullptr;
}

void Sorter::take_value(const model::Record& record, const model::Indicator& indicator,
                        std::string_view spelling, const model::Period& period, std::string_view served,
                        bool inverted) {
    const auto* entity = followed(record, spelling);
    if (!entity) return;
    model::Observation fact;
    fact.indicator = indicator.id;
    fact.entity = entity->code;
    fact.period = period;
    fact.place = record.place;
    if (const auto status = part_.map.status.empty() ? std::nullopt : mapped(record, part_.map.status))
        fact.status = status_of(part_.map, base::trim(*status));
    fact.status = projected(part_.map, record, period, fact.status);
    if (holds(part_.map.missing, served)) {
        if (!part_.map.combine.empty())
            return refuse(record, "missing_in_sum",
                          "a sum needs a value in each record: missing is not zero");
        fact.status = "M";
        return add(record, std::move(fact));
    }
    auto number = value(served);
    if (!number || (inverted && *number == 0))
        return refuse(record, "bad_value",
                      fmt::format("'{}' is no number, and no missing mark is declared for it", served));
    if (inverted) number = 1 / *number;
    const auto scale = part_.map.scale.empty() ? std::optional{1.0} : scale_of(record);
    if (!scale)
        return refuse(record, "wrong_unit",
                      fmt::format("{} is '{}', and that is no power of ten", part_.map.scale,
                                  record.get(part_.map.scale)));
    fact.value = scaled(*number, indicator.multiplier * *scale);
    if (*fact.value < indicator.least.value_or(*fact.value) ||
        *fact.value > indicator.most.value_or(*fact.value))
        return refuse(record, "bad_magnitude",
                      fmt::format("{} {} is beyond what {} can be: is its unit or multiplier another one?",
                                  base::shortest(*fact.value), indicator.unit, indicator.id));
    if (base::shortest(*number) != served) fact.text = served;
    add(record, std::move(fact));
}

void Sorter::add(const model::Record& record, model::Observation fact) {
    const auto& released = part_.map.released;
    if (!released.empty() && !released.starts_with('@'))
        if (const auto stated = mapped(record, released)) fact.released = base::read_instant(*stated);
    const auto key = std::pair{fact.indicator + '\t' + fact.entity, fact.period.text()};
    const auto [at, fresh] = seen_.emplace(key, sorted_.observations.size());
    if (fresh) {
        sorted_.observations.push_back(std::move(fact));
        return;
    }
    auto& first = sorted_.observations[at->second];
    if (!part_.map.combine.empty()) return add_up(first, fact);
    if (first.value != fact.value || first.status != fact.status)
        refuse(record, "duplicate",
               fmt::format("{} already gave another value for {} {}", first.place, first.entity, key.second));
}

void add_up(model::Observation& sum, const model::Observation& more) {
    sum.value = sum.value.value_or(0) + more.value.value_or(0);
    sum.text.clear();
    if (sum.status == "A") sum.status = more.status;
}

void Sorter::take_item(const model::Record& record) {
    const auto field = [&](std::string_view name) { return std::string{base::trim(record.get(name))}; };
    model::Announcement item;
    item.feed = part_.id;
    item.identity = field("id").empty() ? identity_without_id(record) : field("id");
    item.publisher =
        field("publisher").empty() ? part_.publisher.in(model::Language::en) : field("publisher");
    item.title = field("title");
    item.text = field("content").empty() ? field("summary") : field("content");
    item.link = field("link");
    item.language = field("language").empty() ? part_.language : field("language");
    item.country = part_.country;
    item.published = base::read_instant(field("published").empty() ? field("updated") : field("published"));
    item.published_text = field("published_raw");
    if (item.title.empty() && item.text.empty())
        return refuse(record, "missing_field", "the item has neither title nor text");
    without_id_.push_back(identity_without_id(record));
    sorted_.announcements.push_back(std::move(item));
}

/// An id that several items of one answer bear is none: they are known by what else tells them apart.
void Sorter::tell_items_apart() {
    auto& items = sorted_.announcements;
    std::map<std::string, std::set<std::string>> bearers;
    for (std::size_t i = 0; i < items.size(); ++i) bearers[items[i].identity].insert(without_id_[i]);
    for (std::size_t i = 0; i < items.size(); ++i)
        if (bearers[items[i].identity].size() > 1) items[i].identity = without_id_[i];
}

Sorted Sorter::finish(const std::map<std::string, std::string>& head) {
    tell_items_apart();
    std::optional<base::Instant> released = part_.released;
    if (part_.map.released.starts_with('@')) {
        const auto stated = head.find(part_.map.released.substr(1));
        if (stated != head.end()) released = base::read_instant(stated->second);
    }
    for (auto& fact : sorted_.observations)
        if (!fact.released) fact.released = released;
    return std::move(sorted_);
}

}  // namespace normalize
