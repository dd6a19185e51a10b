#include "pipeline/house.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "parse/parse.hpp"

namespace pipeline {
namespace {

/// Raised with every change of a parser or a normalizer that may change facts: stores then read again from
/// the archive what the old one made.
constexpr std::string_view method_version = "parse 3, normalize 2";

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

void House::need_used_home() const {
    if (std::filesystem::is_directory(archive()) || std::filesystem::exists(database())) return;
    throw base::Error{store_folder.string(), "holds no archive and no database",
                      "name the right home with --home or TUJA_HOME; `tuja run JOB` begins a new one",
                      base::Error::Kind::usage};
}

bool House::lacks_contact(const model::Source& source) const {
    if (!settings.contact.empty()) return false;
    return std::any_of(source.parts.begin(), source.parts.end(), [&](const model::Part& part) {
        const auto* host = model::lane_of(hosts, part.url).host;
        return host && host->contact;
    });
}

std::string House::method(const model::Source& source) const {
    return base::sha256(fmt::format("{}\n{}\n{}", method_version, source.digest, reference.digest));
}

std::string House::method() const {
    std::string all = reference.series_digest + "\n";
    for (const auto& one : sources) all += one.name + " " + method(one) + "\n";
    return base::sha256(all);
}

base::Layers House::shipped(const std::filesystem::path& folder) const {
    if (settings.etc.empty()) return settings.share / folder;
    return base::Layers{{settings.share / folder, settings.etc / folder}};
}

void check_options(const model::Source& source) {
    const auto& format = *parse::format(source.format);
    for (const auto& part : source.parts) try {
            format.read("", {part.parse, part.url, {}}, [](const model::Record&) {});
        } catch (const base::Error& wrong) {
            throw base::Error{fmt::format("{}: part '{}': {}", source.place, part.id, wrong.where()),
                              wrong.found(), wrong.next(), wrong.kind()};
        }
}

/// Sources whose samples stand beside the tests are none of the bundled edition's, unless it has answers of
/// them.
static void leave_out_others(House& house) {
    std::erase_if(house.sources, [&](const model::Source& source) {
        return !source.samples.empty() &&
               std::none_of(house.bundled->answers.begin(), house.bundled->answers.end(),
                            [&](const jobs::Bundled& answer) { return answer.source == source.name; });
    });
}

House open_house(const Settings& settings) {
    House house;
    house.settings = settings;
    house.store_folder = settings.offline ? settings.home / "offline" : settings.home;
    const auto folder = house.shipped("jobs");
    house.sources = jobs::read_sources(folder / "sources", known_formats());
    for (const auto& source : house.sources) check_options(source);
    house.jobs = jobs::read_jobs(folder);
    house.hosts = jobs::read_hosts(folder.file("hosts.toml"));
    const auto reference = house.shipped("sql/reference");
    house.reference = jobs::read_reference(reference);
    jobs::check_agreement(house.sources, house.reference, reference.bottom().string());
    if (settings.offline) house.bundled = jobs::read_edition(folder.bottom() / "sample" / "edition.toml");
    if (house.bundled) leave_out_others(house);
    return house;
}

}  // namespace pipeline
