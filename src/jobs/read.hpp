#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/layers.hpp"
#include "base/toml.hpp"
#include "model/reference.hpp"
#include "model/source.hpp"

/// The pieces of a source's file, each read by its own .cpp; only `read_source` calls them.
namespace jobs {

/// units.toml, breaks.toml, totals.toml; each may be missing.
void read_series_facts(const base::Layers& folder, model::Reference& reference);

using Options = std::map<std::string, std::string>;

/// Cadence, window, zone, paging: the keys that say when and how often.
void read_rhythm(const base::Toml& in, model::Source& source);
/// Throws when a part's address can't say what is asked of it: its range, its page, its key.
void check_url(const model::Part& part, const model::Source& source, const std::string& place);
/// [[indicator]] blocks.
std::vector<model::Indicator> read_indicators(const base::Toml& in);
/// [map], laid key by key over `base`: a part says only what it does differently.
model::Mapping read_mapping(const base::Toml& in, model::Mapping base);
/// Throws when nothing could become an observation by this mapping. `place`: where the part begins.
void check_mapping(const model::Mapping& map, const std::string& place);
/// [parse], laid over `base`; only the format's own keys.
Options read_options(const base::Toml& in, Options base, const std::vector<std::string>& known);
/// [[sample]] blocks: answers beside the tests.
std::vector<model::Sample> read_samples(const base::Toml& in, const model::Source& source);
/// [error]: how the host says "no".
model::ErrorShape read_error(const base::Toml& in);
/// [[part]] blocks, or the parts that the file implies.
std::vector<model::Part> read_parts(const base::Toml& in, const model::Source& source,
                                    const std::vector<std::string>& options);
/// [[feed]] blocks.
std::vector<model::Part> read_feeds(const base::Toml& in, const model::Source& source,
                                    const std::vector<std::string>& options);

}  // namespace jobs
