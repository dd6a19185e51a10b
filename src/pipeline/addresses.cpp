#include "pipeline/addresses.hpp"

#include "pipeline/next_check.hpp"

namespace pipeline {
namespace {

constexpr int gone = 410;
/// Timers are not started more often: a shorter wish needs no memory.
constexpr std::chrono::hours shortest_wish{1};

bool is_permanent(const model::Snapshot& hop) {
    return hop.status == 301 || hop.status == 308;
}

/// Behind the redirects that are for good. One that is not ends them: behind it the address may change again.
std::string moved_to(const Answered& answered) {
    for (std::size_t i = 0; i < answered.hops.size(); ++i)
        if (!is_permanent(answered.hops[i])) return answered.hops[i].url;
    return answered.answer.url;
}

}  // namespace

std::string Addresses::now_at(const std::string& url) const {
    // An address with a key in it stays with the host that the key is for.
    const auto moved = source_.key.empty() ? store_.moved(source_.name, url) : std::string{};
    return moved.empty() ? url : moved;
}

void Addresses::learn(const Answered& answered) {
    if (answered.answer.status == gone)
        store_.set_gone(source_.name, answered.part, source_.digest, answered.answer.fetched);
    else if (answered.whole)
        store_.set_gone(source_.name, answered.part, {}, {});
    learn_place(answered);
    if (answered.whole) learn_patience(answered);
}

void Addresses::learn_place(const Answered& answered) {
    if (!source_.key.empty()) return;
    const auto known = store_.moved(source_.name, answered.url);
    const auto place = answered.whole ? moved_to(answered) : answered.url;
    const auto wanted = place == answered.url ? std::string{} : place;
    if (wanted != known) store_.set_moved(source_.name, answered.url, wanted);
}

void Addresses::learn_patience(const Answered& answered) {
    const auto before = store_.patience(source_.name, answered.url);
    const auto& fetched = answered.answer.fetched;
    // A feed that was not read again keeps the rhythm it had.
    model::Patience patience{fetched, answered.rhythm};
    if (!answered.read && before) patience.rhythm = before->rhythm;
    patience.not_before = next_check(answered.fresh, patience.rhythm, source_.cadence, fetched);
    if (before || !patience.rhythm.empty() || patience.not_before >= fetched + shortest_wish)
        store_.be_patient(source_.name, answered.url, patience);
}

std::optional<base::Instant> Addresses::gone_since(const std::string& part) const {
    return store_.gone_since(source_.name, part, source_.digest);
}

std::optional<base::Instant> Addresses::wait_until(const std::string& url, base::Instant last,
                                                   base::Instant now) const {
    const auto patience = store_.patience(source_.name, url);
    if (!patience) return {};
    if (now < patience->not_before) return patience->not_before;
    // A timer that always starts within skipped hours still asks once the cadence has passed twice.
    const auto next = next_check(now - last, patience->rhythm, source_.cadence, last);
    return next > now ? std::optional{next} : std::nullopt;
}

}  // namespace pipeline
