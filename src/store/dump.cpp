// The facts in an order and a form that depends on nothing but the facts.
#include "base/json.hpp"
#include "base/time.hpp"
#include "store/database.hpp"
#include "store/store.hpp"

namespace store {
namespace {

using base::Json;
using Line = std::function<void(std::string_view)>;

Json at(const SQLite::Column& column) {
    if (column.isNull()) return {};
    return Json{base::iso(instant(column.getInt64()))};
}

Json text(const SQLite::Column& column) {
    return Json{column.getString()};
}

/// One section of the dump: a statement and how a row of it prints.
void print(Store::Database& in, const char* sql, const Line& line, Json (*object)(SQLite::Statement&)) {
    SQLite::Statement select{in.connection, sql};
    while (select.executeStep()) line(object(select).dump());
}

Json snapshot(SQLite::Statement& row) {
    Json json = Json::object();
    json.set("kind", "snapshot").set("source", text(row.getColumn(0))).set("part", text(row.getColumn(1)));
    json.set("url", text(row.getColumn(2))).set("page", Json{std::int64_t{row.getColumn(3).getInt64()}});
    json.set("visit", at(row.getColumn(4))).set("fetched", at(row.getColumn(5)));
    json.set("from", Json{base::iso(day(row.getColumn(6).getInt64()))});
    json.set("to", Json{base::iso(day(row.getColumn(7).getInt64()))});
    json.set("status", Json{row.getColumn(8).getInt()}).set("failure", text(row.getColumn(9)));
    json.set("sha256", text(row.getColumn(10))).set("origin", text(row.getColumn(11)));
    return json.set("outcome", text(row.getColumn(12)));
}

Json observation(SQLite::Statement& row) {
    Json json = Json::object();
    json.set("kind", "observation")
        .set("source", text(row.getColumn(0)))
        .set("indicator", text(row.getColumn(1)));
    json.set("entity", text(row.getColumn(2)));
    json.set("period", Json{model::Period::from_key(row.getColumn(3).getInt64()).text()});
    json.set("value", row.getColumn(4).isNull() ? Json{} : Json{row.getColumn(4).getDouble()});
    json.set("status", text(row.getColumn(5)));
    if (!row.getColumn(6).isNull()) json.set("text", text(row.getColumn(6)));
    if (row.getColumnCount() > 7) {
        json.set("released", at(row.getColumn(7))).set("known", at(row.getColumn(8)));
        json.set("sha256", text(row.getColumn(9)));
    }
    return json;
}

Json announcement(SQLite::Statement& row) {
    Json json = Json::object();
    json.set("kind", "announcement")
        .set("source", text(row.getColumn(0)))
        .set("feed", text(row.getColumn(1)));
    json.set("identity", text(row.getColumn(2))).set("publisher", text(row.getColumn(3)));
    json.set("title", text(row.getColumn(4))).set("text", text(row.getColumn(5)));
    json.set("link", text(row.getColumn(6))).set("language", text(row.getColumn(7)));
    json.set("country", text(row.getColumn(8))).set("published", at(row.getColumn(9)));
    if (row.getColumnCount() > 10) json.set("known", at(row.getColumn(10)));
    return json;
}

Json reject(SQLite::Statement& row) {
    Json json = Json::object();
    json.set("kind", "reject").set("source", text(row.getColumn(0))).set("part", text(row.getColumn(1)));
    json.set("reason", text(row.getColumn(2))).set("detail", text(row.getColumn(3)));
    json.set("original", text(row.getColumn(4)));
    if (row.getColumnCount() > 5)
        json.set("place", text(row.getColumn(5))).set("fetched", at(row.getColumn(6)));
    return json;
}

void print_all(Store::Database& in, const Line& line) {
    print(in,
          "SELECT source, part, url, page, visit, fetched, window_from, window_to, status, failure, sha256, "
          "origin, outcome FROM snapshot ORDER BY source, part, fetched, page, url, sha256",
          line, snapshot);
    print(in,
          "SELECT e.source, e.indicator, e.entity, o.period, o.value, o.status, o.text, o.released, o.known, "
          "s.sha256 FROM observation AS o JOIN series AS e ON e.id = o.series "
          "JOIN snapshot AS s ON s.id = o.snapshot "
          "ORDER BY e.source, e.indicator, e.entity, o.period, o.released, o.known",
          line, observation);
    print(
        in,
        "SELECT a.source, a.feed, a.identity, v.publisher, v.title, v.text, v.link, v.language, v.country, "
        "v.published, v.known FROM announcement AS a JOIN announcement_version AS v ON v.announcement = a.id "
        "ORDER BY a.source, a.feed, a.identity, v.known",
        line, announcement);
    print(in,
          "SELECT s.source, s.part, r.reason, r.detail, r.original, r.place, s.fetched FROM reject AS r "
          "JOIN snapshot AS s ON s.id = r.snapshot "
          "ORDER BY s.source, s.part, s.fetched, s.page, s.url, s.sha256, r.number",
          line, reject);
}

void print_values(Store::Database& in, const Line& line) {
    print(in,
          "SELECT e.source, e.indicator, e.entity, o.period, o.value, o.status, o.text "
          "FROM observation AS o JOIN series AS e ON e.id = o.series "
          "WHERE NOT EXISTS (SELECT 1 FROM observation AS later WHERE later.series = o.series "
          "AND later.period = o.period AND (later.released, later.known) > (o.released, o.known)) "
          "ORDER BY e.source, e.indicator, e.entity, o.period",
          line, observation);
    print(in,
          "SELECT a.source, a.feed, a.identity, v.publisher, v.title, v.text, v.link, v.language, v.country, "
          "v.published FROM announcement AS a JOIN announcement_version AS v ON v.announcement = a.id "
          "WHERE v.known = (SELECT max(known) FROM announcement_version WHERE announcement = a.id) "
          "ORDER BY a.source, a.feed, a.identity",
          line, announcement);
    print(in,
          "SELECT DISTINCT s.source, s.part, r.reason, r.detail, r.original FROM reject AS r "
          "JOIN snapshot AS s ON s.id = r.snapshot ORDER BY 1, 2, 3, 4, 5",
          line, reject);
}

}  // namespace

void Store::dump(bool values_only, const std::string& method_digest, const Line& line) {
    guarded(database_->file, [&] {
        line(Json::object().set("kind", "method").set("digest", method_digest).dump());
        values_only ? print_values(*database_, line) : print_all(*database_, line);
    });
}

}  // namespace store
