#pragma once

#include <functional>
#include <memory>
#include <random>

#include "fetch/gate.hpp"
#include "fetch/web.hpp"

namespace fetch {

/// What all runs of one Web share: its connections, names and TLS sessions are used again. (The handles are
/// libcurl's CURLM* and CURLSH*: curl.h stays in the .cpp files.)
class Engine {
  public:
    Engine(Limits limits, Web::Clock clock, Gate* gate);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    const Limits limits;
    const Web::Clock clock;
    Gate* const gate;                             // nullptr: nothing was promised
    std::mt19937 random{std::random_device{}()};  // jitter: machines that start at the same minute spread
    std::function<bool()> pulse{};                // see Transport::set_pulse

    void* multi() const { return multi_; }
    void* share() const { return share_; }
    /// The clock that budgets go by: it flows, also where the run's clock is fixed.
    base::Instant moment() const;

  private:
    void* share_ = nullptr;
    void* multi_ = nullptr;
    base::Instant begun_;
    std::chrono::steady_clock::time_point begun_steady_ = std::chrono::steady_clock::now();
};

}  // namespace fetch
