#include "support/folder.hpp"

#include <stdlib.h>

#include <fstream>
#include <iostream>
#include <stdexcept>

namespace test {

Folder::Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "tuja-test-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path = name;
}

Folder::~Folder() {
    std::error_code ignored;  // a folder that stays behind is no reason to fail a test
    std::filesystem::remove_all(path, ignored);
}

std::filesystem::path Folder::write(const std::string& name, std::string_view bytes) const {
    const auto file = path / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << bytes;
    return file;
}

std::filesystem::path shared(std::string_view wanted_by) {
    const auto folder = std::filesystem::path{TUJA_ROOT}.parent_path() / "shared";
    if (std::filesystem::is_directory(folder)) return folder;
    std::cerr << "skipped: " << wanted_by << ": ../shared is not there\n";
    return {};
}

}  // namespace test
