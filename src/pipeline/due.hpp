#pragma once

#include <optional>
#include <vector>

#include "model/asked.hpp"
#include "pipeline/house.hpp"
#include "store/store.hpp"

namespace pipeline {

/// What regular runs have asked of a source. What a clock dated that was ahead then counts as never asked.
std::vector<model::Asked> asked_so_far(const House& house, store::Store& store, const model::Source& source);

/// From when a job asks for a source: a moment that has passed where its last run failed or something of it
/// is missing.
base::Instant due_from(const House& house, store::Store& store, const model::Source& source);

/// Does a failure of it count? The first ones do not while its data is fresh (DESIGN §6).
bool failure_counts(const House& house, const model::Source& source, const store::Health& health);

/// Its parts without those that are gone for good (410): they wait for another address, not for another day.
model::Source living(model::Source source, store::Store& store);

}  // namespace pipeline
