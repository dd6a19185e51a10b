#include "fetch/run.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/log.hpp"
#include "base/secret.hpp"
#include "fetch/address.hpp"
#include "fetch/failure.hpp"
#include "fetch/retry.hpp"

namespace fetch {
namespace {

using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;

void check(CURLMcode code) {
    if (code != CURLM_OK)
        throw base::Error{"libcurl", curl_multi_strerror(code), "please report this: it should not happen"};
}

/// "14:05 UTC", with the day where it is another one.
std::string when(base::Instant then, base::Instant now) {
    then = std::chrono::ceil<std::chrono::minutes>(then);
    const auto text = base::iso(then);
    const bool today = base::day_of(then) == base::day_of(now);
    return fmt::format("{}{} UTC", today ? "" : text.substr(0, 10) + " ", text.substr(11, 5));
}

std::string outcome(const model::Exchange& exchange) {
    return exchange.status ? fmt::format("status {}", exchange.status) : exchange.failure;
}

}  // namespace

Run::~Run() {
    if (!engine_.gate) return;
    for (const auto& [handle, attempt] : attempts_) engine_.gate->done(attempt.lane());
}

void Run::ask(std::vector<model::Request> requests) {
    for (auto& request : requests) {
        auto lane = model::lane_of(engine_.limits.hosts, request.url);
        queue_.add({std::move(request), std::move(lane)});
    }
}

void Run::all() {
    int running = 0;
    while (!queue_.empty() && !(engine_.pulse && engine_.pulse())) {
        start();
        check(curl_multi_perform(engine_.multi(), &running));
        // What was answered makes room: the next requests start before anything waits.
        if (!collect() && !queue_.empty()) wait();
    }
}

void Run::start() {
    while (auto asked = queue_.next(Steady::now())) {
        if (!read_address(asked->request.url))
            refuse(std::move(*asked));
        else if (may_go(*asked))
            launch(std::move(*asked));
    }
}

/// Where it may not go, it waits or is put off.
bool Run::may_go(Asked& asked) {
    if (!engine_.gate) return true;
    const auto now = engine_.moment();
    const auto permit = engine_.gate->ask(asked.lane, now);
    if (!permit.not_before) return true;
    const auto left = *permit.not_before - now;
    if (left > engine_.limits.patience) {
        put_off(std::move(asked), permit);
        return false;
    }
    queue_.rest(asked.lane.name, Steady::now() + left);
    queue_.put_back(std::move(asked));
    return false;
}

void Run::launch(Asked asked) {
    Attempt attempt{std::move(asked), engine_};
    auto* handle = attempt.handle();
    attempts_.emplace(handle, std::move(attempt));
}

void Run::wait() {
    const auto now = Steady::now();
    const auto longest = engine_.pulse ? milliseconds{100} : milliseconds{1000};
    const auto left = std::clamp(queue_.due(now + longest), now, now + longest) - now;
    const auto pause = std::chrono::ceil<milliseconds>(left).count();
    if (pause > 0) check(curl_multi_poll(engine_.multi(), nullptr, 0, static_cast<int>(pause), nullptr));
}

bool Run::collect() {
    bool any = false;
    int left = 0;
    while (const auto* message = curl_multi_info_read(engine_.multi(), &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        const auto code = message->data.result;
        auto attempt = attempts_.extract(message->easy_handle);
        if (engine_.gate) engine_.gate->done(attempt.mapped().lane());
        settle(std::move(attempt.mapped()).finish(code, engine_.clock()));
        any = true;
    }
    return any;
}

void Run::settle(Result result) {
    queue_.done(result.asked.lane.name);
    if (result.may_pass && try_again(result)) return;
    auto& exchange = result.exchange;
    if (!exchange.failure.empty() && !exchange.resume_after && result.asked.failures > 1)
        exchange.failure += fmt::format(" (asked {} times)", result.asked.failures);
    auto next = follow(result);
    ask(answer_(std::move(exchange)));
    if (next) queue_.add(std::move(*next));
}

bool Run::try_again(Result& result) {
    auto& asked = result.asked;
    ++asked.failures;
    const auto now = Steady::now();
    const auto wish = retry_after(model::header(result.exchange.headers, "Retry-After"), engine_.clock());
    if (rests(result, wish) || asked.failures >= engine_.limits.tries) return false;
    auto pause = backoff(engine_.limits.first_backoff, asked.failures, engine_.random);
    if (wish) {
        queue_.rest(asked.lane.name, now + *wish);
        pause += *wish;
    }
    base::log::detail(fmt::format("{}: {}; asked again in {} ms",
                                  redacted(asked.request.url, asked.request.key),
                                  base::without(outcome(result.exchange), asked.request.key), pause.count()));
    queue_.add(std::move(asked), now + pause);
    return true;
}

bool Run::rests(const Result& result, std::optional<milliseconds> wish) {
    const auto& lane = result.asked.lane;
    if (!wish && result.exchange.status == 429 && lane.host && lane.host->rest_minutes)
        wish = std::chrono::minutes{lane.host->rest_minutes};
    if (!wish || *wish <= engine_.limits.retry_after) return false;
    // Who asks for years means no more than who asks for a day.
    const auto until = engine_.moment() + std::min<milliseconds>(*wish, engine_.limits.longest_rest);
    const auto& name = lane.owner();
    if (engine_.gate)
        engine_.gate->rest(
            lane, until,
            fmt::format("{} answered {} and asks to be left alone", name, result.exchange.status));
    return true;
}

std::optional<Asked> Run::follow(Result& result) const {
    auto& exchange = result.exchange;
    if (!is_hop(exchange)) return {};
    const auto& from = exchange.request.url;
    const auto location = model::header(exchange.headers, "Location");
    const auto to = resolve(from, location);
    if (!to)
        exchange.failure = fmt::format("redirect refused: \"{}\" is no address. Look at it with curl -v",
                                       redacted(location, exchange.request.key));
    else if (result.asked.redirects >= engine_.limits.redirects)
        exchange.failure =
            fmt::format("redirect refused: more than {}, the last one leads to {}. Look at it with curl -v",
                        engine_.limits.redirects, redacted(*to, exchange.request.key));
    else
        exchange.failure = refusal(exchange.request, *to);
    if (!exchange.failure.empty()) return {};
    auto next = result.asked;
    if (read_address(from) != read_address(*to)) forget_own_headers(next.request.headers);
    forget_conditions(next.request);
    next.request.url = *to;
    next.lane = model::lane_of(engine_.limits.hosts, *to);
    ++next.redirects;
    return next;
}

void Run::refuse(Asked asked) {
    model::Exchange exchange;
    exchange.failure = tell(cause_of(CURLE_URL_MALFORMAT), redacted(asked.request.url, asked.request.key));
    exchange.fetched = engine_.clock();
    exchange.request = asked.request;
    settle({std::move(asked), std::move(exchange)});
}

/// Never asked: no attempt, nothing for the archive.
void Run::put_off(Asked asked, const Permit& permit) {
    model::Exchange exchange;
    exchange.resume_after = permit.not_before;
    exchange.failure =
        fmt::format("{}: resume after {}", permit.why, when(*permit.not_before, engine_.moment()));
    exchange.fetched = engine_.clock();
    exchange.request = asked.request;
    settle({std::move(asked), std::move(exchange)});
}

}  // namespace fetch
