#include "pipeline/crawl.hpp"

#include <algorithm>
#include <tuple>

#include "fetch/address.hpp"

namespace pipeline {
namespace {

/// Pages further apart than this were not asked for in one go.
constexpr auto longest_visit = std::chrono::hours{24};

bool is_redirect(const model::Exchange& exchange) {
    return exchange.status >= 300 && exchange.status < 400 && exchange.status != 304;
}

}  // namespace

Crawl::Crawl(const House& house) : house_(house), claims_(house.sources, house.reference) {}

/// Another archive of ours says itself what was asked for, as long as the source is declared.
Crawl::Place Crawl::place_of(const archive::Foreign& foreign) {
    const auto& request = foreign.exchange.request;
    const auto* source = foreign.ours ? house_.find(request.source) : nullptr;
    if (source && source->part(request.part))
        return {request.source, request.part, request.window, request.visit, request.page, {}};
    const auto& url = request.url;
    if (const auto claim = claims_.find(url, foreign.exchange.fetched))
        return {claim->source, claim->part, claim->window, {}, claim->page, claim->key};
    const auto led = led_to_.find(url);
    return led == led_to_.end() ? Place{} : led->second;
}

void Crawl::learn(std::size_t file, const archive::Foreign& foreign) {
    const auto& exchange = foreign.exchange;
    Answer answer{place_of(foreign), exchange.fetched, is_redirect(exchange)};
    if (answer.redirect && !answer.place.source.empty())
        if (const auto to = fetch::resolve(exchange.request.url, model::header(exchange.headers, "Location")))
            led_to_.emplace(*to, answer.place);
    answers_.emplace(std::pair{file, foreign.number}, std::move(answer));
}

void Crawl::settle() {
    std::vector<Answer*> order;
    for (auto& [at, answer] : answers_)
        if (answer.place.visit == base::Instant{}) order.push_back(&answer);
    std::stable_sort(order.begin(), order.end(),
                     [](const Answer* a, const Answer* b) { return a->fetched < b->fetched; });
    struct Running {
        base::Instant begun{};
        std::set<int> pages;
    };
    std::map<std::tuple<std::string, std::string, base::Window>, Running> running;
    for (auto* answer : order) {
        auto& place = answer->place;
        auto& visit = running[{place.source, place.part, place.window}];
        // A page that comes a second time is of the next visit.
        const bool next = visit.pages.contains(place.page) || answer->fetched - visit.begun > longest_visit;
        if (next || place.source.empty()) visit = {answer->fetched, {}};
        if (!answer->redirect) visit.pages.insert(place.page);
        place.visit = visit.begun;
    }
}

const Crawl::Place* Crawl::find(std::size_t file, std::size_t number) const {
    const auto found = answers_.find({file, number});
    return found == answers_.end() ? nullptr : &found->second.place;
}

}  // namespace pipeline
