#pragma once

#include <concepts>
#include <filesystem>
#include <string_view>
#include <vector>

namespace base {

/// Folders laid over each other: a file of an upper one stands in place of the file of that name below it. A
/// single folder is a Layers too.
class Layers {
  public:
    template <class Path>
    requires std::convertible_to<Path, std::filesystem::path> Layers(const Path& folder) : folders_{folder} {}
    /// Bottom first.
    explicit Layers(std::vector<std::filesystem::path> folders);

    Layers operator/(const std::filesystem::path& inner) const;
    /// The uppermost file of this name; where none is, the place where the lowest folder would have it.
    std::filesystem::path file(const std::filesystem::path& name) const;
    /// Files with this ending, one a name, sorted by name.
    std::vector<std::filesystem::path> files(std::string_view ending) const;
    /// Names of the folders inside, sorted.
    std::vector<std::filesystem::path> folder_names() const;
    const std::filesystem::path& bottom() const { return folders_.front(); }

  private:
    std::vector<std::filesystem::path> folders_;
};

}  // namespace base
