#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "model/exchange.hpp"

namespace fetch {

/// Called once for each finished exchange; what it returns is asked next (the following pages).
/// A redirect that is followed is handed over too, before the answer to its request: see `is_hop`.
using Answer = std::function<std::vector<model::Request>(model::Exchange&&)>;

/// The door to the outside. Every request is answered exactly once, also when nobody answers (status 0 and a
/// failure text).
class Transport {
  public:
    virtual ~Transport() = default;
    virtual void run(std::vector<model::Request> requests, const Answer& answer) = 0;
    /// Where answers take time, `pulse` is called several times a second while `run` works, also when none
    /// comes. Once it says true, nothing more is asked, what is under way is let go, and `run` returns.
    virtual void set_pulse(std::function<bool()>) {}
};

/// A redirect that is being followed: keep it, the answer to its request is still to come. A redirect that is
/// refused is no hop: it keeps its 3xx status, its failure says why, and nothing follows.
bool is_hop(const model::Exchange& exchange);

}  // namespace fetch
