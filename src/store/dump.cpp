// The facts in an order and a form that depends on nothing but the facts.
#include <algorithm>
#include <map>
#include <set>

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
void print(Store::Database& in, const char* sql, base::Instant as_known, const Line& line,
           Json (*object)(SQLite::Statement&)) {
    SQLite::Statement select{in.connection, sql};
    select.bind(":as_known", micros(as_known));
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

void print_all(Store::Database& in, base::Instant as_known, const Line& line) {
    print(in,
          "SELECT source, part, url, page, visit, fetched, window_from, window_to, status, failure, sha256, "
          "origin, outcome FROM snapshot WHERE fetched <= :as_known "
          "ORDER BY source, part, fetched, page, url, sha256",
          as_known, line, snapshot);
    print(in,
          "SELECT e.source, e.indicator, e.entity, o.period, o.value, o.status, o.text, o.released, o.known, "
          "s.sha256 FROM observation AS o JOIN series AS e ON e.id = o.series "
          "JOIN snapshot AS s ON s.id = o.snapshot WHERE o.known <= :as_known "
          "ORDER BY e.source, e.indicator, e.entity, o.period, o.released, o.known",
          as_known, line, observation);
    print(
        in,
        "SELECT a.source, a.feed, a.identity, v.publisher, v.title, v.text, v.link, v.language, v.country, "
        "v.published, v.known FROM announcement AS a JOIN announcement_version AS v ON v.announcement = a.id "
        "WHERE v.known <= :as_known ORDER BY a.source, a.feed, a.identity, v.known",
        as_known, line, announcement);
    print(in,
          "SELECT s.source, s.part, r.reason, r.detail, r.original, r.place, s.fetched FROM reject AS r "
          "JOIN snapshot AS s ON s.id = r.snapshot WHERE s.fetched <= :as_known "
          "ORDER BY s.source, s.part, s.fetched, s.page, s.url, s.sha256, r.number",
          as_known, line, reject);
}

/// Days, of which some were asked for and came whole.
class Days {
  public:
    bool holds(base::Window days) const {
        for (const auto& [from, to] : spans_)
            if (from <= days.from) days.from = std::max(days.from, to);
        return days.from >= days.to;
    }
    void add(const base::Window& days) { spans_.emplace(days.from, days.to); }

  private:
    std::multimap<base::Day, base::Day> spans_;
};

/// The visits whose rejects stand: no later whole visits of their part have covered all their days.
std::vector<std::int64_t> standing_visits(Store::Database& in, base::Instant as_known) {
    SQLite::Statement select{
        in.connection,
        "SELECT min(id), source || ' ' || part, window_from, window_to, max(outcome IN ('facts', 'empty')) "
        "FROM snapshot WHERE (source, part) IN (SELECT s.source, s.part FROM reject AS r JOIN snapshot AS s "
        "ON s.id = r.snapshot) AND fetched <= :as_known GROUP BY source, part, visit, window_from, window_to "
        "ORDER BY source, part, visit DESC, window_from, window_to"};
    select.bind(":as_known", micros(as_known));
    std::map<std::string, Days> covered;
    std::vector<std::int64_t> standing;
    while (select.executeStep()) {
        auto& since = covered[select.getColumn(1).getString()];
        const base::Window window{day(select.getColumn(2).getInt64()), day(select.getColumn(3).getInt64())};
        if (!since.holds(window)) standing.push_back(select.getColumn(0).getInt64());
        if (select.getColumn(4).getInt() != 0) since.add(window);
    }
    return standing;
}

/// What can't be used now, each once. What a host said in a bad hour is no state of its data.
void print_standing_rejects(Store::Database& in, base::Instant as_known, const Line& line) {
    SQLite::Statement select{in.connection,
                             "SELECT s.source, s.part, r.reason, r.detail, r.original FROM snapshot AS one "
                             "JOIN snapshot AS s USING (source, part, visit, window_from, window_to) "
                             "JOIN reject AS r ON r.snapshot = s.id WHERE one.id = :visit"};
    std::set<std::string> lines;
    for (const auto visit : standing_visits(in, as_known)) {
        select.bind(":visit", visit);
        while (select.executeStep()) lines.insert(reject(select).dump());
        select.reset();
    }
    for (const auto& one : lines) line(one);
}

/// What the providers say now, as far as we know: how it came to be known is left out.
void print_values(Store::Database& in, base::Instant as_known, const Line& line) {
    print(in,
          "SELECT e.source, e.indicator, e.entity, o.period, o.value, o.status, o.text "
          "FROM observation AS o JOIN series AS e ON e.id = o.series "
          "WHERE o.status <> 'W' AND o.known <= :as_known "
          "AND NOT EXISTS (SELECT 1 FROM observation AS later WHERE later.series = o.series "
          "AND later.period = o.period AND later.known <= :as_known "
          "AND (later.released, later.known) > (o.released, o.known)) "
          "ORDER BY e.source, e.indicator, e.entity, o.period",
          as_known, line, observation);
    print(in,
          "SELECT a.source, a.feed, a.identity, v.publisher, v.title, v.text, v.link, v.language, v.country, "
          "v.published FROM announcement AS a JOIN announcement_version AS v ON v.announcement = a.id "
          "WHERE v.known = (SELECT max(known) FROM announcement_version WHERE announcement = a.id "
          "AND known <= :as_known) ORDER BY a.source, a.feed, a.identity",
          as_known, line, announcement);
    print_standing_rejects(in, as_known, line);
}

}  // namespace

void Store::dump(bool values_only, const std::string& method_digest, const Line& line,
                 base::Instant as_known) {
    guarded(database_->file, [&] {
        line(Json::object().set("kind", "method").set("digest", method_digest).dump());
        values_only ? print_values(*database_, as_known, line) : print_all(*database_, as_known, line);
    });
}

}  // namespace store
