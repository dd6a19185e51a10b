#include "pipeline/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "pipeline/desk.hpp"
#include "pipeline/errand.hpp"
#include "pipeline/work.hpp"

namespace pipeline {
namespace {

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

/// All that a range asks for: another job, range or declaration is another piece of work.
std::string identity_of(const House& house, const std::string& command, const base::Window& range,
                        const std::vector<const model::Source*>& sources) {
    auto all = fmt::format("{} {} {}\n", command, base::iso(range.from), base::iso(range.to));
    for (const auto* source : sources) all += source->name + " " + house.method(*source) + "\n";
    return base::sha256(all);
}

/// The same range by the same command is one piece of work: what came whole of it is not asked again.
void work_on_range(const House& house, Desk& desk, const std::string& command,
                   const std::vector<const model::Source*>& sources, RunOptions options, RunResult& result) {
    const auto now = house.settings.now;
    Errand errand{desk.store, "range", identity_of(house, command, *options.range, sources), now};
    options.visits = [&](const model::Source& source) {
        return errand.missing(jobs::visits(source, options.range, {}, now));
    };
    work_on_all(house, desk, sources, options, result);
    const bool whole = std::all_of(sources.begin(), sources.end(), [&](const model::Source* source) {
        return !unaskable(house, *source).empty() || options.visits(*source).empty();
    });
    if (whole) errand.end(now);
}

void work_on(const House& house, Desk& desk, const std::string& command,
             const std::vector<const model::Source*>& sources, const RunOptions& options, RunResult& result) {
    if (options.range && !options.from_archive && !house.bundled)
        work_on_range(house, desk, command, sources, options, result);
    else
        work_on_all(house, desk, sources, options, result);
}

std::string with_range(std::string command, const RunOptions& options) {
    if (!options.range) return command;
    return fmt::format("{} --from {} --to {}", command, base::iso(options.range->from),
                       base::iso(options.range->to));
}

/// "3 values new, 1 changed": what is counted is said once.
std::string counted(std::string_view what, const std::vector<std::pair<std::size_t, const char*>>& counts) {
    std::string text;
    for (const auto& [count, word] : counts) {
        if (count == 0) continue;
        text += text.empty() ? fmt::format("{} {}{} {}", count, what, count == 1 ? "" : "s", word)
                             : fmt::format(", {} {}", count, word);
    }
    return text;
}

}  // namespace

std::vector<const model::Source*> sources_of(const House& house, const std::vector<std::string>& names) {
    std::vector<const model::Source*> chosen;
    if (names == std::vector<std::string>{"*"})
        for (const auto& one : house.sources) chosen.push_back(&one);
    else
        for (const auto& name : names) {
            const auto* source = &house.source(name);
            const bool twice = std::find(chosen.begin(), chosen.end(), source) != chosen.end();
            if (!twice) chosen.push_back(source);
        }
    return chosen;
}

Exit worse(Exit one, Exit other) {
    constexpr std::array order = {Exit::interrupted, Exit::usage,   Exit::locked, Exit::failed, Exit::check,
                                  Exit::key,         Exit::partial, Exit::stale,  Exit::done};
    const auto place = [&](Exit exit) { return std::find(order.begin(), order.end(), exit); };
    return place(one) < place(other) ? one : other;
}

RunResult run_job(const House& house, const model::Job& job, const RunOptions& options) {
    Desk desk{house};
    const auto command = "run " + job.name;
    return in_ledger(house, desk, with_range(command, options), [&] {
        RunResult result;
        work_on(house, desk, command, sources_of(house, job.sources), options, result);
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

RunResult run_sources(const House& house, const std::vector<std::string>& names, const RunOptions& options,
                      std::unique_ptr<fetch::Transport> web) {
    const auto chosen = sources_of(house, names);
    auto desk = web ? Desk{house, std::move(web)} : Desk{house};
    const auto command = "fetch " + base::join(names, " ");
    return in_ledger(house, desk, with_range(command, options), [&] {
        RunResult result;
        work_on(house, desk, command, chosen, options, result);
        return result;
    });
}

std::vector<std::string> what_changed(const RunResult& result) {
    std::vector<std::string> lines;
    for (const auto& outcome : result.outcomes) {
        const auto& it = outcome.changes;
        auto text =
            counted("value", {{it.values, "new"}, {it.changed, "changed"}, {it.withdrawn, "withdrawn"}});
        const auto items = counted("announcement", {{it.announcements, "new"}, {it.versions, "reworded"}});
        if (!text.empty() && !items.empty()) text += "; ";
        lines.push_back(fmt::format("{}: {}", outcome.source, it.none() ? "nothing changed" : text + items));
    }
    return lines;
}

Published print_report(const House& house, const Wanted& wanted) {
    Desk desk{house};
    auto published = publish(house, desk.archive, desk.store, wanted);
    desk.archive.close();
    return published;
}

std::size_t rebuild(const House& house) {
    house.need_used_home();
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
