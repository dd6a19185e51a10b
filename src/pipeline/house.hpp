#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/layers.hpp"
#include "base/time.hpp"
#include "jobs/jobs.hpp"
#include "model/reference.hpp"
#include "model/source.hpp"

namespace pipeline {

/// What the command line, the environment and the files tuja.toml decide.
struct Settings {
    std::filesystem::path home;   // where archive/, tuja.db and editions/ lie
    std::filesystem::path share;  // the folder with jobs/, sql/ and reports/
    std::filesystem::path etc;    // the site's own files over those of `share`; empty: there are none
    bool offline = false;
    std::string contact;         // for the User-Agent
    std::string ping_url;        // told when a job starts and how it ended; a secret
    std::string chromium;        // the browser that prints; empty: one that is found
    bool print_as_root = false;  // without the browser's sandbox
    base::Instant now{};
    bool draw_progress = false;  // stderr is a terminal, and somebody looks
};

/// Where things lie and what is declared: read once, then only looked at.
struct House {
    Settings settings;
    std::filesystem::path store_folder;  // home, or home/offline: the bundled edition has a store of its own
    std::vector<model::Source> sources;
    std::vector<model::Job> jobs;
    std::vector<model::Host> hosts;
    model::Reference reference;
    std::optional<jobs::Edition> bundled;  // with --offline

    std::filesystem::path archive() const { return store_folder / "archive"; }
    std::filesystem::path database() const { return store_folder / "tuja.db"; }
    std::filesystem::path editions() const { return store_folder / "editions"; }
    std::filesystem::path locks() const { return store_folder / "locks"; }
    std::filesystem::path sql() const { return settings.share / "sql"; }
    base::Layers reports() const { return shipped("reports"); }
    /// A folder of `share` with the site's own files laid over it.
    base::Layers shipped(const std::filesystem::path& folder) const;

    /// Throws a usage error where neither an archive nor a database lies: the home is mistyped.
    void need_used_home() const;

    /// What "now" means for what is looked at: the bundled edition has a now of its own.
    base::Instant moment() const {
        return bundled ? base::end_of(base::day_of(bundled->as_known)) : settings.now;
    }
    /// Throw a usage error with "did you mean".
    const model::Source& source(const std::string& name) const;
    const model::Job& job(const std::string& name) const;
    /// nullptr where nothing of that name is declared.
    const model::Source* find(const std::string& name) const;
    /// Does a host of it refuse tools that name nobody, and nobody is named?
    bool lacks_contact(const model::Source& source) const;
    /// What makes a source's facts: its TOML, the reference, the parsers' and normalizers' version.
    std::string method(const model::Source& source) const;
    /// The same for all sources together.
    std::string method() const;
};

/// Throws when a [parse] table holds a value that its format refuses, which the format alone can know.
void check_options(const model::Source& source);

House open_house(const Settings& settings);

}  // namespace pipeline
