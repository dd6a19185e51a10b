#include "cli/commands.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "pipeline/checks.hpp"
#include "pipeline/ping.hpp"
#include "pipeline/run.hpp"
#include "pipeline/settings.hpp"
#include "pipeline/status.hpp"
#include "pipeline/trace.hpp"

namespace cli {
namespace {

using base::Json;

void print_published(const pipeline::Published& published) {
    for (const auto& file : published.files) print(file.string());
    print((published.folder.parent_path() / "index.html").string());
}

pipeline::RunOptions options_of(const Typed& typed) {
    pipeline::RunOptions options;
    options.range = range_of(typed);
    options.from_archive = typed.from_archive;
    options.pdf = typed.pdf;
    options.now = typed.now;
    options.as_known = as_known_of(typed);
    options.period = typed.period;
    return options;
}

void check_file_options(const Typed& typed) {
    const auto refuse = [](const char* where, const char* what, const char* next) {
        throw base::Error{where, what, next, base::Error::Kind::usage};
    };
    constexpr const char* whole = "tuja fetch SOURCE --file F --url U --retrieved 2026-04-20";
    const bool of_file = !typed.url.empty() || !typed.retrieved.empty();
    if (typed.file.empty() && of_file)
        refuse("fetch", "--url and --retrieved say where a file comes from, and there is no --file", whole);
    if (typed.file.empty()) return;
    if (!typed.from.empty() || !typed.to.empty())
        refuse("fetch --file", "a file holds what it holds, whatever --from and --to say",
               "leave out --from and --to");
    if (typed.names.size() != 1 || typed.url.empty() || typed.retrieved.empty())
        refuse("fetch --file", "a file belongs to one source, came from an address, at a time", whole);
}

void tell_skipped(const pipeline::RunResult& result) {
    for (const auto& line : result.skipped) base::log::detail(line);
}

}  // namespace

base::Day day_of(const std::string& text, std::string_view flag) {
    if (const auto day = base::read_day(text)) return *day;
    throw base::Error{std::string{flag}, fmt::format("'{}' is no day", text), "write it like 2024-01-31",
                      base::Error::Kind::usage};
}

std::optional<base::Instant> as_known_of(const Typed& typed) {
    if (typed.as_known.empty()) return {};
    return base::end_of(day_of(typed.as_known, "--as-known"));
}

static pipeline::Flags flags_of(const Typed& typed) {
    pipeline::Flags flags;
    for (const auto& one : typed.set) {
        const auto equals = one.find('=');
        if (equals == std::string::npos)
            throw base::Error{"--set", fmt::format("'{}' is no KEY=VALUE", one),
                              "write --set contact=you@example.org", base::Error::Kind::usage};
        flags[one.substr(0, equals)] = one.substr(equals + 1);
    }
    if (!typed.home.empty()) flags["home"] = typed.home;
    return flags;
}

std::optional<base::Window> range_of(const Typed& typed) {
    if (typed.from.empty() && typed.to.empty()) return {};
    if (typed.from.empty() || typed.to.empty())
        throw base::Error{"--from, --to", "a range has both ends",
                          "give both; --to is the day behind the last one", base::Error::Kind::usage};
    const base::Window range{day_of(typed.from, "--from"), day_of(typed.to, "--to")};
    if (range.from >= range.to)
        throw base::Error{"--to", fmt::format("the range ends {} and begins {}", typed.to, typed.from),
                          "put the earlier day into --from", base::Error::Kind::usage};
    return range;
}

void print_changes(const pipeline::RunResult& result) {
    for (const auto& line : pipeline::what_changed(result)) print(line);
}

pipeline::Settings settings_of(const Typed& typed, const std::string& program) {
    std::error_code fault;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", fault);
    return pipeline::read_settings(flags_of(typed), fault ? std::filesystem::absolute(program) : self);
}

pipeline::House house(const Typed& typed, const std::string& program, Store use) {
    auto settings = settings_of(typed, program);
    settings.now = base::clock_now();
    settings.offline = typed.offline;
    settings.draw_progress = !typed.quiet && typed.log == "text" && ::isatty(STDERR_FILENO) == 1;
    const auto used = [](const std::filesystem::path& folder) {
        return std::filesystem::exists(folder / "archive");
    };
    if (use == Store::look && !settings.offline && !used(settings.home) && used(settings.home / "offline")) {
        settings.offline = true;
        base::log::info("no live store yet: looking at the bundled edition's");
    }
    return pipeline::open_house(settings);
}

int run_command(const Typed& typed, const std::string& program) {
    const auto options = options_of(typed);
    if (options.from_archive && options.range)
        throw base::Error{"run --from-archive", "a source's facts are made again as a whole, not in a range",
                          "leave out --from and --to", base::Error::Kind::usage};
    const auto here = house(typed, program, Store::write);
    const auto& job = here.job(typed.job);
    const auto work = [&] {
        const auto result = pipeline::run_job(here, job, options);
        tell_skipped(result);
        if ((options.range || options.from_archive) && !typed.quiet) print_changes(result);
        if (result.published && !typed.quiet) print_published(*result.published);
        return static_cast<int>(result.exit);
    };
    // Who watches over the nightly job is not told of what somebody tries out by hand, or without a network.
    const bool scheduled = !typed.offline && !options.range && !options.from_archive;
    return scheduled ? pipeline::watched(here, typed.job, work) : work();
}

int fetch_command(const Typed& typed, const std::string& program) {
    check_file_options(typed);
    auto options = options_of(typed);
    options.named = true;
    const auto here = house(typed, program, Store::write);
    if (typed.file.empty()) {
        const auto result = pipeline::run_sources(here, typed.names, options);
        tell_skipped(result);
        if (options.range || options.from_archive) print_changes(result);
        return static_cast<int>(result.exit);
    }
    const auto retrieved = base::read_instant(typed.retrieved);
    if (!retrieved)
        throw base::Error{"--retrieved", fmt::format("'{}' is no time", typed.retrieved),
                          "write it like 2026-04-20", base::Error::Kind::usage};
    return static_cast<int>(
        pipeline::take_file(here, typed.names[0], typed.file, typed.url, *retrieved).exit);
}

int rebuild_command(const Typed& typed, const std::string& program) {
    const auto count = pipeline::rebuild(house(typed, program, Store::look));
    base::log::info(fmt::format("the database was made again from {} archived exchanges", count));
    return 0;
}

int report_command(const Typed& typed, const std::string& program) {
    if (typed.kind == "list") {
        for (const auto& edition : pipeline::list_editions(house(typed, program, Store::look)))
            print(fmt::format("{}  {}", edition.key.id(), edition.headline.en));
        return 0;
    }
    pipeline::Wanted wanted;
    wanted.kind = typed.kind;
    wanted.period = typed.period;
    wanted.as_known = as_known_of(typed);
    wanted.pdf = typed.pdf;
    wanted.languages.clear();
    for (const auto name : base::split(typed.languages, ',')) {
        if (name != "ko" && name != "en")
            throw base::Error{"--lang", fmt::format("unknown language '{}'", name), "use ko, en or ko,en",
                              base::Error::Kind::usage};
        wanted.languages.push_back(name == "ko" ? model::Language::ko : model::Language::en);
    }
    print_published(pipeline::print_report(house(typed, program, Store::look), wanted));
    return 0;
}

int dump_command(const Typed& typed, const std::string& program) {
    const auto here = house(typed, program, Store::look);
    store::Store store{here.database(), here.sql(), store::Store::Mode::read};
    store.dump(typed.values, here.method(), print, as_known_of(typed).value_or(base::Instant::max()));
    return 0;
}

}  // namespace cli
