#pragma once

#include "archive/archive.hpp"
#include "archive/record.hpp"

namespace archive {

/// The response that holds a body, as a later `revisit` names it.
struct Original {
    std::string file;
    std::uint64_t offset = 0;  // of the response record
    base::Instant fetched{};
};

/// The record that opens a file; `fetched` is its first group's.
Record compose_warcinfo(const std::string& file, base::Instant fetched);

/// An exchange as its group of records and as the snapshot that they give back. `payload` is the digest field
/// of the body as served; with an `original` the body is left out.
struct Composed {
    std::vector<Record> records;
    model::Snapshot snapshot;
};
Composed compose(const model::Exchange& exchange, const std::string& cause, const std::string& payload,
                 const std::optional<Original>& original);
Record compose(const Resource& resource);

}  // namespace archive
