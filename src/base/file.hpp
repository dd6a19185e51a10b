#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// The whole file. Error names the file and why it can't be read.
std::string read_file(const std::filesystem::path& file);
/// Writes beside the target, fsyncs, renames: the old or the new file, never half of one.
void write_file(const std::filesystem::path& file, std::string_view bytes);
/// Files of one folder with this ending (".toml"), sorted by name. A missing folder has none.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder, std::string_view ending);
/// fsync of a folder, so that a rename inside it survives a power cut.
void sync_folder(const std::filesystem::path& folder);

}  // namespace base
