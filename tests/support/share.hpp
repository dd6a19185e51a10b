#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "support/bank.hpp"
#include "support/folder.hpp"
#include "support/program.hpp"

namespace test {

/// A share of its own for the program, with banks that ask servers of the test, and a home for its data.
struct Share {
    Folder folder;
    std::filesystem::path share = folder.path / "share";

    Share();
    void add(const std::string& name, const std::string& toml) const {
        base::write_file(share / "jobs/sources" / (name + ".toml"), toml);
    }
    std::vector<std::string> settings(const std::string& now) const {
        return {"TUJA_HOME=" + (folder.path / "home").string(), "TUJA_SHARE=" + share.string(),
                "TUJA_NOW=" + now};
    }
    Ran run(const std::string& now, const std::vector<std::string>& words) const {
        return tuja(words, settings(now));
    }
};

}  // namespace test
