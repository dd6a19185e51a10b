#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time.hpp"

namespace model {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// The value of a header, names compared without case; "" where there is none.
std::string header(const Headers& headers, std::string_view name);

/// Where a snapshot's response record stands in the archive.
struct Location {
    std::string file;                      // name inside archive/
    std::uint64_t offset = 0, length = 0;  // of the group's first byte; length of the whole group
    bool operator==(const Location&) const = default;
};

/// The snapshot whose validators a request carries: what "304 Not Modified" says again.
struct Repeated {
    base::Instant fetched{};
    std::string sha256;       // of the decoded body
    std::uint64_t bytes = 0;  // of the decoded body
    std::string content_type;
    Location at;
};

/// One question to a host, and why it is asked. `visit` is when the window's first page was asked for: all
/// pages of one visit share it, and only a whole visit makes facts.
struct Request {
    std::string source, part;
    std::string url;
    Headers headers;
    base::Window window;
    base::Instant visit{};
    int page = 1;
    std::string key{};                  // of the host, where the address holds one: never kept, never told
    std::optional<Repeated> repeats{};  // set where the headers hold If-None-Match or If-Modified-Since
};

/// A question with its answer, as it goes into the archive. `status` 0: no answer, `failure` says why.
struct Exchange {
    Request request;
    base::Instant fetched{};
    int status = 0;
    std::string failure;
    std::optional<base::Instant> resume_after;  // never asked: the host's budget is spent until then
    std::string protocol;                       // "http/1.1", "h2"
    Headers headers;                            // of the answer, transfer coding already removed
    std::string body;                           // as served, content coding included
    std::string origin = "live";                // live | bundled | manual | import
};

/// One HTTP exchange as archived.
struct Snapshot {
    std::string source, part, url;
    base::Window window;
    base::Instant visit{};
    int page = 1;
    base::Instant fetched{};
    int status = 0;
    std::string failure;
    std::string content_type;
    std::string sha256;       // of the decoded body
    std::uint64_t bytes = 0;  // of the decoded body
    std::string origin;
    Location at;
    std::string etag{}, last_modified{};  // as the host wrote them; "" where it did not
};

/// Notes what an answer says of its version. What a 304 does not say again holds on: then it is what the
/// question asked about.
void note_version(Snapshot& snapshot, const Headers& answer, const Headers& question);

}  // namespace model
