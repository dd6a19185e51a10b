#pragma once

#include <filesystem>
#include <string>

#include "archive/input.hpp"
#include "base/time.hpp"

namespace archive {

/// The file in use: locked, named `….warc.gz.open` until it is closed.
class OpenFile {
  public:
    /// A new file, named after the moment of its first record and the first serial that is free.
    static OpenFile create(const std::filesystem::path& folder, base::Instant first);

    /// Behind what stands there, all of it or nothing. Error: what stood there before is as it was.
    void append(std::string_view bytes);
    void sync();
    /// Syncs and takes the final name. The lock is let go of with this object.
    void close();

    /// Removes a file into which nothing could be written.
    void discard();

    const std::string& name() const { return name_; }
    std::uint64_t size() const { return size_; }

  private:
    OpenFile(std::filesystem::path folder, std::string name, Descriptor file);
    [[noreturn]] void refuse(std::string_view doing) const;

    std::filesystem::path folder_;
    std::string name_;
    Descriptor file_;
    std::uint64_t size_ = 0;
    bool entered_ = false;  // the folder's entry for this file is on disk
};

/// Whether the path still names this open file: another process may have renamed or removed it meanwhile.
bool same_file(int open, const std::filesystem::path& path);

}  // namespace archive
