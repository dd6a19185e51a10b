#include "fetch/failure.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace fetch {
namespace {

constexpr std::string_view later = "This often passes: the next run asks again";
constexpr std::array causes = {
    Cause{CURLE_URL_MALFORMAT, "this is no web address", "Correct the source's url: http and https only",
          false},
    Cause{CURLE_UNSUPPORTED_PROTOCOL, "what answers is no HTTP",
          "Look at the address with curl -v; it must be http or https", false},
    Cause{CURLE_COULDNT_RESOLVE_PROXY, "the proxy's name is not known", "Check https_proxy and http_proxy",
          false},
    Cause{CURLE_COULDNT_RESOLVE_HOST, "the host's name is not known",
          "Check the source's url and this machine's name service", true},
    Cause{CURLE_COULDNT_CONNECT, "nobody answers there",
          "Check the source's url, the network and https_proxy", true},
    Cause{
        CURLE_OPERATION_TIMEDOUT, "no whole answer in time",
        "The next run asks again; for a host that is always this slow raise total_seconds in jobs/hosts.toml",
        true},
    Cause{CURLE_PEER_FAILED_VERIFICATION, "the host's certificate can't be trusted",
          "Check this machine's clock and its ca-certificates package; if both are right the host must act",
          false},
    Cause{CURLE_SSL_CONNECT_ERROR, "no secure connection was made", later, true},
    Cause{CURLE_FILESIZE_EXCEEDED, "the answer is larger than allowed",
          "Ask for less at once, or raise the host's body_megabytes in jobs/hosts.toml", false},
    // What libcurl 7.88 also says of a header line longer than its 100 kB.
    Cause{CURLE_OUT_OF_MEMORY, "one of the answer's headers is too long, or memory is short",
          "Look at the address with curl -v", false},
    Cause{CURLE_PARTIAL_FILE, "the answer breaks off", later, true},
    Cause{CURLE_GOT_NOTHING, "the host closed the connection without an answer", later, true},
    Cause{CURLE_SEND_ERROR, "the connection broke", later, true},
    Cause{CURLE_RECV_ERROR, "the connection broke", later, true},
    Cause{CURLE_HTTP2, "the connection broke", later, true},
    Cause{CURLE_HTTP2_STREAM, "the connection broke", later, true},
    Cause{CURLE_WEIRD_SERVER_REPLY, "what answers is no HTTP", "Look at the address with curl -v", false},
};
constexpr Cause unknown{-1, "the request failed", "Try the address with curl -v", false};

}  // namespace

const Cause too_many_headers{-1, "the answer's headers are larger than allowed",
                             "Look at the address with curl -v: no honest host sends that much", false};

const Cause too_large_decoded{-1, "the answer is larger than allowed",
                              "Ask for less at once, or raise the host's body_megabytes in jobs/hosts.toml",
                              false};

const Cause& cause_of(int code) {
    const auto* found =
        std::find_if(causes.begin(), causes.end(), [&](const Cause& one) { return one.code == code; });
    return found == causes.end() ? unknown : *found;
}

std::string tell(const Cause& cause, std::string_view detail) {
    return fmt::format("{} ({}). {}", cause.what, detail, cause.next);
}

}  // namespace fetch
