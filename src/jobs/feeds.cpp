#include <fmt/format.h>

#include <algorithm>

#include "jobs/keys.hpp"
#include "jobs/placeholders.hpp"
#include "jobs/read.hpp"

namespace jobs {
namespace {

std::string letters(const base::Toml& in, std::string_view key, std::size_t length, char first, char last,
                    std::string_view example) {
    const auto value = in.string(key);
    const bool fits = value.size() == length && std::all_of(value.begin(), value.end(),
                                                            [&](char c) { return c >= first && c <= last; });
    if (!fits)
        fail(in.place(key), fmt::format("unknown {} '{}'", key, value),
             fmt::format("write its ISO code, such as \"{}\"", example));
    return value;
}

/// "+09:00": what a date without a zone means in this feed.
std::string zone_offset(const base::Toml& in) {
    const auto value = in.string("zone_offset", "+00:00");
    const bool shape = value.size() == 6 && (value[0] == '+' || value[0] == '-') && value[3] == ':';
    if (!shape || !base::read_instant("2026-01-01T00:00" + value))
        fail(in.place("zone_offset"), fmt::format("'{}' is no zone offset", value),
             "write it as \"+09:00\" or \"-05:00\"");
    return value;
}

model::Part feed(const base::Toml& in, const model::Source& source, const Options& common, bool takes_zone) {
    model::Part one;
    one.id = identifier(in, "id");
    one.url = address(in, "url", placeholders());
    check_url(one, source, in.place("url"));
    one.publisher = names(in, "publisher");
    one.language = letters(in, "language", 2, 'a', 'z', "ko");
    one.country = letters(in, "country", 3, 'A', 'Z', "KOR");
    one.zone_offset = zone_offset(in);
    one.unverified = in.boolean("unverified", false);
    one.parse = common;
    if (takes_zone) one.parse["zone"] = one.zone_offset;
    in.done();
    return one;
}

}  // namespace

std::vector<model::Part> read_feeds(const base::Toml& in, const model::Source& source,
                                    const std::vector<std::string>& options) {
    Options common;
    if (const auto table = in.maybe_table("parse")) common = read_options(*table, {}, options);
    const bool takes_zone = std::find(options.begin(), options.end(), "zone") != options.end();
    std::vector<model::Part> all;
    std::vector<std::string> seen;
    for (const auto& block : in.tables("feed")) {
        all.push_back(feed(block, source, common, takes_zone));
        must_be_new(seen, all.back().id, block.place("id"), "feed");
        seen.push_back(all.back().id);
    }
    if (all.empty()) fail(in.place(), "there is no [[feed]] block", "add one: jobs/README.md shows its keys");
    return all;
}

}  // namespace jobs
