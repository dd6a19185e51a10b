// Where the archive's snapshots stand, as `tuja archive` and the archive itself ask for them.
#include "store/rows.hpp"
#include "store/store.hpp"

namespace store {

namespace {

/// By address or by source there is an index, everything is sorted.
std::string_view wanted_rows(const SnapshotsWanted& wanted) {
    if (!wanted.url.empty())
        return " WHERE url = :url AND fetched BETWEEN :from AND :to AND (:source = '' OR source = :source) "
               "ORDER BY fetched, sha256";
    if (wanted.unclaimed || !wanted.source.empty())
        return " WHERE source = :source AND fetched BETWEEN :from AND :to AND :url = '' "
               "ORDER BY fetched, url, sha256";
    return " WHERE fetched BETWEEN :from AND :to AND :url = :source ORDER BY fetched, url, sha256";
}

template <class Bind>
std::optional<model::Snapshot> one(Store::Database& in, std::string_view where, Bind&& bind) {
    return guarded(in.file, [&]() -> std::optional<model::Snapshot> {
        auto& select = snapshots_where(in, std::string{where});
        bind(select);
        std::optional<model::Snapshot> found;
        if (select.executeStep()) found = snapshot_of(select);
        select.reset();
        return found;
    });
}

}  // namespace

void Store::each_snapshot(const SnapshotsWanted& wanted,
                          const std::function<void(const model::Snapshot&)>& found) {
    guarded(database_->file, [&] {
        auto& select = snapshots_where(*database_, std::string{wanted_rows(wanted)});
        select.bind(":from", micros(wanted.from));
        select.bind(":to", micros(wanted.to));
        select.bind(":url", wanted.url);
        select.bind(":source", wanted.source);
        while (select.executeStep()) found(snapshot_of(select));
        select.reset();
    });
}

std::optional<model::Snapshot> Store::snapshot_at(const std::string& url, base::Instant moment) {
    return one(*database_, " WHERE url = :url AND fetched <= :moment ORDER BY fetched DESC, sha256 LIMIT 1",
               [&](SQLite::Statement& select) {
                   select.bind(":url", url);
                   select.bind(":moment", micros(moment));
               });
}

std::optional<model::Snapshot> Store::snapshot_with(const std::string& url, const std::string& sha256) {
    return one(*database_, " WHERE url = :url AND sha256 = :sha256 ORDER BY fetched DESC LIMIT 1",
               [&](SQLite::Statement& select) {
                   select.bind(":url", url);
                   select.bind(":sha256", sha256);
               });
}

std::optional<model::Snapshot> Store::snapshot_in(const std::string& file, std::uint64_t offset) {
    return one(*database_, " WHERE file = :file AND offset = :offset", [&](SQLite::Statement& select) {
        select.bind(":file", file);
        select.bind(":offset", static_cast<std::int64_t>(offset));
    });
}

std::vector<std::string> Store::files() {
    return guarded(database_->file, [&] {
        auto& select =
            database_->kept("SELECT file FROM snapshot UNION SELECT file FROM resource ORDER BY file");
        std::vector<std::string> names;
        while (select.executeStep()) names.push_back(select.getColumn(0).getString());
        return names;
    });
}

void Store::each_place(const std::string& file, const std::function<void(const Placed&)>& found) {
    guarded(database_->file, [&] {
        auto& select = database_->kept(
            "SELECT offset, length, url, fetched, sha256 FROM snapshot WHERE file = :file "
            "UNION ALL SELECT offset, length, uri, written, sha256 FROM resource WHERE file = :file "
            "ORDER BY offset");
        select.bind(":file", file);
        while (select.executeStep())
            found({static_cast<std::uint64_t>(select.getColumn(0).getInt64()),
                   static_cast<std::uint64_t>(select.getColumn(1).getInt64()),
                   select.getColumn(2).getString(), instant(select.getColumn(3).getInt64()),
                   select.getColumn(4).getString()});
    });
}

std::map<std::pair<std::string, std::uint64_t>, std::int64_t> Store::facts_by_place() {
    return guarded(database_->file, [&] {
        auto& select = database_->kept(
            "SELECT s.file, s.offset, sum(facts) FROM ("
            "SELECT snapshot, count(*) AS facts FROM observation GROUP BY snapshot "
            "UNION ALL SELECT snapshot, count(*) FROM announcement_version GROUP BY snapshot) AS made "
            "JOIN snapshot AS s ON s.id = made.snapshot GROUP BY s.file, s.offset");
        std::map<std::pair<std::string, std::uint64_t>, std::int64_t> facts;
        while (select.executeStep())
            facts[{select.getColumn(0).getString(),
                   static_cast<std::uint64_t>(select.getColumn(1).getInt64())}] =
                select.getColumn(2).getInt64();
        return facts;
    });
}

}  // namespace store
