#include "pipeline/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "fetch/bundle.hpp"
#include "fetch/web.hpp"
#include "pipeline/lock.hpp"

namespace pipeline {
namespace {

constexpr int failures_that_count = 3;

std::unique_ptr<fetch::Transport> transport(const House& house) {
    if (house.bundled) {
        std::vector<fetch::Recorded> records;
        for (const auto& one : house.bundled->answers)
            records.push_back({one.url, one.retrieved, one.status, one.content_type, one.file.string()});
        return std::make_unique<fetch::Bundle>(std::move(records),
                                               [](const std::string& file) { return base::read_file(file); });
    }
    fetch::Limits limits;
    limits.user_agent =
        "tuja/0.1" + (house.settings.contact.empty() ? std::string{} : " (" + house.settings.contact + ")");
    // The one clock of the run: with TUJA_NOW set, everything is fetched at that moment.
    const bool fixed = std::getenv("TUJA_NOW") != nullptr;
    const auto now = house.settings.now;
    return std::make_unique<fetch::Web>(limits, [fixed, now] { return fixed ? now : base::clock_now(); });
}

std::vector<jobs::Visit> visits_of(const House& house, const model::Source& source, store::Store& store,
                                   const RunOptions& options) {
    if (house.bundled) return jobs::visits(source, *house.bundled, options.range);
    return jobs::visits(source, options.range, !store.newest(source.name), house.settings.now);
}

/// Why a source is left alone in this run; "" when it is worked on.
std::string reason_to_skip(const House& house, const model::Source& source, store::Store& store,
                           const RunOptions& options) {
    if (house.bundled || options.range || options.named) return {};
    if (source.user_agent_contact == "required" && house.settings.contact.empty())
        return "its host refuses tools that name nobody: set TUJA_CONTACT";
    if (source.access == "manual") return "its files are taken by hand (`tuja fetch SOURCE --file …`)";
    if (!jobs::due(source, store.health(source.name).last_good, house.settings.now)) return "not due yet";
    return {};
}

/// A live run must not add to a store that holds composed answers, nor the other way round.
void refuse_mixing(const House& house, store::Store& store) {
    if (house.bundled && store.has_live())
        throw base::Error{house.database().string(), "this store holds live snapshots",
                          "--offline keeps a store of its own: leave TUJA_HOME as it is",
                          base::Error::Kind::usage};
    if (!house.bundled && store.has_bundled())
        throw base::Error{house.database().string(), "this store holds the bundled edition",
                          "set TUJA_HOME to another folder for live runs", base::Error::Kind::usage};
}

std::string plural(std::size_t count, std::string_view word) {
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

void tell(const Outcome& outcome) {
    if (!outcome.good())
        return base::log::warning(fmt::format("{}: {} failed: {}", outcome.source,
                                              plural(outcome.failed, "window"), outcome.reason));
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

/// Everything a writing command needs open, in the order in which it must be opened.
struct Desk {
    archive::Archive archive;
    store::Store store;
    std::unique_ptr<fetch::Transport> web;

    explicit Desk(const House& house)
        : archive(house.archive()),
          store(house.database(), house.sql(), store::Store::Mode::write),
          web(transport(house)) {
        refuse_mixing(house, store);
        for (const auto& damage : archive.repair_tails())
            base::log::warning(fmt::format("archive/{}: {}; {}", damage.file, damage.what, damage.next));
        if (const auto found = catch_up(house, archive, store))
            base::log::info(fmt::format("{} of an unfinished run were indexed", plural(found, "exchange")));
    }
};

Outcome work_on(const House& house, Desk& desk, const model::Source& source, const RunOptions& options) {
    if (options.from_archive) return normalize_again(house, desk.archive, desk.store, source);
    Rooms rooms{house, desk.archive, desk.store, *desk.web,
                house.bundled   ? "offline"
                : options.range ? "range"
                                : "schedule"};
    return fetch_source(rooms, source, visits_of(house, source, desk.store, options));
}

void work_on_all(const House& house, Desk& desk, const std::vector<const model::Source*>& sources,
                 const RunOptions& options, RunResult& result) {
    std::size_t locked = 0;
    for (const auto* source : sources) {
        const auto skip = reason_to_skip(house, *source, desk.store, options);
        const bool outdated =
            desk.store.newest(source->name) && desk.store.method(source->name) != house.method(*source);
        if (!skip.empty() && !outdated) {
            result.skipped.push_back(source->name + ": " + skip);
            continue;
        }
        const auto lock = Lock::take(house.locks(), source->name);
        if (!lock) {
            ++locked;
            result.skipped.push_back(fmt::format("{}: held by another run ({})", source->name,
                                                 Lock::holder(house.locks(), source->name)));
            base::log::warning(result.skipped.back());
            continue;
        }
        if (outdated) normalize_again(house, desk.archive, desk.store, *source);
        if (!skip.empty()) continue;
        const auto outcome = work_on(house, desk, *source, options);
        if (!options.from_archive)
            desk.store.note_source(source->name, outcome.good(), outcome.reason, house.settings.now);
        tell(outcome);
        result.exit = worse(result.exit, exit_of(house, *source, desk.store, outcome, options));
        result.outcomes.push_back(outcome);
    }
    if (locked > 0 && locked == sources.size()) result.exit = worse(result.exit, Exit::locked);
}

std::vector<const model::Source*> sources_of(const House& house, const std::vector<std::string>& names) {
    std::vector<const model::Source*> chosen;
    if (names == std::vector<std::string>{"*"})
        for (const auto& one : house.sources) chosen.push_back(&one);
    else
        for (const auto& name : names) chosen.push_back(&house.source(name));
    return chosen;
}

std::string summary(const RunResult& result) {
    std::string text;
    for (const auto& outcome : result.outcomes)
        text += fmt::format("{}{}{}", text.empty() ? "" : "; ", outcome.source,
                            outcome.good() ? "" : ": " + outcome.reason);
    return text;
}

/// Enters the run into the ledger, does the work, and enters how it ended, also when it throws.
template <class Work>
RunResult in_ledger(const House& house, Desk& desk, const std::string& command, Work&& work) {
    const auto id = desk.store.begin_run(command, house.settings.now);
    try {
        RunResult result = work();
        desk.archive.close();
        desk.store.end_run(id, house.settings.now, static_cast<int>(result.exit), summary(result));
        return result;
    } catch (const base::Error& error) {
        desk.store.end_run(id, house.settings.now, static_cast<int>(Exit::failed), error.what());
        throw;
    }
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
    std::vector<Lock> locks;
    for (const auto& source : house.sources) {
        auto lock = Lock::take(house.locks(), source.name);
        if (!lock)
            throw base::Error{source.name,
                              "is held by another run (" + Lock::holder(house.locks(), source.name) + ")",
                              "rebuild again when it has ended", base::Error::Kind::locked};
        locks.push_back(std::move(*lock));
    }
    archive::Archive archive{house.archive()};
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
