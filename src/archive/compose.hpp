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

/// The body that a `304 Not Modified` says again: of which response, and how it is read.
struct Unmodified {
    Original original;
    std::string id, url;  // of that response record
    std::string coding;   // to remove from the body as served; "" where none can be
    std::string content_type, sha256;
    std::uint64_t bytes = 0;
};

/// The record that opens a file; `fetched` is its first group's.
Record compose_warcinfo(const std::string& file, base::Instant fetched);

/// A body's digests.
struct Body {
    std::string payload;      // the digest field of the bytes as served
    std::string sha256;       // of the decoded ones,
    std::uint64_t bytes = 0;  // and how many they are
    bool decoded = true;      // false: the coding can't be removed, all three are of the bytes as served
};
Body body_of(const model::Exchange& exchange);

/// An exchange as its group of records and as the snapshot that they give back. With an `original` the body
/// is left out.
struct Composed {
    std::vector<Record> records;
    model::Snapshot snapshot;
};
Composed compose(const model::Exchange& exchange, const std::string& cause, const Body& body,
                 const std::optional<Original>& original);
/// The same for a 304 with what it repeats.
Composed compose(const model::Exchange& exchange, const std::string& cause, const Unmodified& unmodified);
Record compose(const Resource& resource);

}  // namespace archive
