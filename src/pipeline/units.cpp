#include "pipeline/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/text.hpp"
#include "pipeline/print.hpp"

namespace pipeline {
namespace {

/// What every unit of the machine is kept from. A fetcher needs the network and its own folder, no more.
constexpr std::string_view common_walls = R"(NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
ProtectSystem=strict
PrivateTmp=yes
PrivateDevices=yes
PrivateUsers=yes
DevicePolicy=closed
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
RemoveIPC=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallErrorNumber=EPERM
)";

constexpr std::string_view fetch_walls = R"(MemoryDenyWriteExecute=yes
RestrictNamespaces=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
ProtectProc=invisible
ProcSubset=pid
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
)";

constexpr std::string_view print_walls =
    R"(# What this unit gives up against the one that fetches, because a browser needs it:
#   MemoryDenyWriteExecute   its script engine writes code while it runs
#   RestrictNamespaces       its own sandbox is made of namespaces ...
#   SystemCallFilter         ... and of chroot and seccomp; it sets its processes' priorities
#   ProcSubset, ProtectProc  it reads /proc/meminfo, and its parent looks after its children
# What it has more: no network at all. The page it prints holds everything.
PrivateNetwork=yes
RestrictAddressFamilies=AF_UNIX AF_NETLINK
SystemCallFilter=@system-service chroot seccomp pkey_alloc pkey_free pkey_mprotect
SystemCallFilter=landlock_create_ruleset landlock_add_rule landlock_restrict_self
Environment=HOME=/tmp
)";

/// A user's own manager may not build the walls that need root; these it may.
constexpr std::string_view user_walls = R"(NoNewPrivileges=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
)";

/// % starts a specifier everywhere.
std::string plain(const std::string& text) {
    return base::replace_all(text, "%", "%%");
}

/// Blanks end a word, quotes and backslashes are read as such.
std::string word(const std::string& text) {
    const auto safe = plain(text);
    if (safe.find_first_of(" \t\"'\\;") == std::string::npos) return safe;
    return "\"" + base::replace_all(base::replace_all(safe, "\\", "\\\\"), "\"", "\\\"") + "\"";
}

/// In a command $ starts a variable, too.
std::string command_word(const std::string& text) {
    return base::replace_all(word(text), "$", "$$");
}

std::string variable(const std::string& name, const std::string& value) {
    return "Environment=" + word(name + "=" + value) + "\n";
}

bool is_below(const std::filesystem::path& path, std::string_view folder) {
    return path.string().starts_with(folder);
}

/// /home is out of sight, unless the program, what it reads or what it keeps lies there.
std::string home_wall(const House& house, const Starter& starter) {
    const auto& settings = house.settings;
    for (const auto& path : {starter.program, settings.share, settings.home})
        for (const auto* folder : {"/home/", "/root/"})
            if (is_below(path, folder)) return "ProtectHome=read-only\n";
    return "ProtectHome=yes\n";
}

/// A folder of /var/lib is made and handed over by systemd, any other one must be there.
std::string state(const std::filesystem::path& home) {
    if (home.parent_path() == "/var/lib")
        return fmt::format("StateDirectory={}\nStateDirectoryMode=0750\n", word(home.filename()));
    return fmt::format("ReadWritePaths={}\n", word(home));
}

std::string who_and_where(const House& house, const Starter& starter) {
    std::string text;
    for (const auto& [name, value] : variables_of(house)) text += variable(name, value);
    if (starter.user) return text;
    return "User=tuja\nGroup=tuja\nUMask=0027\n" + text + "EnvironmentFile=-/etc/tuja/environment\n" +
           state(house.settings.home);
}

std::string made_from(const model::Job& job) {
    return fmt::format(
        "# Made by `tuja install --systemd` from jobs/{}.toml: change that, then make it again.\n", job.name);
}

/// A job that prints waits for one that only fetches: both want the same sources.
std::string after(const House& house, const model::Job& job, const Starter& starter) {
    std::string units = starter.user ? "" : " network-online.target";
    for (const auto& other : house.jobs)
        if (other.report.empty() && !job.report.empty()) units += fmt::format(" tuja-{}.service", other.name);
    return units.empty() ? units : "After=" + units.substr(1) + "\n";
}

/// A key that is not there is no fault here: its sources are left out, and `tuja status` names them.
std::string credentials(const House& house, const model::Job& job) {
    std::string text;
    for (const auto& key : keys_of(house, job)) text += fmt::format("LoadCredential={}\n", key);
    if (text.empty()) return text;
    return "# A key is a file of its name in /etc/credstore/, readable by root alone.\n" + text;
}

std::string service(const House& house, const model::Job& job, const Starter& starter) {
    std::string text = made_from(job) + "[Unit]\n";
    text += fmt::format("Description=tuja {}: fetches what is due{}\n", job.name,
                        job.report.empty() ? "" : " and writes the report");
    if (!starter.user) text += "Wants=network-online.target\n";
    text += after(house, job, starter);
    if (!job.report.empty()) text += fmt::format("OnSuccess=tuja-{}-print.service\n", job.name);
    text += "\n[Service]\nType=oneshot\n";
    text += fmt::format("ExecStart={} run {} --quiet\n", command_word(starter.program), job.name);
    // 3 is partial: what came is good, so what follows starts; `tuja status` and the ping tell the rest.
    text += "SuccessExitStatus=3\nTimeoutStartSec=6h\n";
    text += who_and_where(house, starter) + credentials(house, job);
    if (starter.user) return text + std::string{user_walls};
    return text + home_wall(house, starter) + std::string{common_walls} + std::string{fetch_walls};
}

std::string print_service(const House& house, const model::Job& job, const Starter& starter) {
    std::string text = made_from(job) + "[Unit]\n";
    text += fmt::format("Description=tuja {}: prints the report's PDFs through Chromium\n", job.name);
    text += "# Where no browser is installed there is nothing to do; the HTML is there already.\n";
    if (house.settings.chromium.empty())
        for (const auto place : printer_places()) text += fmt::format("ConditionPathExists=|{}\n", place);
    else
        text += fmt::format("ConditionPathExists={}\n", plain(house.settings.chromium));
    text += fmt::format("After=tuja-{}.service\n\n[Service]\nType=oneshot\n", job.name);
    text += fmt::format("ExecStart={} report {} --pdf --quiet\n", command_word(starter.program), job.name);
    text += "TimeoutStartSec=1h\n" + who_and_where(house, starter);
    if (starter.user) return text;
    return text + home_wall(house, starter) + std::string{common_walls} + std::string{print_walls};
}

std::string timer(const model::Job& job) {
    return made_from(job) +
           fmt::format("[Unit]\nDescription=starts tuja {}\n\n[Timer]\nOnCalendar={}\n", job.name,
                       job.schedule) +
           "# Not with everybody at the full minute, but every day at the same one.\n"
           "RandomizedDelaySec=15min\nFixedRandomDelay=yes\nAccuracySec=1min\n"
           "# What was missed while the machine was off is done once.\n"
           "Persistent=true\n\n[Install]\nWantedBy=timers.target\n";
}

/// Not DynamicUser: files are handed over by hand as this user between the runs, and its group may read.
Made user_line(const House& house) {
    return {"/etc/sysusers.d/tuja.conf",
            fmt::format("# Who runs tuja's jobs. Members of the group may read what it keeps.\n"
                        "u tuja - \"tuja, AI investment statistics\" {}\n",
                        house.settings.home.string())};
}

std::filesystem::path units_folder(const Starter& starter) {
    if (!starter.user) return "/etc/systemd/system";
    const char* config = std::getenv("XDG_CONFIG_HOME");
    const char* home = std::getenv("HOME");
    const std::filesystem::path base = config && *config
                                           ? std::filesystem::path{config}
                                           : std::filesystem::path{home ? home : "~"} / ".config";
    return base / "systemd/user";
}

}  // namespace

std::vector<std::pair<std::string, std::string>> variables_of(const House& house) {
    const auto& settings = house.settings;
    std::vector<std::pair<std::string, std::string>> all = {{"TUJA_HOME", settings.home}};
    // Where a variable led here, the jobs must find the same.
    if (std::getenv("TUJA_SHARE")) all.emplace_back("TUJA_SHARE", settings.share);
    if (std::getenv("TUJA_ETC")) all.emplace_back("TUJA_ETC", settings.etc);
    return all;
}

std::vector<std::string> keys_of(const House& house, const model::Job& job) {
    std::set<std::string> keys;
    const bool all = job.sources == std::vector<std::string>{"*"};
    for (const auto& source : house.sources)
        if (!source.key.empty() &&
            (all || std::find(job.sources.begin(), job.sources.end(), source.name) != job.sources.end()))
            keys.insert(source.key);
    return {keys.begin(), keys.end()};
}

std::vector<Made> systemd_units(const House& house, const Starter& starter) {
    const auto folder = units_folder(starter);
    std::vector<Made> all;
    for (const auto& job : house.jobs) {
        const auto name = "tuja-" + job.name;
        all.push_back({folder / (name + ".service"), service(house, job, starter)});
        all.push_back({folder / (name + ".timer"), timer(job)});
        if (!job.report.empty())
            all.push_back({folder / (name + "-print.service"), print_service(house, job, starter)});
    }
    if (!starter.user) all.push_back(user_line(house));
    return all;
}

}  // namespace pipeline
