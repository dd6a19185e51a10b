#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/edition.hpp"
#include "pipeline/house.hpp"
#include "pipeline/ingest.hpp"

namespace pipeline {

/// Exit statuses of DESIGN §6. If several hold, the first of: interrupted, usage, locked, failed, check, key,
/// partial, stale.
enum class Exit {
    done = 0,
    failed = 1,
    usage = 2,
    partial = 3,
    check = 4,
    stale = 5,
    locked = 11,
    key = 12,
    interrupted = 130
};
Exit worse(Exit one, Exit other);

struct RunOptions {
    std::optional<base::Window> range;  // --from, --to
    // Which windows a source is asked for, in place of what is due.
    std::function<std::vector<jobs::Visit>(const model::Source&)> visits;
    bool from_archive = false;  // normalize again, no network
    bool named = false;         // sources were named by hand: a failure counts at once
    bool now = false;           // whatever is due, and however long hosts asked to wait
    bool pdf = false;
    std::optional<base::Instant> as_known;
    std::string period;
};

struct RunResult {
    Exit exit = Exit::done;
    std::vector<Outcome> outcomes;
    std::vector<std::string> skipped;  // a sentence each: not due, held by another run, no address to ask
    std::optional<Published> published;
};

/// The sources that a job names, in its order.
std::vector<const model::Source*> sources_of(const House& house, const std::vector<std::string>& names);

/// What a rerun did to what was known, a sentence a source: "wdi: 3 values new, 1 changed".
std::vector<std::string> what_changed(const RunResult& result);

/// `tuja run JOB`: fetches what is due, then prints the job's report.
RunResult run_job(const House& house, const model::Job& job, const RunOptions& options);
/// `tuja fetch SOURCE…`. With `web` set, answers come from there.
RunResult run_sources(const House& house, const std::vector<std::string>& names, const RunOptions& options,
                      std::unique_ptr<fetch::Transport> web = nullptr);
/// `tuja fetch SOURCE --file F --url U --retrieved D`: a file taken by hand goes the same way.
RunResult take_file(const House& house, const std::string& source, const std::filesystem::path& file,
                    const std::string& url, base::Instant retrieved);
/// `tuja report`: prints an edition of what is known, without fetching.
Published print_report(const House& house, const Wanted& wanted);
/// `tuja rebuild`: a new database from the archive; the run ledger is copied. Returns the number of
/// exchanges.
std::size_t rebuild(const House& house);

}  // namespace pipeline
