#include "archive/compose.hpp"

#include <fmt/format.h>

#include "archive/digest.hpp"
#include "archive/http.hpp"
#include "base/coding.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"

namespace archive {
namespace {

constexpr const char* profiles = "http://netpreserve.org/warc/1.1/revisit/";

/// Of one URL at one microsecond with one payload there is one record of each kind.
std::string id_of(std::string_view url, base::Instant fetched, std::string_view kind,
                  std::string_view digest) {
    return record_id(fmt::format("{}\n{}\n{}\n{}", url, base::iso(fetched), kind, digest));
}

Record record_of(const char* type, const std::string& url, base::Instant date, std::string id) {
    return {{{"WARC-Type", type},
             {"WARC-Target-URI", url},
             {"WARC-Date", base::iso(date)},
             {"WARC-Record-ID", std::move(id)}},
            {}};
}

struct Ids {
    std::string request, answer, metadata, payload;
};

Ids ids_of(const model::Snapshot& snapshot, const std::string& payload) {
    const auto id = [&](std::string_view kind) {
        return id_of(snapshot.url, snapshot.fetched, kind, payload);
    };
    return {id("request"), id("answer"), id("metadata"), payload};
}

Record request_of(const model::Exchange& exchange, const std::string& url, const Ids& ids) {
    auto record = record_of("request", url, exchange.fetched, ids.request);
    record.fields.emplace_back("WARC-Concurrent-To", ids.answer);
    record.fields.emplace_back("Content-Type", "application/http;msgtype=request");
    record.block = http_request(exchange.request);
    return record;
}

/// Where the repeated body stands: by id, address and date for everyone, by file and offset for us.
void refer(Record& record, const char* profile, const std::string& id, const std::string& url,
           const Original& original) {
    record.fields.emplace_back("WARC-Profile", std::string{profiles} + profile);
    record.fields.emplace_back("WARC-Refers-To", id);
    record.fields.emplace_back("WARC-Refers-To-Target-URI", url);
    record.fields.emplace_back("WARC-Refers-To-Date", base::iso(original.fetched));
    record.fields.emplace_back("WARC-Refers-To-Filename", original.file);
    record.fields.emplace_back("WARC-Refers-To-File-Offset", std::to_string(original.offset));
}

/// The head of an answer; its body, if it has one of its own, follows.
void put_head(Record& record, const model::Exchange& exchange) {
    if (!exchange.protocol.empty()) record.fields.emplace_back("WARC-Protocol", exchange.protocol);
    record.fields.emplace_back("Content-Type", "application/http;msgtype=response");
    record.block = http_head(exchange);
}

Record answer_of(const model::Exchange& exchange, const std::string& url, const Ids& ids,
                 const std::optional<Original>& original) {
    auto record = record_of(original ? "revisit" : "response", url, exchange.fetched, ids.answer);
    if (original)
        refer(record, "identical-payload-digest", id_of(url, original->fetched, "answer", ids.payload), url,
              *original);
    record.fields.emplace_back("WARC-Payload-Digest", ids.payload);
    put_head(record, exchange);
    if (!original) record.block += exchange.body;
    // Below this the head's own gain counts for more.
    record.packed =
        exchange.body.size() > 4096 && !model::header(exchange.headers, "Content-Encoding").empty();
    return record;
}

Record answer_of(const model::Exchange& exchange, const std::string& url, const Ids& ids,
                 const Unmodified& unmodified) {
    auto record = record_of("revisit", url, exchange.fetched, ids.answer);
    refer(record, "server-not-modified", unmodified.id, unmodified.url, unmodified.original);
    put_head(record, exchange);
    return record;
}

base::Json json_of(const model::Snapshot& snapshot, const std::string& cause) {
    auto json = base::Json::object();
    json.set("tuja", 1).set("source", snapshot.source).set("part", snapshot.part);
    json.set("from", base::iso(snapshot.window.from)).set("to", base::iso(snapshot.window.to));
    json.set("page", snapshot.page).set("visit", base::iso(snapshot.visit)).set("cause", cause);
    json.set("origin", snapshot.origin).set("status", snapshot.status);
    if (!snapshot.failure.empty()) json.set("failure", snapshot.failure);
    if (snapshot.status == 0) return json;
    json.set("sha256", snapshot.sha256).set("bytes", static_cast<std::int64_t>(snapshot.bytes));
    return json;
}

Record metadata_of(const model::Snapshot& snapshot, const Ids& ids, const base::Json& json) {
    auto record = record_of("metadata", snapshot.url, snapshot.fetched, ids.metadata);
    if (snapshot.status != 0) record.fields.emplace_back("WARC-Concurrent-To", ids.answer);
    record.fields.emplace_back("Content-Type", "application/json");
    record.block = json.dump();
    return record;
}

model::Snapshot snapshot_of(const model::Exchange& exchange) {
    const auto& request = exchange.request;
    model::Snapshot snapshot{request.source,
                             request.part,
                             one_line(request.url),
                             request.window,
                             request.visit,
                             request.page,
                             exchange.fetched,
                             exchange.status,
                             exchange.failure,
                             {},
                             {},
                             0,
                             exchange.origin,
                             {}};
    snapshot.content_type = model::header(exchange.headers, "Content-Type");
    model::note_version(snapshot, exchange.headers, request.headers);
    return snapshot;
}

}  // namespace

Record compose_warcinfo(const std::string& file, base::Instant fetched) {
    Record record;
    record.fields = {{"WARC-Type", "warcinfo"},
                     {"WARC-Date", base::iso(fetched)},
                     {"WARC-Record-ID", id_of(file, fetched, "warcinfo", "")},
                     {"WARC-Filename", file},
                     {"Content-Type", "application/warc-fields"}};
    record.block =
        "software: tuja\r\nformat: WARC File Format 1.1\r\n"
        "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n";
    return record;
}

Body body_of(const model::Exchange& exchange) {
    const auto coding = model::header(exchange.headers, "Content-Encoding");
    const auto plain = coding.empty() ? std::nullopt : base::decode(exchange.body, coding);
    const auto served = base::sha256(exchange.body);
    return {label(served), plain ? base::sha256(*plain) : served,
            plain ? plain->size() : exchange.body.size(), plain || coding.empty()};
}

Composed compose(const model::Exchange& exchange, const std::string& cause, const Body& body,
                 const std::optional<Original>& original) {
    Composed made{{}, snapshot_of(exchange)};
    auto& snapshot = made.snapshot;
    const auto ids = ids_of(snapshot, body.payload);
    if (exchange.status != 0) {
        snapshot.sha256 = body.sha256;
        snapshot.bytes = body.bytes;
        made.records.push_back(request_of(exchange, snapshot.url, ids));
        made.records.push_back(answer_of(exchange, snapshot.url, ids, original));
    }
    auto json = json_of(snapshot, cause);
    // Said, so that a later version that knows more codings still compares the digest with the right bytes.
    if (!body.decoded && exchange.status != 0) json.set("decoded", false);
    made.records.push_back(metadata_of(snapshot, ids, json));
    return made;
}

Composed compose(const model::Exchange& exchange, const std::string& cause, const Unmodified& unmodified) {
    Composed made{{}, snapshot_of(exchange)};
    auto& snapshot = made.snapshot;
    snapshot.content_type = unmodified.content_type;
    snapshot.sha256 = unmodified.sha256;
    snapshot.bytes = unmodified.bytes;
    const auto ids = ids_of(snapshot, label(base::sha256("")));
    made.records.push_back(request_of(exchange, snapshot.url, ids));
    made.records.push_back(answer_of(exchange, snapshot.url, ids, unmodified));
    auto json = json_of(snapshot, cause);
    // A 304 says neither again.
    json.set("coding", unmodified.coding).set("content_type", unmodified.content_type);
    made.records.push_back(metadata_of(snapshot, ids, json));
    return made;
}

Record compose(const Resource& resource) {
    const auto url = one_line(resource.uri);
    const auto payload = label(base::sha256(resource.body));
    auto record =
        record_of("resource", url, resource.written, id_of(url, resource.written, "resource", payload));
    record.fields.emplace_back("WARC-Payload-Digest", payload);
    record.fields.emplace_back("Content-Type", resource.content_type);
    record.block = resource.body;
    return record;
}

std::string digest(const model::Exchange& exchange) {
    if (exchange.status == 304 && exchange.request.repeats) return exchange.request.repeats->sha256;
    return body_of(exchange).sha256;
}

}  // namespace archive
