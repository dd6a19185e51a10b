#include "archive/archive.hpp"

#include <fmt/format.h>

#include "archive/held.hpp"
#include "archive/open_file.hpp"
#include "archive/repeats.hpp"
#include "base/error.hpp"

namespace archive {

struct Archive::Writer {
    std::uint64_t largest = 0;
    std::optional<OpenFile> file;
    std::vector<OpenFile> full;  // renamed, and ours until the end: another run must not enter half a visit
    Held held;
    Known known;

    OpenFile& open(const std::filesystem::path& folder, base::Instant first);
    void put_aside();
    void close();
    std::optional<Original> original(const std::filesystem::path& folder, const std::string& url,
                                     const Body& body) const;
    /// Returns where the answer's record begins.
    std::uint64_t append(const std::filesystem::path& folder, Composed& made);
};

namespace {

/// What a 304 repeats. Nothing: its failure then says why.
std::optional<Unmodified> repeated(const std::filesystem::path& folder, model::Exchange& exchange) {
    if (!exchange.failure.empty()) return {};
    if (!exchange.request.repeats) {
        exchange.failure = "304 Not Modified, but it was asked for without conditions";
        return {};
    }
    try {
        return unmodified_since(folder, exchange.request.repeats->at);
    } catch (const base::Error& error) {
        exchange.failure =
            fmt::format("304 Not Modified, but what it repeats can't be read: {}", error.found());
        return {};
    }
}

}  // namespace

OpenFile& Archive::Writer::open(const std::filesystem::path& folder, base::Instant first) {
    if (file && file->size() >= largest) put_aside();
    if (file) return *file;
    file.emplace(OpenFile::create(folder, first));
    try {
        file->append(written(compose_warcinfo(file->name(), first)));
    } catch (...) {
        file->discard();
        file.reset();
        throw;
    }
    return *file;
}

void Archive::Writer::put_aside() {
    if (!file) return;
    file->close();
    full.push_back(std::move(*file));
    file.reset();
}

void Archive::Writer::close() {
    put_aside();
    full.clear();
}

std::uint64_t Archive::Writer::append(const std::filesystem::path& folder, Composed& made) {
    std::string bytes;  // every record a member of its own
    std::uint64_t answer = 0;
    for (const auto& record : made.records) {
        if (record.type() != "request" && record.type() != "metadata") answer = bytes.size();
        bytes += written(record);
    }
    auto& in_use = open(folder, made.snapshot.fetched);
    const auto offset = in_use.size();
    in_use.append(bytes);
    made.snapshot.at = {in_use.name(), offset, bytes.size()};
    return offset + answer;
}

Archive::Archive(std::filesystem::path folder, std::uint64_t largest_file)
    : folder_(std::move(folder)), writer_(std::make_unique<Writer>()) {
    writer_->largest = largest_file;
}

Archive::~Archive() {
    try {
        if (writer_) writer_->close();
    } catch (const std::exception&) {
        // A file that could not be closed keeps its `.open` name, and the next run's tail repair closes it.
    }
}

Archive::Archive(Archive&&) noexcept = default;

void Archive::ask(Known known) {
    writer_->known = std::move(known);
}

std::optional<Original> Archive::Writer::original(const std::filesystem::path& folder, const std::string& url,
                                                  const Body& body) const {
    if (auto here = held.find(url, body.payload)) return here;
    const auto at = known ? known(url, body.sha256) : std::nullopt;
    return at ? standing(folder, *at, url, body.payload) : std::nullopt;
}

model::Snapshot Archive::append(const model::Exchange& exchange, const std::string& cause) {
    if (exchange.status == 304) return append_unmodified(exchange, cause);
    const auto body = body_of(exchange);
    const auto url = one_line(exchange.request.url);
    // An empty body is shorter than the words that would refer to it.
    const bool worth = exchange.status != 0 && !exchange.body.empty();
    const auto original = worth ? writer_->original(folder_, url, body) : std::nullopt;
    auto made = compose(exchange, cause, body, original);
    const auto answer = writer_->append(folder_, made);
    if (worth && !original)
        writer_->held.add(url, body.payload, {made.snapshot.at.file, answer, exchange.fetched});
    return made.snapshot;
}

/// A 304 that says nothing again is kept as what it is: an answer without a body, which its reader takes for
/// a failure.
model::Snapshot Archive::append_unmodified(model::Exchange exchange, const std::string& cause) {
    const auto unmodified = repeated(folder_, exchange);
    auto made = unmodified ? compose(exchange, cause, *unmodified)
                           : compose(exchange, cause, body_of(exchange), std::nullopt);
    writer_->append(folder_, made);
    return made.snapshot;
}

model::Location Archive::append(const Resource& resource) {
    const auto bytes = written(compose(resource));
    auto& file = writer_->open(folder_, resource.written);
    const auto offset = file.size();
    file.append(bytes);
    return {file.name(), offset, bytes.size()};
}

void Archive::sync() {
    if (writer_->file) writer_->file->sync();
}

void Archive::close() {
    writer_->close();
}

}  // namespace archive
