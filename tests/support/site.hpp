#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "support/folder.hpp"
#include "support/loopback.hpp"
#include "support/program.hpp"

namespace test {

/// A site of its own: a share with one source ("bank") that asks a server of ours, a folder in place of
/// /etc/tuja, and a home.
struct Site {
    Folder folder;
    std::atomic<bool> broken = false;  // the host answers 404
    std::vector<std::string> settings;
    loopback::Server host;

    Site();
    std::filesystem::path home() const { return folder.path / "home"; }
    std::filesystem::path share() const { return folder.path / "share"; }
    std::filesystem::path etc() const { return folder.path / "etc"; }
    std::filesystem::path source() const { return share() / "jobs/sources/bank.toml"; }
    void change(const std::filesystem::path& file, const std::string& from, const std::string& to) const;
    /// Lets the source of a file ask for a key of that name, in its path.
    void ask_for_key(const std::filesystem::path& file, const std::string& key) const;
    Ran run(const std::string& now, std::vector<std::string> words) const;
};

}  // namespace test
