#include <fmt/format.h>

#include "base/text.hpp"
#include "pipeline/print.hpp"
#include "pipeline/units.hpp"

namespace pipeline {
namespace {

constexpr std::string_view begin_mark = "# tuja begins\n", end_mark = "# tuja ends\n";

/// For the shell that cron starts; to cron itself % is the end of the line.
std::string word(const std::string& text) {
    const bool plain = text.find_first_of(" \t\"'\\$`&;|<>()*?[]#~!{}") == std::string::npos;
    const auto quoted = plain ? text : "'" + base::replace_all(text, "'", "'\\''") + "'";
    return base::replace_all(quoted, "%", "\\%");
}

bool any_key(const House& house) {
    for (const auto& source : house.sources)
        if (!source.key.empty()) return true;
    return false;
}

/// cron has no second unit to print in: the browser runs where the fetcher runs, with its own sandbox only.
std::string line(const House& house, const model::Job& job, const Starter& starter) {
    const bool prints = !job.report.empty() && !find_printer(house.settings).empty();
    return fmt::format("{:<18} {}{} run {} --quiet{}\n", job.cron, starter.user ? "" : "tuja  ",
                       word(starter.program), job.name, prints ? " --pdf" : "");
}

}  // namespace

Made crontab(const House& house, const Starter& starter) {
    std::string text =
        "# Made by `tuja install --cron` from jobs/*.toml: change those, then make it again.\n"
        "# The hours are meant in UTC; cron takes them in this machine's zone, which does no harm.\n"
        "# Nothing is printed unless something is wrong; cron mails that to MAILTO.\n";
    if (!starter.user) text += "MAILTO=root\n";
    for (const auto& [name, value] : variables_of(house)) text += fmt::format("{}={}\n", name, value);
    if (any_key(house))
        text += fmt::format(
            "# A key is a file of its name in this folder, readable by {} alone.\n"
            "CREDENTIALS_DIRECTORY={}\n",
            starter.user ? "you" : "the user tuja",
            starter.user ? (house.settings.home / "keys").string() : "/etc/tuja/keys");
    for (const auto& job : house.jobs) text += line(house, job, starter);
    return {starter.user ? "" : "/etc/cron.d/tuja", text};
}

std::string with_block(const std::string& crontab, const std::string& block) {
    const auto begin = crontab.find(begin_mark);
    const auto end = crontab.find(end_mark, begin == std::string::npos ? 0 : begin);
    const auto fresh = fmt::format("{}{}{}", begin_mark, block, end_mark);
    if (begin == std::string::npos || end == std::string::npos)
        return crontab + (crontab.empty() || crontab.ends_with('\n') ? "" : "\n") + fresh;
    return crontab.substr(0, begin) + fresh + crontab.substr(end + end_mark.size());
}

}  // namespace pipeline
