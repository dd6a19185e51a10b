// What the store knows of answers that may come again.
#include <limits>

#include "store/rows.hpp"
#include "store/store.hpp"

namespace store {
namespace {

/// One number that a statement gives; nothing where it gives none.
std::optional<std::int64_t> number(SQLite::Statement& select) {
    std::optional<std::int64_t> found;
    if (select.executeStep() && !select.getColumn(0).isNull()) found = select.getColumn(0).getInt64();
    select.reset();
    return found;
}

}  // namespace

std::optional<model::Snapshot> Store::repeatable(const std::string& source, const std::string& part,
                                                 const std::string& url, int reject_limit,
                                                 std::optional<base::Instant> before) {
    return guarded(database_->file, [&]() -> std::optional<model::Snapshot> {
        auto& select = snapshots_where(
            *database_,
            " WHERE url = :url AND source = :source AND part = :part AND visit < :before "
            "AND (status = 304 OR outcome IN ('facts', 'empty')) ORDER BY fetched DESC LIMIT 1");
        select.bind(":url", url);
        select.bind(":source", source);
        select.bind(":part", part);
        select.bind(":before", before ? micros(*before) : std::numeric_limits<std::int64_t>::max());
        if (!select.executeStep()) return {};
        const auto found = snapshot_of(select);
        const auto outcome = outcome_of(select);
        select.reset();
        if (outcome != "facts" && outcome != "empty") return {};
        auto& rejects = database_->kept(
            "SELECT count(*) FROM snapshot AS s JOIN reject AS r ON r.snapshot = s.id WHERE s.source = "
            ":source AND s.part = :part AND s.visit = :visit AND s.window_from = :from AND s.window_to = "
            ":to");
        bind_visit(rejects, found);
        if (number(rejects).value_or(0) > reject_limit) return {};
        return found;
    });
}

std::vector<model::Snapshot> Store::pages(const model::Snapshot& of) {
    return guarded(database_->file, [&] {
        auto& select = snapshots_where(
            *database_,
            " WHERE source = :source AND part = :part AND visit = :visit AND window_from = :from "
            "AND window_to = :to AND outcome <> 'redirect' ORDER BY page, fetched");
        bind_visit(select, of);
        std::vector<model::Snapshot> all;
        while (select.executeStep()) all.push_back(snapshot_of(select));
        return all;
    });
}

std::optional<base::Instant> Store::newest_row(const std::string& source) {
    return guarded(database_->file, [&]() -> std::optional<base::Instant> {
        auto& select = database_->kept(
            "SELECT max(at) FROM (SELECT max(max(o.known, o.released)) AS at FROM series AS s "
            "JOIN observation AS o ON o.series = s.id WHERE s.source = :source "
            "UNION ALL SELECT max(v.known) FROM announcement AS a "
            "JOIN announcement_version AS v ON v.announcement = a.id WHERE a.source = :source)");
        select.bind(":source", source);
        const auto found = number(select);
        if (!found) return {};
        return instant(*found);
    });
}

bool Store::has_periods(const std::string& source, const base::Window& window) {
    return guarded(database_->file, [&] {
        auto& select = database_->kept(
            "SELECT 1 FROM series AS s JOIN observation AS o ON o.series = s.id WHERE s.source = :source "
            "AND o.period BETWEEN :first AND :last LIMIT 1");
        select.bind(":source", source);
        select.bind(":first", model::Period{window.from, model::Frequency::year}.key());
        select.bind(":last", model::Period{window.to, model::Frequency::year}.key() - 1);
        return number(select).has_value();
    });
}

}  // namespace store
