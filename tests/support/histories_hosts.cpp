#include "support/histories_hosts.hpp"

#include <deque>

#include "base/hash.hpp"

namespace histories {
namespace {

constexpr std::string_view web_page =
    "<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Later</body></html>";

}  // namespace

std::string Hosts::etag(const std::string& body) const {
    return "\"" + base::sha256(body).substr(0, 16) + "\"";
}

bool Hosts::is_unmodified(const model::Exchange& exchange) const {
    const auto asked = model::header(exchange.request.headers, "If-None-Match");
    return !asked.empty() && asked == model::header(exchange.headers, "ETag");
}

/// What goes wrong on the way. The same failure has the same words, so that one moment says one thing.
void Hosts::disturb(model::Exchange& exchange) {
    switch (dice_.roll(weather_.silence ? 6 : 5)) {
        case 0:
            exchange.status = 503;
            exchange.body = "busy";
            break;
        case 1:
            exchange.failure = "the connection was closed in the middle of the body";
            exchange.body.resize(exchange.body.size() / 2);
            break;
        case 2:
            exchange.headers = {{"Content-Type", "text/html"}};
            exchange.body = web_page;
            break;
        case 3: {
            auto other = exchange.request;
            ++other.page;
            exchange.body = provider_.body(other);
            break;
        }
        case 4: {
            auto other = exchange.request;  // as if half of the list had gone while it was paged
            other.window.from += (other.window.to - other.window.from) / 2;
            exchange.body = provider_.body(other);
            break;
        }
        default:  // nobody there
            exchange.status = 0;
            exchange.failure = "no answer within 10 s";
            exchange.headers.clear();
            exchange.body.clear();
            break;
    }
    if (exchange.status == 200) exchange.headers.emplace_back("ETag", etag(exchange.body));
}

model::Exchange Hosts::answer_to(const model::Request& request) {
    model::Exchange exchange;
    exchange.request = request;
    exchange.fetched = request.visit + (weather_.fixed_clock ? std::chrono::microseconds{0}
                                                             : std::chrono::microseconds{++answers_});
    if (dice_.happens(weather_.spent)) {
        exchange.failure = "budget spent";
        exchange.resume_after = request.visit + std::chrono::hours{1};
        return exchange;
    }
    exchange.status = 200;
    exchange.protocol = "http/1.1";
    exchange.headers = {{"Content-Type", Provider::content_type(request)}};
    exchange.body = provider_.body(request);
    if (dice_.happens(weather_.failing)) {
        disturb(exchange);
        return exchange;
    }
    exchange.headers.emplace_back("ETag", etag(exchange.body));
    if (!is_unmodified(exchange) || !dice_.happens(weather_.unmodified)) return exchange;
    ++unmodified;
    exchange.status = 304;
    exchange.body.clear();
    return exchange;
}

void Hosts::run(std::vector<model::Request> requests, const fetch::Answer& answer) {
    std::deque<model::Request> waiting{requests.begin(), requests.end()};
    for (int done = 0; !waiting.empty(); ++done) {
        if (done == weather_.killed_after) throw Killed{};
        std::swap(waiting.front(), dice_.one_of(waiting));
        auto request = std::move(waiting.front());
        waiting.pop_front();
        if (dice_.happens(weather_.redirected)) {
            model::Exchange hop;
            hop.request = request;
            hop.fetched = request.visit + std::chrono::microseconds{weather_.fixed_clock ? 0 : ++answers_};
            hop.status = 302;
            hop.protocol = "http/1.1";
            request.url += "&moved";
            hop.headers = {{"Location", request.url}};
            answer(std::move(hop));
        }
        for (auto& next : answer(answer_to(request))) waiting.push_back(std::move(next));
    }
}

}  // namespace histories
