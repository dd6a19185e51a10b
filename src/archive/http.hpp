#pragma once

#include <string>

#include "archive/record.hpp"

namespace archive {

/// "GET /path HTTP/1.1" with its headers.
std::string http_request(const model::Request& request);
/// Status line and headers up to the empty line; the body follows as served.
std::string http_head(const model::Exchange& exchange);

/// Where the body begins in the block of a response, and the headers before it.
struct HttpAnswer {
    model::Headers headers;
    std::size_t body_at = 0;
};
HttpAnswer read_http(const std::string& block);

}  // namespace archive
