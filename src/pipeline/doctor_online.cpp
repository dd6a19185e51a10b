// What `tuja doctor --online` asks of the hosts.
#include <fmt/format.h>

#include <algorithm>

#include "archive/archive.hpp"
#include "base/coding.hpp"
#include "base/interrupt.hpp"
#include "fetch/retry.hpp"
#include "pipeline/doctor.hpp"
#include "pipeline/facts.hpp"
#include "pipeline/keys.hpp"
#include "pipeline/work.hpp"

namespace pipeline {
namespace {

constexpr std::chrono::minutes tolerable{5};

/// An exchange as the archive would give it back, without the archive.
archive::Kept as_kept(const model::Exchange& exchange) {
    archive::Kept kept;
    auto& snapshot = kept.snapshot;
    snapshot.source = exchange.request.source;
    snapshot.part = exchange.request.part;
    snapshot.url = exchange.request.url;
    snapshot.window = exchange.request.window;
    snapshot.visit = exchange.request.visit;
    snapshot.page = exchange.request.page;
    snapshot.fetched = exchange.fetched;
    snapshot.status = exchange.status;
    snapshot.failure = exchange.failure;
    snapshot.content_type = model::header(exchange.headers, "content-type");
    kept.headers = exchange.headers;
    kept.body = base::decode(exchange.body, model::header(exchange.headers, "content-encoding"))
                    .value_or(exchange.body);
    return kept;
}

std::string advice(const model::Source& source, int status) {
    if (status == 401 || status == 403)
        return source.key.empty() ? "is a contact set? some hosts refuse tools that name nobody"
                                  : "is the key in " + source.key + " still good?";
    if (status == 404 || status == 410)
        return "has it moved? look at " + source.origin.url + " and correct " + source.place;
    if (status == 429 || status >= 500) return "nothing is wrong here: look again in an hour";
    return "look at " + source.origin.url + "; " + source.place + " may need a change";
}

Finding judge(const House& house, const model::Source& source, const model::Exchange& exchange) {
    using Level = Finding::Level;
    const auto& name = source.name;
    if (exchange.status == 0)
        return {Level::warning, fmt::format("{} does not answer: {}", name, exchange.failure), ""};
    if (exchange.status != 200)
        return {Level::warning, fmt::format("{} refuses: the host answered {}", name, exchange.status),
                advice(source, exchange.status)};
    const auto page =
        read_page(source, *source.part(exchange.request.part), house.reference, as_kept(exchange));
    if (page.facts.outcome == "failed")
        return {Level::warning,
                fmt::format("{} answers something else: {}", name, page.facts.rejects.front().detail),
                advice(source, 0)};
    const auto found = page.facts.observations.size() + page.facts.announcements.size();
    return {Level::good,
            fmt::format("{} answers: {} value{} on its first page", name, found, found == 1 ? "" : "s"), ""};
}

/// How far the hosts' clocks are from ours: the middle one of them, because one may be wrong.
std::vector<Finding> judge_clock(std::vector<std::chrono::milliseconds> differences) {
    if (differences.empty()) return {};
    std::sort(differences.begin(), differences.end());
    const auto middle = differences[differences.size() / 2];
    if (std::chrono::abs(middle) < tolerable)
        return {{Finding::Level::good, "the clock agrees with the hosts'", ""}};
    return {{Finding::Level::bad,
             fmt::format("the clock is {} minutes {} the hosts'",
                         std::chrono::abs(std::chrono::duration_cast<std::chrono::minutes>(middle)).count(),
                         middle.count() > 0 ? "behind" : "before"),
             "set it: every fact carries the time at which it was known"}};
}

std::optional<std::chrono::milliseconds> difference(const model::Exchange& exchange) {
    // Seen from 1970 the wait until a date is the date.
    const auto there = fetch::retry_after(model::header(exchange.headers, "Date"), base::Instant{});
    if (!there) return {};
    return std::chrono::duration_cast<std::chrono::milliseconds>(base::Instant{*there} - exchange.fetched);
}

std::optional<model::Request> question(const House& house, const model::Source& source) {
    const auto today = base::day_of(house.settings.now);
    const auto visits =
        jobs::visits(source, base::Window{today, today + std::chrono::days{1}}, {}, house.settings.now);
    if (visits.empty()) return {};
    auto request = jobs::request(source, visits.back(), 1, house.reference);
    return source.key.empty() ? request : with_key(request, *find_key(source.key));
}

/// Files taken by hand are no fault; a key or contact that is missing is one that the offline part tells of.
void left_out(const model::Source& source, const std::string& why, std::vector<Finding>& findings) {
    if (source.access != "manual")
        findings.push_back({Finding::Level::warning, source.name + " was not asked: " + why, ""});
}

}  // namespace

std::vector<Finding> examine_online(const House& house, fetch::Transport& web) {
    std::vector<model::Request> questions;
    std::vector<Finding> findings;
    for (const auto& source : house.sources) {
        if (source.access == "shipped") continue;  // a file of ours
        if (const auto why = unaskable(house, source); !why.empty())
            left_out(source, why, findings);
        else if (auto asked = question(house, source))
            questions.push_back(std::move(*asked));
    }
    std::vector<std::chrono::milliseconds> differences;
    web.set_pulse([] { return base::interrupted(); });
    web.run(std::move(questions), [&](model::Exchange&& exchange) -> std::vector<model::Request> {
        if (fetch::is_hop(exchange)) return {};
        const auto& source = house.source(exchange.request.source);
        if (!source.key.empty()) scrub(exchange, find_key(source.key).value_or(""));
        findings.push_back(judge(house, source, exchange));
        if (const auto skew = difference(exchange)) differences.push_back(*skew);
        return {};
    });
    web.set_pulse({});
    base::stop_if_interrupted();
    std::sort(findings.begin(), findings.end(),
              [](const Finding& a, const Finding& b) { return a.what < b.what; });
    for (auto& finding : judge_clock(std::move(differences))) findings.push_back(std::move(finding));
    return findings;
}

}  // namespace pipeline
