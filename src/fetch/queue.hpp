#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "fetch/attempt.hpp"

namespace fetch {

/// Requests waiting for their turn, in lanes: one a host, or what is declared as one. At most `connections`
/// are out at once and `per_lane` of one lane, where it declares no number of its own; the lane with the
/// fewest out comes next, so that a long list of one host does not hold up the others.
class Queue {
  public:
    using Time = std::chrono::steady_clock::time_point;

    Queue(int connections, int per_lane) : connections_(connections), per_lane_(per_lane) {}
    void add(Asked asked, Time not_before = Time::min());
    /// It was taken and did not go: it is the first of its lane again.
    void put_back(Asked asked);
    /// Asks nothing more of this lane before then.
    void rest(const std::string& lane, Time until);
    /// The next request whose turn has come; it is out until `done`.
    std::optional<Asked> next(Time now);
    void done(const std::string& lane);

    bool empty() const { return waiting_ == 0 && out_ == 0; }
    /// When the next one is due, if a place is free; `otherwise` where nothing waits for time alone.
    Time due(Time otherwise) const;

  private:
    struct Lane {
        std::multimap<Time, Asked> waiting;  // of equal times, first come first
        int places = 0, out = 0;
        Time rest = Time::min();

        Time due() const { return std::max(rest, waiting.begin()->first); }
        bool free() const { return !waiting.empty() && out < places; }
    };
    static bool comes_before(const Lane& one, const Lane& other);
    Lane& lane_of(const Asked& asked);

    std::map<std::string, Lane> lanes_;
    int connections_, per_lane_, out_ = 0;
    std::size_t waiting_ = 0;
};

}  // namespace fetch
