#include <algorithm>
#include <array>

#include "base/secret.hpp"
#include "base/text.hpp"
#include "fetch/address.hpp"

namespace fetch {
namespace {

// Providers spell it key, api_key, apiKey, crtfc_key, serviceKey, subscription-key, UserID … A parameter too
// many that is masked costs nothing.
bool names_a_secret(std::string_view name) {
    constexpr std::array endings = {"key",        "token",  "secret", "password", "passwd",
                                    "credential", "userid", "sig",    "signature"};
    const auto lower = base::lower_ascii(name);
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view ending) { return lower.ends_with(ending); });
}

/// What stands before the host: "user:password" of "https://user:password@host/".
std::string_view user_of(std::string_view url) {
    const auto start = url.find("://");
    if (start == std::string_view::npos) return {};
    const auto host = url.substr(start + 3, url.find_first_of("/?#", start + 3) - start - 3);
    const auto at = host.rfind('@');
    return at == std::string_view::npos ? std::string_view{} : host.substr(0, at);
}

}  // namespace

std::vector<std::string_view> secrets_of(std::string_view url) {
    std::vector<std::string_view> found;
    if (const auto user = user_of(url); !user.empty()) found.push_back(user);
    // Every parameter starts behind a mark, also in a fragment: some sign-in pages put tokens there.
    for (auto mark = url.find_first_of("?&;#"); mark != std::string_view::npos;) {
        const auto next = url.find_first_of("?&;#", mark + 1);
        const auto parameter = url.substr(mark + 1, next - mark - 1);
        const auto equals = parameter.find('=');
        if (equals < parameter.size() - 1 && names_a_secret(parameter.substr(0, equals)))
            found.push_back(parameter.substr(equals + 1));
        mark = next;
    }
    return found;
}

std::string redacted(std::string_view url, std::string_view key) {
    std::string shown;
    std::size_t done = 0;
    for (const auto one : secrets_of(url)) {
        const auto start = static_cast<std::size_t>(one.data() - url.data());
        shown.append(url.substr(done, start - done)).append(base::masked);
        done = start + one.size();
    }
    return base::without(shown.append(url.substr(done)), key);
}

}  // namespace fetch
