// ops_*: what is not in the archive.
#include <fmt/format.h>

#include "base/log.hpp"
#include "base/text.hpp"
#include "store/database.hpp"
#include "store/store.hpp"

namespace store {

namespace {

std::vector<std::string> names(Store::Database& database, const std::string& query) {
    SQLite::Statement select{database.connection, query};
    std::vector<std::string> all;
    while (select.executeStep()) all.push_back(select.getColumn(0).getString());
    return all;
}

/// The columns that both have: the old database may be of an earlier step.
void copy_table(Store::Database& database, const std::string& table) {
    const auto columns =
        base::join(names(database, fmt::format("SELECT name FROM pragma_table_info('{0}', 'old') INTERSECT"
                                               " SELECT name FROM pragma_table_info('{0}', 'main')",
                                               table)),
                   ", ");
    database.connection.exec(
        fmt::format("INSERT OR IGNORE INTO main.{0} ({1}) SELECT {1} FROM old.{0}", table, columns));
}

}  // namespace

std::int64_t Store::begin_run(const std::string& command, base::Instant now) {
    std::int64_t id = 0;
    together([&] {
        auto& put = database_->put("ops_run_begin");
        put.bind(":command", command);
        put.bind(":started", micros(now));
        id = returned_id(put);
    });
    return id;
}

void Store::end_run(std::int64_t id, base::Instant now, int exit_status, const std::string& summary) {
    together([&] {
        auto& put = database_->put("ops_run_end");
        put.bind(":id", id);
        put.bind(":ended", micros(now));
        put.bind(":exit_status", exit_status);
        put.bind(":summary", summary);
        put.exec();
    });
}

void Store::note_source(const std::string& source, bool good, const std::string& reason, base::Instant now) {
    together([&] {
        auto& put = database_->put("ops_source");
        put.bind(":source", source);
        put.bind(":tried", micros(now));
        put.bind(":good", good ? 1 : 0);
        put.bind(":reason", reason);
        put.exec();
    });
}

Health Store::health(const std::string& source) {
    return guarded(database_->file, [&] {
        auto& select = database_->kept(
            "SELECT last_tried, last_good, failures_in_a_row, last_reason FROM ops_source WHERE source = "
            ":source");
        select.bind(":source", source);
        Health health;
        if (select.executeStep()) {
            health.last_tried = instant(select.getColumn(0).getInt64());
            if (!select.getColumn(1).isNull()) health.last_good = instant(select.getColumn(1).getInt64());
            health.failures_in_a_row = select.getColumn(2).getInt();
            health.last_reason = select.getColumn(3).getString();
        }
        select.reset();
        if (health.last_good) return health;
        // A ledger that was lost with its database: the last success is read from the archive's snapshots.
        auto& newest =
            database_->kept("SELECT max(fetched) FROM snapshot WHERE source = :source AND outcome = 'facts'");
        newest.bind(":source", source);
        newest.executeStep();
        if (!newest.getColumn(0).isNull()) health.last_good = instant(newest.getColumn(0).getInt64());
        newest.reset();
        return health;
    });
}

void Store::copy_ledger(const std::filesystem::path& from) {
    if (!std::filesystem::exists(from)) return;
    try {
        auto& attach = database_->kept("ATTACH :file AS old");
        attach.bind(":file", from.string());
        attach.exec();
        for (const auto& table : names(*database_,
                                       "SELECT name FROM old.sqlite_master WHERE type = 'table'"
                                       " AND name GLOB 'ops_*' INTERSECT"
                                       " SELECT name FROM main.sqlite_master"))
            copy_table(*database_, table);
        database_->connection.exec("DETACH old");
    } catch (const SQLite::Exception& trouble) {
        // A rebuild is what one runs when the old file is broken: the ledger is then lost, and that is said.
        base::log::warning(fmt::format("{}: the run ledger could not be copied ({}); it begins anew",
                                       from.string(), trouble.what()));
    }
}

void Store::finish() {
    guarded(database_->file, [&] {
        database_->statements.clear();
        database_->connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    });
}

}  // namespace store
