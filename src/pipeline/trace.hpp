#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/figure.hpp"
#include "pipeline/house.hpp"

namespace pipeline {

/// One observation that a figure stands on, walked back to the bytes.
struct Step {
    model::Evidence evidence;
    model::Snapshot snapshot;
    std::string served;  // the value as served, where it differs from what is stored
    std::string title, licence, citation;
    bool matches = false;  // the archived bytes have the snapshot's SHA-256
    std::string trouble;   // why not
};

struct Trail {
    std::string edition;
    model::Figure figure;
    std::vector<Step> steps;
    bool sound() const;
};

/// figure → measure → observation → snapshot → archived bytes. `edition` empty: the newest that prints the
/// figure, of those as known at `as_known` or before. Usage error with "did you mean" for an id that none
/// prints.
Trail trace(const House& house, const std::string& figure, const std::string& edition,
            std::optional<base::Instant> as_known = {});

}  // namespace pipeline
