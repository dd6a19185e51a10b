#include "pipeline/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "pipeline/desk.hpp"
#include "pipeline/keys.hpp"

namespace pipeline {
namespace {

constexpr int failures_that_count = 3;

std::vector<jobs::Visit> visits_of(const House& house, const model::Source& source, store::Store& store,
                                   const RunOptions& options) {
    if (house.bundled) return jobs::visits(source, *house.bundled, options.range);
    return jobs::visits(source, options.range, !store.newest(source.name), house.settings.now);
}

/// Why a source is left alone in this run; "" when it is worked on.
std::string reason_to_skip(const House& house, const model::Source& source, store::Store& store,
                           const RunOptions& options) {
    if (house.bundled || options.from_archive) return {};
    if (lacks_key(source)) return fmt::format("its host asks for a key: set {}", source.key);
    if (source.user_agent_contact == "required" && house.settings.contact.empty())
        return "its host refuses tools that name nobody: set TUJA_CONTACT";
    if (source.access == "manual") return "its files are taken by hand (`tuja fetch SOURCE --file …`)";
    if (options.range || options.named) return {};
    if (!jobs::due(source, store.health(source.name).last_good, house.settings.now)) return "not due yet";
    return {};
}

/// An archive that is not where it was is no reason to forget what the database knows.
void refuse_empty(const House& house, const archive::Archive& archive) {
    if (!archive.files().empty() || !std::filesystem::exists(house.database())) return;
    std::int64_t known = 0;
    try {
        store::Store old{house.database(), house.sql(), store::Store::Mode::read};
        known = static_cast<std::int64_t>(
            model::number_of(old.query("SELECT count(*) FROM snapshot").rows.at(0), 0).value_or(0));
    } catch (const base::Error&) {
        return;  // a broken database is what a rebuild is for
    }
    if (known > 0)
        throw base::Error{house.archive().string(),
                          fmt::format("holds nothing, but the database knows {} exchanges", known),
                          "bring the archive back; to begin anew, remove tuja.db as well"};
}

std::string plural(std::size_t count, std::string_view word) {
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

void tell(const Outcome& outcome) {
    if (!outcome.good())
        return base::log::warning(fmt::format("{}: {} failed: {}", outcome.source,
                                              plural(outcome.failed, "window"), outcome.reason));
    if (outcome.exchanges == 0 && outcome.visits > 0)
        return base::log::info(fmt::format("{}: {} from the archive", outcome.source,
                                           plural(outcome.observations + outcome.announcements, "value")));
    if (outcome.unchanged == outcome.visits)
        return base::log::info(fmt::format("{}: nothing new", outcome.source));
    base::log::info(fmt::format("{}: {}, {}, {}{}", outcome.source, plural(outcome.exchanges, "answer"),
                                plural(outcome.observations, "value"),
                                plural(outcome.announcements, "announcement"),
                                outcome.rejects > 0 ? ", " + plural(outcome.rejects, "reject") : ""));
}

/// A first failure while the data is fresh is still 0 (DESIGN §6).
Exit exit_of(const House& house, const model::Source& source, store::Store& store, const Outcome& outcome,
             const RunOptions& options) {
    if (outcome.good()) return Exit::done;
    const auto health = store.health(source.name);
    const auto newest = health.last_good;
    const bool stale =
        source.freshness.warn_days > 0 &&
        (!newest || house.settings.now - *newest > std::chrono::days{source.freshness.warn_days});
    const bool counts = options.named || stale || health.failures_in_a_row >= failures_that_count;
    return counts ? Exit::partial : Exit::done;
}

/// One source, held by this run: normalized again if its facts are another method's, then asked.
Outcome work_on(const House& house, Desk& desk, const model::Source& source, bool outdated, bool ask,
                const RunOptions& options) {
    Outcome outcome;
    outcome.source = source.name;
    if (outdated || options.from_archive) outcome = normalize_again(house, desk.archive, desk.store, source);
    if (!ask || options.from_archive) return outcome;
    const auto visits = visits_of(house, source, desk.store, options);
    if (visits.empty()) return outcome;  // nothing of it lies in the range: neither good nor bad
    Rooms rooms{house, desk.archive, desk.store, *desk.web,
                house.bundled   ? "offline"
                : options.range ? "range"
                                : "schedule"};
    outcome = fetch_source(rooms, source, visits);
    desk.store.note_source(source.name, outcome.good(), outcome.reason, house.settings.now);
    return outcome;
}

/// The same, but archived bytes that can't be read fail this source only. What it appended and could not
/// enter stands in a file of its own then, where the next run finds it.
Outcome try_work_on(const House& house, Desk& desk, const model::Source& source, bool outdated, bool ask,
                    const RunOptions& options, RunResult& result) {
    try {
        return work_on(house, desk, source, outdated, ask, options);
    } catch (const Unreadable& error) {
        desk.archive.close();
        result.exit = worse(result.exit, Exit::failed);
        Outcome outcome;
        outcome.source = source.name;
        outcome.failed = 1;
        outcome.reason = error.what();
        return outcome;
    }
}

void work_on_all(const House& house, Desk& desk, const std::vector<const model::Source*>& sources,
                 const RunOptions& options, RunResult& result) {
    std::size_t locked = 0, wanted = 0;
    for (const auto* source : sources) {
        const auto skip = reason_to_skip(house, *source, desk.store, options);
        const bool outdated =
            desk.store.newest(source->name) && desk.store.method(source->name) != house.method(*source);
        if (!skip.empty()) result.skipped.push_back(source->name + ": " + skip);
        if (!skip.empty() && options.named) base::log::warning(result.skipped.back());
        if (!skip.empty() && options.named && lacks_key(*source)) result.exit = worse(result.exit, Exit::key);
        if (!skip.empty() && !outdated) continue;
        ++wanted;
        const auto lock = Lock::take(house.locks(), source->name);
        if (!lock) {
            ++locked;
            result.skipped.push_back(fmt::format("{}: held by another run ({})", source->name,
                                                 Lock::holder(house.locks(), source->name)));
            base::log::warning(result.skipped.back());
            continue;
        }
        const auto outcome = try_work_on(house, desk, *source, outdated, skip.empty(), options, result);
        if (!skip.empty() && outcome.good()) continue;
        tell(outcome);
        result.exit = worse(result.exit, exit_of(house, *source, desk.store, outcome, options));
        result.outcomes.push_back(outcome);
    }
    if (locked > 0 && locked == wanted) result.exit = worse(result.exit, Exit::locked);
}

std::vector<const model::Source*> sources_of(const House& house, const std::vector<std::string>& names) {
    std::vector<const model::Source*> chosen;
    if (names == std::vector<std::string>{"*"})
        for (const auto& one : house.sources) chosen.push_back(&one);
    else
        for (const auto& name : names) chosen.push_back(&house.source(name));
    return chosen;
}

}  // namespace

Exit worse(Exit one, Exit other) {
    constexpr std::array order = {Exit::interrupted, Exit::usage,   Exit::locked, Exit::failed, Exit::check,
                                  Exit::key,         Exit::partial, Exit::stale,  Exit::done};
    const auto place = [&](Exit exit) { return std::find(order.begin(), order.end(), exit); };
    return place(one) < place(other) ? one : other;
}

RunResult run_job(const House& house, const model::Job& job, const RunOptions& options) {
    Desk desk{house};
    return in_ledger(house, desk, "run " + job.name, [&] {
        RunResult result;
        work_on_all(house, desk, sources_of(house, job.sources), options, result);
        if (job.report.empty() || result.exit == Exit::locked) return result;
        Wanted wanted;
        wanted.report = job.report;
        wanted.kind = job.name;
        wanted.period = options.period;
        wanted.as_known = options.as_known;
        wanted.pdf = options.pdf;
        result.published = publish(house, desk.archive, desk.store, wanted);
        return result;
    });
}

RunResult run_sources(const House& house, const std::vector<std::string>& names, const RunOptions& options) {
    const auto chosen = sources_of(house, names);
    Desk desk{house};
    return in_ledger(house, desk, "fetch " + base::join(names, " "), [&] {
        RunResult result;
        work_on_all(house, desk, chosen, options, result);
        return result;
    });
}

Published print_report(const House& house, const Wanted& wanted) {
    Desk desk{house};
    auto published = publish(house, desk.archive, desk.store, wanted);
    desk.archive.close();
    return published;
}

std::size_t rebuild(const House& house) {
    const auto alone = hold_store(house, true);
    archive::Archive archive{house.archive()};
    refuse_empty(house, archive);
    const auto fresh = house.database().string() + ".rebuild";
    for (const auto* tail : {"", "-wal", "-shm"}) std::filesystem::remove(fresh + tail);
    std::size_t count = 0;
    {
        store::Store store{fresh, house.sql(), store::Store::Mode::write};
        for (const auto& damage : archive.repair_tails())
            base::log::warning(fmt::format("archive/{}: {}; {}", damage.file, damage.what, damage.next));
        count = catch_up(house, archive, store);
        store.copy_ledger(house.database());
        store.finish();
    }
    for (const auto* tail : {"-wal", "-shm"}) std::filesystem::remove(house.database().string() + tail);
    std::filesystem::rename(fresh, house.database());
    base::sync_folder(house.store_folder);
    return count;
}

}  // namespace pipeline
