#include "parse/links.hpp"

#include <vector>

#include "base/text.hpp"

namespace parse {
namespace {

constexpr auto npos = std::string_view::npos;

/// "https:" with its colon; empty for a relative reference.
std::string_view scheme(std::string_view link) {
    const auto colon = link.find_first_of(":/?#");
    if (colon == npos || colon == 0 || link[colon] != ':') return {};
    for (const char c : link.substr(0, colon))
        if (!((c | 32) >= 'a' && (c | 32) <= 'z') && !(c >= '0' && c <= '9') && c != '+' && c != '-' &&
            c != '.')
            return {};
    return link.substr(0, colon + 1);
}

/// Scheme and host: "https://example.com".
std::string_view origin(std::string_view base) {
    const auto after = scheme(base).size();
    if (base.substr(after, 2) != "//") return base.substr(0, after);
    return base.substr(0, base.find_first_of("/?#", after + 2));
}

std::string_view path_of(std::string_view base) {
    const auto rest = base.substr(origin(base).size());
    return rest.substr(0, rest.find_first_of("?#"));
}

/// "/a/./b/../c" is "/a/c".
std::string without_dots(std::string_view path) {
    std::vector<std::string> kept;
    const auto parts = base::split(path, '/');
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        const bool dots = parts[i] == "." || parts[i] == "..";
        if (parts[i] == ".." && !kept.empty()) kept.pop_back();
        if (!dots) kept.emplace_back(parts[i]);
        if (dots && last) kept.emplace_back();
    }
    std::string clean{"/"};
    return clean.append(base::join(kept, "/"));
}

std::string with_path(std::string_view base, std::string_view path) {
    const auto tail = path.find_first_of("?#");
    return std::string{origin(base)} + without_dots(path.substr(0, tail)) +
           std::string{tail == npos ? std::string_view{} : path.substr(tail)};
}

}  // namespace

bool is_web_address(std::string_view link) {
    const auto lower = base::lower_ascii(link.substr(0, 8));
    return (lower.starts_with("http://") && link.size() > 7) ||
           (lower.starts_with("https://") && link.size() > 8);
}

std::string clean_link(std::string_view link) {
    std::string clean;
    const std::string lines = base::replace_all(link, "\r", "\n");
    for (const auto line : base::split(lines, '\n')) clean += base::trim(line);
    return base::replace_all(base::replace_all(clean, "\t", ""), " ", "%20");
}

std::string absolute(std::string_view link, std::string_view base) {
    if (!scheme(link).empty() || scheme(base).empty() || base.substr(scheme(base).size(), 2) != "//")
        return std::string{link};
    if (link.empty()) return std::string{base.substr(0, base.find('#'))};
    if (link.starts_with("//")) return std::string{scheme(base)} + std::string{link};
    if (link.front() == '/') return with_path(base, link);
    if (link.front() == '#') return std::string{base.substr(0, base.find('#'))} + std::string{link};
    const auto path = path_of(base);
    if (link.front() == '?')
        return with_path(base, std::string{path.empty() ? "/" : path} + std::string{link});
    const auto folder = path.empty() ? std::string_view{"/"} : path.substr(0, path.rfind('/') + 1);
    return with_path(base, std::string{folder} + std::string{link});
}

}  // namespace parse
