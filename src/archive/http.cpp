#include "archive/http.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace archive {
namespace {

struct Address {
    std::string host, path;
};

/// "https://host:port/path?query#part" as a request names it: no user, no fragment.
Address address_of(std::string_view url) {
    url = url.substr(0, url.find('#'));
    const auto scheme = url.find("://");
    if (scheme == url.npos) return {"", std::string{url}};
    const auto rest = url.substr(scheme + 3);
    const auto slash = std::min(rest.find_first_of("/?"), rest.size());
    auto host = rest.substr(0, slash);
    if (const auto user = host.rfind('@'); user != host.npos) host.remove_prefix(user + 1);
    const auto path = rest.substr(slash);
    return {std::string{host}, fmt::format("{}{}", path.starts_with('/') ? "" : "/", path)};
}

}  // namespace

std::string http_request(const model::Request& request) {
    const auto [host, path] = address_of(one_line(request.url));
    auto text = fmt::format("GET {} HTTP/1.1\r\n", path);
    if (!host.empty() && model::header(request.headers, "Host").empty()) text += "Host: " + host + "\r\n";
    return text + write_fields(request.headers) + "\r\n";
}

std::string http_head(const model::Exchange& exchange) {
    auto headers = exchange.headers;
    // The body stands here without chunks; who reads the archive must not look for any.
    for (auto& [name, value] : headers)
        if (base::lower_ascii(name) == "transfer-encoding") name = "X-Archive-Orig-Transfer-Encoding";
    // Three digits whatever was handed in: a status line of another shape makes the record unreadable for
    // others.
    return fmt::format("HTTP/1.1 {:03} \r\n", exchange.status) + write_fields(headers) + "\r\n";
}

HttpAnswer read_http(const std::string& block) {
    const auto end = std::min(end_of_head(block), block.size());
    const auto first = std::min(block.find('\n'), end);
    return {read_fields(std::string_view{block}.substr(first, end - first)), end};
}

}  // namespace archive
