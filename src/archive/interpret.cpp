#include "archive/interpret.hpp"

#include <fmt/format.h>

#include "archive/digest.hpp"
#include "archive/http.hpp"
#include "base/coding.hpp"
#include "base/error.hpp"
#include "base/hash.hpp"

namespace archive {
namespace {

[[noreturn]] void refuse(const model::Location& at, std::string what) {
    throw base::Error{fmt::format("archive/{} at offset {}", at.file, at.offset), std::move(what),
                      "this group is lost, the others are sound; its bytes come back from a backup alone"};
}

int number(const base::Json& json) {
    const auto* whole = json.integer();
    return whole ? static_cast<int>(*whole) : 0;
}

base::Day day(const base::Json& meta, std::string_view key) {
    return base::read_day(meta.text(key)).value_or(base::Day{});
}

model::Snapshot snapshot_of(const Group& group) {
    const auto& meta = group.meta;
    const auto& record = group.records.back();
    model::Snapshot snapshot;
    snapshot.source = meta.text("source");
    snapshot.part = meta.text("part");
    snapshot.url = record.target();
    snapshot.window = {day(meta, "from"), day(meta, "to")};
    snapshot.visit = base::read_instant(meta.text("visit")).value_or(base::Instant{});
    snapshot.page = number(meta["page"]);
    snapshot.fetched = base::read_instant(record.field("WARC-Date")).value_or(base::Instant{});
    snapshot.status = number(meta["status"]);
    snapshot.failure = meta.text("failure");
    snapshot.sha256 = meta.text("sha256");
    if (const auto* bytes = meta["bytes"].integer()) snapshot.bytes = static_cast<std::uint64_t>(*bytes);
    snapshot.origin = meta.text("origin");
    snapshot.at = group.at;
    return snapshot;
}

std::string decoded(std::string served, const model::Location& at, const std::string& coding) {
    if (coding.empty()) return served;
    auto plain = base::decode(served, coding);
    if (!plain) refuse(at, fmt::format("its body can't be decoded as '{}'", coding));
    return std::move(*plain);
}

}  // namespace

std::string served_body(Record&& response) {
    auto& block = response.block;
    block.erase(0, read_http(block).body_at);
    if (!matches(response.field("WARC-Payload-Digest"), block))
        throw Broken{response.offset, "its body differs from its WARC-Payload-Digest"};
    return std::move(block);
}

std::string served_body(Group&& group, const FindOriginal& original) {
    if (!group.answer()) return {};
    auto& answer = group.records[group.records.size() - 2];
    try {
        return holds_body(answer) ? served_body(std::move(answer)) : original(answer);
    } catch (const Broken& broken) {
        refuse(group.at, broken.what);
    }
}

std::string coding_of(const Group& group, const model::Headers& headers) {
    if (is_unmodified(*group.answer())) return group.meta.text("coding");
    const auto* removed = group.meta["decoded"].boolean();
    return removed && !*removed ? "" : model::header(headers, "Content-Encoding");
}

Kept interpret_head(const Group& group) {
    Kept kept{snapshot_of(group), {}, {}};
    if (!group.answer()) return kept;
    kept.headers = read_http(group.answer()->block).headers;
    const auto& question = group.records.front();
    model::note_version(kept.snapshot, kept.headers,
                        question.type() == "request" ? read_http(question.block).headers : model::Headers{});
    kept.snapshot.content_type = is_unmodified(*group.answer()) ? group.meta.text("content_type")
                                                                : model::header(kept.headers, "Content-Type");
    return kept;
}

Kept interpret(Group&& group, const FindOriginal& original) {
    auto kept = interpret_head(group);
    if (!group.answer()) return kept;
    const auto at = group.at;
    const auto coding = coding_of(group, kept.headers);
    kept.body = decoded(served_body(std::move(group), original), at, coding);
    const auto found = base::sha256(kept.body);
    if (found != kept.snapshot.sha256)
        refuse(at,
               fmt::format("its body's SHA-256 is {}, its metadata says '{}'", found, kept.snapshot.sha256));
    return kept;
}

Resource interpret(Record&& record) {
    Resource read{record.target(),
                  base::read_instant(record.field("WARC-Date")).value_or(base::Instant{}),
                  record.field("Content-Type"),
                  std::move(record.block),
                  {},
                  {}};
    read.sha256 = base::sha256(read.body);
    return read;
}

}  // namespace archive
