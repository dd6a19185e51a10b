#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "model/exchange.hpp"

namespace fetch {

/// Called once for each finished exchange; what it returns is asked next (the following pages).
using Answer = std::function<std::vector<model::Request>(model::Exchange&&)>;

/// The door to the outside. Every request is answered exactly once, also when nobody answers (status 0 and a
/// failure text).
class Transport {
  public:
    virtual ~Transport() = default;
    virtual void run(std::vector<model::Request> requests, const Answer& answer) = 0;
};

}  // namespace fetch
