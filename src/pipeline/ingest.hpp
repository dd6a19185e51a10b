#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive.hpp"
#include "base/error.hpp"
#include "fetch/transport.hpp"
#include "pipeline/house.hpp"
#include "store/store.hpp"

namespace pipeline {

class Progress;
class Repeats;

/// Archived bytes can't be read any more: the source keeps the facts it has, the other sources go on.
class Unreadable : public base::Error {
  public:
    using base::Error::Error;
};

/// How one source fared in a run.
struct Outcome {
    std::string source;
    std::size_t visits = 0, unchanged = 0, failed = 0;
    std::size_t exchanges = 0, observations = 0, announcements = 0, rejects = 0;
    std::size_t postponed = 0;             // visits that a spent budget or an interrupt left for the next run
    std::string reason;                    // of the first failure
    store::Changes changes{};              // of what was known
    bool key_refused = false;              // by the host, in one of the answers
    std::optional<Unreadable> unreadable;  // what it needed of the archive could not be read
    bool good() const { return failed == 0; }
};

/// The rooms a run works in.
struct Rooms {
    const House& house;
    archive::Archive& archive;
    store::Store& store;
    fetch::Transport& web;
    std::string cause;  // "schedule", "offline" …
    // What came in so long is entered together.
    std::chrono::milliseconds longest_batch{500};
    Progress* progress = nullptr;
};

/// The rooms that reading again needs.
struct Again {
    const House& house;
    archive::Archive& archive;
    store::Store& store;
    Repeats* repeats = nullptr;  // set: what is said again need not be read again
};

/// The method of a source whose newest facts were put before older ones: it must be normalized again. Set in
/// the transaction that put them, so that a kill in between is seen.
constexpr std::string_view out_of_order = "";

/// Archive::read, but what fails is `Unreadable`.
archive::Kept read_kept(const archive::Archive& archive, const model::Location& at);

/// What one source is asked in a run.
struct Asked {
    const model::Source* source;
    std::vector<jobs::Visit> visits;
};

/// Called once a source, when its last visit is closed and committed.
using Done = std::function<void(Outcome&&)>;

/// Sources from their addresses to the database, in the order of the words: fetch, archive, parse, normalize,
/// store. All are asked at once; the visits of one source are closed in their order (moment, part, window),
/// and what was known stays whatever happens.
void fetch_sources(Rooms& rooms, const std::vector<Asked>& asked, const Done& done);

/// The same for one source. Throws `Unreadable`.
Outcome fetch_source(Rooms& rooms, const model::Source& source, const std::vector<jobs::Visit>& visits);

/// A source's facts again from the archive, visit by visit in their order; known times do not change.
Outcome normalize_again(const House& house, archive::Archive& archive, store::Store& store,
                        const model::Source& source);

/// Whole groups that stand in the archive and not in the store (a run was killed in between) are indexed.
/// With an empty store that is a rebuild. Sources that stand out of order are put in order, and those that
/// are declared no more give up their facts. Returns how many groups were new.
std::size_t catch_up(const House& house, archive::Archive& archive, store::Store& store);

}  // namespace pipeline
