#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "fetch/attempt.hpp"

namespace fetch {

/// Requests waiting for their turn. At most `connections` are out at once and `per_host` of one host; the
/// host with the fewest out comes next, so that a long list of one host does not hold up the others.
class Queue {
  public:
    using Time = std::chrono::steady_clock::time_point;

    Queue(int connections, int per_host) : connections_(connections), per_host_(per_host) {}
    void add(Asked asked, Time not_before = Time::min());
    /// Asks nothing more of this host before then.
    void rest(const std::string& host, Time until);
    /// The next request whose turn has come; it is out until `done`.
    std::optional<Asked> next(Time now);
    void done(const std::string& host);

    bool empty() const { return waiting_ == 0 && out_ == 0; }
    /// When the next one is due, if a place is free; `otherwise` where nothing waits for time alone.
    Time due(Time otherwise) const;

  private:
    struct Lane {
        std::multimap<Time, Asked> waiting;  // of equal times, first come first
        int out = 0;
        Time rest = Time::min();

        Time due() const { return std::max(rest, waiting.begin()->first); }
    };
    static bool comes_before(const Lane& one, const Lane& other);
    bool free(const Lane& lane) const { return !lane.waiting.empty() && lane.out < per_host_; }

    std::map<std::string, Lane> lanes_;
    int connections_, per_host_, out_ = 0;
    std::size_t waiting_ = 0;
};

}  // namespace fetch
