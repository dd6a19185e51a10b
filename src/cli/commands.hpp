#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/house.hpp"
#include "pipeline/run.hpp"

namespace cli {

/// What was typed, for all commands together; each looks at what is its own.
struct Typed {
    bool offline = false, quiet = false, verbose = false, json = false;
    std::string home, log = "text";
    std::vector<std::string> set;  // KEY=VALUE
    std::string job, from, to, period, as_known, languages = "ko,en", url, retrieved, file, figure, edition,
                                                 format, kind, root, source, date, reason, since;
    std::vector<std::string> names;  // sources, files
    bool now = false, from_archive = false, pdf = false, values = false, list = false, systemd = false,
         cron = false, user = false, write = false, online = false, explain = false, headers = false,
         unclaimed = false, history = false, all = false;
};

/// One line of a result, on stdout.
void print(std::string_view line);
/// The same in lines of 80 columns, the second and later ones indented.
void print_wrapped(std::string_view text, std::size_t indent);

int run_command(const Typed& typed, const std::string& program);
int plan_command(const Typed& typed, const std::string& program);
int apply_command(const Typed& typed, const std::string& program);
int fetch_command(const Typed& typed, const std::string& program);
int rebuild_command(const Typed& typed, const std::string& program);
int parse_command(const Typed& typed, const std::string& program);
int report_command(const Typed& typed, const std::string& program);
int status_command(const Typed& typed, const std::string& program);
int revisions_command(const Typed& typed, const std::string& program);
int announcements_command(const Typed& typed, const std::string& program);
int check_command(const Typed& typed, const std::string& program);
int trace_command(const Typed& typed, const std::string& program);
int dump_command(const Typed& typed, const std::string& program);
int archive_command(const Typed& typed, const std::string& program);
int import_command(const Typed& typed, const std::string& program);
int doctor_command(const Typed& typed, const std::string& program);
int install_command(const Typed& typed, const std::string& program);
int extract_command(const Typed& typed, const std::string& program);

/// What a site decided, with this command line over it.
pipeline::Settings settings_of(const Typed& typed, const std::string& program);
/// The end of the day of --as-known; nothing where it is not given.
std::optional<base::Instant> as_known_of(const Typed& typed);
/// A day as typed after a flag.
base::Day day_of(const std::string& text, std::string_view flag);
/// --from and --to; nothing where neither is given.
std::optional<base::Window> range_of(const Typed& typed);
/// What a rerun did to what was known, a line a source.
void print_changes(const pipeline::RunResult& result);

/// Declarations and places for what was typed. Commands that only look take the bundled edition's store where
/// there is no other one, and say so.
enum class Store { write, look };
pipeline::House house(const Typed& typed, const std::string& program, Store use);

}  // namespace cli
