// What became of a source's facts when they were made again: the newest values before beside those after.
#include "store/database.hpp"
#include "store/store.hpp"

namespace store {
namespace {

constexpr const char* before = R"(
DROP TABLE IF EXISTS temp.remembered_value;
DROP TABLE IF EXISTS temp.remembered_item;
CREATE TEMP TABLE remembered_value (indicator, entity, period, value, status, PRIMARY KEY (indicator, entity, period));
CREATE TEMP TABLE remembered_item (feed, identity, words, PRIMARY KEY (feed, identity));
)";

constexpr const char* put_aside = R"(
DROP TABLE IF EXISTS temp.value_before;
DROP TABLE IF EXISTS temp.item_before;
ALTER TABLE temp.remembered_value RENAME TO value_before;
ALTER TABLE temp.remembered_item RENAME TO item_before;
)";

// A withdrawn value is none.
constexpr const char* values_new =
    "SELECT count(*) FROM temp.remembered_value AS one LEFT JOIN temp.value_before AS old "
    "USING (indicator, entity, period) WHERE one.status <> 'W' AND old.status IS NULL";
constexpr const char* values_changed =
    "SELECT count(*) FROM temp.remembered_value AS one JOIN temp.value_before AS old "
    "USING (indicator, entity, period) WHERE one.status <> 'W' "
    "AND (one.value IS NOT old.value OR one.status <> old.status)";
constexpr const char* values_withdrawn =
    "SELECT count(*) FROM temp.value_before AS old LEFT JOIN temp.remembered_value AS one "
    "USING (indicator, entity, period) WHERE old.status <> 'W' AND coalesce(one.status, 'W') = 'W'";
constexpr const char* items_new =
    "SELECT count(*) FROM temp.remembered_item LEFT JOIN temp.item_before AS old USING (feed, identity) "
    "WHERE old.words IS NULL";
constexpr const char* items_reworded =
    "SELECT count(*) FROM temp.remembered_item AS one JOIN temp.item_before AS old USING (feed, identity) "
    "WHERE one.words <> old.words";

std::size_t count(Store::Database& in, const char* sql) {
    return static_cast<std::size_t>(in.connection.execAndGet(sql).getInt64());
}

/// Prepared anew each time: its tables are.
void fill(Store::Database& in, const std::string& source) {
    for (const auto* name : {"remembered_value", "remembered_item"}) {
        in.statements.erase(name);
        auto& put = in.put(name);
        put.bind(":source", source);
        put.exec();
        in.statements.erase(name);
    }
}

}  // namespace

void Store::remember(const std::string& source) {
    guarded(database_->file, [&] {
        database_->connection.exec(before);
        fill(*database_, source);
    });
}

Changes Store::changes_of(const std::string& source) {
    return guarded(database_->file, [&] {
        auto& in = *database_;
        in.connection.exec(put_aside);
        in.connection.exec(before);
        fill(in, source);
        return Changes{count(in, values_new), count(in, values_changed), count(in, values_withdrawn),
                       count(in, items_new), count(in, items_reworded)};
    });
}

}  // namespace store
