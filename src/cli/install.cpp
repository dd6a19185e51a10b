// `tuja install`: from the jobs' schedule keys to systemd's units or cron's lines.
#include <fmt/format.h>
#include <stdio.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "pipeline/settings.hpp"
#include "pipeline/units.hpp"

namespace cli {
namespace {

using pipeline::Made;

base::Error usage(const std::string& where, const std::string& what, const std::string& next) {
    return {where, what, next, base::Error::Kind::usage};
}

pipeline::Starter starter_of(const Typed& typed, const pipeline::House& house) {
    if (typed.systemd == typed.cron)
        throw usage("install", typed.systemd ? "two ways at once" : "who is to start the jobs?",
                    "choose one: `tuja install --systemd` or `tuja install --cron`");
    if (typed.user && house.settings.home == "/var/lib/tuja")
        throw usage("--user", "/var/lib/tuja belongs to the machine's own jobs",
                    "add --home with a folder of yours, and set TUJA_HOME to it where you type tuja");
    std::error_code fault;
    return {std::filesystem::read_symlink("/proc/self/exe", fault), typed.user};
}

std::string output_of(const char* command) {
    std::string text;
    FILE* pipe = popen(command, "r");
    if (!pipe) return text;
    char block[4096];
    while (const auto count = fread(block, 1, sizeof block, pipe)) text.append(block, count);
    pclose(pipe);
    return text;
}

/// A user's crontab is no file of ours: `crontab` itself reads and writes it.
void write_own_crontab(const std::string& block) {
    const auto whole = pipeline::with_block(output_of("crontab -l 2>/dev/null"), block);
    FILE* pipe = popen("crontab -", "w");
    const bool written = pipe && fwrite(whole.data(), 1, whole.size(), pipe) == whole.size();
    if (!pipe || pclose(pipe) != 0 || !written)
        throw base::Error{"crontab", "it did not take the lines",
                          "is cron installed? `apt-get install cron`"};
}

/// Units of a job that is no more would go on starting it.
void tell_leftovers(const std::vector<Made>& all, const std::filesystem::path& root) {
    std::set<std::filesystem::path> ours;
    for (const auto& one : all) ours.insert(root / one.place.relative_path());
    for (const auto& folder : {ours.begin()->parent_path()})
        for (const auto* ending : {".timer", ".service"})
            for (const auto& file : base::files_in(folder, ending))
                if (file.filename().string().starts_with("tuja-") && !ours.contains(file))
                    base::log::warning(
                        fmt::format("{} is of a job that is no more: disable and remove it", file.string()));
}

void write(const std::vector<Made>& all, const std::filesystem::path& root) {
    for (const auto& one : all) {
        const auto place = root / one.place.relative_path();
        base::write_file(place, one.text);
        print(place.string());
    }
}

void show(const std::vector<Made>& all) {
    for (const auto& one : all) {
        if (!one.place.empty()) print("# " + one.place.string());
        print(one.text);
    }
}

/// What is still to be done, in the order in which to do it.
void tell_next(const std::vector<std::string>& steps) {
    base::log::info("next:");
    for (const auto& step : steps) base::log::info("  " + step);
}

void tell_settings(const pipeline::House& house, std::vector<std::string>& steps) {
    const auto& folder = house.settings.etc.empty() ? house.settings.home : house.settings.etc;
    if (house.settings.contact.empty())
        steps.push_back(fmt::format("mkdir -p {0} && echo 'contact = \"you@example.org\"' >> {0}/tuja.toml",
                                    folder.string()));
    std::set<std::string> keys;
    for (const auto& job : house.jobs)
        for (const auto& key : pipeline::keys_of(house, job)) keys.insert(key);
    if (!keys.empty())
        steps.push_back("keys, if you have them: " + base::join({keys.begin(), keys.end()}, ", "));
}

void tell_next_systemd(const Typed& typed, const pipeline::House& house, const std::vector<Made>& all) {
    std::string timers;
    for (const auto& one : all)
        if (one.place.extension() == ".timer") timers += " " + one.place.filename().string();
    std::vector<std::string> steps;
    if (!typed.write) steps.push_back("add --write, which writes these files");
    if (!typed.user) steps.push_back("systemd-sysusers");
    if (!typed.user && house.settings.home.parent_path() != "/var/lib")
        steps.push_back(fmt::format("install -d -o tuja -g tuja {}", house.settings.home.string()));
    tell_settings(house, steps);
    const std::string systemctl = typed.user ? "systemctl --user" : "systemctl";
    steps.push_back(systemctl + " daemon-reload");
    steps.push_back(systemctl + " enable --now" + timers);
    if (typed.user) steps.push_back("loginctl enable-linger    so that they run while you are not logged in");
    tell_next(steps);
}

void tell_next_cron(const Typed& typed, const pipeline::House& house) {
    std::vector<std::string> steps;
    if (!typed.write) steps.push_back("add --write, which writes these lines");
    if (!typed.user) {
        steps.push_back("adduser --system --group --no-create-home tuja");
        steps.push_back(fmt::format("install -d -o tuja -g tuja {}", house.settings.home.string()));
    }
    tell_settings(house, steps);
    tell_next(steps);
}

}  // namespace

int install_command(const Typed& typed, const std::string& program) {
    auto settings = settings_of(typed, program);
    settings.now = base::clock_now();
    settings.home = std::filesystem::absolute(settings.home).lexically_normal();
    settings.share = std::filesystem::absolute(settings.share).lexically_normal();
    const auto house = pipeline::open_house(settings);
    const auto starter = starter_of(typed, house);
    const auto all = typed.systemd ? pipeline::systemd_units(house, starter)
                                   : std::vector<Made>{pipeline::crontab(house, starter)};
    const std::filesystem::path root = typed.root.empty() ? "/" : typed.root;
    if (!typed.write)
        show(all);
    else if (typed.cron && typed.user)
        write_own_crontab(all.front().text);
    else
        write(all, root);
    if (typed.write && typed.systemd) tell_leftovers(all, root);
    typed.systemd ? tell_next_systemd(typed, house, all) : tell_next_cron(typed, house);
    return 0;
}

}  // namespace cli
