#include "base/layers.hpp"

#include <map>
#include <set>

#include "base/file.hpp"

namespace base {

Layers::Layers(std::vector<std::filesystem::path> folders) : folders_(std::move(folders)) {}

Layers Layers::operator/(const std::filesystem::path& inner) const {
    auto deeper = folders_;
    for (auto& folder : deeper) folder /= inner;
    return Layers{std::move(deeper)};
}

std::filesystem::path Layers::file(const std::filesystem::path& name) const {
    for (auto folder = folders_.rbegin(); folder != folders_.rend(); ++folder)
        if (std::filesystem::is_regular_file(*folder / name)) return *folder / name;
    return bottom() / name;
}

std::vector<std::filesystem::path> Layers::files(std::string_view ending) const {
    std::map<std::filesystem::path, std::filesystem::path> uppermost;
    for (const auto& folder : folders_)
        for (const auto& file : files_in(folder, ending)) uppermost[file.filename()] = file;
    std::vector<std::filesystem::path> all;
    for (const auto& [name, file] : uppermost) all.push_back(file);
    return all;
}

std::vector<std::filesystem::path> Layers::folder_names() const {
    std::set<std::filesystem::path> names;
    for (const auto& folder : folders_) {
        if (!std::filesystem::is_directory(folder)) continue;
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.is_directory()) names.insert(entry.path().filename());
    }
    return {names.begin(), names.end()};
}

}  // namespace base
