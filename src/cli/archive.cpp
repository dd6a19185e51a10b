// tuja archive list|cat|verify.
#include <fmt/format.h>

#include <cstdio>

#include "archive/archive.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "pipeline/verify.hpp"
#include "store/store.hpp"

namespace cli {
namespace {

using base::Json;

[[noreturn]] void refuse(std::string where, std::string what, std::string next) {
    throw base::Error{std::move(where), std::move(what), std::move(next), base::Error::Kind::usage};
}

base::Day day_of(const std::string& text, std::string_view flag) {
    if (const auto day = base::read_day(text)) return *day;
    refuse(std::string{flag}, fmt::format("'{}' is no day", text), "write it like 2024-01-31");
}

store::Store index_of(const pipeline::House& house) {
    if (!std::filesystem::exists(house.database()))
        throw base::Error{house.database().string(), "there is no index yet",
                          "`tuja rebuild` makes it from the archive"};
    return {house.database(), house.sql(), store::Store::Mode::read};
}

store::SnapshotsWanted wanted(const Typed& typed, const pipeline::House& house) {
    store::SnapshotsWanted all;
    if (!typed.source.empty())
        all.source = house.find(typed.source) ? typed.source : house.source(typed.source).name;
    all.url = typed.url;
    all.unclaimed = typed.unclaimed;
    if (!typed.from.empty()) all.from = day_of(typed.from, "--from");
    if (!typed.to.empty()) all.to = base::Instant{day_of(typed.to, "--to")} - std::chrono::microseconds{1};
    if (all.from > all.to)
        refuse("--to", fmt::format("the range ends {} and begins {}", typed.to, typed.from),
               "put the earlier day into --from; --to is the day behind the last one");
    if (typed.date.empty()) return all;
    all.from = day_of(typed.date, "--date");
    all.to = base::end_of(day_of(typed.date, "--date"));
    return all;
}

std::string place(const model::Location& at) {
    return fmt::format("{}@{}", at.file, at.offset);
}

Json snapshot_json(const model::Snapshot& it) {
    auto json = Json::object();
    json.set("snapshot", place(it.at)).set("source", it.source).set("part", it.part).set("url", it.url);
    json.set("fetched", base::iso(it.fetched)).set("status", it.status).set("failure", it.failure);
    json.set("sha256", it.sha256).set("bytes", Json{static_cast<std::int64_t>(it.bytes)});
    return json.set("content_type", it.content_type).set("origin", it.origin).set("page", it.page);
}

void print_snapshot(const model::Snapshot& it) {
    print(fmt::format("{}  {}  {:>3}  {:>9}  {}\n    {}", base::iso(it.fetched),
                      it.source.empty() ? "unclaimed" : it.source, it.status, it.bytes, it.url,
                      place(it.at)));
}

int list(const Typed& typed, const pipeline::House& house) {
    auto store = index_of(house);
    store.each_snapshot(wanted(typed, house), [&](const model::Snapshot& it) {
        if (typed.json)
            print(snapshot_json(it).dump());
        else
            print_snapshot(it);
    });
    return 0;
}

/// An answer that holds what was asked for. A 304 has the body that it repeats.
bool has_data(const model::Snapshot& it) {
    const bool good = (it.status >= 200 && it.status < 300) || it.status == 304;
    return good && it.failure.empty() && it.bytes > 0;
}

void tell_passed_over(const std::vector<model::Snapshot>& newer) {
    for (const auto& it : newer)
        base::log::info(fmt::format("passed over {}, fetched {}: {}", place(it.at), base::iso(it.fetched),
                                    !it.failure.empty() ? it.failure
                                    : it.bytes == 0     ? fmt::format("status {} without a body", it.status)
                                                        : fmt::format("status {}", it.status)));
}

/// The newest of an address that holds data, on or before a day if one is given.
model::Snapshot newest(const Typed& typed, store::Store& store) {
    const auto until = typed.date.empty() ? base::Instant::max() : base::end_of(day_of(typed.date, "--date"));
    const auto by = typed.date.empty() ? "" : " by " + typed.date;
    std::optional<model::Snapshot> good;
    std::vector<model::Snapshot> newer;
    store.each_snapshot({{}, typed.url, false, base::Instant::min(), until}, [&](const model::Snapshot& it) {
        if (has_data(it)) newer.clear();
        if (has_data(it))
            good = it;
        else
            newer.push_back(it);
    });
    tell_passed_over(newer);
    if (good) return *good;
    if (newer.empty())
        throw base::Error{typed.url, "was never fetched" + by,
                          "`tuja archive list --source SOURCE` shows the addresses"};
    throw base::Error{typed.url, "never gave an answer with data" + by,
                      "`tuja archive cat FILE@OFFSET` prints what it gave"};
}

/// "FILE@OFFSET" as `list` prints it, or an address.
model::Snapshot chosen(const Typed& typed, store::Store& store) {
    if (!typed.url.empty()) return newest(typed, store);
    const auto at = typed.figure.rfind('@');
    const auto offset =
        at == std::string::npos ? std::nullopt : base::read_integer(typed.figure.substr(at + 1));
    if (!offset || *offset < 0)
        refuse("archive cat", fmt::format("'{}' is no snapshot", typed.figure),
               "give FILE@OFFSET as `tuja archive list` prints it, or --url");
    const auto found = store.snapshot_in(typed.figure.substr(0, at), static_cast<std::uint64_t>(*offset));
    if (found) return *found;
    throw base::Error{typed.figure, "the index knows no snapshot there", "`tuja archive list` shows them"};
}

int cat(const Typed& typed, const pipeline::House& house) {
    auto store = index_of(house);
    const auto snapshot = chosen(typed, store);
    const auto kept = archive::Archive{house.archive()}.read(snapshot.at);
    if (!typed.headers) {
        std::fwrite(kept.body.data(), 1, kept.body.size(), stdout);
        return 0;
    }
    if (typed.json) {
        auto headers = Json::array();
        for (const auto& [name, value] : kept.headers) headers.push(Json::array().push(name).push(value));
        print(snapshot_json(kept.snapshot).set("headers", std::move(headers)).dump());
        return 0;
    }
    print(fmt::format("{}\nfetched {}\nstatus {}{}", kept.snapshot.url, base::iso(kept.snapshot.fetched),
                      kept.snapshot.status,
                      kept.snapshot.failure.empty() ? "" : "\nfailure " + kept.snapshot.failure));
    for (const auto& [name, value] : kept.headers) print(fmt::format("{}: {}", name, value));
    return 0;
}

Json fault_json(const pipeline::Fault& it) {
    auto json = Json::object();
    json.set("kind", it.kind).set("file", it.file).set("offset", Json{static_cast<std::int64_t>(it.offset)});
    json.set("what", it.what).set("next", it.next).set("snapshots_lost", Json{it.snapshots_lost});
    auto named = Json::array();
    for (const auto& one : it.snapshots) named.push(one);
    return json.set("facts", it.facts).set("snapshots", std::move(named));
}

void print_fault(const pipeline::Fault& it) {
    print(fmt::format("archive/{} at byte {}: {} ({})", it.file, it.offset, it.what, it.kind));
    if (it.snapshots_lost > 0)
        print(fmt::format("  costs {} snapshot{}, from which {} fact{} in the database came",
                          it.snapshots_lost, it.snapshots_lost == 1 ? "" : "s", it.facts,
                          it.facts == 1 ? "" : "s"));
    for (const auto& one : it.snapshots) print("    " + one);
    if (it.snapshots.size() < it.snapshots_lost && !it.snapshots.empty())
        print(fmt::format("    and {} more", it.snapshots_lost - it.snapshots.size()));
    print("  " + it.next);
}

std::string verdict(const pipeline::Verified& result) {
    const auto count = result.faults.size();
    const std::string index = result.indexed ? "the index knows every one" : "there is no index to check";
    if (count == 0) return "all digests are right, " + index;
    return fmt::format("{} fault{}{}", count, count == 1 ? "" : "s", result.indexed ? "" : "; " + index);
}

int verify(const Typed& typed, const pipeline::House& house) {
    const auto result = pipeline::verify(house);
    if (typed.json) {
        auto faults = Json::array();
        for (const auto& it : result.faults) faults.push(fault_json(it));
        print(Json::object()
                  .set("files", Json{result.files})
                  .set("bytes", Json{static_cast<std::int64_t>(result.bytes)})
                  .set("snapshots", Json{result.snapshots})
                  .set("repeats", Json{result.repeats})
                  .set("resources", Json{result.resources})
                  .set("indexed", Json{result.indexed})
                  .set("faults", std::move(faults))
                  .dump());
        return static_cast<int>(result.exit);
    }
    for (const auto& it : result.faults) print_fault(it);
    print(fmt::format(
        "{} file{}, {} bytes, {} snapshots ({} repeat earlier bodies), {} records of editions: {}",
        result.files, result.files == 1 ? "" : "s", result.bytes, result.snapshots, result.repeats,
        result.resources, verdict(result)));
    if (!result.indexed) print("`tuja rebuild` makes the index from what the archive holds");
    return static_cast<int>(result.exit);
}

}  // namespace

int archive_command(const Typed& typed, const std::string& program) {
    const auto here = house(typed, program, Store::look);
    if (typed.kind == "list") return list(typed, here);
    if (typed.kind == "cat") return cat(typed, here);
    if (typed.kind == "verify") return verify(typed, here);
    refuse("archive", fmt::format("there is no 'archive {}'", typed.kind), "there are: list, cat, verify");
}

}  // namespace cli
