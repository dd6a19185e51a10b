#pragma once

#include <optional>
#include <string>

#include "base/time.hpp"
#include "model/host.hpp"

namespace fetch {

/// Whether a request may go.
struct Permit {
    std::optional<base::Instant> not_before;  // nothing: it may go at once, and is counted
    std::string why;                          // where it may not: "budget of oecd spent (60 an hour)"
};

/// The door to what all runs of a store together have promised their hosts.
class Gate {
  public:
    virtual ~Gate() = default;
    /// A permit is for one request that is sent at `now`.
    virtual Permit ask(const model::Lane& lane, base::Instant now) = 0;
    /// A request that had a permit has ended.
    virtual void done(const model::Lane& lane) = 0;
    /// The host wants to be left alone for long: no run asks it before then.
    virtual void rest(const model::Lane& lane, base::Instant until, const std::string& why) = 0;
};

}  // namespace fetch
