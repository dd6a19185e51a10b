#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "jobs/jobs.hpp"
#include "model/reference.hpp"
#include "model/source.hpp"

namespace pipeline {

/// What the command line and the environment decide.
struct Settings {
    std::filesystem::path home;   // TUJA_HOME
    std::filesystem::path share;  // the folder with jobs/, sql/ and reports/
    bool offline = false;
    std::string contact;  // TUJA_CONTACT, for the User-Agent
    base::Instant now{};
};

/// Where things lie and what is declared: read once, then only looked at.
struct House {
    Settings settings;
    std::filesystem::path store_folder;  // home, or home/offline: the bundled edition has a store of its own
    std::vector<model::Source> sources;
    std::vector<model::Job> jobs;
    model::Reference reference;
    std::optional<jobs::Edition> bundled;  // with --offline

    std::filesystem::path archive() const { return store_folder / "archive"; }
    std::filesystem::path database() const { return store_folder / "tuja.db"; }
    std::filesystem::path editions() const { return store_folder / "editions"; }
    std::filesystem::path locks() const { return store_folder / "locks"; }
    std::filesystem::path sql() const { return settings.share / "sql"; }
    std::filesystem::path reports() const { return settings.share / "reports"; }

    /// What "now" means for what is looked at: the bundled edition has a now of its own.
    base::Instant moment() const {
        return bundled ? base::end_of(base::day_of(bundled->as_known)) : settings.now;
    }
    /// Throw a usage error with "did you mean".
    const model::Source& source(const std::string& name) const;
    const model::Job& job(const std::string& name) const;
    /// nullptr where nothing of that name is declared.
    const model::Source* find(const std::string& name) const;
    /// What makes a source's facts: its TOML, the reference, the parsers' and normalizers' version.
    std::string method(const model::Source& source) const;
    /// The same for all sources together.
    std::string method() const;
};

House open_house(const Settings& settings);

/// A share folder of a checkout or an installation, found from the program's own place; TUJA_SHARE overrides.
std::filesystem::path find_share(const std::filesystem::path& program);

}  // namespace pipeline
