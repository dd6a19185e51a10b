#pragma once

#include <string>
#include <string_view>
#include <vector>

// The structure of an SDMX-JSON message: what the positions in its keys and arrays stand for.
namespace parse::sdmx {

/// A dimension, measure or attribute; without a list of values its texts are served as they are.
struct Component {
    std::string id;
    std::vector<std::string> values;
    bool listed = false;
};
using Components = std::vector<Component>;

struct Positions {
    Components data_set, series, observation;                             // dimensions
    Components data_set_says, series_says, observation_says, group_says;  // attributes
    Components measures;

    /// All dimensions in the order of a group's key.
    Components dimensions() const;
};

/// One "structure" object of a checked message.
Positions positions_of(std::string_view json);

/// The value that a key's part stands for; nullptr where the position does not exist.
const std::string* value_at(const Component& component, std::string_view position);

}  // namespace parse::sdmx
