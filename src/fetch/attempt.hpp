#pragma once

#include <memory>
#include <string>

#include "fetch/web.hpp"

namespace fetch {

/// A request on its way, with what its chain of redirects has cost so far.
struct Asked {
    model::Request request;
    std::string host;
    int failures = 0, redirects = 0;
};

/// What came of one attempt. `may_pass`: asking again may help.
struct Result {
    Asked asked;
    model::Exchange exchange;
    bool may_pass = false;
};

/// One attempt at one request: a libcurl handle that runs in the multi loop for as long as this lives.
/// (The handles are libcurl's CURL* and CURLM*, which are void* too: curl.h stays in the .cpp files.)
class Attempt {
  public:
    Attempt(Asked asked, const Limits& limits, void* multi);
    ~Attempt();
    Attempt(Attempt&&) noexcept;

    void* handle() const;
    /// Once libcurl reports it done. An answer that is not whole is none: status 0 and why.
    Result finish(int code, base::Instant now) &&;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace fetch
