#include "pipeline/period.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"

namespace pipeline {
namespace {

model::Frequency frequency_of(const std::string& kind) {
    if (kind == "weekly") return model::Frequency::week;
    if (kind == "quarterly") return model::Frequency::quarter;
    if (kind == "annual") return model::Frequency::year;
    const auto near = base::nearest(kind, {"weekly", "quarterly", "annual"});
    throw base::Error{
        "report", fmt::format("unknown kind '{}'", kind),
        near ? fmt::format("did you mean '{}'?", *near) : "there are: weekly, quarterly, annual",
        base::Error::Kind::usage};
}

model::Period holding(model::Frequency frequency, base::Day day) {
    const std::chrono::year_month_day date{day};
    const unsigned month = unsigned(date.month());
    switch (frequency) {
        case model::Frequency::week:
            return {day - (std::chrono::weekday{day} - std::chrono::Monday), frequency};
        case model::Frequency::quarter:
            return {base::make_day(int(date.year()), (month - 1) / 3 * 3 + 1, 1), frequency};
        default:
            return {base::make_day(int(date.year()), 1, 1), model::Frequency::year};
    }
}

}  // namespace

model::Period period_of(const std::string& kind, const std::string& text) {
    const auto frequency = frequency_of(kind);
    const auto period = model::read_period(text);
    if (period && period->frequency == frequency) return *period;
    throw base::Error{"--period", fmt::format("'{}' is no period of a {} report", text, kind),
                      fmt::format("write it like {}", kind == "weekly"      ? "2026-W39"
                                                      : kind == "quarterly" ? "2026-Q3"
                                                                            : "2026"),
                      base::Error::Kind::usage};
}

model::Period last_period(const std::string& kind, base::Day day) {
    const auto frequency = frequency_of(kind);
    const auto current = holding(frequency, day);
    return holding(frequency, current.start - std::chrono::days{1});
}

}  // namespace pipeline
