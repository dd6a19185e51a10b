#pragma once

#include <memory>
#include <string>

#include "pipeline/budget.hpp"
#include "pipeline/ingest.hpp"
#include "pipeline/lock.hpp"
#include "pipeline/run.hpp"

namespace pipeline {

/// Everything a writing command needs open, in the order in which it must be opened.
struct Desk {
    Lock at_work;  // shared by all writers; a rebuild waits for nobody and starts only alone
    archive::Archive archive;
    store::Store store;
    Budgets budgets;
    std::unique_ptr<fetch::Transport> web;

    Desk(Desk&&) = delete;  // its archive asks its store
    /// Mends what a killed run left before anything else is done.
    explicit Desk(const House& house);
    /// The same with answers from elsewhere than the network or the bundle, where they are given.
    Desk(const House& house, std::unique_ptr<fetch::Transport> answers);
};

/// The lock on the whole store: `alone` for a rebuild. An Error of kind locked says who is there.
Lock hold_store(const House& house, bool alone);

/// The exit status that an error means.
Exit exit_of(const base::Error& error);

/// One line for the ledger: every source, and why it failed.
std::string summary(const RunResult& result);

/// The moment at which a run ends; `TUJA_NOW` stands still.
base::Instant ended(const House& house);

/// Notes in the ledger how a run ended that threw. A ledger that can't be written must not hide why.
void note_failure(Desk& desk, std::int64_t run, const House& house, Exit exit, const std::string& reason);

/// Enters the run into the ledger, does the work, and enters how it ended, also when it throws.
template <class Work>
RunResult in_ledger(const House& house, Desk& desk, const std::string& command, Work&& work) {
    const auto id = desk.store.begin_run(command, house.settings.now);
    try {
        RunResult result = work();
        desk.archive.close();
        desk.store.end_run(id, ended(house), static_cast<int>(result.exit), summary(result));
        return result;
    } catch (const base::Error& error) {
        note_failure(desk, id, house, exit_of(error), error.what());
        throw;
    } catch (const std::exception& error) {
        note_failure(desk, id, house, Exit::failed, error.what());
        throw;
    }
}

}  // namespace pipeline
