#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace archive {

constexpr std::string_view open_suffix = ".open";

/// A file descriptor that closes itself (and with that lets go of its flock).
class Descriptor {
  public:
    explicit Descriptor(int opened) : number_(opened) {}
    Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor();
    operator int() const { return number_; }

  private:
    int number_;
};

/// A file of the archive, read through a window: memory stays that of the window.
class Input {
  public:
    /// `name` is the final name; the file may still stand under its `.open` one.
    Input(const std::filesystem::path& folder, std::string name, std::size_t window = std::size_t{1} << 18);

    /// At least `need` bytes from `offset` on where the file has them. Valid until the next call.
    std::string_view at(std::uint64_t offset, std::size_t need = 1);
    const std::string& name() const { return name_; }
    /// As large as it was when it was opened.
    std::uint64_t size() const { return size_; }
    /// From now on the file ends here, if not earlier.
    void end_at(std::uint64_t end) { size_ = std::min(size_, end); }
    /// A writer held it when it was opened: what ends inside a group is not broken but not yet written.
    bool being_written() const { return being_written_; }

  private:
    std::string name_;
    Descriptor file_;
    bool being_written_ = false;
    std::uint64_t size_ = 0, begin_ = 0;
    std::size_t window_;
    std::string held_;
};

}  // namespace archive
