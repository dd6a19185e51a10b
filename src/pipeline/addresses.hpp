#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "model/exchange.hpp"
#include "model/source.hpp"
#include "store/store.hpp"

namespace pipeline {

/// The answer to the first page of a visit, with the redirects before it, in the order in which they came.
struct Answered {
    std::string part, url;  // the address as declared, its key masked
    std::vector<model::Snapshot> hops;
    model::Snapshot answer;
    bool whole = false;                         // the visit
    std::chrono::seconds fresh{0};              // as the answer's headers say
    bool read = true;                           // the body; false where it says what it said before
    std::map<std::string, std::string> rhythm;  // as the feed says
};

/// What hosts said of a source's addresses: where they have moved to, that they are gone, when to ask again.
class Addresses {
  public:
    Addresses(store::Store& store, const model::Source& source) : store_(store), source_(source) {}

    /// The address at which to ask for one: where it has moved for good, if that place gave whole facts.
    std::string now_at(const std::string& url) const;
    void learn(const Answered& answered);

    /// Since when a part is gone for good (410), unless its declaration has changed since.
    std::optional<base::Instant> gone_since(const std::string& part) const;
    /// Until when its host wants to be left alone at this address, which last gave a whole answer at `last`;
    /// nothing: it may be asked at `now`.
    std::optional<base::Instant> wait_until(const std::string& url, base::Instant last,
                                            base::Instant now) const;

  private:
    void learn_place(const Answered& answered);
    void learn_patience(const Answered& answered);

    store::Store& store_;
    const model::Source& source_;
};

}  // namespace pipeline
