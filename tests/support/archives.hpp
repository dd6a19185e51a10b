#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "archive/archive.hpp"

namespace support {

/// A folder of its own for one test, gone with it.
class Folder {
  public:
    Folder();
    explicit Folder(std::filesystem::path parent);
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder();
    operator const std::filesystem::path&() const { return path_; }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// An answer fetched `second` seconds into 2026-05-31.
model::Exchange answer(int second, std::string url, int status, std::string body,
                       model::Headers headers = {});
/// A member as other programs write it.
std::string gzipped(std::string_view bytes);
/// The bare and the zlib form of HTTP's "deflate".
std::string deflated(std::string_view bytes, int window_bits);

/// All that a scan finds.
struct Scanned {
    std::vector<archive::Kept> groups;
    std::vector<archive::Resource> resources;
    std::vector<archive::Damage> damages;
};
Scanned scanned(const archive::Archive& archive);

inline const std::string url = "https://example.org/data?c=KOR";
inline const auto nothing = [](auto&&) {};

void write(const std::filesystem::path& file, std::string_view bytes);
/// The uncompressed text of one file, by a reader that no one here wrote. Throws where gzip is not content.
std::string zcat(const std::filesystem::path& file);
/// The archive's one file. Throws where there are more or none.
std::filesystem::path only_file(const std::filesystem::path& folder);
/// Three groups in one closed file; returns where they stand.
std::vector<model::Location> three_groups(const std::filesystem::path& folder);

/// World-Bank-like XML of about 17 KB; every `seed` gives another page.
std::string observations(unsigned seed);

}  // namespace support
