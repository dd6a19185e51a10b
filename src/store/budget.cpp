// ops_budget and ops_rest: what the hosts were promised, by all runs together.
#include <algorithm>

#include "store/database.hpp"
#include "store/store.hpp"

namespace store {
namespace {

using Micros = std::chrono::microseconds;

struct Last {
    std::int64_t number = 0;
    base::Instant granted{}, next{};
};

std::optional<Last> last_of(Store::Database& database, const std::string& budget) {
    auto& select = database.kept(
        "SELECT number, granted, next FROM ops_budget WHERE budget = :budget ORDER BY number DESC LIMIT 1");
    select.bind(":budget", budget);
    std::optional<Last> last;
    if (select.executeStep())
        last = Last{select.getColumn(0).getInt64(), instant(select.getColumn(1).getInt64()),
                    instant(select.getColumn(2).getInt64())};
    select.reset();
    return last;
}

std::optional<base::Instant> granted_at(Store::Database& database, const std::string& budget,
                                        std::int64_t number) {
    auto& select =
        database.kept("SELECT granted FROM ops_budget WHERE budget = :budget AND number = :number");
    select.bind(":budget", budget);
    select.bind(":number", number);
    std::optional<base::Instant> at;
    if (select.executeStep()) at = instant(select.getColumn(0).getInt64());
    select.reset();
    return at;
}

void grant(Store::Database& database, const std::string& budget, const Last& given) {
    auto& put = database.put("ops_budget");
    put.bind(":budget", budget);
    put.bind(":number", given.number);
    put.bind(":granted", micros(given.granted));
    put.bind(":next", micros(given.next));
    put.exec();
}

void remove_until(Store::Database& database, const std::string& budget, std::int64_t upto) {
    auto& prune = database.put("ops_budget_forget");
    prune.bind(":budget", budget);
    prune.bind(":number", upto);
    prune.exec();
}

/// Answers of the last day that are older than the ledger's first run: what they cost is not known any more.
bool ledger_was_lost(Store::Database& database, base::Instant now) {
    auto& select = database.kept(
        "SELECT EXISTS (SELECT 1 FROM snapshot WHERE origin = 'live' AND fetched > :yesterday"
        " AND fetched < (SELECT min(started) FROM ops_run))");
    select.bind(":yesterday", micros(now - std::chrono::days{1}));
    select.executeStep();
    const bool lost = select.getColumn(0).getInt() != 0;
    select.reset();
    return lost;
}

/// A budget nobody knows the state of counts as half spent: half of each span's, the longer spans' share just
/// before the shorter span begins.
Last half_spent(Store::Database& database, const std::string& budget, std::vector<Allowance> spans,
                base::Instant now) {
    std::sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) { return a.span > b.span; });
    Last last;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const auto shorter = i + 1 < spans.size() ? spans[i + 1] : Allowance{Micros{0}, 0};
        last.granted = last.next = now - shorter.span;
        for (int more = spans[i].most / 2 - shorter.most / 2; more > 0; --more) {
            ++last.number;
            grant(database, budget, last);
        }
    }
    return last;
}

/// A span ends `most` permits behind the next one: that one must be older than the span.
Refusal full(Store::Database& database, const std::string& budget, const Last& last,
             const std::vector<Allowance>& spans) {
    Refusal refusal{last.next, {}};
    for (const auto& allowed : spans) {
        const auto oldest = granted_at(database, budget, last.number + 1 - allowed.most);
        if (!oldest || *oldest + allowed.span <= refusal.not_before) continue;
        refusal = {*oldest + allowed.span, allowed};
    }
    return refusal;
}

}  // namespace

std::optional<Refusal> Store::take_permit(const std::string& budget, const std::vector<Allowance>& spans,
                                          std::chrono::microseconds pause, base::Instant now) {
    std::optional<Refusal> refused;
    together([&] {
        auto last = last_of(*database_, budget).value_or(Last{});
        if (last.number == 0 && ledger_was_lost(*database_, now))
            last = half_spent(*database_, budget, spans, now);
        if (const auto refusal = full(*database_, budget, last, spans); refusal.not_before > now) {
            refused = refusal;
            return;
        }
        // A clock that was set back must not make a later permit look older than an earlier one.
        last = {last.number + 1, std::max(now, last.granted), now + pause};
        grant(*database_, budget, last);
        int most = 1;
        for (const auto& allowed : spans) most = std::max(most, allowed.most);
        remove_until(*database_, budget, last.number - most);
    });
    return refused;
}

void Store::put_budgets_right(base::Instant now) {
    constexpr std::chrono::days longest{1};  // span of a budget, and rest of a host
    constexpr std::chrono::hours tolerable{1};
    const auto latest = now + longest + tolerable;
    if (newest_promise() <= latest) return;
    together([&] {
        auto& permits = database_->put("ops_budget_put_right");
        permits.bind(":now", micros(now));
        permits.bind(":latest", micros(latest));
        permits.exec();
        auto& rests = database_->put("ops_rest_put_right");
        rests.bind(":latest", micros(latest));
        rests.exec();
    });
}

base::Instant Store::newest_promise() {
    return guarded(database_->file, [&] {
        auto& select = database_->kept(
            "SELECT max(ifnull((SELECT max(granted) FROM ops_budget), 0), "
            "ifnull((SELECT max(until) FROM ops_rest), 0))");
        select.executeStep();
        const auto newest = instant(select.getColumn(0).getInt64());
        select.reset();
        return newest;
    });
}

int Store::permits_since(const std::string& budget, base::Instant since) {
    return guarded(database_->file, [&] {
        auto& select =
            database_->kept("SELECT count(*) FROM ops_budget WHERE budget = :budget AND granted > :since");
        select.bind(":budget", budget);
        select.bind(":since", micros(since));
        select.executeStep();
        const int count = select.getColumn(0).getInt();
        select.reset();
        return count;
    });
}

void Store::rest(const std::string& host, base::Instant until, const std::string& why) {
    together([&] {
        auto& put = database_->put("ops_rest");
        put.bind(":host", host);
        put.bind(":until", micros(until));
        put.bind(":why", why);
        put.exec();
    });
}

std::map<std::string, Rest> Store::rests(base::Instant now) {
    return guarded(database_->file, [&] {
        auto& select = database_->kept("SELECT host, until, why FROM ops_rest WHERE until > :now");
        select.bind(":now", micros(now));
        std::map<std::string, Rest> all;
        while (select.executeStep())
            all[select.getColumn(0).getString()] = {instant(select.getColumn(1).getInt64()),
                                                    select.getColumn(2).getString()};
        select.reset();
        return all;
    });
}

}  // namespace store
