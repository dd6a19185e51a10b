#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace pipeline {

/// Writes files (name → bytes) into a folder beside `place`, then puts it there in one step. Whatever fails,
/// `place` is as it was.
void put_in_place(const std::filesystem::path& place,
                  const std::vector<std::pair<std::string, std::string>>& files);

/// What a killed run left: half folders go, an edition that was taken away and not replaced comes back.
void mend_editions(const std::filesystem::path& editions);

}  // namespace pipeline
