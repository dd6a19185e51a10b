#include "archive/archive.hpp"

#include "archive/digest.hpp"
#include "archive/held.hpp"
#include "archive/open_file.hpp"
#include "base/hash.hpp"

namespace archive {

struct Archive::Writer {
    std::uint64_t largest = 0;
    std::optional<OpenFile> file;
    std::optional<Held> held;  // read when the first body comes

    OpenFile& open(const std::filesystem::path& folder, base::Instant first);
    Held& known(const std::filesystem::path& folder);
    void close(const std::filesystem::path& folder);
};

namespace {

/// Every record a member of its own. `places`: where each begins, counted from the first.
std::string compressed(const std::vector<Record>& records, std::vector<std::uint64_t>& places) {
    std::string bytes;
    for (const auto& record : records) {
        places.push_back(bytes.size());
        bytes += written(record);
    }
    return bytes;
}

}  // namespace

OpenFile& Archive::Writer::open(const std::filesystem::path& folder, base::Instant first) {
    if (file && file->size() >= largest) close(folder);
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

Held& Archive::Writer::known(const std::filesystem::path& folder) {
    if (held) return *held;
    held.emplace();
    held->load(folder);
    return *held;
}

void Archive::Writer::close(const std::filesystem::path& folder) {
    if (!file) return;
    file->close();
    if (held) held->save(folder, file->name());
    file.reset();
}

Archive::Archive(std::filesystem::path folder, std::uint64_t largest_file)
    : folder_(std::move(folder)), writer_(std::make_unique<Writer>()) {
    writer_->largest = largest_file;
}

Archive::~Archive() {
    try {
        if (writer_) writer_->close(folder_);
    } catch (const std::exception&) {
        // A file that could not be closed keeps its `.open` name, and the next run's tail repair closes it.
    }
}

Archive::Archive(Archive&&) noexcept = default;

model::Snapshot Archive::append(const model::Exchange& exchange, const std::string& cause) {
    const auto payload = label(base::sha256(exchange.body));
    const auto url = one_line(exchange.request.url);
    // An empty body is shorter than the words that would refer to it.
    const bool body = exchange.status != 0 && !exchange.body.empty();
    const auto original = body ? writer_->known(folder_).find(url, payload) : std::nullopt;
    auto made = compose(exchange, cause, payload, original);
    std::vector<std::uint64_t> places;
    const auto bytes = compressed(made.records, places);
    auto& file = writer_->open(folder_, exchange.fetched);
    const auto offset = file.size();
    file.append(bytes);
    if (body && !original)
        writer_->known(folder_).add(url, payload, {file.name(), offset + places[1], exchange.fetched});
    made.snapshot.at = {file.name(), offset, bytes.size()};
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
    writer_->close(folder_);
}

}  // namespace archive
