#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/house.hpp"
#include "pipeline/run.hpp"

namespace pipeline {

/// One thing that is wrong with the archive or its index, what it costs and what to do.
struct Fault {
    std::string kind;  // damaged | truncated | missing | lost body | wrong index | not indexed
    std::string file;
    std::uint64_t offset = 0;
    std::string what, next;
    std::vector<std::string> snapshots;  // "source  fetched  url", the first few
    std::size_t snapshots_lost = 0;
    std::int64_t facts = 0;  // that stand in the database and were made from them
};

struct Verified {
    std::size_t files = 0, snapshots = 0, resources = 0, repeats = 0;
    std::uint64_t bytes = 0;  // of the files
    bool indexed = true;      // there is an index, and the files were compared with it
    std::vector<Fault> faults;
    Exit exit = Exit::done;
};

/// `tuja archive verify`: every digest of every record, and the index both ways. Reads only.
Verified verify(const House& house);

}  // namespace pipeline
