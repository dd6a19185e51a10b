#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/house.hpp"

namespace pipeline {

/// One thing that a site decides: its key in tuja.toml and --set, its variable, and what it means.
struct SettingName {
    std::string_view key, variable, meaning;
};
std::span<const SettingName> setting_names();

/// What was typed as --set KEY=VALUE.
using Flags = std::map<std::string, std::string>;

/// Flags over TUJA_* over $TUJA_HOME/tuja.toml over /etc/tuja/tuja.toml over defaults. A key that is none is
/// an error that names the nearest one. Offline and the clock are left to the caller.
Settings read_settings(const Flags& flags, const std::filesystem::path& program);

/// A checkout keeps its data beside itself, an installation where Debian's programs keep theirs.
std::filesystem::path default_home(const std::filesystem::path& share);

/// A share folder of a checkout or an installation, found from the program's own place; TUJA_SHARE overrides.
std::filesystem::path find_share(const std::filesystem::path& program);

}  // namespace pipeline
