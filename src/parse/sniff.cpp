#include "parse/sniff.hpp"

#include "base/text.hpp"

namespace parse {
namespace {

constexpr std::string_view blanks = " \t\r\n\f\v";
constexpr auto npos = std::string_view::npos;

bool begins(std::string_view bytes, std::size_t at, std::string_view with) {
    return bytes.substr(at, with.size()) == with;
}

std::size_t past(std::string_view bytes, std::size_t at, std::string_view end) {
    const auto found = bytes.find(end, at);
    return found == npos ? npos : found + end.size();
}

/// A doctype may hold an internal subset: `<!DOCTYPE rss [ <!ENTITY nbsp "&#160;"> ]>`.
std::size_t past_doctype(std::string_view bytes, std::size_t at) {
    const auto end = bytes.find_first_of("[>", at);
    if (end == npos || bytes[end] == '>') return end == npos ? npos : end + 1;
    const auto subset = bytes.find(']', end);
    return subset == npos ? npos : past(bytes, subset, ">");
}

bool is_html_name(std::string_view name) {
    const std::string lower = base::lower_ascii(name);
    return lower == "html" || lower == "head" || lower == "body" || lower == "title" || lower == "script";
}

Kind markup(std::string_view bytes) {
    if (base::lower_ascii(bytes.substr(0, 14)) == "<!doctype html") return Kind::html;
    const auto root = root_at(bytes);
    if (root == npos) return Kind::xml;  // cut off before its root: the format says so
    return is_html_name(tag_name(bytes, root)) ? Kind::html : Kind::xml;
}

}  // namespace

std::string_view without_mark(std::string_view bytes) {
    return bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
}

std::size_t root_at(std::string_view bytes) {
    for (auto at = bytes.find('<'); at != npos; at = bytes.find('<', at)) {
        if (begins(bytes, at, "<?"))
            at = past(bytes, at, "?>");
        else if (begins(bytes, at, "<!--"))
            at = past(bytes, at + 4, "-->");
        else if (begins(bytes, at, "<!"))
            at = past_doctype(bytes, at);
        else
            return at;
        if (at == npos) return npos;
    }
    return npos;
}

std::size_t tag_end(std::string_view bytes, std::size_t at) {
    while ((at = bytes.find_first_of("\"'>", at)) != npos) {
        if (bytes[at] == '>') return at + 1;
        at = bytes.find(bytes[at], at + 1);
        if (at == npos) return npos;
        ++at;
    }
    return npos;
}

std::string_view tag_name(std::string_view bytes, std::size_t at) {
    const auto name = bytes.substr(at + 1);
    return name.substr(0, name.find_first_of(" \t\r\n/>"));
}

Kind sniff(std::string_view bytes) {
    if (bytes.starts_with("\x1F\x8B")) return Kind::gzip;
    bytes = without_mark(bytes);
    const auto first = bytes.find_first_not_of(blanks);
    if (first == npos) return Kind::empty;
    bytes.remove_prefix(first);
    if (bytes.front() == '<') return markup(bytes);
    return bytes.front() == '{' || bytes.front() == '[' ? Kind::json : Kind::text;
}

std::string_view name(Kind kind) {
    constexpr std::string_view names[] = {"nothing", "an HTML page", "XML", "JSON", "gzip bytes", "text"};
    return names[static_cast<int>(kind)];
}

}  // namespace parse
