#include "pipeline/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "pipeline/desk.hpp"
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

RunResult run_sources(const House& house, const std::vector<std::string>& names, const RunOptions& options,
                      std::unique_ptr<fetch::Transport> web) {
    const auto chosen = sources_of(house, names);
    auto desk = web ? Desk{house, std::move(web)} : Desk{house};
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
