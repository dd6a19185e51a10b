#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "pipeline/addresses.hpp"
#include "pipeline/facts.hpp"
#include "pipeline/ingest.hpp"
#include "pipeline/repeats.hpp"

namespace pipeline {

/// One page of a visit under way: what the archive keeps of it and, unless it is to be read from there when
/// its turn comes, what was found in it.
struct CamePage {
    model::Snapshot snapshot;
    bool fresh = true;                   // appended by this run
    std::chrono::seconds stays_fresh{};  // as its headers say
    std::map<std::string, std::string> rhythm{};
    std::optional<ReadPage> read;
    std::size_t held = 0;  // bytes of the body that `read` was made of
};

/// Forgets what was found in a page: it is read again from the archive when its turn comes.
void let_go(CamePage& page, std::size_t& held);

/// A visit and its pages as they come in.
struct Running {
    jobs::Visit visit;
    std::vector<CamePage> pages;
    int waiting = 0;  // asked and not yet answered
    bool begun = false;
    bool postponed = false;  // a page was never asked: the host's budget is spent
    int pages_known = -1;    // of the store; -1: not asked yet
    bool all_known = true;
    bool second = false;  // the window was read before in this run, and its pages did not fit each other
    bool read_again = false;
    bool complete() const { return begun && waiting == 0; }
};

/// A source's visits under way: asks the next pages, and closes each visit when it and all before it are
/// complete. Facts must reach the store in the order in which they were known.
class Reception {
  public:
    /// `held`: bytes of bodies whose facts wait in memory, shared by all receptions of a run.
    Reception(Rooms& rooms, const Asked& asked, std::size_t& held);

    /// The first pages of the first visits; the others follow as answers come, so that a long list of windows
    /// costs no memory.
    std::vector<model::Request> begin();
    std::vector<model::Request> receive(model::Exchange&& exchange);

    /// Is there a visit to close?
    bool ready() const { return !done() && running_[closed_].complete(); }
    /// Enters what is ready, in the store's open transaction. Behind the source's newest snapshot of before
    /// the run, the same transaction marks the source as out of order.
    void close_ready();
    /// What will not become whole in this run is entered as far as it came.
    void give_up();
    /// Everything is closed, or nothing more can be: then what came stays in the archive for the next run.
    bool done() const { return closed_ == running_.size() || outcome_.unreadable; }
    bool behind() const { return behind_; }
    /// Visits whose answers have come.
    std::size_t answered() const { return answered_; }
    std::size_t visits() const { return running_.size(); }

    /// Lowers `first` to the first group that is archived and not yet entered, file by file.
    void note_unfinished(std::map<std::string, std::uint64_t>& first) const;

    const model::Source& source() const { return source_; }
    const Outcome& outcome() const { return outcome_; }

  private:
    using Key = std::tuple<base::Instant, std::string, base::Window>;  // moment, part, window

    std::vector<model::Request> begin_next();
    model::Request ask(Running& running, model::Request request) const;
    void make_conditional(model::Request& request, const std::string& archived_url) const;
    bool can_wait(const model::Snapshot& snapshot) const;
    ReadPage read(const Running& running, const model::Snapshot& snapshot) const;
    std::optional<ReadPage> read_now(const Running& running, const model::Exchange& exchange,
                                     const model::Snapshot& snapshot) const;
    std::vector<model::Request> ask_following(Running& running) const;
    void plan_second_reading(const Running& running);
    std::optional<model::Snapshot> known(const model::Exchange& exchange) const;
    void keep(const model::Exchange& exchange, Running& running);
    bool close(Running& running);
    model::VisitFacts facts_of(Running& running);
    bool enter_repeated(const Running& running);
    void learn(const Running& running, bool whole, bool read);
    void note_unchanged(const Running& running);
    void count(const model::VisitFacts& facts);
    void rest_until_anew(const model::Snapshot& refused);
    void blame(const model::VisitFacts& facts);
    const model::Part& part(const Running& running) const { return *source_.part(running.visit.part); }

    Rooms& rooms_;
    const model::Source& source_;
    std::string key_;  // of the source's host; leaves this object in requests only
    std::optional<base::Instant> newest_;
    std::vector<Running> running_;  // in the order in which they are closed
    std::map<Key, std::size_t> place_;
    std::size_t begun_ = 0, answered_ = 0, closed_ = 0;
    std::size_t& held_;
    Repeats repeats_;
    Addresses addresses_;
    bool behind_ = false;
    bool unwelcome_ = false;  // the key is refused or the quota spent: no other visit is begun
    Outcome outcome_;
};

}  // namespace pipeline
