#include "fetch/engine.hpp"

#include <curl/curl.h>

#include <algorithm>

#include "base/error.hpp"

namespace fetch {

Engine::Engine(Limits given, Web::Clock given_clock, Gate* given_gate)
    : limits(std::move(given)), clock(std::move(given_clock)), gate(given_gate), begun_(clock()) {
    // Once a process; libcurl asks for it before the first handle.
    static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started == CURLE_OK) {
        share_ = curl_share_init();
        multi_ = curl_multi_init();
    }
    if (!share_ || !multi_) throw base::Error{"libcurl", "it can't be started", "is there memory left?"};
    // A multi handle keeps connections and names for its transfers, TLS sessions only where they are shared.
    curl_share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(limits.connections));
}

Engine::~Engine() {
    curl_multi_cleanup(multi_);
    curl_share_cleanup(share_);
}

base::Instant Engine::moment() const {
    const auto passed = std::chrono::steady_clock::now() - begun_steady_;
    return std::max(clock(), begun_ + std::chrono::duration_cast<std::chrono::microseconds>(passed));
}

}  // namespace fetch
