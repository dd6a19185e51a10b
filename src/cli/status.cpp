// `tuja status`: how fresh each source is, what failed and why, and what comes next.
#include <fmt/format.h>

#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "pipeline/status.hpp"

namespace cli {
namespace {

using base::Json;
using pipeline::SourceStatus;

/// "2026-05-31 04:05": minutes are enough for the eye; --json has the rest.
std::string to_the_minute(base::Instant instant) {
    return base::replace_all(base::iso(instant).substr(0, 16), "T", " ");
}

Json time_json(const std::optional<base::Instant>& instant) {
    return instant ? Json{base::iso(*instant)} : Json{};
}

Json source_json(const SourceStatus& it) {
    Json json = Json::object(), places = Json::array();
    for (const auto& place : it.places) places.push(place);
    json.set("source", it.name).set("data", it.data).set("asking", it.asking);
    json.set("access", it.access).set("cadence", it.cadence);
    json.set("age_days", Json{it.age_days});
    json.set("warn_days", it.limits.warn_days).set("error_days", it.limits.error_days);
    json.set("last_good", time_json(it.last_good)).set("last_tried", time_json(it.last_tried));
    json.set("newest_snapshot", time_json(it.newest_snapshot));
    json.set("next_due", it.next_due ? Json{base::iso(*it.next_due)} : Json{});
    json.set("edition_due", it.edition_due).set("places", places);
    json.set("failures_in_a_row", it.failures_in_a_row).set("last_reason", it.last_reason);
    json.set("missing_key", it.key).set("observations", it.observations);
    json.set("announcements", it.announcements);
    return json.set("rejects", it.rejects).set("failed_pages", it.failed_pages);
}

Json run_json(const pipeline::RunStatus& run) {
    Json json = Json::object();
    json.set("command", run.command).set("started", base::iso(run.started));
    json.set("ended", time_json(run.ended)).set("exit_status", run.exit ? Json{*run.exit} : Json{});
    return json.set("summary", run.summary);
}

Json budgets_json(const pipeline::Status& status) {
    Json all = Json::array();
    for (const auto& it : status.budgets)
        all.push(Json::object()
                     .set("budget", it.budget)
                     .set("span", it.span)
                     .set("most", it.most)
                     .set("left", it.left));
    return all;
}

Json rests_json(const pipeline::Status& status) {
    Json all = Json::array();
    for (const auto& it : status.rests)
        all.push(Json::object().set("host", it.host).set("until", base::iso(it.until)).set("why", it.why));
    return all;
}

void print_json(const pipeline::Status& status) {
    Json sources = Json::array(), faults = Json::array(), runs = Json::array();
    for (const auto& one : status.sources) sources.push(source_json(one));
    for (const auto& line : status.faults) faults.push(line);
    for (const auto& run : status.runs) runs.push(run_json(run));
    Json json = Json::object();
    json.set("store", status.store).set("moment", base::iso(status.moment));
    json.set("exit_status", static_cast<int>(status.exit));
    json.set("sources", sources).set("failed_windows", faults).set("runs", runs);
    json.set("budgets", budgets_json(status)).set("rests", rests_json(status));
    print(json.dump(1));
}

std::string days(const std::optional<std::int64_t>& count) {
    return count ? fmt::format("{} d", *count) : std::string{"-"};
}

/// What the words of the table mean for this source, and what to do. Nothing where all is well.
std::vector<std::string> remarks(const SourceStatus& it) {
    std::vector<std::string> lines;
    if (it.failures_in_a_row > 0)
        lines.push_back(fmt::format("failed {} time{} running, last at {}: {}", it.failures_in_a_row,
                                    it.failures_in_a_row == 1 ? "" : "s",
                                    it.last_tried ? to_the_minute(*it.last_tried) : "?", it.last_reason));
    if (it.data == "stale")
        lines.push_back(fmt::format(
            "its newest answer is older than {} days{}", it.limits.warn_days,
            it.limits.error_days ? fmt::format("; past {} it is an error", it.limits.error_days) : ""));
    if (it.data == "old")
        lines.push_back(fmt::format("its newest answer is older than {} days", it.limits.error_days));
    if (!it.key.empty()) lines.push_back("its host asks for a key: set " + it.key);
    if (it.asking == "no contact")
        lines.push_back("its host refuses tools that name nobody: set TUJA_CONTACT");
    if (it.edition_due)
        lines.push_back(fmt::format("a new edition is due since {}: look at {}",
                                    base::iso(*it.next_due).substr(0, 7), base::join(it.places, " ")));
    else if (!it.places.empty())
        lines.push_back(
            fmt::format("take its files from {} and hand them over: tuja fetch {} --file F "
                        "--url U --retrieved DAY",
                        base::join(it.places, " "), it.name));
    return lines;
}

void print_source(const SourceStatus& it) {
    print(fmt::format("{:<24} {:<5} {:>6}  {:<10} {:<10} {:>9} {:>7}", it.name, it.data, days(it.age_days),
                      it.asking, it.next_due ? base::iso(*it.next_due) : "-",
                      it.observations + it.announcements, it.rejects));
    for (const auto& line : remarks(it)) print_wrapped("  " + line, 4);
}

void print_run(const pipeline::RunStatus& run) {
    const auto ended = run.exit ? fmt::format("{:>3}", *run.exit) : std::string{"  ?"};
    const auto how = run.exit ? run.summary : std::string{"under way, or killed"};
    // Of a good run the sources' names would only repeat the table.
    const bool say = !run.exit || *run.exit != 0;
    print_wrapped(fmt::format("  {}  exit {}  {}{}", to_the_minute(run.started), ended, run.command,
                              say && !how.empty() ? ": " + how : ""),
                  30);
}

/// Only what was used of: a list of full budgets would say nothing.
void print_hosts(const pipeline::Status& status) {
    std::vector<std::string> lines;
    for (const auto& it : status.budgets)
        if (it.left < it.most)
            lines.push_back(
                fmt::format("{}: {} of {} requests left this {}", it.budget, it.left, it.most, it.span));
    for (const auto& it : status.rests)
        lines.push_back(
            fmt::format("{}: not asked before {} UTC: {}", it.host, to_the_minute(it.until), it.why));
    if (!lines.empty()) print("hosts:");
    for (const auto& line : lines) print_wrapped("  " + line, 4);
}

}  // namespace

int status_command(const Typed& typed, const std::string& program) {
    const auto status = pipeline::read_status(house(typed, program, Store::look), as_known_of(typed));
    if (typed.json) {
        print_json(status);
        return static_cast<int>(status.exit);
    }
    print(fmt::format("{:<24} {:<5} {:>6}  {:<10} {:<10} {:>9} {:>7}", "source", "data", "age", "asking",
                      "next due", "values", "rejects"));
    for (const auto& it : status.sources) print_source(it);
    if (!status.faults.empty()) print("failed windows:");
    for (const auto& line : status.faults) print_wrapped("  " + line, 4);
    print_hosts(status);
    if (!status.runs.empty()) print("last runs (UTC):");
    for (const auto& run : status.runs) print_run(run);
    return static_cast<int>(status.exit);
}

}  // namespace cli
