#include "fetch/web.hpp"

#include "fetch/engine.hpp"
#include "fetch/run.hpp"

namespace fetch {

Web::Web(Limits limits, Clock clock, Gate* gate)
    : engine_(std::make_unique<Engine>(std::move(limits), std::move(clock), gate)) {}

Web::~Web() = default;

void Web::set_pulse(std::function<bool()> pulse) {
    engine_->pulse = std::move(pulse);
}

void Web::run(std::vector<model::Request> requests, const Answer& answer) {
    Run run{*engine_, answer};
    run.ask(std::move(requests));
    run.all();
}

}  // namespace fetch
