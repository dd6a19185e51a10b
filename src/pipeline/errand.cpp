#include "pipeline/errand.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/log.hpp"

namespace pipeline {
namespace {

/// What lay untouched for longer is not what somebody wants to go on with: the data has moved on.
constexpr std::chrono::days longest_rest{7};

}  // namespace

Errand::Errand(store::Store& store, const std::string& word, const std::string& identity, base::Instant now)
    : store_(store) {
    if (const auto open = store.errand(identity); open && !open->ended) {
        kind_ = fmt::format("{} {}", word, open->id);
        const auto last = std::max(open->began, store.last_asked(kind_).value_or(open->began));
        if (now - last <= longest_rest) {
            id_ = open->id;
            const auto done = store.done_of(kind_);
            if (done > 0)
                base::log::info(fmt::format("going on with this {}, begun {}: {} window{} of it {} done",
                                            word, base::iso(open->began), done, done == 1 ? "" : "s",
                                            done == 1 ? "is" : "are"));
            return;
        }
    }
    id_ = store.begin_errand(identity, now);
    kind_ = fmt::format("{} {}", word, id_);
}

std::vector<jobs::Visit> Errand::missing(std::vector<jobs::Visit> visits) const {
    // By their first days: what cannot be narrowed ends today, and today moves on while the errand does not.
    std::set<std::tuple<std::string, std::string, base::Day>> done;
    std::set<std::string> sources;
    for (const auto& visit : visits) sources.insert(visit.source);
    for (const auto& source : sources)
        for (const auto& one : store_.asked(source, kind_))
            if (one.done) done.emplace(source, one.part, one.window.from);
    std::erase_if(visits, [&](const jobs::Visit& visit) {
        return done.contains({visit.source, visit.part, visit.window.from});
    });
    for (auto& visit : visits) visit.kind = kind_;
    return visits;
}

void Errand::end(base::Instant now) {
    store_.end_errand(id_, now);
}

}  // namespace pipeline
