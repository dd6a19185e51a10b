#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "support/folder.hpp"
#include "support/program.hpp"

namespace test {

/// The edition that the bundled answers print.
inline const std::string edition = "quarterly-2026-Q1@2026-05-31";

/// A TUJA_HOME of its own for one test, and the program run in it.
struct Home {
    Folder folder;
    std::vector<std::string> settings{"TUJA_HOME=" + folder.path.string(), "TUJA_NOW=2026-06-01T00:00:00Z"};

    Ran run(std::vector<std::string> words) const { return tuja(words, settings); }
    std::filesystem::path store() const { return folder.path / "offline"; }
    std::filesystem::path page(const std::string& language) const;
    std::string dump() const { return run({"dump", "--offline"}).out; }
    /// Name → SHA-256 of every file of the editions folder.
    std::map<std::string, std::string> editions() const;
};

/// A home with a copy of what the program reads, so that a test may spoil it.
struct Spoiled : Home {
    std::filesystem::path share = folder.path / "share";

    Spoiled();
    void change(const std::string& file, const std::string& from, const std::string& to) const;
};

}  // namespace test
