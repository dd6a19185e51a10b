#include "fetch/queue.hpp"

#include <algorithm>

namespace fetch {

Queue::Lane& Queue::lane_of(const Asked& asked) {
    auto& lane = lanes_[asked.lane.name];
    const auto* budget = asked.lane.budget;
    lane.places = budget && budget->concurrency ? budget->concurrency : per_lane_;
    return lane;
}

void Queue::add(Asked asked, Time not_before) {
    auto& lane = lane_of(asked);
    lane.waiting.emplace(not_before, std::move(asked));
    ++waiting_;
}

void Queue::put_back(Asked asked) {
    done(asked.lane.name);
    auto& lane = lane_of(asked);
    lane.waiting.emplace_hint(lane.waiting.begin(), Time::min(), std::move(asked));
    ++waiting_;
}

void Queue::rest(const std::string& name, Time until) {
    auto& lane = lanes_[name];
    lane.rest = std::max(lane.rest, until);
}

bool Queue::comes_before(const Lane& one, const Lane& other) {
    return one.out != other.out ? one.out < other.out : one.waiting.size() > other.waiting.size();
}

std::optional<Asked> Queue::next(Time now) {
    if (out_ >= connections_) return {};
    Lane* best = nullptr;
    for (auto& [name, lane] : lanes_)
        if (lane.free() && lane.due() <= now && (!best || comes_before(lane, *best))) best = &lane;
    if (!best) return {};
    auto asked = std::move(best->waiting.begin()->second);
    best->waiting.erase(best->waiting.begin());
    ++best->out, ++out_, --waiting_;
    return asked;
}

void Queue::done(const std::string& name) {
    --lanes_[name].out;
    --out_;
}

Queue::Time Queue::due(Time otherwise) const {
    if (out_ >= connections_) return otherwise;
    for (const auto& [name, lane] : lanes_)
        if (lane.free()) otherwise = std::min(otherwise, lane.due());
    return otherwise;
}

}  // namespace fetch
