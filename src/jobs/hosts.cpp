#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "jobs/jobs.hpp"
#include "jobs/keys.hpp"

namespace jobs {
namespace {

int maybe_count(const base::Toml& in, std::string_view key, int least) {
    return in.has(key) ? count(in, key, least) : 0;
}

model::Budget budget(const base::Toml& in) {
    model::Budget one;
    one.per_second = in.maybe_number("per_second").value_or(0);
    if (in.has("per_second") && (one.per_second < 0.001 || one.per_second > 1000))
        fail(in.place("per_second"), fmt::format("per_second = {} is out of range", one.per_second),
             "use a number from 0.001 to 1000; 0.33 is one every three seconds");
    one.per_minute = maybe_count(in, "per_minute", 1);
    one.per_hour = maybe_count(in, "per_hour", 1);
    one.per_day = maybe_count(in, "per_day", 1);
    one.concurrency = maybe_count(in, "concurrency", 1);
    return one;
}

/// "www.sec.gov" or "127.0.0.1:8080": as an address names it, without scheme and path.
std::vector<std::string> places(const base::Toml& in, std::vector<std::string>& seen) {
    const auto all = in.strings("hosts");
    if (all.empty())
        fail(in.place("hosts"), "the block names no host", "write hosts = [\"api.example.org\"]");
    for (const auto& one : all) {
        if (one.empty() || one.find_first_of("/@ ?#") != one.npos || one != base::lower_ascii(one))
            fail(in.place("hosts"), fmt::format("'{}' is no host", one),
                 "write it as an address names it, small letters, without scheme and path: api.example.org");
        must_be_new(seen, one, in.place("hosts"), "host");
        seen.push_back(one);
    }
    return all;
}

model::HostClass read_class(const base::Toml& in) {
    model::HostClass one{identifier(in, "name"), in.strings("paths"), budget(in)};
    for (const auto& path : one.paths)
        if (!path.starts_with('/'))
            fail(in.place("paths"), fmt::format("'{}' is no path", path),
                 "write what the path begins with: /public/rest/dataflow");
    if (one.paths.empty())
        fail(in.place("paths"), fmt::format("the class '{}' has no paths", one.name),
             "write what its addresses' paths begin with: paths = [\"/public/rest/dataflow\"]");
    in.done();
    return one;
}

model::Host read_host(const base::Toml& in, std::vector<std::string>& seen) {
    model::Host one;
    one.name = identifier(in, "name");
    one.hosts = places(in, seen);
    one.budget = budget(in);
    one.http2 = in.choice("http", {"1.1", "2"}, "2") == "2";
    one.contact = !in.choice("contact", {"required"}, "").empty();
    one.rest_minutes = maybe_count(in, "rest_minutes", 1);
    one.connect_seconds = maybe_count(in, "connect_seconds", 1);
    one.total_seconds = maybe_count(in, "total_seconds", 1);
    one.body_megabytes = maybe_count(in, "body_megabytes", 1);
    std::vector<std::string> classes;
    for (const auto& table : in.tables("class")) {
        one.classes.push_back(read_class(table));
        must_be_new(classes, one.classes.back().name, table.place(), "class");
        classes.push_back(one.classes.back().name);
    }
    in.done();
    return one;
}

}  // namespace

std::vector<model::Host> read_hosts(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) return {};
    const auto in = base::Toml::file(file);
    std::vector<model::Host> all;
    std::vector<std::string> names, seen;
    for (const auto& table : in.tables("host")) {
        all.push_back(read_host(table, seen));
        must_be_new(names, all.back().name, table.place(), "host");
        names.push_back(all.back().name);
    }
    in.done();
    return all;
}

}  // namespace jobs
