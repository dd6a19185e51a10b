#include "support/histories.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace histories {
namespace {

constexpr std::array names = {"change",     "run",           "range",   "split",        "again",
                              "read_again", "configure",     "remove",  "bring_back",   "merge",
                              "import",     "keep_database", "restore", "lose_database"};

const char* name(Step::Kind kind) {
    return names.at(static_cast<std::size_t>(kind));
}

base::Window range_of(Dice& dice) {
    const int first = 2019 + dice.roll(8);
    return {base::make_day(first, 1, 1), base::make_day(first + 1 + dice.roll(2027 - first), 1, 1)};
}

}  // namespace

History random_history(std::uint64_t seed, const Manner& manner) {
    Dice dice{seed};
    History history{dice.seed(), manner.overlapping && dice.happens(30), manner.silence, {}};
    auto at = base::Instant{base::make_day(2026, 2, 1)};
    for (int i = 4 + dice.roll(14); i > 0; --i) {
        at += std::chrono::hours{1 + dice.roll(24 * 12)} + std::chrono::microseconds{dice.roll(1000)};
        history.steps.push_back({dice.one_of(manner.kinds), dice.seed(), at, dice.happens(50),
                                 dice.happens(manner.steps_elsewhere)});
    }
    return history;
}

std::string text(const History& history) {
    auto text =
        fmt::format("provider {}{}\n", history.seed, history.overlapping ? ", parts that overlap" : "");
    for (const auto& step : history.steps)
        text += fmt::format("  {} {} {}{}{}\n", base::iso(step.at), name(step.kind), step.seed,
                            step.calm ? " calm" : "", step.elsewhere ? " elsewhere" : "");
    return text;
}

History shortened(History history, const std::function<bool(const History&)>& fails) {
    for (std::size_t size = std::max<std::size_t>(1, history.steps.size() / 2); size > 0; size /= 2)
        for (std::size_t at = 0; at + size <= history.steps.size();) {
            auto shorter = history;
            const auto first = shorter.steps.begin() + static_cast<std::ptrdiff_t>(at);
            shorter.steps.erase(first, first + static_cast<std::ptrdiff_t>(size));
            if (fails(shorter))
                history = std::move(shorter);
            else
                at += size;
        }
    return history;
}

Play::Play(const History& history)
    : provider(history.seed), here(configuration), elsewhere(configuration), history_(history) {
    configuration.overlapping = history.overlapping;
    declare();
}

void Play::declare() {
    here.declare(configuration);
    elsewhere.declare(configuration);
}

void Play::all() {
    for (const auto& one : history_.steps) step(one);
}

Weather Play::weather(Dice& dice, const Step& step) const {
    Weather weather;
    if (step.calm) return weather;
    weather.failing = dice.roll(3) * 8;
    weather.silence = history_.silence;
    weather.unmodified = dice.roll(3) * 50;
    weather.redirected = dice.roll(2) * 10;
    weather.spent = dice.happens(20) ? 15 : 0;
    weather.killed_after = dice.happens(25) ? dice.roll(14) : -1;
    return weather;
}

void Play::mend() {
    provider.mend();
    for (auto& [name, declared] : configuration.sources) declared.version &= ~2;
    declare();
}

void Play::configure(Dice& dice) {
    auto declared =
        std::next(configuration.sources.begin(), dice.roll(static_cast<int>(configuration.sources.size())));
    declared->second.version ^= 1 << dice.roll(4);
    declare();
}

void Play::declare_one(Dice& dice, bool there) {
    auto declared =
        std::next(configuration.sources.begin(), dice.roll(static_cast<int>(configuration.sources.size())));
    if (there)
        for (auto& [name, one] : configuration.sources) one.there = true;
    else
        declared->second.there = false;
    declare();
}

void Play::step(const Step& step) {
    using Kind = Step::Kind;
    Dice dice{step.seed};
    const auto weather_now = weather(dice, step);
    auto& machine = step.elsewhere ? elsewhere : here;
    switch (step.kind) {
        case Kind::change:
            return provider.change(dice);
        case Kind::run:
            machine.run(step.at, {}, provider, weather_now, dice.seed());
            return;
        case Kind::range:
            machine.run(step.at, range_of(dice), provider, weather_now, dice.seed());
            return;
        case Kind::split:
            return machine.pieces(step.at, range_of(dice), provider, weather_now, dice);
        case Kind::again: {
            auto fixed = weather_now;
            fixed.fixed_clock = true;
            const auto range = range_of(dice);
            machine.run(step.at, range, provider, fixed, dice.seed());
            if (dice.happens(50)) provider.change(dice);
            machine.run(step.at, range, provider, fixed, dice.seed());
            return;
        }
        case Kind::read_again:
            return machine.read_again(step.at);
        case Kind::configure:
            return configure(dice);
        case Kind::remove:
            return declare_one(dice, false);
        case Kind::bring_back:
            return declare_one(dice, true);
        case Kind::merge:
            return machine.take_files(step.elsewhere ? here : elsewhere);
        case Kind::import:
            machine.house.settings.now = step.at;
            return machine.import_files(step.elsewhere ? here : elsewhere, dice);
        case Kind::keep_database:
            return machine.keep_database();
        case Kind::restore:
            return machine.restore_database();
        case Kind::lose_database:
            return machine.lose_database();
    }
}

std::string difference(const std::string& one, const std::string& other) {
    const auto left = base::split(one, '\n'), right = base::split(other, '\n');
    std::string text;
    int told = 0;
    const auto tell = [&](const auto& these, const auto& those, const char* sign) {
        told = 0;
        for (const auto& line : these)
            if (std::find(those.begin(), those.end(), line) == those.end() && ++told <= 6)
                text += fmt::format("    {} {}\n", sign, line);
        if (told > 6) text += fmt::format("    {} … {} more\n", sign, told - 6);
    };
    tell(left, right, "-");
    tell(right, left, "+");
    return text.empty() ? "    the same lines in another order, or a different number of times\n" : text;
}

}  // namespace histories
