#include "fetch/attempt.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <array>
#include <new>
#include <optional>
#include <string_view>

#include "base/coding.hpp"
#include "base/error.hpp"
#include "fetch/engine.hpp"
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
                             std::pair{"Accept-Encoding", base::content_codings.data()}};
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

/// A number that the host's declaration may replace.
template <class Unit>
long milliseconds(int declared, std::chrono::milliseconds otherwise) {
    return static_cast<long>((declared ? std::chrono::milliseconds{Unit{declared}} : otherwise).count());
}

std::size_t body_limit(const model::Lane& lane, const Limits& limits) {
    const int megabytes = lane.host ? lane.host->body_megabytes : 0;
    return megabytes ? static_cast<std::size_t>(megabytes) << 20 : limits.body;
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
    std::optional<base::Decoder> decoder;  // counts what the body will be; it is kept as served
    const Cause* stopped = nullptr;        // by a limit of ours
    std::array<char, CURL_ERROR_SIZE> words{};

    State(Asked what, const Engine& engine)
        : asked(std::move(what)),
          limit(body_limit(asked.lane, engine.limits)),
          header_limit(engine.limits.headers),
          multi(engine.multi()),
          headers(engine.limits.headers) {}

    template <class Value>
    void set(CURLoption option, Value value) {
        if (const auto code = curl_easy_setopt(curl.get(), option, value))
            throw base::Error{"libcurl", curl_easy_strerror(code), "is libcurl 7.85 or later installed?"};
    }
    void set_question(const Limits& limits);
    void set_transport(const Engine& engine);
    void set_limits(const Limits& limits);
    void set_listeners();
    bool count(std::string_view bytes);
    std::string detail(const Cause& cause, int code) const;
    bool unknown_coding() const;
    std::string coding_fault() const;

    static std::size_t take_header(char* bytes, std::size_t, std::size_t size, void* self) noexcept;
    static std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* self) noexcept;
};

void Attempt::State::set_question(const Limits& limits) {
    asked.request.headers = with_ours(std::move(asked.request.headers), limits);
    for (const auto& [name, value] : asked.request.headers) append(lines, name + ": " + value);
    set(CURLOPT_URL, asked.request.url.c_str());
    set(CURLOPT_HTTPHEADER, lines.get());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);         // each hop is an exchange of its own
    set(CURLOPT_HTTP_CONTENT_DECODING, 0L);  // bodies are kept as served
}

void Attempt::State::set_transport(const Engine& engine) {
    const bool http2 = !asked.lane.host || asked.lane.host->http2;
    set(CURLOPT_HTTP_VERSION, static_cast<long>(http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
    // A second request waits to see whether it may share the first's connection; without TLS it never may.
    set(CURLOPT_PIPEWAIT, http2 && asked.request.url.starts_with("https") ? 1L : 0L);
    set(CURLOPT_SHARE, engine.share());
    set(CURLOPT_QUICK_EXIT, 1L);  // who is interrupted does not wait for a name server
    set(CURLOPT_TCP_KEEPALIVE, 1L);
    set(CURLOPT_NOSIGNAL, 1L);
    const auto& limits = engine.limits;
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!limits.ca_file.empty()) set(CURLOPT_CAINFO, limits.ca_file.c_str());
}

void Attempt::State::set_limits(const Limits& limits) {
    using std::chrono::seconds;
    const auto* host = asked.lane.host;
    set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds<seconds>(host ? host->connect_seconds : 0, limits.connect));
    set(CURLOPT_TIMEOUT_MS, milliseconds<seconds>(host ? host->total_seconds : 0, limits.total));
    set(CURLOPT_LOW_SPEED_LIMIT, limits.low_speed_bytes);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.low_speed_time.count()));
    set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limit));
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
    if (!state.count({bytes, size})) return 0;
    state.body.append(bytes, size);
    return size;
}

/// A body is decoded while it comes, only to know its size: ten megabytes may stand for ten thousand.
bool Attempt::State::count(std::string_view bytes) {
    if (!decoder) decoder.emplace(headers.value("content-encoding"), limit);
    if (decoder->take(bytes) != base::Decoder::State::too_large) return true;
    stopped = &too_large_decoded;
    return false;
}

bool Attempt::State::unknown_coding() const {
    return decoder && decoder->state() == base::Decoder::State::unknown;
}

std::string Attempt::State::coding_fault() const {
    if (!decoder || decoder->whole()) return {};
    const auto coding = headers.value("content-encoding");
    if (unknown_coding())
        return fmt::format("its content coding '{}' was not asked for and is not known here. {}", coding,
                           "Look at the address with curl -v");
    const bool cut = decoder->state() == base::Decoder::State::well;
    return fmt::format("its content coding '{}' {}. {}", coding, cut ? "breaks off" : "is broken",
                       "The next run asks again; if it stays, look at the address with curl --compressed -v");
}

/// libcurl's words, but for a limit of ours: there it only knows that somebody stopped it.
std::string Attempt::State::detail(const Cause& cause, int code) const {
    if (&cause == &too_many_headers) return fmt::format("more than {} bytes", header_limit);
    if (&cause == &too_large_decoded) return fmt::format("more than {} bytes once decoded", limit);
    if (cause.code == CURLE_FILESIZE_EXCEEDED) return fmt::format("more than {} bytes", limit);
    return words[0] ? words.data() : curl_easy_strerror(static_cast<CURLcode>(code));
}

Attempt::Attempt(Asked asked, const Engine& engine)
    : state_(std::make_unique<State>(std::move(asked), engine)) {
    if (!state_->curl) throw std::bad_alloc{};
    state_->set_question(engine.limits);
    state_->set_transport(engine);
    state_->set_limits(engine.limits);
    state_->set_listeners();
    if (const auto code = curl_multi_add_handle(engine.multi(), handle()))
        throw base::Error{"libcurl", curl_multi_strerror(code), "please report this: it should not happen"};
}

Attempt::Attempt(Attempt&&) noexcept = default;

Attempt::~Attempt() {
    if (state_) curl_multi_remove_handle(state_->multi, handle());
}

void* Attempt::handle() const {
    return state_->curl.get();
}

const model::Lane& Attempt::lane() const {
    return state_->asked.lane;
}

Result Attempt::finish(int code, base::Instant now) && {
    auto& state = *state_;
    if (code == CURLE_OK && !state.headers.whole()) code = CURLE_PARTIAL_FILE;
    Result result{std::move(state.asked), {}};
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
    if (exchange.status / 100 == 2) exchange.failure = state.coding_fault();
    result.may_pass = may_pass(exchange.status) || (!exchange.failure.empty() && !state.unknown_coding());
    exchange.headers = std::move(state.headers).headers();
    exchange.body = std::move(state.body);
    return result;
}

}  // namespace fetch
