#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace test {

/// A folder of its own for one test, gone afterwards.
struct Folder {
    std::filesystem::path path;

    Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder();
    std::filesystem::path write(const std::string& name, std::string_view bytes) const;
};

/// ../shared of the project, where it is; else an empty path, and the skip is said on stderr.
std::filesystem::path shared(std::string_view wanted_by);

}  // namespace test
