#pragma once

#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/record.hpp"

namespace parse::sdmx {

using Pair = std::pair<std::string, std::string>;
using Pairs = std::vector<Pair>;

/// Attributes that are said once for many series, found again by the part of the key that they name. An
/// observation without them would have lost its UNIT_MULT.
class Groups {
  public:
    /// A group whose key is told apart from its attributes.
    void add(const Pairs& key, Pairs attributes);
    /// One that mixes both: what its series name, too, is its key.
    void add(Pairs mixed);

    bool empty() const { return mixed_.empty() && kinds_.empty(); }
    /// Those groups take more memory than a reader may.
    bool too_many() const { return bytes_ > 16 * 1024 * 1024; }
    /// Adds the attributes of all groups that the record belongs to and that it does not hold itself.
    void complete(model::Record& record);
    void clear() { *this = Groups{}; }

  private:
    /// Groups with the same key names, by their values.
    struct Kind {
        std::vector<std::string> names;
        std::map<std::string, Pairs> members;
    };
    void sort_out(const model::Record& record);
    Kind& kind(std::vector<std::string> names);

    std::vector<Pairs> mixed_;
    std::deque<Kind> kinds_;
    std::size_t bytes_ = 0;
    std::string room_;
};

}  // namespace parse::sdmx
