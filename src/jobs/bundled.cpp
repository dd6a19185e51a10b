#include <algorithm>
#include <tuple>

#include "jobs/jobs.hpp"

namespace jobs {

std::vector<Visit> visits(const model::Source& source, const Edition& edition,
                          std::optional<base::Window> range) {
    std::vector<Visit> all;
    for (const auto& answer : edition.answers) {
        if (answer.source != source.name || answer.page != 1) continue;
        if (range && !range->overlaps(answer.window)) continue;
        all.push_back({answer.source, answer.part, answer.window, answer.retrieved, "bundled"});
    }
    const auto key = [](const Visit& one) { return std::tie(one.at, one.part, one.window); };
    std::sort(all.begin(), all.end(), [&](const Visit& a, const Visit& b) { return key(a) < key(b); });
    const auto same = [&](const Visit& a, const Visit& b) { return key(a) == key(b); };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    return all;
}

}  // namespace jobs
