#include "fetch/web.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>

#include "base/error.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "fetch/address.hpp"
#include "fetch/attempt.hpp"
#include "fetch/failure.hpp"
#include "fetch/queue.hpp"
#include "fetch/retry.hpp"

namespace fetch {
namespace {

using Steady = std::chrono::steady_clock;

struct CloseMulti {
    void operator()(CURLM* multi) const noexcept { curl_multi_cleanup(multi); }
};
using Multi = std::unique_ptr<CURLM, CloseMulti>;

Multi open_multi(const Limits& limits) {
    // Once a process; libcurl asks for it before the first handle.
    static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
    Multi multi{started == CURLE_OK ? curl_multi_init() : nullptr};
    if (!multi) throw base::Error{"libcurl", "it can't be started", "is there memory left?"};
    curl_multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(limits.connections));
    return multi;
}

void check(CURLMcode code) {
    if (code != CURLM_OK)
        throw base::Error{"libcurl", curl_multi_strerror(code), "please report this: it should not happen"};
}

std::string host_of(const std::string& url) {
    const auto address = read_address(url);
    return address ? address->host : std::string{};
}

/// What a host was told, keys perhaps, is not for another host.
void forget_own_headers(model::Headers& headers) {
    std::erase_if(headers, [](const auto& one) {
        const auto name = base::lower_ascii(one.first);
        return !name.starts_with("accept") && name != "user-agent";
    });
}

}  // namespace

struct Web::Loop {
    Limits limits;
    Clock clock;
    Multi multi;
    std::mt19937 random{std::random_device{}()};  // jitter: machines that start at the same minute spread
    std::function<bool()> pulse{};
};

namespace {

/// One call of Web::run. If `answer` throws, what is under way is let go with it.
struct Run {
    const Limits& limits;
    const Web::Clock& clock;
    CURLM* multi;
    std::mt19937& random;
    const Answer& answer;
    const std::function<bool()>& pulse;
    Queue queue{limits.connections, limits.per_host};
    std::map<void*, Attempt> attempts{};

    void ask(std::vector<model::Request> requests);
    void all();
    void start();
    bool collect();
    void settle(Result result);
    bool try_again(Result& result);
    std::optional<Asked> follow(Result& result) const;
    void refuse(Asked asked);
    void wait();
};

void Run::ask(std::vector<model::Request> requests) {
    for (auto& request : requests) {
        auto host = host_of(request.url);
        queue.add({std::move(request), std::move(host)});
    }
}

void Run::all() {
    int running = 0;
    while (!queue.empty() && !(pulse && pulse())) {
        start();
        check(curl_multi_perform(multi, &running));
        // What was answered makes room: the next requests start before anything waits.
        if (!collect() && !queue.empty()) wait();
    }
}

void Run::start() {
    while (auto asked = queue.next(Steady::now())) {
        if (asked->host.empty()) {
            refuse(std::move(*asked));
            continue;
        }
        Attempt attempt{std::move(*asked), limits, multi};
        auto* handle = attempt.handle();
        attempts.emplace(handle, std::move(attempt));
    }
}

void Run::wait() {
    const auto now = Steady::now();
    const auto longest = pulse ? std::chrono::milliseconds{100} : std::chrono::milliseconds{1000};
    const auto left = std::max(std::min(queue.due(now + longest), now + longest), now) - now;
    const auto pause = std::chrono::ceil<std::chrono::milliseconds>(left).count();
    if (pause > 0) check(curl_multi_poll(multi, nullptr, 0, static_cast<int>(pause), nullptr));
}

bool Run::collect() {
    bool any = false;
    int left = 0;
    while (const auto* message = curl_multi_info_read(multi, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        const auto code = message->data.result;
        auto attempt = attempts.extract(message->easy_handle);
        settle(std::move(attempt.mapped()).finish(code, clock()));
        any = true;
    }
    return any;
}

void Run::settle(Result result) {
    queue.done(result.asked.host);
    if (result.may_pass && try_again(result)) return;
    auto& exchange = result.exchange;
    if (!exchange.failure.empty() && result.asked.failures > 1)
        exchange.failure += fmt::format(" (asked {} times)", result.asked.failures);
    auto next = follow(result);
    ask(answer(std::move(exchange)));
    if (next) queue.add(std::move(*next));
}

bool Run::try_again(Result& result) {
    auto& asked = result.asked;
    if (++asked.failures >= limits.tries) return false;
    const auto now = Steady::now();
    auto pause = backoff(limits.first_backoff, asked.failures, random);
    const auto wish = retry_after(model::header(result.exchange.headers, "Retry-After"), clock());
    if (wish && *wish > limits.retry_after) return false;
    if (wish) {
        queue.rest(asked.host, now + *wish);
        pause += *wish;
    }
    base::log::detail(fmt::format(
        "{}: {}; asked again in {} ms", redacted(asked.request.url),
        result.exchange.status ? fmt::format("status {}", result.exchange.status) : result.exchange.failure,
        pause.count()));
    queue.add(std::move(asked), now + pause);
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
                                       redacted(location));
    else if (result.asked.redirects >= limits.redirects)
        exchange.failure =
            fmt::format("redirect refused: more than {}, the last one leads to {}. Look at it with curl -v",
                        limits.redirects, redacted(*to));
    else
        exchange.failure = refusal(from, *to);
    if (!exchange.failure.empty()) return {};
    auto next = result.asked;
    if (read_address(from) != read_address(*to)) forget_own_headers(next.request.headers);
    next.request.url = *to;
    next.host = host_of(*to);
    ++next.redirects;
    return next;
}

void Run::refuse(Asked asked) {
    model::Exchange exchange;
    exchange.failure = tell(cause_of(CURLE_URL_MALFORMAT), redacted(asked.request.url));
    exchange.fetched = clock();
    exchange.request = asked.request;
    settle({std::move(asked), std::move(exchange), false});
}

}  // namespace

Web::Web(Limits limits, Clock clock) {
    auto multi = open_multi(limits);
    loop_ = std::make_unique<Loop>(Loop{std::move(limits), std::move(clock), std::move(multi)});
}

Web::~Web() = default;

void Web::set_pulse(std::function<bool()> pulse) {
    loop_->pulse = std::move(pulse);
}

void Web::run(std::vector<model::Request> requests, const Answer& answer) {
    Run run{loop_->limits, loop_->clock, loop_->multi.get(), loop_->random, answer, loop_->pulse};
    run.ask(std::move(requests));
    run.all();
}

}  // namespace fetch
