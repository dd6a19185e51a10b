#pragma once

#include "fetch/transport.hpp"
#include "support/histories_provider.hpp"

namespace histories {

/// How likely it is, in percent of the answers, that something is wrong with one.
struct Weather {
    int failing = 0;      // 5xx, cut, a web page, nobody there, another page, a total that moves
    bool silence = true;  // nobody there is one of the ways to fail
    int unmodified = 60;  // 304 where the request's validators hold; else the same bytes with 200
    int redirected = 0;
    int spent = 0;             // the budget is: not asked at all
    int killed_after = -1;     // so many answers; -1: it runs to its end
    bool fixed_clock = false;  // every answer comes at the moment of its visit
};

/// The run ends here, as if it had been killed.
struct Killed {};

/// All hosts of a provider, answering the waiting requests in an order that the seed decides.
class Hosts : public fetch::Transport {
  public:
    Hosts(const Provider& provider, Weather weather, std::uint64_t seed)
        : provider_(provider), weather_(weather), dice_(seed) {}

    void run(std::vector<model::Request> requests, const fetch::Answer& answer) override;
    std::size_t unmodified = 0;  // 304s that were given

  private:
    model::Exchange answer_to(const model::Request& request);
    void disturb(model::Exchange& exchange);
    bool is_unmodified(const model::Exchange& exchange) const;
    std::string etag(const std::string& body) const;

    const Provider& provider_;
    Weather weather_;
    Dice dice_;
    int answers_ = 0;
};

}  // namespace histories
