#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <map>
#include <string>

#include "store/store.hpp"
#include "store/waiting.hpp"

namespace store {

/// The connection and its prepared statements, by the name of their file in sql/put. Private to this room.
struct Store::Database {
    std::filesystem::path file, sql;
    std::unique_ptr<Waiting> waiting;  // made before the connection that waits with it, gone after it
    SQLite::Database connection;
    std::map<std::string, SQLite::Statement, std::less<>> statements{};
    std::map<std::string, std::int64_t, std::less<>> series{};  // "source\tindicator\tentity" → id
    std::size_t rows_made = 0;                                  // of facts, since it was opened
    int depth = 0;                                              // of nested transactions

    /// The statement of sql/put/<name>.sql, reset and without binds.
    SQLite::Statement& put(std::string_view name);
    /// A statement of this room's own, kept prepared.
    SQLite::Statement& kept(std::string_view sql);
};

/// The id that an INSERT … RETURNING id gives. Resets the statement: a write left open blocks the commit.
std::int64_t returned_id(SQLite::Statement& put);

/// SQLite's trouble as a sentence with what to do.
[[noreturn]] void explain(const SQLite::Exception& trouble, const std::filesystem::path& file);

template <class Work>
auto guarded(const std::filesystem::path& file, Work&& work) {
    try {
        return work();
    } catch (const SQLite::Exception& trouble) {
        explain(trouble, file);
    }
}

inline std::int64_t micros(base::Instant instant) {
    return instant.time_since_epoch().count();
}
inline base::Instant instant(std::int64_t micros) {
    return base::Instant{std::chrono::microseconds{micros}};
}
inline std::int64_t days(base::Day day) {
    return day.time_since_epoch().count();
}
inline base::Day day(std::int64_t days) {
    return base::Day{std::chrono::days{days}};
}

}  // namespace store
