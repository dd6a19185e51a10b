#include "pipeline/work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "jobs/windows.hpp"
#include "pipeline/addresses.hpp"
#include "pipeline/due.hpp"
#include "pipeline/keys.hpp"
#include "pipeline/progress.hpp"

namespace pipeline {
namespace {

/// How far an answer may be ahead of the clock: two machines may differ.
constexpr std::chrono::hours wrong_clock{1};

std::vector<jobs::Visit> visits_of(const House& house, const model::Source& source, store::Store& store,
                                   const RunOptions& options) {
    if (options.visits) return options.visits(source);
    if (house.bundled) return jobs::visits(source, *house.bundled, options.range);
    return jobs::visits(source, options.range, asked_so_far(house, store, source), house.settings.now);
}

/// Why a source is left alone in this run; "" when it is worked on.
std::string reason_to_skip(const House& house, const model::Source& source, store::Store& store,
                           const RunOptions& options) {
    if (house.bundled || options.from_archive) return {};
    if (const auto why = unaskable(house, source); !why.empty()) return why;
    if (options.range || options.named || options.now) return {};
    return due_from(house, store, source) <= house.settings.now ? "" : "not due yet";
}

std::string plural(std::size_t count, std::string_view word) {
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

void tell(const Outcome& outcome) {
    const auto& name = outcome.source;
    if (!outcome.good())
        return base::log::warning(
            fmt::format("{} failed: {}", plural(outcome.failed, "window"), outcome.reason), name);
    if (outcome.exchanges == 0 && outcome.visits > 0 && outcome.postponed == 0)
        return base::log::info(
            fmt::format("{} from the archive", plural(outcome.observations + outcome.announcements, "value")),
            name);
    if (outcome.unchanged == outcome.visits) return base::log::info("nothing new", name);
    base::log::info(
        fmt::format("{}, {}, {}{}{}", plural(outcome.exchanges, "answer"),
                    plural(outcome.observations, "value"), plural(outcome.announcements, "announcement"),
                    outcome.rejects > 0 ? ", " + plural(outcome.rejects, "reject") : "",
                    outcome.postponed > 0
                        ? ", " + plural(outcome.postponed, "window") + " left for the next run"
                        : ""),
        name);
}

Exit exit_of(const House& house, const model::Source& source, store::Store& store, const Outcome& outcome,
             const RunOptions& options) {
    if (outcome.good()) return Exit::done;
    if (outcome.key_refused) return Exit::key;
    const bool counts =
        options.named || options.range || failure_counts(house, source, store.health(source.name));
    return counts ? Exit::partial : Exit::done;
}

Outcome nothing_of(const model::Source& source) {
    Outcome outcome;
    outcome.source = source.name;
    return outcome;
}

/// A source that this run holds.
struct Held {
    const model::Source* source;
    std::optional<Lock> lock;
    bool outdated = false;  // its facts are another method's
    bool ask = true;        // not only to be normalized again
};

/// The sources of one run, from who is left out to how each fared.
class Work {
  public:
    Work(const House& house, Desk& desk, const RunOptions& options, RunResult& result)
        : house_(house), desk_(desk), options_(options), result_(result) {}

    void hold(const std::vector<const model::Source*>& sources);
    void normalize();
    void ask();

  private:
    std::vector<jobs::Visit> wanted(const model::Source& source);
    void tell_of_clock(const model::Source& source) const;
    void leave_out(const model::Source& source, const std::string& why);
    bool take(const model::Source& source, bool outdated, bool ask);
    void enter(const Held& held, const Outcome& outcome);

    const House& house_;
    Desk& desk_;
    const RunOptions& options_;
    RunResult& result_;
    std::vector<Held> held_;
};

void Work::leave_out(const model::Source& source, const std::string& why) {
    result_.skipped.push_back(source.name + ": " + why);
    if (!options_.named) return;
    base::log::warning(result_.skipped.back());
    // Who names a source is told that it can't be asked like this; a job goes on with the others.
    const bool keyless = lacks_key(source);
    if (keyless || !unaskable(house_, source).empty())
        result_.exit = worse(result_.exit, keyless ? Exit::key : Exit::usage);
}

bool Work::take(const model::Source& source, bool outdated, bool ask) {
    const auto& name = source.name;
    if (auto lock = Lock::take(house_.locks(), name)) {
        held_.push_back({&source, std::move(lock), outdated, ask});
        return true;
    }
    result_.skipped.push_back(
        fmt::format("{}: held by another run ({})", name, Lock::holder(house_.locks(), name)));
    base::log::warning(result_.skipped.back());
    return false;
}

/// Nothing is lost by it: what such a clock dated counts as not asked yet. But its facts say they were known
/// then.
void Work::tell_of_clock(const model::Source& source) const {
    const auto newest = desk_.store.newest(source.name);
    if (newest && !house_.bundled && *newest > house_.settings.now + wrong_clock)
        base::log::warning(
            fmt::format("its newest answer is dated {}, after this machine's clock ({}): was the "
                        "clock wrong then, or is it now? see tuja doctor",
                        base::iso(*newest), base::iso(house_.settings.now)),
            source.name);
}

void Work::hold(const std::vector<const model::Source*>& sources) {
    std::size_t locked = 0, wanted = 0;
    for (const auto* source : sources) {
        tell_of_clock(*source);
        const auto skip = reason_to_skip(house_, *source, desk_.store, options_);
        const bool outdated =
            desk_.store.newest(source->name) && desk_.store.method(source->name) != house_.method(*source);
        if (!skip.empty()) leave_out(*source, skip);
        if (!skip.empty() && !outdated) continue;
        ++wanted;
        if (!take(*source, outdated, skip.empty())) ++locked;
    }
    if (locked > 0 && locked == wanted) result_.exit = worse(result_.exit, Exit::locked);
}

/// Facts of another method are made again from the archive before anything is asked. Archived bytes that
/// can't be read fail their source only.
void Work::normalize() {
    for (auto& held : held_) {
        base::stop_if_interrupted();
        if (!held.outdated && !options_.from_archive) continue;
        auto outcome = nothing_of(*held.source);
        try {
            if (options_.from_archive) desk_.store.remember(held.source->name);
            outcome = normalize_again(house_, desk_.archive, desk_.store, *held.source);
            if (options_.from_archive) outcome.changes = desk_.store.changes_of(held.source->name);
        } catch (const Unreadable& error) {
            outcome.unreadable = error;
            outcome.failed = 1;
            outcome.reason = error.what();
            held.ask = false;
        }
        if (options_.from_archive || outcome.unreadable) enter(held, outcome);
    }
}

/// The visits of a source but for those that their host does not want.
std::vector<jobs::Visit> Work::wanted(const model::Source& source) {
    auto visits = visits_of(house_, source, desk_.store, options_);
    if (house_.bundled || options_.now || options_.named) return visits;
    const Addresses addresses{desk_.store, source};
    const auto history = asked_so_far(house_, desk_.store, source);
    std::set<std::string> said;
    std::erase_if(visits, [&](const jobs::Visit& visit) {
        if (const auto since = addresses.gone_since(visit.part)) {
            if (said.insert(visit.part).second)
                base::log::warning(
                    fmt::format("{} is gone since {} (the host answers 410): correct its address "
                                "in {} or remove it",
                                visit.part, base::iso(base::day_of(*since)), source.place),
                    source.name);
            return true;
        }
        if (options_.range) return false;
        const auto url =
            with_key(jobs::request(source, visit, 1, house_.reference), std::string{masked_key}).url;
        const auto last = jobs::last_asked(visit.part, history);
        const auto until = last ? addresses.wait_until(url, *last, house_.settings.now) : std::nullopt;
        if (until)
            result_.skipped.push_back(fmt::format("{}: {}: its host asks to wait until {}", source.name,
                                                  visit.part, base::iso(*until)));
        return until.has_value();
    });
    return visits;
}

void Work::ask() {
    if (options_.from_archive) return;
    std::vector<Asked> asked;
    std::map<std::string, Held*> by_name;
    for (auto& held : held_) {
        if (!held.ask) continue;
        Asked one{held.source, wanted(*held.source)};
        if (one.visits.empty()) {  // nothing of it lies in the range: neither good nor bad
            enter(held, nothing_of(*held.source));
            continue;
        }
        by_name[held.source->name] = &held;
        asked.push_back(std::move(one));
    }
    const auto* cause = house_.bundled ? "offline" : options_.range ? "range" : "schedule";
    Rooms rooms{house_, desk_.archive, desk_.store, *desk_.web, cause};
    Progress progress{house_.settings.draw_progress};
    rooms.progress = &progress;
    fetch_sources(rooms, asked, [&](Outcome&& outcome) {
        auto& held = *by_name.at(outcome.source);
        // A range is no sign of how fresh a source is that can be asked for one.
        const bool regular = !options_.range || !held.source->is_ranged();
        if (regular && !outcome.unreadable && (outcome.postponed == 0 || !outcome.good()))
            desk_.store.note_source(outcome.source, outcome.good(), outcome.reason, house_.settings.now);
        // What an interrupt cut short is told once, for all sources together.
        if (!base::interrupted() || outcome.postponed == 0) enter(held, outcome);
        held.lock.reset();
    });
}

void Work::enter(const Held& held, const Outcome& outcome) {
    tell(outcome);
    if (outcome.unreadable) result_.exit = worse(result_.exit, Exit::failed);
    result_.exit = worse(result_.exit, exit_of(house_, *held.source, desk_.store, outcome, options_));
    result_.outcomes.push_back(outcome);
}

}  // namespace

std::string unaskable(const House& house, const model::Source& source) {
    if (lacks_key(source)) return fmt::format("its host asks for a key: set {}", source.key);
    if (house.lacks_contact(source)) return "its host refuses tools that name nobody: set TUJA_CONTACT";
    if (source.access == "manual")
        return fmt::format("its files are taken by hand: tuja fetch {} --file F --url U --retrieved DAY",
                           source.name);
    return {};
}

void work_on_all(const House& house, Desk& desk, const std::vector<const model::Source*>& sources,
                 const RunOptions& options, RunResult& result) {
    Work work{house, desk, options, result};
    work.hold(sources);
    work.normalize();
    work.ask();
    base::stop_if_interrupted();
    // They ended in the order of their hosts; the ledger keeps that of their names.
    std::map<std::string, std::size_t> place;
    for (const auto* source : sources) place.emplace(source->name, place.size());
    std::stable_sort(result.outcomes.begin(), result.outcomes.end(), [&](const Outcome& a, const Outcome& b) {
        return place.at(a.source) < place.at(b.source);
    });
}

}  // namespace pipeline
