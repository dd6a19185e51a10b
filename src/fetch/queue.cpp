#include "fetch/queue.hpp"

#include <algorithm>

namespace fetch {

void Queue::add(Asked asked, Time not_before) {
    auto& lane = lanes_[asked.host];
    lane.waiting.emplace(not_before, std::move(asked));
    ++waiting_;
}

void Queue::rest(const std::string& host, Time until) {
    auto& lane = lanes_[host];
    lane.rest = std::max(lane.rest, until);
}

bool Queue::comes_before(const Lane& one, const Lane& other) {
    return one.out != other.out ? one.out < other.out : one.waiting.size() > other.waiting.size();
}

std::optional<Asked> Queue::next(Time now) {
    if (out_ >= connections_) return {};
    Lane* best = nullptr;
    for (auto& [host, lane] : lanes_)
        if (free(lane) && lane.due() <= now && (!best || comes_before(lane, *best))) best = &lane;
    if (!best) return {};
    auto asked = std::move(best->waiting.begin()->second);
    best->waiting.erase(best->waiting.begin());
    ++best->out, ++out_, --waiting_;
    return asked;
}

void Queue::done(const std::string& host) {
    --lanes_[host].out;
    --out_;
}

Queue::Time Queue::due(Time otherwise) const {
    if (out_ >= connections_) return otherwise;
    for (const auto& [host, lane] : lanes_)
        if (free(lane)) otherwise = std::min(otherwise, lane.due());
    return otherwise;
}

}  // namespace fetch
