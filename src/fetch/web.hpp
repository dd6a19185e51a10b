#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "fetch/gate.hpp"
#include "fetch/transport.hpp"

namespace fetch {

/// What a polite client promises. Sizes in bytes.
struct Limits {
    std::chrono::milliseconds connect{10'000}, total{120'000};
    std::chrono::milliseconds first_backoff{500};
    long low_speed_bytes = 100;  // below this for `low_speed_time`: given up
    std::chrono::seconds low_speed_time{30};
    std::size_t body = std::size_t{256} << 20;      // as received, and once more when decoded
    std::size_t headers = std::size_t{256} << 10;   // all lines of one answer
    std::chrono::milliseconds retry_after{30'000};  // a host that asks for more is left alone until then
    std::chrono::milliseconds longest_rest{std::chrono::hours{24}};
    std::chrono::milliseconds patience{60'000};  // a budget that is free again by then is waited for
    int redirects = 5, tries = 3, connections = 32, per_host = 2;
    std::vector<model::Host> hosts;  // what is declared of some; the rest goes by the numbers above
    std::string user_agent;          // "tuja/0.1 (+contact)"
    std::string ca_file;             // tests only: an extra certificate authority
};

class Engine;

/// The network: one libcurl multi loop. http and https only; https never falls back to http; content coding
/// is kept as served. Each redirect hop is an exchange of its own, handed to `answer` before the final one.
/// What may pass (timeouts, resets, 5xx, 429) is asked again, up to `tries` times over a whole chain; only
/// the last attempt is handed over. An exchange's request holds the headers as sent. What `gate` does not let
/// go soon is answered at once, unasked: status 0, `resume_after` and why.
class Web : public Transport {
  public:
    using Clock = std::function<base::Instant()>;
    Web(Limits limits, Clock clock, Gate* gate = nullptr);
    ~Web() override;
    void run(std::vector<model::Request> requests, const Answer& answer) override;
    void set_pulse(std::function<bool()> pulse) override;

  private:
    std::unique_ptr<Engine> engine_;
};

}  // namespace fetch
