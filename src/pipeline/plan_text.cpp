// A plan as TOML: what is written is what is read.
#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "pipeline/plan.hpp"

namespace pipeline {
namespace {

constexpr int plan_version = 1;

/// A basic string of TOML.
std::string in_quotes(std::string_view text) {
    std::string result = "\"";
    for (const char c : text)
        if (c == '"' || c == '\\')
            result.append(1, '\\').append(1, c);
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            result += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        else
            result += c;
    return result + '"';
}

std::string written(const PlannedWindow& it) {
    auto text =
        fmt::format("\n[[source.window]]\npart = {}\nfrom = \"{}\"\nto = \"{}\"\nrequests = {}\n",
                    in_quotes(it.part), base::iso(it.window.from), base::iso(it.window.to), it.requests);
    if (it.asked)
        text += fmt::format("asked = \"{}\"\noutcome = {}\n", base::iso(*it.asked), in_quotes(it.outcome));
    return text + fmt::format("snapshots = {}\n", it.snapshots);
}

std::string written(const PlannedHost& it) {
    auto text = fmt::format("\n[[host]]\nname = {}\nrequests = {}\n", in_quotes(it.name), it.requests);
    std::string left;
    for (const auto& [span, count] : it.left)
        left += fmt::format("{}{} = {}", left.empty() ? "" : ", ", span, count);
    return left.empty() ? text : text + fmt::format("left = {{ {} }}\n", left);
}

[[noreturn]] void fail(const std::string& place, const std::string& found) {
    throw base::Error{place, found,
                      "make the plan again with `tuja plan`; only whole windows may be taken out",
                      base::Error::Kind::usage};
}

base::Instant instant(const base::Toml& in, std::string_view key) {
    if (const auto read = base::read_instant(in.string(key))) return *read;
    fail(in.place(key), fmt::format("'{}' is no instant", in.string(key)));
}

base::Window window(const base::Toml& in) {
    const auto from = base::read_day(in.string("from")), to = base::read_day(in.string("to"));
    if (!from || !to || *from >= *to) fail(in.place("from"), "from and to are no range of days");
    return {*from, *to};
}

int count(const base::Toml& in, std::string_view key) {
    const auto value = in.integer(key);
    if (value < 0 || value > 1'000'000'000)
        fail(in.place(key), fmt::format("{} = {} is no count", key, value));
    return static_cast<int>(value);
}

PlannedWindow read_window(const base::Toml& in) {
    PlannedWindow one;
    one.part = in.string("part");
    one.window = window(in);
    one.requests = count(in, "requests");
    if (in.has("asked")) one.asked = instant(in, "asked");
    one.outcome = in.string("outcome", "");
    one.snapshots = count(in, "snapshots");
    in.done();
    return one;
}

PlannedSource read_source(const base::Toml& in) {
    PlannedSource one{in.string("name"), in.string("method"), {}};
    for (const auto& block : in.tables("window")) one.windows.push_back(read_window(block));
    in.done();
    return one;
}

PlannedHost read_host(const base::Toml& in) {
    PlannedHost one{in.string("name"), count(in, "requests"), {}};
    if (const auto left = in.maybe_table("left"))
        for (const auto& span : left->keys()) one.left[span] = static_cast<int>(left->integer(span));
    in.done();
    return one;
}

}  // namespace

std::string plan_toml(const Plan& plan) {
    auto text = fmt::format(
        "# `tuja apply FILE` does exactly this, once, or says what has changed since. Whole "
        "windows may be taken out.\nversion = {}\njob = {}\nreason = {}\nfrom = \"{}\"\nto = "
        "\"{}\"\nplanned = \"{}\"\n",
        plan_version, in_quotes(plan.job), in_quotes(plan.reason), base::iso(plan.range.from),
        base::iso(plan.range.to), base::iso(plan.planned));
    if (!plan.left_out.empty()) text += "left_out = [\n";
    for (const auto& line : plan.left_out) text += "    " + in_quotes(line) + ",\n";
    if (!plan.left_out.empty()) text += "]\n";
    for (const auto& host : plan.hosts) text += written(host);
    for (const auto& source : plan.sources) {
        text +=
            fmt::format("\n[[source]]\nname = {}\nmethod = \"{}\"\n", in_quotes(source.name), source.method);
        for (const auto& one : source.windows) text += written(one);
    }
    return text;
}

Plan read_plan(std::string_view toml, const std::string& place) {
    const auto in = base::Toml::text(toml, place);
    if (in.integer("version") != plan_version)
        fail(in.place("version"),
             fmt::format("a plan of version {}, this program reads {}", in.integer("version"), plan_version));
    Plan plan{in.string("job"), in.string("reason"), window(in), instant(in, "planned"), {}, {}, {}};
    plan.left_out = in.maybe_strings("left_out");
    for (const auto& block : in.tables("host")) plan.hosts.push_back(read_host(block));
    for (const auto& block : in.tables("source")) plan.sources.push_back(read_source(block));
    in.done();
    return plan;
}

}  // namespace pipeline
