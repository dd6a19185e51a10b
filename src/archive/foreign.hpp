#pragma once

#include <filesystem>
#include <functional>

#include "archive/archive.hpp"

namespace archive {

/// An exchange from a WARC file that others made, or that came from another archive of ours.
struct Foreign {
    model::Exchange exchange;  // chunks removed, origin "import"
    std::uint64_t offset = 0;  // of its answer record; of its member where that holds many
    std::size_t number = 0;    // of the answers of its file
    std::string id;            // of its answer record
    std::string payload;       // WARC-Payload-Digest as written
    std::string wrong;         // why its body is not to be trusted; "" where it is

    bool revisit = false;     // its body is that of an earlier answer:
    bool unmodified = false;  // because the host said 304
    std::string refers_to, refers_url;
    std::optional<base::Instant> refers_date;

    bool ours = false;  // written by tuja: source, part, window, page and visit stand in the request
};

/// What a walk through a foreign file hands over.
struct ForeignFound {
    std::function<void(Foreign&&)> answer;
    std::function<void(Damage&&)> damage;
};

/// Reads WARC/1.0 and 1.1, plain or gzip, one member a record or many; requests before or behind their
/// answers. What is no exchange (warcinfo, resource, dns …) is passed over.
void read_foreign(const std::filesystem::path& file, const ForeignFound& found);

}  // namespace archive
