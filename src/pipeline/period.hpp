#pragma once

#include <string>

#include "model/period.hpp"

namespace pipeline {

/// The period that a kind of report covers: weekly "2026-W39", quarterly "2026-Q3", annual "2026". Usage
/// errors for an unknown kind and for a period of another kind.
model::Period period_of(const std::string& kind, const std::string& text);

/// The newest period of that kind that was over on a day.
model::Period last_period(const std::string& kind, base::Day day);

}  // namespace pipeline
