// What the store says about the archive's snapshots and about what made the facts.
#include "store/rows.hpp"
#include "store/store.hpp"

namespace store {
namespace {

constexpr std::string_view snapshot_columns =
    "SELECT source, part, url, window_from, window_to, visit, page, fetched, status, failure, content_type, "
    "sha256, bytes, origin, file, offset, length, etag, last_modified, outcome FROM snapshot";

bool exists(Store::Database& in, std::string_view sql) {
    auto& select = in.kept(sql);
    const bool found = select.executeStep();
    select.reset();
    return found;
}

}  // namespace

SQLite::Statement& snapshots_where(Store::Database& in, const std::string& rest) {
    return in.kept(std::string{snapshot_columns} + rest);
}

model::Snapshot snapshot_of(const SQLite::Statement& row) {
    model::Snapshot it;
    it.source = row.getColumn(0).getString();
    it.part = row.getColumn(1).getString();
    it.url = row.getColumn(2).getString();
    it.window = {day(row.getColumn(3).getInt64()), day(row.getColumn(4).getInt64())};
    it.visit = instant(row.getColumn(5).getInt64());
    it.page = row.getColumn(6).getInt();
    it.fetched = instant(row.getColumn(7).getInt64());
    it.status = row.getColumn(8).getInt();
    it.failure = row.getColumn(9).getString();
    it.content_type = row.getColumn(10).getString();
    it.sha256 = row.getColumn(11).getString();
    it.bytes = static_cast<std::uint64_t>(row.getColumn(12).getInt64());
    it.origin = row.getColumn(13).getString();
    it.at = {row.getColumn(14).getString(), static_cast<std::uint64_t>(row.getColumn(15).getInt64()),
             static_cast<std::uint64_t>(row.getColumn(16).getInt64())};
    it.etag = row.getColumn(17).getString();
    it.last_modified = row.getColumn(18).getString();
    return it;
}

std::string outcome_of(const SQLite::Statement& row) {
    return row.getColumn(19).getString();
}

void bind_visit(SQLite::Statement& select, const model::Snapshot& of) {
    select.bind(":source", of.source);
    select.bind(":part", of.part);
    select.bind(":visit", micros(of.visit));
    select.bind(":from", days(of.window.from));
    select.bind(":to", days(of.window.to));
}

std::optional<model::Snapshot> Store::known_snapshot(const std::string& url, base::Instant fetched,
                                                     const std::string& sha256) {
    return guarded(database_->file, [&]() -> std::optional<model::Snapshot> {
        auto& select =
            snapshots_where(*database_, " WHERE url = :url AND fetched = :fetched AND sha256 = :sha256");
        select.bind(":url", url);
        select.bind(":fetched", micros(fetched));
        select.bind(":sha256", sha256);
        if (!select.executeStep()) return {};
        const auto found = snapshot_of(select);
        select.reset();
        return found;
    });
}

std::vector<model::Snapshot> Store::snapshots(const std::string& source) {
    return guarded(database_->file, [&] {
        auto& select = snapshots_where(*database_, " WHERE source = :source ORDER BY fetched, sha256");
        select.bind(":source", source);
        std::vector<model::Snapshot> all;
        while (select.executeStep()) all.push_back(snapshot_of(select));
        return all;
    });
}

std::optional<base::Instant> Store::newest(const std::string& source) {
    return guarded(database_->file, [&]() -> std::optional<base::Instant> {
        auto& select = database_->kept("SELECT max(fetched) FROM snapshot WHERE source = :source");
        select.bind(":source", source);
        std::optional<base::Instant> newest;
        if (select.executeStep() && !select.getColumn(0).isNull())
            newest = instant(select.getColumn(0).getInt64());
        // A statement left open holds its view of the database: the next write would be refused as soon as
        // another process has written.
        select.reset();
        return newest;
    });
}

void Store::forget(const std::string& source) {
    together([&] {
        for (const auto* sql :
             {"DELETE FROM observation WHERE series IN (SELECT id FROM series WHERE source = :source)",
              "DELETE FROM series WHERE source = :source",
              "DELETE FROM announcement_version WHERE announcement IN "
              "(SELECT id FROM announcement WHERE source = :source)",
              "DELETE FROM announcement WHERE source = :source",
              "DELETE FROM reject WHERE snapshot IN (SELECT id FROM snapshot WHERE source = :source)"}) {
            auto& erase = database_->kept(sql);
            erase.bind(":source", source);
            erase.exec();
        }
        database_->series.clear();
    });
}

void Store::unclaim(const std::string& source) {
    together([&] {
        forget(source);
        for (const auto* sql : {"UPDATE snapshot SET outcome = 'unclaimed' WHERE source = :source",
                                "DELETE FROM made_by WHERE source = :source"}) {
            auto& change = database_->kept(sql);
            change.bind(":source", source);
            change.exec();
        }
    });
}

std::vector<std::string> Store::sources_with_facts() {
    return guarded(database_->file, [&] {
        auto& select = database_->kept("SELECT source FROM made_by ORDER BY source");
        std::vector<std::string> names;
        while (select.executeStep()) names.push_back(select.getColumn(0).getString());
        return names;
    });
}

std::string Store::method(const std::string& source) {
    return guarded(database_->file, [&]() -> std::string {
        auto& select = database_->kept("SELECT method FROM made_by WHERE source = :source");
        select.bind(":source", source);
        const auto found = select.executeStep() ? select.getColumn(0).getString() : std::string{};
        select.reset();
        return found;
    });
}

void Store::set_method(const std::string& source, const std::string& digest) {
    together([&] {
        auto& put = database_->put("made_by");
        put.bind(":source", source);
        put.bind(":method", digest);
        put.exec();
    });
}

bool Store::has_bundled() {
    return guarded(database_->file, [&] {
        // A store is never mixed: its first snapshot speaks for a million.
        return exists(*database_,
                      "SELECT 1 FROM (SELECT origin FROM snapshot LIMIT 1) WHERE origin = 'bundled'");
    });
}

bool Store::has_live() {
    return guarded(database_->file, [&] {
        return exists(*database_,
                      "SELECT 1 FROM (SELECT origin FROM snapshot LIMIT 1) WHERE origin <> 'bundled'");
    });
}

int Store::pages_known(const std::string& source, const std::string& part, const base::Window& window,
                       base::Instant visit) {
    return guarded(database_->file, [&] {
        auto& select = database_->kept(
            "SELECT count(DISTINCT page), sum(outcome IN ('failed', 'incomplete')) FROM snapshot "
            "WHERE source = :source AND part = :part AND visit = :visit AND window_from = :from "
            "AND window_to = :to AND outcome <> 'redirect'");
        select.bind(":source", source);
        select.bind(":part", part);
        select.bind(":visit", micros(visit));
        select.bind(":from", days(window.from));
        select.bind(":to", days(window.to));
        select.executeStep();
        const int pages = select.getColumn(1).getInt() > 0 ? 0 : select.getColumn(0).getInt();
        select.reset();
        return pages;
    });
}

void Store::put_resource(const std::string& uri, base::Instant written, const std::string& sha256,
                         const model::Location& at) {
    together([&] {
        auto& put = database_->put("resource");
        put.bind(":uri", uri);
        put.bind(":written", micros(written));
        put.bind(":sha256", sha256);
        put.bind(":file", at.file);
        put.bind(":offset", static_cast<std::int64_t>(at.offset));
        put.bind(":length", static_cast<std::int64_t>(at.length));
        put.exec();
    });
}

bool Store::has_resource(const std::string& uri, const std::string& sha256) {
    return guarded(database_->file, [&] {
        auto& select = database_->kept(
            "SELECT sha256 FROM resource WHERE uri = :uri ORDER BY written DESC, offset DESC LIMIT 1");
        select.bind(":uri", uri);
        const bool same = select.executeStep() && select.getColumn(0).getString() == sha256;
        select.reset();
        return same;
    });
}

std::uint64_t Store::indexed_until(const std::string& file) {
    return guarded(database_->file, [&]() -> std::uint64_t {
        auto& select = database_->kept(
            "SELECT coalesce((SELECT offset FROM unfinished WHERE file = :file), (SELECT max(behind) FROM ("
            "SELECT * FROM (SELECT offset + length AS behind FROM snapshot WHERE file = :file "
            "ORDER BY offset DESC LIMIT 1) UNION ALL "
            "SELECT * FROM (SELECT offset + length FROM resource WHERE file = :file "
            "ORDER BY offset DESC LIMIT 1))))");
        select.bind(":file", file);
        select.executeStep();
        const auto end = select.getColumn(0).isNull() ? 0 : select.getColumn(0).getInt64();
        select.reset();
        return static_cast<std::uint64_t>(end);
    });
}

bool Store::is_indexed(const model::Location& at) {
    return guarded(database_->file, [&] {
        auto& select = database_->kept("SELECT 1 FROM snapshot WHERE file = :file AND offset = :offset");
        select.bind(":file", at.file);
        select.bind(":offset", static_cast<std::int64_t>(at.offset));
        const bool found = select.executeStep();
        select.reset();
        return found;
    });
}

void Store::set_unfinished(const std::string& file, std::optional<std::uint64_t> offset) {
    together([&] {
        auto& put = database_->kept(offset ? "INSERT INTO unfinished (file, offset) VALUES (:file, :offset) "
                                             "ON CONFLICT (file) DO UPDATE SET offset = excluded.offset"
                                           : "DELETE FROM unfinished WHERE file = :file");
        put.bind(":file", file);
        if (offset) put.bind(":offset", static_cast<std::int64_t>(*offset));
        put.exec();
    });
}

}  // namespace store
