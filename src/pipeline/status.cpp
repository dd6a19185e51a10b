#include "pipeline/status.hpp"

#include <fmt/format.h>

#include "base/zone.hpp"
#include "pipeline/due.hpp"
#include "pipeline/keys.hpp"
#include "store/store.hpp"

namespace pipeline {
namespace {

std::string data_of(const SourceStatus& it) {
    if (!it.age_days) return "none";
    if (it.limits.error_days > 0 && *it.age_days > it.limits.error_days) return "old";
    if (it.limits.warn_days > 0 && *it.age_days > it.limits.warn_days) return "stale";
    return "fresh";
}

std::string asking_of(const House& house, const model::Source& source, const SourceStatus& it) {
    if (lacks_key(source)) return "no key";
    if (house.lacks_contact(source)) return "no contact";
    if (it.failures_in_a_row > 0) return "broken";
    if (source.access == "manual") return "by hand";
    return it.last_tried ? "well" : "new";
}

/// Stale data is worth a look, failing or not; a failure only where a run would count it.
Exit exit_of(const House& house, const model::Source& source, const store::Health& health,
             const SourceStatus& it) {
    const bool failing = health.failures_in_a_row > 0 && failure_counts(house, source, health);
    const auto asking = it.data == "stale" || failing ? Exit::partial : Exit::done;
    return it.data == "old" ? worse(asking, Exit::stale) : asking;
}

void fill_counts(store::Store& store, SourceStatus& it) {
    const auto table =
        store.query("SELECT * FROM source_as_known WHERE source = :source", {{":source", it.name}});
    if (table.rows.empty()) return;
    const auto& row = table.rows[0];
    const auto count = [&](std::string_view column) {
        return static_cast<std::int64_t>(model::number_of(row, table.column(column)).value_or(0));
    };
    it.observations = count("observations");
    it.announcements = count("announcements");
    it.rejects = count("rejects");
    it.failed_pages = count("failed");
    if (const auto age = model::number_of(row, table.column("age_days")))
        it.age_days = static_cast<std::int64_t>(*age);
}

void fill_next(const House& house, store::Store& store, const model::Source& source, SourceStatus& it) {
    if (house.bundled) return;  // nobody asks for more of it
    if (source.access != "manual") {
        const auto due = std::max(due_from(house, store, source), house.moment());
        it.next_due = base::day_of(due, source.zone);
        return;
    }
    it.next_due = jobs::next_edition(source, it.last_good);
    it.edition_due = it.next_due && *it.next_due <= base::day_of(house.moment());
    if (it.edition_due) it.places = {source.edition.page};
    if (it.age_days) return;
    for (const auto& part : source.parts) it.places.push_back(part.url);
}

SourceStatus status_of(const House& house, store::Store& store, const model::Source& source) {
    SourceStatus it;
    it.name = source.name;
    it.access = source.access;
    it.cadence = source.cadence;
    it.limits = source.freshness;
    if (lacks_key(source)) it.key = source.key;
    const auto health = store.health(source.name);
    it.last_good = health.last_good;
    it.last_tried = health.last_tried;
    it.failures_in_a_row = health.failures_in_a_row;
    it.last_reason = health.last_reason;
    it.newest_snapshot = store.newest(source.name);
    fill_counts(store, it);
    it.data = data_of(it);
    it.asking = asking_of(house, source, it);
    fill_next(house, store, source, it);
    it.exit = exit_of(house, source, health, it);
    return it;
}

bool is_gone(const House& house, store::Store& store, const std::string& name, const std::string& part) {
    const auto* source = house.find(name);
    return source && store.gone_since(name, part, source->digest);
}

/// Failed windows that no later good answer has covered: "the last 90 days" is another window every day. Of
/// parts that are gone another line tells.
std::vector<std::string> newest_faults(const House& house, store::Store& store) {
    std::vector<std::string> lines;
    const auto table = store.query(
        "SELECT source, part, reason FROM ops_window AS w WHERE outcome = 'failed' AND NOT EXISTS ("
        "SELECT 1 FROM ops_window AS later WHERE later.source = w.source AND later.part = w.part "
        "AND later.outcome = 'done' AND later.asked > w.asked "
        "AND later.window_from <= w.window_from AND later.window_to >= w.window_to) "
        "ORDER BY asked DESC, source, part LIMIT 20");
    for (const auto& row : table.rows)
        if (!is_gone(house, store, model::text_of(row, 0), model::text_of(row, 1)))
            lines.push_back(fmt::format("{} {}: {}", model::text_of(row, 0), model::text_of(row, 1),
                                        model::text_of(row, 2)));
    return lines;
}

void add_gone(store::Store& store, const model::Source& source, std::vector<std::string>& lines) {
    for (const auto& part : source.parts)
        if (const auto since = store.gone_since(source.name, part.id, source.digest))
            lines.push_back(
                fmt::format("{} {}: gone since {} (the host answers 410); correct its address in {}",
                            source.name, part.id, base::iso(base::day_of(*since)), source.place));
}

std::vector<RunStatus> newest_runs(store::Store& store) {
    std::vector<RunStatus> runs;
    const auto table = store.query(
        "SELECT command, summary, started, ended, exit_status FROM ops_run ORDER BY id DESC LIMIT 5");
    const auto instant = [](double micros) {
        return base::Instant{std::chrono::microseconds{static_cast<std::int64_t>(micros)}};
    };
    for (const auto& row : table.rows) {
        RunStatus run;
        run.command = model::text_of(row, 0);
        run.summary = model::text_of(row, 1);
        run.started = instant(model::number_of(row, 2).value_or(0));
        if (const auto ended = model::number_of(row, 3)) run.ended = instant(*ended);
        if (const auto exit = model::number_of(row, 4)) run.exit = static_cast<int>(*exit);
        runs.push_back(std::move(run));
    }
    return runs;
}

void fill_hosts(const House& house, store::Store& store, Status& status) {
    // A database that no run has brought forward yet counts nothing.
    const auto counted = store.query("SELECT 1 FROM sqlite_master WHERE name IN ('ops_budget', 'ops_rest')");
    if (counted.rows.size() < 2) return;
    status.budgets = budgets_left(store, house.hosts, house.settings.now);
    for (const auto& [host, rest] : store.rests(house.settings.now))
        status.rests.push_back({host, rest.why, rest.until});
}

}  // namespace

Status read_status(const House& house, std::optional<base::Instant> as_known) {
    Status status;
    status.store = house.database().string();
    status.moment = as_known.value_or(house.moment());
    store::Store store{house.database(), house.sql(), store::Store::Mode::read};
    store.describe(house.sources, house.reference, status.moment);
    for (const auto& source : house.sources) {
        status.sources.push_back(status_of(house, store, source));
        status.exit = worse(status.exit, status.sources.back().exit);
    }
    status.faults = newest_faults(house, store);
    for (const auto& source : house.sources) add_gone(store, source, status.faults);
    status.runs = newest_runs(store);
    fill_hosts(house, store, status);
    return status;
}

}  // namespace pipeline
