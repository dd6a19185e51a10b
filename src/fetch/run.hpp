#pragma once

#include <map>
#include <optional>
#include <vector>

#include "fetch/attempt.hpp"
#include "fetch/engine.hpp"
#include "fetch/queue.hpp"

namespace fetch {

/// One call of Web::run. If `answer` throws, what is under way is let go with it.
class Run {
  public:
    Run(Engine& engine, const Answer& answer)
        : engine_(engine), answer_(answer), queue_(engine.limits.connections, engine.limits.per_host) {}
    ~Run();

    void ask(std::vector<model::Request> requests);
    void all();

  private:
    void start();
    bool may_go(Asked& asked);
    void launch(Asked asked);
    bool collect();
    void wait();

    void settle(Result result);
    bool try_again(Result& result);
    /// Has the host asked for more time than a run waits? Then it is remembered.
    bool rests(const Result& result, std::optional<std::chrono::milliseconds> wish);
    std::optional<Asked> follow(Result& result) const;
    void refuse(Asked asked);
    void put_off(Asked asked, const Permit& permit);

    Engine& engine_;
    const Answer& answer_;
    Queue queue_;
    std::map<void*, Attempt> attempts_;
};

}  // namespace fetch
