#include "jobs/keys.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "jobs/placeholders.hpp"

namespace jobs {
namespace {

bool fits_identifier(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

bool is_address(std::string_view url) {
    for (const std::string_view scheme : {"https://", "http://"})
        if (url.starts_with(scheme) && url.size() > scheme.size()) return true;
    return false;
}

void check_placeholders(const std::string& place, std::string_view url,
                        const std::vector<std::string>& known) {
    for (auto open = url.find_first_of("{}"); open != url.npos; open = url.find_first_of("{}", open)) {
        const auto close = url.find('}', open);
        if (url[open] == '}' || close == url.npos)
            fail(place, fmt::format("a brace without its partner in '{}'", url),
                 "write placeholders as {name}; a brace of the address itself is %7B or %7D");
        const std::string name{url.substr(open + 1, close - open - 1)};
        const bool dates = std::find(known.begin(), known.end(), "from") != known.end();
        if (name.find(':') != name.npos && dates) {
            if (!is_dated(name))
                fail(place, fmt::format("'{{{}}}' is no date with a format", name),
                     "write {from:%Y%m%d}, {to:…} or {until:…} with %Y %y %m %d %q");
        } else if (std::find(known.begin(), known.end(), name) == known.end()) {
            fail(place, fmt::format("unknown placeholder '{{{}}}'", name), suggest(name, known));
        }
        open = close + 1;
    }
}

}  // namespace

void fail(const std::string& place, const std::string& found, const std::string& next) {
    throw base::Error{place, found, next, base::Error::Kind::usage};
}

std::string suggest(const std::string& word, const std::vector<std::string>& known) {
    if (const auto near = base::nearest(word, known)) return fmt::format("did you mean '{}'?", *near);
    return known.empty() ? "none is known here" : "use one of: " + base::join(known, ", ");
}

std::string text(const base::Toml& in, std::string_view key) {
    auto value = in.string(key);
    if (base::trim(value).empty())
        fail(in.place(key), fmt::format("'{}' is empty", key), fmt::format("say the {} in words", key));
    return value;
}

model::Names names(const base::Toml& in, std::string_view key) {
    const auto table = in.table(key);
    model::Names both{text(table, "ko"), text(table, "en")};
    table.done();
    return both;
}

base::Instant instant(const base::Toml& in, std::string_view key) {
    const auto value = in.string(key);
    if (const auto read = base::read_instant(value)) return *read;
    fail(in.place(key), fmt::format("'{}' is neither a day nor an instant", value),
         fmt::format("write {} = \"2026-05-31\" or \"2026-05-31T06:00:00Z\"", key));
}

base::Day day(const base::Toml& in, std::string_view key) {
    const auto value = in.string(key);
    if (const auto read = base::read_day(value)) return *read;
    fail(in.place(key), fmt::format("'{}' is no day", value), fmt::format("write {} = \"2026-05-31\"", key));
}

int count(const base::Toml& in, std::string_view key, int least) {
    const auto value = in.integer(key);
    if (value < least || value > 1'000'000)
        fail(in.place(key), fmt::format("{} = {} is out of range", key, value),
             fmt::format("use a number from {} on", least));
    return static_cast<int>(value);
}

std::string address(const base::Toml& in, std::string_view key,
                    const std::vector<std::string>& placeholders) {
    const auto url = in.string(key);
    if (!is_address(url))
        fail(in.place(key), fmt::format("'{}' is no web address", url),
             "write it with https:// (or http:// where the host has nothing else)");
    if (url.find_first_of(" \t\n\"<>") != url.npos)
        fail(in.place(key), fmt::format("a blank, quote or angle bracket in the address '{}'", url),
             "percent-encode it: a blank is %20");
    check_placeholders(in.place(key), url, placeholders);
    return url;
}

std::string identifier(const base::Toml& in, std::string_view key) {
    const auto value = in.string(key);
    if (value.empty() || !std::all_of(value.begin(), value.end(), fits_identifier))
        fail(in.place(key), fmt::format("'{}' can't be used as {}", value, key),
             "use letters, digits and . _ - only: it becomes part of file names and figure ids");
    return value;
}

void must_be_new(const std::vector<std::string>& seen, const std::string& id, const std::string& place,
                 std::string_view kind) {
    if (std::find(seen.begin(), seen.end(), id) != seen.end())
        fail(place, fmt::format("the {} '{}' stands here twice", kind, id), "give one of them another id");
}

}  // namespace jobs
