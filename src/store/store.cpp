#include "store/store.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "store/database.hpp"

namespace store {
namespace {

/// "001_first.sql" → 1
int number_of(const std::filesystem::path& step) {
    const auto number = base::read_integer(step.filename().string().substr(0, 3));
    if (!number)
        throw base::Error{step.string(), "the name of a schema step begins with its number",
                          "name it like 002_what_it_adds.sql"};
    return static_cast<int>(*number);
}

int step_of(SQLite::Database& connection) {
    return connection.execAndGet("PRAGMA user_version").getInt();
}

/// Each step runs whole or not at all; a released step is never edited (DESIGN §3).
void bring_forward(SQLite::Database& connection, const std::filesystem::path& folder) {
    const int reached = step_of(connection);
    int newest = 0;
    for (const auto& step : base::files_in(folder, ".sql")) {
        const int number = number_of(step);
        newest = number;
        if (number <= reached) continue;
        SQLite::Transaction transaction{connection, SQLite::TransactionBehavior::IMMEDIATE};
        if (number <= step_of(connection)) continue;  // another run took the step while we waited
        connection.exec(base::read_file(step));
        connection.exec(fmt::format("PRAGMA user_version = {}", number));
        transaction.commit();
    }
    if (reached > newest)
        throw base::Error{connection.getFilename(),
                          fmt::format("the database is of step {}, this program knows {}", reached, newest),
                          "use the newer program, or `tuja rebuild` to make the database again"};
}

void bind(SQLite::Statement& statement, const Binds& binds) {
    for (const auto& [name, cell] : binds) {
        const int index = statement.getIndex(name.c_str());
        if (index == 0) continue;
        if (const auto* text = std::get_if<std::string>(&cell))
            statement.bind(index, *text);
        else if (const auto* whole = std::get_if<std::int64_t>(&cell))
            statement.bind(index, *whole);
        else if (const auto* real = std::get_if<double>(&cell))
            statement.bind(index, *real);
    }
}

model::Cell cell_of(const SQLite::Column& column) {
    switch (column.getType()) {
        case SQLITE_INTEGER:
            return std::int64_t{column.getInt64()};
        case SQLITE_FLOAT:
            return column.getDouble();
        case SQLITE_TEXT:
            return column.getString();
        default:
            return std::monostate{};
    }
}

SQLite::Database open(const std::filesystem::path& file, Store::Mode mode) {
    if (mode == Store::Mode::write) std::filesystem::create_directories(file.parent_path());
    const int how =
        mode == Store::Mode::write ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY;
    return SQLite::Database{file.string(), how};
}

void make_views(SQLite::Database& connection, const std::filesystem::path& sql) {
    for (const auto& view : base::files_in(sql / "views", ".sql")) connection.exec(base::read_file(view));
}

/// index_words(text), which the schema's triggers call.
void add_functions(SQLite::Database& connection) {
    const auto index_words = [](sqlite3_context* context, int, sqlite3_value** values) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
        const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
        const auto words = base::index_words({text ? text : "", size});
        sqlite3_result_text64(context, words.data(), words.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    };
    connection.createFunction("index_words", 1, true, nullptr, index_words, nullptr, nullptr, nullptr);
}

/// SQLite says "unable to open" of a file that it can't make for want of room, too: what becomes of another
/// one beside it?
bool no_room_beside(const std::filesystem::path& file) {
    if (!std::filesystem::is_directory(file.parent_path())) return false;
    const auto probe = file.string() + ".room";
    try {
        base::write_file(probe, std::string(4096, ' '));
        std::filesystem::remove(probe);
        return false;
    } catch (const base::Error& error) {
        return error.next().find("free some space") != std::string::npos;
    }
}

}  // namespace

void explain(const SQLite::Exception& trouble, const std::filesystem::path& file) {
    const bool locked = trouble.getErrorCode() == SQLITE_BUSY || trouble.getErrorCode() == SQLITE_LOCKED;
    if (locked) base::stop_if_interrupted();  // it waited until then
    const auto [next, kind] = [&]() -> std::pair<std::string, base::Error::Kind> {
        using Kind = base::Error::Kind;
        switch (trouble.getErrorCode()) {
            case SQLITE_FULL:
            case SQLITE_IOERR:
                return {"free some space and run again; the archive keeps what was fetched", Kind::failed};
            case SQLITE_READONLY:
            case SQLITE_PERM:
                return {"let this user write the file and its folder, then run again", Kind::failed};
            case SQLITE_CANTOPEN:
                if (no_room_beside(file))
                    return {"free some space and run again; the archive keeps what was fetched",
                            Kind::failed};
                return {"`tuja run JOB` makes the database; check TUJA_HOME and its rights", Kind::failed};
            case SQLITE_BUSY:
            case SQLITE_LOCKED:
                return {fmt::format("{} is writing; run again when that has ended", writer_of(file)),
                        Kind::locked};
            case SQLITE_CORRUPT:
            case SQLITE_NOTADB:
                return {"`tuja rebuild` makes it again from the archive", Kind::failed};
            default:
                return {"if it persists, `tuja rebuild` makes the database again from the archive",
                        Kind::failed};
        }
    }();
    throw base::Error{file.string(), trouble.what(), next, kind};
}

SQLite::Statement& Store::Database::put(std::string_view name) {
    auto found = statements.find(name);
    if (found == statements.end()) {
        const auto text = base::read_file(sql / "put" / (std::string{name} + ".sql"));
        found = statements.emplace(std::string{name}, SQLite::Statement{connection, text}).first;
    }
    found->second.reset();
    found->second.clearBindings();
    return found->second;
}

SQLite::Statement& Store::Database::kept(std::string_view text) {
    auto found = statements.find(text);
    if (found == statements.end())
        found = statements.emplace(std::string{text}, SQLite::Statement{connection, std::string{text}}).first;
    found->second.reset();
    found->second.clearBindings();
    return found->second;
}

std::int64_t returned_id(SQLite::Statement& put) {
    put.executeStep();
    const auto id = put.getColumn(0).getInt64();
    put.reset();
    return id;
}

Store::Store(const std::filesystem::path& file, const std::filesystem::path& sql, Mode mode) {
    guarded(file, [&] {
        database_ = std::make_unique<Database>(
            Database{file, sql, std::make_unique<Waiting>(file), open(file, mode)});
        auto& connection = database_->connection;
        database_->waiting->attach(connection.getHandle());
        // "string" for 'string' would hide typing errors (DESIGN §9).
        sqlite3_db_config(connection.getHandle(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_db_config(connection.getHandle(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        connection.exec("PRAGMA temp_store = MEMORY");
        add_functions(connection);
        if (mode == Mode::write) {
            connection.exec(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
            bring_forward(connection, sql / "schema");
        }
        make_views(connection, sql);
    });
}

Store::~Store() = default;

void Store::together(const std::function<void()>& work) {
    guarded(database_->file, [&] {
        if (database_->depth > 0) return work();
        SQLite::Transaction transaction{database_->connection, SQLite::TransactionBehavior::IMMEDIATE};
        ++database_->depth;
        try {
            work();
        } catch (...) {
            --database_->depth;
            database_->series.clear();  // ids made in here are rolled back with it
            throw;
        }
        --database_->depth;
        transaction.commit();
    });
}

model::Table Store::query(std::string_view sql, const Binds& binds) {
    return guarded(database_->file, [&] {
        SQLite::Statement statement{database_->connection, std::string{sql}};
        bind(statement, binds);
        model::Table table;
        for (int i = 0; i < statement.getColumnCount(); ++i)
            table.columns.push_back(statement.getColumnName(i));
        while (statement.executeStep()) {
            std::vector<model::Cell> row;
            row.reserve(table.columns.size());
            for (int i = 0; i < statement.getColumnCount(); ++i)
                row.push_back(cell_of(statement.getColumn(i)));
            table.rows.push_back(std::move(row));
        }
        return table;
    });
}

std::vector<std::string> Store::prepare_only(std::string_view sql) {
    return guarded(database_->file, [&] {
        SQLite::Statement statement{database_->connection, std::string{sql}};
        std::vector<std::string> columns;
        for (int i = 0; i < statement.getColumnCount(); ++i) columns.push_back(statement.getColumnName(i));
        return columns;
    });
}

}  // namespace store
