#pragma once

#include <memory>
#include <string>

#include "fetch/transport.hpp"
#include "model/host.hpp"

namespace fetch {

class Engine;

/// A request on its way, with what its chain of redirects has cost so far.
struct Asked {
    model::Request request;
    model::Lane lane;
    int failures = 0, redirects = 0;
};

/// What came of one attempt.
struct Result {
    Asked asked;
    model::Exchange exchange;
    bool may_pass = false;  // asking again may help
};

/// One attempt at one request: a libcurl handle that runs in the multi loop for as long as this lives.
class Attempt {
  public:
    Attempt(Asked asked, const Engine& engine);
    ~Attempt();
    Attempt(Attempt&&) noexcept;

    /// libcurl's CURL*; curl.h stays in the .cpp files.
    void* handle() const;
    const model::Lane& lane() const;
    /// Once libcurl reports it done. An answer that is not whole is none: status 0 and why. An answer whose
    /// content coding is broken is kept with its failure.
    Result finish(int code, base::Instant now) &&;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace fetch
