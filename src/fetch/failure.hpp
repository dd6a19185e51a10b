#pragma once

#include <string>
#include <string_view>

namespace fetch {

/// Why there is no whole answer: libcurl's result, or a limit of ours that stopped it.
struct Cause {
    int code;  // CURLcode
    std::string_view what, next;
    bool may_pass;
};

/// The row of a libcurl result; a general one for results that have no row.
const Cause& cause_of(int code);
extern const Cause too_many_headers, too_large_decoded;

/// For a reader: what happened, in libcurl's words too, and what to do.
std::string tell(const Cause& cause, std::string_view detail);

}  // namespace fetch
