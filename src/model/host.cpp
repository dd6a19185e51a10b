#include "model/host.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace model {
namespace {

/// "https://user@Host:80/path?query" cut in two: "host:80" and "/path?query".
struct Cut {
    std::string place, path;
};

Cut cut(std::string_view url) {
    if (const auto scheme = url.find("://"); scheme != url.npos) url.remove_prefix(scheme + 3);
    const auto end = std::min(url.find_first_of("/?#"), url.size());
    auto place = url.substr(0, end);
    if (const auto user = place.rfind('@'); user != place.npos) place.remove_prefix(user + 1);
    return {base::lower_ascii(place), std::string{url.substr(end)}};
}

/// "[::1]:80" → "[::1]"
std::string_view without_port(std::string_view place) {
    const auto colon = place.rfind(':');
    return colon == place.npos || place.ends_with(']') ? place : place.substr(0, colon);
}

bool is_of(const Host& host, std::string_view place) {
    const auto bare = without_port(place);
    return std::any_of(host.hosts.begin(), host.hosts.end(),
                       [&](const std::string& one) { return one == place || one == bare; });
}

bool is_of(const HostClass& one, const std::string& path) {
    return std::any_of(one.paths.begin(), one.paths.end(),
                       [&](const std::string& begin) { return path.starts_with(begin); });
}

}  // namespace

Lane lane_of(const std::vector<Host>& hosts, std::string_view url) {
    const auto [place, path] = cut(url);
    const auto host =
        std::find_if(hosts.begin(), hosts.end(), [&](const Host& one) { return is_of(one, place); });
    if (host == hosts.end()) return {std::string{without_port(place)}};
    for (const auto& one : host->classes)
        if (is_of(one, path)) return {host->name + " " + one.name, &*host, &one.budget};
    return {host->name, &*host, &host->budget};
}

}  // namespace model
