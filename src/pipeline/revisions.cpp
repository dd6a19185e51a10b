#include "pipeline/revisions.hpp"

#include "model/period.hpp"
#include "store/store.hpp"

namespace pipeline {
namespace {

/// The columns of a row, by name.
struct Row {
    const model::Table& table;
    const std::vector<model::Cell>& cells;

    std::string text(std::string_view name) const { return model::text_of(cells, table.column(name)); }
    std::optional<double> number(std::string_view name) const {
        return model::number_of(cells, table.column(name));
    }
    std::int64_t whole(std::string_view name) const {
        const auto* found = std::get_if<std::int64_t>(&cells[static_cast<std::size_t>(table.column(name))]);
        return found ? *found : 0;
    }
    base::Instant moment(std::string_view name) const {
        return base::Instant{std::chrono::microseconds{whole(name)}};
    }
};

Rewrite rewrite(const Row& row) {
    Rewrite one;
    one.source = row.text("source");
    one.part = row.text("part");
    one.indicator = row.text("indicator");
    one.entity = row.text("entity");
    one.period = model::Period::from_key(row.whole("period_key")).text();
    one.old_status = row.text("old_status");
    one.new_status = row.text("new_status");
    one.sha256 = row.text("sha256");
    one.old_value = row.number("old_value");
    one.new_value = row.number("new_value");
    one.relative = row.number("relative");
    one.old_known = row.moment("old_known");
    one.old_released = row.moment("old_released");
    one.new_known = row.moment("new_known");
    one.new_released = row.moment("new_released");
    one.unusual = row.whole("unusual") != 0;
    one.most = row.number("most");
    return one;
}

}  // namespace

std::vector<Rewrite> rewrites(const House& house, const RewritesWanted& wanted) {
    store::Store store{house.database(), house.sql(), store::Store::Mode::read};
    store.describe(house.sources, house.reference, wanted.as_known.value_or(house.moment()));
    const auto since = wanted.since ? wanted.since->time_since_epoch().count() : std::int64_t{0};
    const auto table = store.query(
        "SELECT * FROM judged_rewrite_as_known WHERE source = :source AND new_known >= :since "
        "ORDER BY new_known, indicator, entity, period_key",
        {{":source", wanted.source}, {":since", since}});
    std::vector<Rewrite> all;
    for (const auto& row : table.rows) all.push_back(rewrite({table, row}));
    return all;
}

}  // namespace pipeline
