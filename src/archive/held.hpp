#pragma once

#include <array>
#include <unordered_map>

#include "archive/compose.hpp"

namespace archive {

/// Which bodies the archive holds, so that one that comes again is only referred to. A million take about 80
/// MB.
///
/// Reading every file to learn this would cost each nightly run seconds, so beside each closed file stands a
/// list of its bodies (`….warc.gz.held`, 65 bytes each). The list is a cache: lost or out of date, it is made
/// again.
class Held {
  public:
    /// Learns what the closed files of a folder hold. Files still in use are left out: what their writers
    /// have not synced may vanish in a power cut, and nothing may refer to it.
    void load(const std::filesystem::path& folder);
    std::optional<Original> find(std::string_view url, std::string_view payload) const;
    void add(std::string_view url, std::string_view payload, const Original& original);
    /// Writes the list of one closed file.
    void save(const std::filesystem::path& folder, const std::string& file) const;

  private:
    using Key = std::array<std::uint64_t, 2>;
    struct Hash {
        std::size_t operator()(const Key& key) const noexcept { return key[0]; }
    };
    struct Place {
        std::uint32_t file;
        std::uint64_t offset;
        base::Instant fetched;
    };

    static Key key_of(std::string_view url, std::string_view payload);
    std::uint32_t number_of(const std::string& file);
    bool read_list(const std::filesystem::path& list, const std::string& file, std::uint64_t size);
    bool read_line(std::string_view line, std::uint32_t file);
    void read_records(const std::filesystem::path& folder, const std::string& file);

    std::vector<std::string> files_;
    std::unordered_map<Key, Place, Hash> places_;
};

}  // namespace archive
