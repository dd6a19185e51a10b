#include "jobs/claim.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "base/zone.hpp"
#include "jobs/jobs.hpp"
#include "jobs/placeholders.hpp"

namespace jobs {
namespace {

using Found = std::map<std::string, std::string, std::less<>>;  // placeholder → what stands there

/// What may stand for a placeholder: a name, a number, a key; never what separates the parts of an address.
bool fits(std::string_view text) {
    return !text.empty() && text.find_first_of("/&?#") == text.npos;
}

/// Matches an address against what is left of a template, the shortest text for each placeholder first.
bool match(std::string_view pattern, std::string_view url, Found& found) {
    const auto open = pattern.find('{');
    const auto literal = pattern.substr(0, open);
    if (!url.starts_with(literal)) return false;
    if (open == pattern.npos) return url == literal;
    url.remove_prefix(open);
    const auto close = std::min(pattern.find('}', open), pattern.size() - 1);
    const auto name = pattern.substr(open, close + 1 - open);
    for (std::size_t length = 1; length <= url.size() && fits(url.substr(0, length)); ++length) {
        if (!match(pattern.substr(close + 1), url.substr(length), found)) continue;
        // A placeholder that stands twice must say the same twice.
        const auto [at, fresh] = found.emplace(name, url.substr(0, length));
        if (fresh || at->second == url.substr(0, length)) return true;
        found.clear();
    }
    return false;
}

/// Which page stands there, counted from 1; 1 where the address does not say.
std::optional<int> page_of(const model::Paging& paging, const Found& found) {
    const auto number = [&](std::string_view name) -> std::optional<long> {
        const auto at = found.find(name);
        return at == found.end() ? std::nullopt : base::read_integer(at->second);
    };
    if (const auto page = number("{page}")) return static_cast<int>(*page - paging.first + 1);
    const auto row = number("{first_row}"), offset = number("{offset}");
    if (!row && !offset) return found.contains("{page}") ? std::optional<int>{} : 1;
    const auto before = row ? *row - 1 : *offset - paging.first;
    if (paging.size <= 0 || before % paging.size != 0) return {};
    return static_cast<int>(before / paging.size + 1);
}

/// What an address that names no window asks for: everything up to that day.
base::Window all_of(const model::Source& source, base::Instant fetched) {
    return {base::make_day(source.start_year, 1, 1),
            base::day_of(fetched, source.zone) + std::chrono::days{1}};
}

int digit(char hex) {
    if (hex >= '0' && hex <= '9') return hex - '0';
    const char lower = static_cast<char>(hex | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? digit(text[i + 1]) : -1;
        const int low = high >= 0 ? digit(text[i + 2]) : -1;
        if (low >= 0) i += 2;
        out += low >= 0 ? static_cast<char>(high * 16 + low) : text[i];
    }
    return out;
}

/// An address as it is compared: percent-encoded bytes decoded, scheme and host in lower case.
std::string comparable(const std::string& url) {
    const auto scheme = url.find("://");
    const auto path = std::min(url.find('/', scheme == url.npos ? 0 : scheme + 3), url.size());
    return base::lower_ascii(url.substr(0, path)) + decoded(std::string_view{url}.substr(path));
}

/// What is the same in every address of a part is filled in; what differs stays open.
std::string pattern_of(const model::Source& source, const model::Part& part,
                       const model::Reference& reference) {
    const auto* indicator = source.indicator(part.indicator);
    const auto url = base::replace_all(part.url, "{countries}", compared_countries(reference));
    return comparable(base::replace_all(url, "{indicator}", indicator ? indicator->code : ""));
}

}  // namespace

Claims::Claims(const std::vector<model::Source>& sources, const model::Reference& reference) {
    for (const auto& source : sources) {
        if (source.access != "http") continue;
        for (const auto& part : source.parts)
            templates_.push_back({&source, &part, pattern_of(source, part, reference)});
    }
}

std::optional<Claim> Claims::find(const std::string& url, base::Instant fetched) const {
    const auto asked = comparable(url.substr(0, url.find('#')));
    for (const auto& [source, part, pattern] : templates_) {
        Found found;
        if (!match(pattern, asked, found)) continue;
        const auto asked_for = speaks_in(part->url) ? read_window(found) : all_of(*source, fetched);
        const auto page = page_of(source->paging, found);
        if (!asked_for || !page || *page < 1) continue;
        return Claim{source->name, part->id, *asked_for, *page, found["{key}"]};
    }
    return {};
}

}  // namespace jobs
