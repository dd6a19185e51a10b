// The state of windows: what was asked, when, by whom, and how it ended.
#include "store/database.hpp"
#include "store/store.hpp"

namespace store {
namespace {

constexpr std::string_view from_ledger =
    "SELECT part, window_from, window_to, asked, outcome = 'done' FROM ops_window "
    "WHERE source = :source AND kind = :kind ORDER BY part, window_from, window_to";

/// A visit came whole when none of its pages failed.
constexpr std::string_view from_snapshots =
    "SELECT part, window_from, window_to, visit, min(outcome NOT IN ('failed', 'incomplete')) FROM snapshot "
    "WHERE source = :source AND outcome NOT IN ('redirect', 'unclaimed') "
    "GROUP BY part, window_from, window_to, visit ORDER BY part, window_from, window_to, visit";

std::vector<model::Asked> read(SQLite::Statement& select) {
    std::vector<model::Asked> all;
    while (select.executeStep())
        all.push_back({select.getColumn(0).getString(),
                       {day(select.getColumn(1).getInt64()), day(select.getColumn(2).getInt64())},
                       instant(select.getColumn(3).getInt64()),
                       select.getColumn(4).getInt() != 0});
    select.reset();
    return all;
}

}  // namespace

void Store::note_window(const model::VisitFacts& visit, base::Instant asked, const std::string& kind) {
    together([&] {
        auto& put = database_->put("ops_window");
        put.bind(":source", visit.source);
        put.bind(":part", visit.part);
        put.bind(":kind", kind);
        put.bind(":window_from", days(visit.window.from));
        put.bind(":window_to", days(visit.window.to));
        put.bind(":asked", micros(asked));
        put.bind(":outcome", visit.whole ? "done" : "failed");
        put.bind(":reason", visit.reason);
        put.exec();
    });
}

std::vector<model::Asked> Store::asked(const std::string& source, const std::string& kind) {
    return guarded(database_->file, [&] {
        auto& known = database_->kept(
            "SELECT 1 FROM ops_source WHERE source = :source "
            "UNION ALL SELECT 1 FROM ops_window WHERE source = :source");
        known.bind(":source", source);
        const bool lost = !known.executeStep() && kind == "regular";
        known.reset();
        auto& select = database_->kept(from_ledger);
        select.bind(":source", source);
        select.bind(":kind", kind);
        auto all = read(select);
        if (!all.empty() || !lost) return all;
        auto& archived = database_->kept(from_snapshots);
        archived.bind(":source", source);
        return read(archived);
    });
}

std::optional<base::Instant> Store::last_asked(const std::string& kind) {
    return guarded(database_->file, [&]() -> std::optional<base::Instant> {
        auto& select = database_->kept("SELECT max(asked) FROM ops_window WHERE kind = :kind");
        select.bind(":kind", kind);
        select.executeStep();
        const bool never = select.getColumn(0).isNull();
        const auto last = never ? 0 : select.getColumn(0).getInt64();
        select.reset();
        if (never) return {};
        return instant(last);
    });
}

std::size_t Store::done_of(const std::string& kind) {
    return guarded(database_->file, [&] {
        auto& select =
            database_->kept("SELECT count(*) FROM ops_window WHERE kind = :kind AND outcome = 'done'");
        select.bind(":kind", kind);
        select.executeStep();
        const auto count = select.getColumn(0).getInt64();
        select.reset();
        return static_cast<std::size_t>(count);
    });
}

std::optional<Begun> Store::errand(const std::string& identity) {
    return guarded(database_->file, [&]() -> std::optional<Begun> {
        auto& select = database_->kept(
            "SELECT id, began, ended FROM ops_errand WHERE identity = :identity ORDER BY id DESC LIMIT 1");
        select.bind(":identity", identity);
        std::optional<Begun> found;
        if (select.executeStep()) {
            found = Begun{select.getColumn(0).getInt64(), instant(select.getColumn(1).getInt64()), {}};
            if (!select.getColumn(2).isNull()) found->ended = instant(select.getColumn(2).getInt64());
        }
        select.reset();
        return found;
    });
}

std::int64_t Store::begin_errand(const std::string& identity, base::Instant now) {
    std::int64_t id = 0;
    together([&] {
        auto& put = database_->put("ops_errand_begin");
        put.bind(":identity", identity);
        put.bind(":began", micros(now));
        id = returned_id(put);
    });
    return id;
}

void Store::end_errand(std::int64_t id, base::Instant now) {
    together([&] {
        auto& put = database_->put("ops_errand_end");
        put.bind(":id", id);
        put.bind(":ended", micros(now));
        put.exec();
    });
}

}  // namespace store
