#include "fetch/post.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <memory>

#include "base/interrupt.hpp"

namespace fetch {
namespace {

struct CloseCurl {
    void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
using Curl = std::unique_ptr<CURL, CloseCurl>;

/// What the watcher answers is of no interest.
std::size_t let_go(char*, std::size_t, std::size_t size, void*) noexcept {
    return size;
}

/// An interrupt ends what it finds under way. What is sent because of it has been made short by its caller.
int given_up(void* interrupted_before, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept {
    return base::interrupted() && !*static_cast<const bool*>(interrupted_before) ? 1 : 0;
}

void prepare(CURL* curl, const std::string& url, std::string_view text, const std::string& user_agent,
             std::chrono::milliseconds patience) {
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(text.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, text.data());
    curl_easy_setopt(curl, CURLOPT_USERAGENT, user_agent.c_str());
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(patience.count()));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &let_go);
}

}  // namespace

std::string post(const std::string& url, std::string_view text, const std::string& user_agent,
                 std::chrono::milliseconds patience) {
    static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
    const Curl curl{started == CURLE_OK ? curl_easy_init() : nullptr};
    if (!curl) return "libcurl can't be started";
    prepare(curl.get(), url, text, user_agent, patience);
    bool interrupted_before = base::interrupted();
    curl_easy_setopt(curl.get(), CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl.get(), CURLOPT_XFERINFOFUNCTION, &given_up);
    curl_easy_setopt(curl.get(), CURLOPT_XFERINFODATA, &interrupted_before);
    const auto code = curl_easy_perform(curl.get());
    // The general sentence of the result: libcurl's own detail may quote the address.
    if (code != CURLE_OK) return curl_easy_strerror(code);
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    return status >= 200 && status < 300 ? std::string{} : fmt::format("it answered {}", status);
}

}  // namespace fetch
