#include "pipeline/folder.hpp"

#include <fcntl.h>

#include <cstdio>

#include "base/file.hpp"

namespace pipeline {
namespace {

constexpr std::string_view fresh_ending = ".new", old_ending = ".old";

/// ".<id>.new" and ".<id>.old": hidden, so that nobody takes them for editions.
std::filesystem::path beside(const std::filesystem::path& place, std::string_view ending) {
    return place.parent_path() / ("." + place.filename().string() + std::string{ending});
}

void write_all(const std::filesystem::path& folder,
               const std::vector<std::pair<std::string, std::string>>& files) {
    std::filesystem::remove_all(folder);
    try {
        for (const auto& [name, bytes] : files) base::write_file(folder / name, bytes);
    } catch (...) {
        std::error_code ignored;  // on a full disk its space is wanted; the next run removes it otherwise
        std::filesystem::remove_all(folder, ignored);
        throw;
    }
}

/// Readers see the old edition or the new one. False for a first edition, and where the file system can't.
bool swapped(const std::filesystem::path& fresh, const std::filesystem::path& place) {
    return std::filesystem::exists(place) &&
           ::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, place.c_str(), RENAME_EXCHANGE) == 0;
}

/// One thing that is no edition: index.html stays, what was half written or half removed goes.
void mend(const std::filesystem::path& path) {
    const auto name = path.filename().string();
    const bool old = name.starts_with('.') && name.ends_with(old_ending);
    if (!old && !name.ends_with(fresh_ending)) return;
    const auto edition = path.parent_path() / name.substr(1, name.size() - 1 - old_ending.size());
    if (old && !std::filesystem::exists(edition))
        std::filesystem::rename(path, edition);
    else
        std::filesystem::remove_all(path);
}

}  // namespace

void put_in_place(const std::filesystem::path& place,
                  const std::vector<std::pair<std::string, std::string>>& files) {
    const auto fresh = beside(place, fresh_ending), old = beside(place, old_ending);
    write_all(fresh, files);
    if (!swapped(fresh, place)) {
        // A kill between the two leaves no edition, but the old one beside: mend_editions brings it back.
        if (std::filesystem::exists(place)) std::filesystem::rename(place, old);
        std::filesystem::rename(fresh, place);
    }
    base::sync_folder(place.parent_path());
    std::filesystem::remove_all(fresh);
    std::filesystem::remove_all(old);
}

void mend_editions(const std::filesystem::path& editions) {
    if (!std::filesystem::is_directory(editions)) return;
    std::vector<std::filesystem::path> left;
    for (const auto& entry : std::filesystem::directory_iterator(editions))
        if (entry.path().filename().string().starts_with('.') || entry.is_regular_file())
            left.push_back(entry.path());
    for (const auto& path : left) mend(path);
}

}  // namespace pipeline
