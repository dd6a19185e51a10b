#include "fetch/attempt.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <array>
#include <new>
#include <string_view>

#include "base/error.hpp"
#include "fetch/failure.hpp"
#include "fetch/headers.hpp"
#include "fetch/retry.hpp"

namespace fetch {
namespace {

struct CloseCurl {
    void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
struct CloseList {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, CloseList>;

void append(List& list, const std::string& line) {
    auto* longer = curl_slist_append(list.get(), line.c_str());
    if (!longer) throw std::bad_alloc{};
    static_cast<void>(list.release());  // now owned through `longer`
    list.reset(longer);
}

model::Headers with_ours(model::Headers headers, const Limits& limits) {
    const std::array ours = {std::pair{"User-Agent", limits.user_agent.c_str()}, std::pair{"Accept", "*/*"},
                             std::pair{"Accept-Encoding", "gzip"}};
    for (const auto& [name, value] : ours)
        if (*value && model::header(headers, name).empty()) headers.emplace_back(name, value);
    return headers;
}

std::string protocol_of(CURL* curl) {
    long version = 0;
    curl_easy_getinfo(curl, CURLINFO_HTTP_VERSION, &version);
    return version == CURL_HTTP_VERSION_2_0   ? "h2"
           : version == CURL_HTTP_VERSION_1_0 ? "http/1.0"
                                              : "http/1.1";
}

}  // namespace

struct Attempt::State {
    Asked asked;
    std::size_t limit, header_limit;
    void* multi;
    std::unique_ptr<CURL, CloseCurl> curl{curl_easy_init()};
    List lines;
    HeaderReader headers;
    std::string body;
    const Cause* stopped = nullptr;  // by a limit of ours
    std::array<char, CURL_ERROR_SIZE> words{};

    State(Asked what, const Limits& limits, void* loop)
        : asked(std::move(what)),
          limit(limits.body),
          header_limit(limits.headers),
          multi(loop),
          headers(limits.headers) {}

    template <class Value>
    void set(CURLoption option, Value value) {
        if (const auto code = curl_easy_setopt(curl.get(), option, value))
            throw base::Error{"libcurl", curl_easy_strerror(code), "is libcurl 7.85 or later installed?"};
    }
    void set_question(const Limits& limits);
    void set_limits(const Limits& limits);
    void set_listeners();
    std::string detail(const Cause& cause, int code) const;

    static std::size_t take_header(char* bytes, std::size_t, std::size_t size, void* self) noexcept;
    static std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* self) noexcept;
};

void Attempt::State::set_question(const Limits& limits) {
    asked.request.headers = with_ours(std::move(asked.request.headers), limits);
    for (const auto& [name, value] : asked.request.headers) append(lines, name + ": " + value);
    set(CURLOPT_URL, asked.request.url.c_str());
    set(CURLOPT_HTTPHEADER, lines.get());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);  // each hop is an exchange of its own
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(CURLOPT_HTTP_CONTENT_DECODING, 0L);  // bodies are kept as served
    set(CURLOPT_QUICK_EXIT, 1L);  // who is interrupted does not wait for a name server
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!limits.ca_file.empty()) set(CURLOPT_CAINFO, limits.ca_file.c_str());
}

void Attempt::State::set_limits(const Limits& limits) {
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, limits.low_speed_bytes);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.low_speed_time.count()));
    set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits.body));
}

void Attempt::State::set_listeners() {
    set(CURLOPT_ERRORBUFFER, words.data());
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);  // a proxy's headers are not the host's
    set(CURLOPT_HEADERFUNCTION, &take_header);
    set(CURLOPT_HEADERDATA, static_cast<void*>(this));
    set(CURLOPT_WRITEFUNCTION, &take_body);
    set(CURLOPT_WRITEDATA, static_cast<void*>(this));
}

std::size_t Attempt::State::take_header(char* bytes, std::size_t, std::size_t size, void* self) noexcept {
    auto& state = *static_cast<State*>(self);
    if (state.headers.take({bytes, size})) return size;
    state.stopped = &too_many_headers;
    return 0;
}

std::size_t Attempt::State::take_body(char* bytes, std::size_t, std::size_t size, void* self) noexcept {
    auto& state = *static_cast<State*>(self);
    // Content-Length may be missing or lie, so what arrives is counted too.
    if (size > state.limit - state.body.size()) {
        state.stopped = &cause_of(CURLE_FILESIZE_EXCEEDED);
        return 0;
    }
    state.body.append(bytes, size);
    return size;
}

/// libcurl's words, but for a limit of ours: there it only knows that somebody stopped it.
std::string Attempt::State::detail(const Cause& cause, int code) const {
    if (&cause == &too_many_headers) return fmt::format("more than {} bytes", header_limit);
    if (cause.code == CURLE_FILESIZE_EXCEEDED) return fmt::format("more than {} bytes", limit);
    return words[0] ? words.data() : curl_easy_strerror(static_cast<CURLcode>(code));
}

Attempt::Attempt(Asked asked, const Limits& limits, void* multi)
    : state_(std::make_unique<State>(std::move(asked), limits, multi)) {
    if (!state_->curl) throw std::bad_alloc{};
    state_->set_question(limits);
    state_->set_limits(limits);
    state_->set_listeners();
    if (const auto code = curl_multi_add_handle(multi, handle()))
        throw base::Error{"libcurl", curl_multi_strerror(code), "please report this: it should not happen"};
}

Attempt::Attempt(Attempt&&) noexcept = default;

Attempt::~Attempt() {
    if (state_) curl_multi_remove_handle(state_->multi, handle());
}

void* Attempt::handle() const {
    return state_->curl.get();
}

Result Attempt::finish(int code, base::Instant now) && {
    auto& state = *state_;
    Result result{std::move(state.asked), {}, false};
    auto& exchange = result.exchange;
    exchange.request = result.asked.request;
    exchange.fetched = now;
    if (code != CURLE_OK) {
        const auto& cause = state.stopped ? *state.stopped : cause_of(code);
        exchange.failure = tell(cause, state.detail(cause, code));
        result.may_pass = cause.may_pass;
        return result;
    }
    long status = 0;
    curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
    exchange.status = static_cast<int>(status);
    exchange.protocol = protocol_of(handle());
    exchange.headers = std::move(state.headers).headers();
    exchange.body = std::move(state.body);
    result.may_pass = may_pass(exchange.status);
    return result;
}

}  // namespace fetch
