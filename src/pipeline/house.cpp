#include "pipeline/house.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "parse/parse.hpp"

namespace pipeline {
namespace {

/// Raised with every change of a parser or a normalizer that may change facts: stores then read again from
/// the archive what the old one made.
constexpr std::string_view method_version = "parse 1, normalize 1";

std::map<std::string, std::vector<std::string>> known_formats() {
    std::map<std::string, std::vector<std::string>> known;
    for (const auto& format : parse::formats()) known.emplace(format.name, format.options);
    return known;
}

template <class Things>
const auto& named(const Things& things, const std::string& name, std::string_view kind) {
    std::vector<std::string> names;
    for (const auto& one : things) {
        if (one.name == name) return one;
        names.push_back(one.name);
    }
    const auto near = base::nearest(name, names);
    throw base::Error{
        "", fmt::format("there is no {} '{}'", kind, name),
        near ? fmt::format("did you mean '{}'?", *near) : "there are: " + base::join(names, ", "),
        base::Error::Kind::usage};
}

bool is_share(const std::filesystem::path& folder) {
    return std::filesystem::is_directory(folder / "jobs") && std::filesystem::is_directory(folder / "sql") &&
           std::filesystem::is_directory(folder / "reports");
}

}  // namespace

const model::Source& House::source(const std::string& name) const {
    return named(sources, name, "source");
}

const model::Source* House::find(const std::string& name) const {
    for (const auto& one : sources)
        if (one.name == name) return &one;
    return nullptr;
}

const model::Job& House::job(const std::string& name) const {
    return named(jobs, name, "job");
}

std::string House::method(const model::Source& source) const {
    return base::sha256(fmt::format("{}\n{}\n{}", method_version, source.digest, reference.digest));
}

std::string House::method() const {
    std::string all;
    for (const auto& one : sources) all += one.name + " " + method(one) + "\n";
    return base::sha256(all);
}

House open_house(const Settings& settings) {
    House house;
    house.settings = settings;
    house.store_folder = settings.offline ? settings.home / "offline" : settings.home;
    const auto folder = settings.share / "jobs";
    house.sources = jobs::read_sources(folder / "sources", known_formats());
    house.jobs = jobs::read_jobs(folder);
    house.reference = jobs::read_reference(settings.share / "sql" / "reference");
    if (settings.offline) house.bundled = jobs::read_edition(folder / "sample" / "edition.toml");
    return house;
}

std::filesystem::path find_share(const std::filesystem::path& program) {
    if (const char* set = std::getenv("TUJA_SHARE"); set && *set) {
        if (is_share(set)) return set;
        throw base::Error{"TUJA_SHARE", fmt::format("{} does not hold jobs/, sql/ and reports/", set),
                          "point it at a checkout or at an installed share/tuja", base::Error::Kind::usage};
    }
    for (auto folder = program.parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
        if (is_share(folder / "share/tuja")) return folder / "share/tuja";
        if (is_share(folder)) return folder;
    }
    throw base::Error{program.string(),
                      "the folders jobs/, sql/ and reports/ were not found near the program",
                      "set TUJA_SHARE to the folder that holds them", base::Error::Kind::usage};
}

}  // namespace pipeline
