#include "fetch/address.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/secret.hpp"
#include "base/text.hpp"

namespace fetch {
namespace {

struct CloseUrl {
    void operator()(CURLU* url) const noexcept { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, CloseUrl>;

Url open(const std::string& text) {
    Url url{curl_url()};
    if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME))
        return nullptr;
    return url;
}

std::string part_of(const Url& url, CURLUPart part, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url.get(), part, &text, flags)) return {};
    const std::unique_ptr<char, decltype(&curl_free)> owned{text, curl_free};
    return text;
}

/// Without percent signs.
std::string unescaped(std::string_view text) {
    int size = 0;
    const std::unique_ptr<char, decltype(&curl_free)> plain{
        curl_easy_unescape(nullptr, text.data(), static_cast<int>(text.size()), &size), curl_free};
    return plain ? std::string(plain.get(), static_cast<std::size_t>(size)) : std::string{text};
}

/// A key may stand in the path: there only who put it in knows it.
bool carries_key(const model::Request& from, const std::string& to) {
    const auto plain = unescaped(to);  // a host may spell it another way
    if (base::tells(to, from.key) || base::tells(plain, from.key)) return true;
    const auto secrets = secrets_of(from.url);
    return std::any_of(secrets.begin(), secrets.end(), [&](std::string_view secret) {
        return to.find(secret) != to.npos || plain.find(unescaped(secret)) != plain.npos;
    });
}

}  // namespace

std::optional<Address> read_address(const std::string& url) {
    const auto parsed = open(url);
    if (!parsed) return {};
    Address address{part_of(parsed, CURLUPART_SCHEME), base::lower_ascii(part_of(parsed, CURLUPART_HOST)),
                    part_of(parsed, CURLUPART_PORT, CURLU_DEFAULT_PORT)};
    if ((address.scheme != "http" && address.scheme != "https") || address.host.empty()) return {};
    return address;
}

std::optional<std::string> resolve(const std::string& url, const std::string& location) {
    const auto parsed = open(url);
    // Many hosts send blanks and raw UTF-8 in a Location; browsers encode them, so do we.
    constexpr unsigned flags = CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE;
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, location.c_str(), flags)) return {};
    curl_url_set(parsed.get(), CURLUPART_FRAGMENT, nullptr, 0);
    return part_of(parsed, CURLUPART_URL);
}

void forget_own_headers(model::Headers& headers) {
    std::erase_if(headers, [](const auto& one) {
        const auto name = base::lower_ascii(one.first);
        return !name.starts_with("accept") && name != "user-agent";
    });
}

void forget_conditions(model::Request& request) {
    std::erase_if(request.headers, [](const auto& one) {
        const auto name = base::lower_ascii(one.first);
        return name == "if-none-match" || name == "if-modified-since";
    });
    request.repeats.reset();
}

std::string refusal(const model::Request& from, const std::string& to) {
    const auto here = read_address(from.url), there = read_address(to);
    if (!there)
        return fmt::format("redirect refused: it leads to {}, and only http and https are asked. {}",
                           redacted(to, from.key),
                           "Look at the address in a browser and put the right one into the source");
    if (here && here->scheme == "https" && there->scheme == "http")
        return fmt::format(
            "redirect refused: it leads from https to {}, where anyone may read and change the "
            "answer. Put an https address into the source",
            redacted(to, from.key));
    if (here && here->host != there->host && carries_key(from, to))
        return fmt::format("redirect refused: it would give this host's key to {}. {}", there->host,
                           "If that host is the provider's new one, put its address into the source");
    return {};
}

}  // namespace fetch
