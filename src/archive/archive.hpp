#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/exchange.hpp"

namespace archive {

/// What a group's metadata and headers say, with the decoded body: all that a rebuild needs.
struct Kept {
    model::Snapshot snapshot;
    model::Headers headers;
    std::string body;  // content coding removed
};

/// An edition's figures.json or manifest, kept as a WARC `resource` record.
struct Resource {
    std::string uri;  // urn:tuja:edition:…
    base::Instant written{};
    std::string content_type, body;
    std::string sha256{};  // filled by the reader
    model::Location at{};  // filled by the reader
};

/// A group whose digests are right, and where its body stands.
struct Sound {
    model::Snapshot snapshot;
    std::string body_id;  // of the response record that holds the body; "" without an answer
    std::string body_file;
    std::uint64_t body_offset = 0;
    bool repeats = false;  // that record is an earlier one's
};

/// Where an answer of this address with this decoded body stands, as far as the owner of an index knows.
using Known =
    std::function<std::optional<model::Location>(const std::string& url, const std::string& sha256)>;

/// What a file held that is not a whole group.
struct Damage {
    std::string file;
    std::uint64_t offset = 0;
    std::string what, next;
};

/// The WARC files of one folder. One writer at a time per file (flock); readers never wait.
class Archive {
  public:
    /// A file that has grown to `largest_file` takes its final name, and the next group opens another. Its lock
    /// is held until `close`: groups of visits under way stand in it.
    explicit Archive(std::filesystem::path folder, std::uint64_t largest_file = std::uint64_t{1} << 30);
    ~Archive();
    Archive(Archive&&) noexcept;

    /// From now on bodies of earlier runs, too, are only referred to. Without an index the archive knows what
    /// this process appended.
    void ask(Known known);

    /// Appends request, response (or revisit) and metadata as one group. A body whose digest this archive
    /// already holds for the same URL becomes a `revisit`; so does a 304 to a request that names what it
    /// repeats, and its snapshot, body and digest are those of the repeated one. Any other 304 is kept with a
    /// failure. Not yet on disk: call `sync`.
    /// `cause`: "schedule", "manual", "offline" …
    model::Snapshot append(const model::Exchange& exchange, const std::string& cause);
    model::Location append(const Resource& resource);
    /// What was appended is on disk when this returns.
    void sync();
    /// Syncs and renames the file in use from `.warc.gz.open` to `.warc.gz`, and lets go of those before it.
    void close();

    /// The decoded body at a place; checks both digests. Error names file and offset.
    std::string body(const model::Location& at) const;
    Kept read(const model::Location& at) const;
    /// The body as served, its content coding not removed.
    std::string served(const model::Location& at) const;

    /// Every whole group and resource of every file, files by name, groups in order. Half groups are damage.
    void scan(const std::function<void(Kept&&)>& group, const std::function<void(Resource&&)>& resource,
              const std::function<void(Damage&&)>& damage) const;
    /// The same for what stands at or behind `from` in one file: what nobody indexed yet.
    void scan_file(const std::string& file, std::uint64_t from, const std::function<void(Kept&&)>& group,
                   const std::function<void(Resource&&)>& resource,
                   const std::function<void(Damage&&)>& damage) const;
    /// Checks every digest of one file without keeping its bodies. Whether a repeated body is sound must be
    /// compared with the sound groups of all files.
    void verify_file(const std::string& file, const std::function<void(Sound&&)>& sound,
                     const std::function<void(Resource&&)>& resource,
                     const std::function<void(Damage&&)>& damage) const;
    /// Names and sizes of the archive's files.
    std::vector<std::pair<std::string, std::uint64_t>> files() const;
    /// Does a living process hold this file open for writing?
    bool being_written(const std::string& file) const;
    /// Cuts half groups off the tails of files that nobody has locked.
    std::vector<Damage> repair_tails();

  private:
    struct Writer;
    model::Snapshot append_unmodified(model::Exchange exchange, const std::string& cause);

    std::filesystem::path folder_;
    std::unique_ptr<Writer> writer_;
};

/// SHA-256 of an exchange's decoded body: its snapshot's digest.
std::string digest(const model::Exchange& exchange);

}  // namespace archive
