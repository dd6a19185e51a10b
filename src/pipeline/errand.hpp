#pragma once

#include <string>
#include <vector>

#include "jobs/jobs.hpp"
#include "store/store.hpp"

namespace pipeline {

/// Work that is asked for once: a range of dates, or a plan. Whoever takes it up again after a kill or a
/// spent budget asks only for what is missing. Its windows stand under its own kind, so they move no cursor.
class Errand {
  public:
    /// `identity`: the digest of all that it asks for. The one that was begun and not ended is taken up, and
    /// that is said, unless nothing of it was done for a week. `word`: "range" or "plan".
    Errand(store::Store& store, const std::string& word, const std::string& identity, base::Instant now);

    /// "range 7": whose windows are its own.
    const std::string& kind() const { return kind_; }
    /// Those of these windows that did not come whole yet, as visits of this errand.
    std::vector<jobs::Visit> missing(std::vector<jobs::Visit> visits) const;
    /// Nothing of it is missing any more: the next of its identity begins anew.
    void end(base::Instant now);

  private:
    store::Store& store_;
    std::int64_t id_ = 0;
    std::string kind_;
};

}  // namespace pipeline
