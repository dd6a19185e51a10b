#pragma once

#include <functional>

#include "archive/archive.hpp"
#include "archive/reader.hpp"
#include "base/json.hpp"

namespace archive {

/// The records of one exchange, its metadata record last; `meta` is what that one says.
struct Group {
    std::vector<Record> records;
    base::Json meta;
    model::Location at;

    /// The response or revisit; nullptr for an exchange without an answer.
    const Record* answer() const { return records.size() < 2 ? nullptr : &records[records.size() - 2]; }
};

struct Found {
    std::function<void(Group&&)> group;
    std::function<void(Record&&)> resource;
    std::function<void(Damage&&)> damage;
};

/// Hands over what stands at or behind `from`. Records of others, without our metadata, are passed over.
/// Returns where the last whole group, resource or warcinfo ends: what lies behind is half of something.
std::uint64_t walk(Input& in, std::uint64_t from, const Found& found);

/// False for an answer that repeats the body of an earlier one.
bool holds_body(const Record& answer);
/// A `304 Not Modified` that says which earlier body it means.
bool is_unmodified(const Record& answer);

}  // namespace archive
