#include "pipeline/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"

namespace pipeline {
namespace {

constexpr std::array names = {
    SettingName{"home", "TUJA_HOME", "where archive/, tuja.db and editions/ lie"},
    SettingName{"contact", "TUJA_CONTACT", "a mail address or page for the User-Agent"},
    SettingName{"ping_url", "TUJA_PING_URL",
                "told when `tuja run` starts and how it ended; {job} is the job"},
    SettingName{"chromium", "TUJA_CHROMIUM", "the browser that prints PDFs"},
    SettingName{"print_as_root", "TUJA_PRINT_AS_ROOT", "yes: print as root, without the browser's sandbox"},
};

/// A value, and who said it.
struct Said {
    std::string value, place;
};
using Values = std::map<std::string, Said, std::less<>>;

[[noreturn]] void refuse(const Said& said, const std::string& what, const std::string& next) {
    throw base::Error{said.place, what, next, base::Error::Kind::usage};
}

std::vector<std::string> keys() {
    std::vector<std::string> all;
    for (const auto& one : names) all.emplace_back(one.key);
    return all;
}

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

/// yes and no may be written as TOML's true and false too.
std::string text_of(const base::Toml& in, const std::string& key) {
    if (key != "print_as_root") return in.string(key);
    return in.boolean(key) ? "yes" : "no";
}

Values read_toml(const std::filesystem::path& file) {
    Values values;
    if (!std::filesystem::is_regular_file(file)) return values;
    const auto in = base::Toml::file(file);
    for (const auto& key : keys())
        if (in.has(key)) values[key] = {text_of(in, key), in.place(key)};
    in.done();
    return values;
}

Values read_variables() {
    Values values;
    for (const auto& one : names)
        if (const auto value = variable(std::string{one.variable}.c_str()); !value.empty())
            values[std::string{one.key}] = {value, std::string{one.variable}};
    return values;
}

Values read_flags(const Flags& flags) {
    Values values;
    const auto known = keys();
    for (const auto& [key, value] : flags) {
        const Said said{value, "--set " + key};
        const auto near = base::nearest(key, known);
        if (std::find(known.begin(), known.end(), key) == known.end())
            refuse(said, fmt::format("there is no setting '{}'", key),
                   near ? fmt::format("did you mean '{}'?", *near) : "there are: " + base::join(known, ", "));
        values[key] = said;
    }
    return values;
}

void lay_over(Values& values, const Values& upper) {
    for (const auto& [key, said] : upper) values[key] = said;
}

bool yes(const Said& said) {
    if (said.value == "1" || said.value == "yes" || said.value == "true") return true;
    if (said.value == "0" || said.value == "no" || said.value == "false" || said.value.empty()) return false;
    refuse(said, fmt::format("'{}' is neither yes nor no", said.value), "write yes or no");
}

void fill(Settings& settings, const Values& values) {
    const auto said = [&](std::string_view key) {
        const auto found = values.find(key);
        return found == values.end() ? Said{} : found->second;
    };
    settings.contact = said("contact").value;
    settings.ping_url = said("ping_url").value;
    settings.chromium = said("chromium").value;
    settings.print_as_root = yes(said("print_as_root"));
    // It becomes part of a header line.
    if (settings.contact.find_first_of("\r\n") != std::string::npos)
        refuse(said("contact"), "the contact has several lines", "give one mail address or page");
    // The address is a secret: whoever has it can report in this machine's name. It is not quoted.
    if (!settings.ping_url.empty() && !settings.ping_url.starts_with("https://") &&
        !settings.ping_url.starts_with("http://"))
        refuse(said("ping_url"), "this is no web address", "write it with https://");
}

bool is_share(const std::filesystem::path& folder) {
    return std::filesystem::is_directory(folder / "jobs") && std::filesystem::is_directory(folder / "sql") &&
           std::filesystem::is_directory(folder / "reports");
}

bool is_installed(const std::filesystem::path& share) {
    return share.filename() == "tuja" && share.parent_path().filename() == "share";
}

/// A checkout is for trying things out: what this machine's installation was told is not meant for it.
std::filesystem::path find_etc(const std::filesystem::path& share) {
    if (const auto set = variable("TUJA_ETC"); !set.empty()) return set;
    return is_installed(share) ? "/etc/tuja" : "";
}

}  // namespace

std::span<const SettingName> setting_names() {
    return names;
}

Settings read_settings(const Flags& flags, const std::filesystem::path& program) {
    Settings settings;
    settings.share = find_share(program);
    settings.etc = find_etc(settings.share);
    const auto typed = read_flags(flags), variables = read_variables();
    auto values = settings.etc.empty() ? Values{} : read_toml(settings.etc / "tuja.toml");
    auto upper = variables;
    lay_over(upper, typed);
    const auto said = [&](const Values& in) { return in.contains("home") ? in.at("home").value : ""; };
    const auto home = upper.contains("home") ? said(upper) : said(values);
    settings.home = home.empty() ? default_home(settings.share) : std::filesystem::path{home};
    const auto own = read_toml(settings.home / "tuja.toml");
    if (own.contains("home"))
        refuse(own.at("home"), "this file is found through the home, so it can't name it",
               "set TUJA_HOME, or write `home` into /etc/tuja/tuja.toml");
    lay_over(values, own);
    lay_over(values, upper);
    fill(settings, values);
    return settings;
}

std::filesystem::path default_home(const std::filesystem::path& share) {
    return is_installed(share) ? std::filesystem::path{"/var/lib/tuja"} : share / "var";
}

std::filesystem::path find_share(const std::filesystem::path& program) {
    if (const auto set = variable("TUJA_SHARE"); !set.empty()) {
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
