#include "cli/cli.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <sstream>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"

namespace cli {
namespace {

constexpr const char* partial =
    R"(    3  partial: a source failed three times running, is past its warn age, or
       was named and failed
)";
constexpr const char* check_broke = "    4  a check of severity error broke, nothing was published\n";
constexpr const char* exit_statuses = R"(Exit status:
    0  all that was due is done; what is missing, but no fault yet, is said
    1  failed
    2  usage or configuration
    3  partial: a source failed three times running, is past its warn age, or
       was named and failed
    4  a check of severity error broke, nothing was published
    5  stale: a source is past its error age (status and check only)
   11  all that was to be worked on is locked by another run
   12  a named source lacks its key, or a key was refused
  130  interrupted
  If several hold, the first of 130, 2, 11, 1, 4, 12, 3, 5.
Settings: --set KEY=VALUE over TUJA_HOME, TUJA_CONTACT, TUJA_PING_URL,
  TUJA_CHROMIUM and TUJA_PRINT_AS_ROOT over tuja.toml in the home over
  /etc/tuja/tuja.toml.)";

using Command = int (*)(const Typed&, const std::string&);

/// Help that begins with examples: what one came for is on the first lines.
class ExamplesFirst : public CLI::Formatter {
  public:
    std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
        if (mode == CLI::AppFormatMode::Sub) return make_expanded(app);
        return make_description(app) + "\n" + make_usage(app, name) + make_positionals(app) +
               make_groups(app, mode) + make_subcommands(app, mode) + "\n" + make_footer(app);
    }
    std::string make_description(const CLI::App* app) const override { return app->get_description() + "\n"; }
    std::string make_subcommand(const CLI::App* sub) const override {
        // In the list of commands the last line of the description is the one that says what it does.
        const auto text = sub->get_description();
        const auto line = text.substr(text.rfind('\n') + 1);
        return "  " + sub->get_name() + std::string(15 - sub->get_name().size(), ' ') + line + "\n";
    }
};

void add_common(CLI::App* command, Typed& typed) {
    command->add_flag("--offline", typed.offline, "use the bundled edition and its own store, no network");
    command->add_option("--home", typed.home, "where archive/, tuja.db and editions/ lie (TUJA_HOME)");
    command->add_option("--set", typed.set, "a setting, over all files: --set contact=you@example.org")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
    command->add_flag("-q,--quiet", typed.quiet, "nothing on stderr but warnings and errors");
    command->add_flag("-v,--verbose", typed.verbose, "more on stderr");
    command->add_option("--log", typed.log, "lines on stderr: text, or json for programs")
        ->check(CLI::IsMember({"text", "json"}));
    command->footer(exit_statuses);
}

CLI::App* add(CLI::App& app, Typed& typed, Command& chosen, Command command, const std::string& name,
              const std::string& examples, const std::string& what) {
    auto* sub = app.add_subcommand(name, "Examples:\n" + examples + "\n\n" + what);
    add_common(sub, typed);
    sub->callback([&chosen, command] { chosen = command; });
    return sub;
}

/// The exit statuses of a command to which one of them means something of its own.
std::string statuses_where(std::string_view usual, std::string_view here) {
    return base::replace_all(exit_statuses, std::string{usual}, here);
}

/// A command that only reads may end at any moment.
CLI::App* add_reader(CLI::App& app, Typed& typed, Command& chosen, Command command, const std::string& name,
                     const std::string& examples, const std::string& what) {
    auto* sub = add(app, typed, chosen, command, name, examples, what);
    sub->callback([&chosen, command] {
        chosen = command;
        base::end_at_once();
    });
    return sub;
}

void add_range(CLI::App* command, Typed& typed) {
    command->add_option("--from", typed.from, "first day of a range to read again, YYYY-MM-DD");
    command->add_option("--to", typed.to, "the day behind its last one, YYYY-MM-DD");
}

void add_as_known(CLI::App* command, Typed& typed) {
    command->add_option("--as-known", typed.as_known, "as known at the end of this day (UTC)");
}

void add_writing(CLI::App& app, Typed& typed, Command& chosen) {
    auto* run = add(app, typed, chosen, run_command, "run",
                    "  tuja run daily                                     what cron calls at night\n"
                    "  tuja run quarterly --offline                       the bundled edition\n"
                    "  tuja run daily --from 2021-01-01 --to 2024-01-01   read a range again\n"
                    "  tuja run quarterly --pdf                           and print PDFs",
                    "Fetches what is due and prints the job's report.");
    run->add_option("job", typed.job, "a file of jobs/: daily, weekly, quarterly, annual")->required();
    add_range(run, typed);
    run->add_flag("--from-archive", typed.from_archive, "normalize again what is archived, no network");
    run->add_flag("--now", typed.now, "ask everything, due or not, whatever hosts asked to wait");
    run->add_flag("--pdf", typed.pdf, "also print PDFs");
    run->add_option("--period", typed.period, "the report's period: 2026-Q3, 2026-W39, 2026");
    add_as_known(run, typed);

    auto* plan = add(app, typed, chosen, plan_command, "plan",
                     "  tuja plan daily --from 2021-01-01 --to 2024-01-01 > plan.toml\n"
                     "  tuja apply plan.toml",
                     "Prints what a rerun would ask, cost and find already there.");
    plan->add_option("job", typed.job, "a file of jobs/")->required();
    add_range(plan, typed);
    plan->add_option("--reason", typed.reason, "why, for the run ledger");
    auto* apply = add(app, typed, chosen, apply_command, "apply", "  tuja apply plan.toml",
                      "Does exactly what a plan says, once, or says what moved.");
    apply->add_option("plan", typed.file, "what `tuja plan` printed")->required();

    auto* fetch = add(app, typed, chosen, fetch_command, "fetch",
                      "  tuja fetch worldbank_wdi ecb_reference_rates\n"
                      "  tuja fetch ai_index_2026 --file fig.csv --url https://… --retrieved 2026-04-20",
                      "Fetches named sources now, or takes a file downloaded by hand.");
    fetch->add_option("source", typed.names, "names of jobs/sources/*.toml")->required();
    add_range(fetch, typed);
    fetch->add_option("--file", typed.file, "a file downloaded by hand");
    fetch->add_option("--url", typed.url, "where it came from");
    fetch->add_option("--retrieved", typed.retrieved, "when: a day or an instant");

    add(app, typed, chosen, rebuild_command, "rebuild", "  tuja rebuild\n  tuja rebuild --offline",
        "Makes the database again from the archive; the run ledger is kept.");

    auto* import = add(app, typed, chosen, import_command, "import",
                       "  tuja import crawl.warc.gz more.warc\n"
                       "  wget --warc-file=crawl --input-file=addresses && tuja import crawl.warc.gz",
                       "Takes what others archived (WARC) as if fetched then; twice adds nothing.");
    import->add_option("files", typed.names, ".warc and .warc.gz files")->required();
    import->add_flag("--json", typed.json, "for programs");

    auto* report = add(app, typed, chosen, report_command, "report",
                       "  tuja report quarterly --period 2026-Q3 --pdf\n"
                       "  tuja report quarterly --as-known 2026-03-31 --lang ko\n"
                       "  tuja report list",
                       "Prints an edition of what is known, without fetching.");
    report->add_option("kind", typed.kind, "weekly, quarterly, annual; or: list")->required();
    report->add_option("--period", typed.period, "2026-Q3, 2026-W39, 2026; else the last one that is over");
    add_as_known(report, typed);
    report->add_option("--lang", typed.languages, "ko, en or ko,en");
    report->add_flag("--pdf", typed.pdf, "also print PDFs");
}

void add_archive(CLI::App& app, Typed& typed, Command& chosen) {
    auto* archive =
        add_reader(app, typed, chosen, archive_command, "archive",
                   "  tuja archive list --source worldbank_wdi --from 2026-01-01\n"
                   "  tuja archive cat --url https://… --date 2026-03-31 > answer.xml\n"
                   "  tuja archive cat tuja-20260531000000-00001.warc.gz@498 --headers\n"
                   "  tuja archive verify",
                   "Lists the archived answers, prints one, or checks every digest and the index.");
    archive->add_option("what", typed.kind, "list, cat or verify")->required();
    archive->add_option("snapshot", typed.figure, "FILE@OFFSET, as list prints it");
    archive->add_option("--source", typed.source, "only this source's");
    archive->add_option("--url", typed.url, "only this address's; cat: the newest of it");
    archive->add_option("--date", typed.date, "list: of this day; cat: the newest up to this day");
    archive->add_option("--from", typed.from, "list: fetched on this day or later, YYYY-MM-DD");
    archive->add_option("--to", typed.to, "list: fetched before this day");
    archive->footer(
        statuses_where(check_broke, "    4  verify: something is wrong with the archive or its index\n"));
    archive->add_flag("--unclaimed", typed.unclaimed, "list: imported, and no source asks for it");
    archive->add_flag("--headers", typed.headers, "cat: the answer's headers in place of its body");
    archive->add_flag("--json", typed.json, "for programs");
}

void add_looking(CLI::App& app, Typed& typed, Command& chosen) {
    auto* parse =
        add_reader(app, typed, chosen, parse_command, "parse",
                   "  tuja parse worldbank answer.xml\n  tuja parse feed press.xml\n  tuja parse --list",
                   "Prints what a parser makes of files, as JSON Lines.");
    parse->add_option("format", typed.format, "a name of --list");
    parse->add_option("files", typed.names, "files to read");
    parse->add_option("--option", typed.edition, "options of the format: key=value;key=value");
    parse->add_option("--url", typed.url, "the address the bytes came from");
    parse->add_flag("--list", typed.list, "name the formats");

    auto* extract = add_reader(
        app, typed, chosen, extract_command, "extract",
        "  tuja extract < announcements.jsonl > commitments.jsonl\n  tuja extract --explain < one.jsonl",
        "Finds AI-investment commitments in announcements: JSON Lines in, JSON Lines out.");
    extract->add_flag("--explain", typed.explain, "say of each sum which rule decided");
    auto* check = add_reader(app, typed, chosen, check_command, "check",
                             "  tuja check\n  tuja check --history\n  tuja check --all --json",
                             "Runs the data tests of sql/checks and lists what is wrong.");
    check->add_flag("--history", typed.history, "when checks were broken, and mended");
    check->add_flag("--all", typed.all, "every wrong row, not the first ten");
    add_as_known(check, typed);
    check->add_flag("--json", typed.json, "for programs");
    auto* revisions = add_reader(app, typed, chosen, revisions_command, "revisions",
                                 "  tuja revisions worldbank_wdi\n"
                                 "  tuja revisions ai_index_2026 --since 2026-01-01 --json",
                                 "Lists the values that a provider rewrote: old, new, how much.");
    revisions->add_option("source", typed.source, "a name of jobs/sources/*.toml")->required();
    revisions->add_option("--since", typed.since, "known from this day on, YYYY-MM-DD");
    add_as_known(revisions, typed);
    revisions->add_flag("--json", typed.json, "for programs");
    auto* announcements = add_reader(app, typed, chosen, announcements_command, "announcements",
                                     "  tuja announcements search 삼성 투자 --since 2025-01-01\n"
                                     "  tuja announcements show 3f0c2a91d4\n  tuja announcements list --json",
                                     "Finds announcements, shows one with all its wordings.");
    announcements->add_option("what", typed.kind, "list, search or show")->required();
    announcements->add_option("words", typed.names, "search: words it must all have; show: an id");
    announcements->add_option("--source", typed.source, "only this source's");
    announcements->add_option("--since", typed.since, "published on this day or later, YYYY-MM-DD");
    add_as_known(announcements, typed);
    announcements->add_flag("--json", typed.json, "for programs");
    auto* trace = add_reader(app, typed, chosen, trace_command, "trace",
                             "  tuja trace scale.us_times.KOR.USA.2025\n  tuja trace FIGURE --edition "
                             "quarterly-2026-Q1@2026-05-31",
                             "Walks a printed figure back to the archived bytes.");
    trace->add_option("figure", typed.figure, "its id, as in the HTML (data-figure) and in figures.json")
        ->required();
    trace->add_option("--edition", typed.edition, "another edition than the newest");
    add_as_known(trace, typed);
    trace->add_flag("--json", typed.json, "for programs");
    auto* dump = add_reader(app, typed, chosen, dump_command, "dump",
                            "  tuja dump > before.jsonl\n  tuja dump --values",
                            "Prints all facts by natural key, sorted, as JSON Lines.");
    dump->add_flag("--values", typed.values, "without times, digests and snapshots");
    add_as_known(dump, typed);
}

void add_operating(CLI::App& app, Typed& typed, Command& chosen) {
    auto* status =
        add_reader(app, typed, chosen, status_command, "status", "  tuja status\n  tuja status --json",
                   "Says of each source how fresh it is, what failed, what is next.");
    add_as_known(status, typed);
    status->add_flag("--json", typed.json, "for programs");
    auto* doctor = add(app, typed, chosen, doctor_command, "doctor", "  tuja doctor\n  tuja doctor --online",
                       "Examines configuration, keys, disk, clock, fonts and printer.");
    doctor->add_flag("--online", typed.online, "also ask each source once; the answers are not kept");
    doctor->add_flag("--json", typed.json, "for programs");
    doctor->footer(
        statuses_where(partial, "    3  --online: a source does not answer as declared (a warning)\n"));
    auto* install = add(app, typed, chosen, install_command, "install",
                        "  tuja install --systemd                  shows the units that jobs/*.toml make\n"
                        "  sudo tuja install --systemd --write     writes them, says what to do next\n"
                        "  tuja install --cron --user --home ~/tuja       lines for your own crontab",
                        "Makes the systemd units or the crontab lines that start the jobs.");
    install->add_flag("--systemd", typed.systemd, "services and timers");
    install->add_flag("--cron", typed.cron, "crontab lines");
    install->add_flag("--user", typed.user, "for your own systemd or crontab, not the machine's");
    install->add_flag("--write", typed.write, "write them; without this they are only shown");
    install->add_option("--root", typed.root, "write below this folder (packages, images)")->type_name("DIR");
}

/// Known before the rest is understood, so that what is wrong with the rest is said in that form, too.
bool wants_json(int count, char** words) {
    for (int i = 1; i < count; ++i) {
        const std::string_view word = words[i];
        if (word == "--log=json" ||
            (word == "--log" && i + 1 < count && words[i + 1] == std::string_view{"json"}))
            return true;
    }
    return false;
}

/// What is left over, in the order in which it was typed: CLI11 turns it round.
int refuse_extras(const CLI::App& app) {
    const auto chosen = app.get_subcommands();
    const auto& command = chosen.empty() ? app : *chosen.front();
    const auto name = chosen.empty() ? std::string{"tuja"} : "tuja " + command.get_name();
    base::log::error({name, fmt::format("takes no '{}'", base::join(app.remaining(true), " ")),
                      fmt::format("`{} --help` shows what it takes", name)});
    return 2;
}

int refuse(const CLI::App& app, const CLI::ParseError& error) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError)) return refuse_extras(app);
    std::ostringstream text;
    if (app.exit(error, std::cout, text) == 0) return 0;
    const auto line = text.str();
    base::log::error({"", std::string{base::trim(line)}, ""});
    return 2;
}

}  // namespace

int run(int count, char** words) {
    CLI::App app{
        "Examples:\n"
        "  tuja run quarterly --offline      try it: the bundled edition, no network\n"
        "  tuja run daily                    what cron calls every night\n"
        "  tuja status                       is all well?\n"
        "  tuja trace FIGURE                 where does this number come from?\n\n"
        "tuja compares what nations invest in AI.",
        "tuja"};
    const auto formatter = std::make_shared<ExamplesFirst>();
    formatter->column_width(24);  // everything fits into 80 columns
    app.formatter(formatter);
    app.footer(exit_statuses);
    app.require_subcommand(1);
    app.set_version_flag("--version", "tuja 0.1.0");
    Typed typed;
    Command chosen = nullptr;
    add_writing(app, typed, chosen);
    add_archive(app, typed, chosen);
    add_looking(app, typed, chosen);
    add_operating(app, typed, chosen);
    if (wants_json(count, words)) base::log::set_form(base::log::Form::json);
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        return refuse(app, error);
    }
    base::log::set_level(typed.quiet     ? base::log::Level::quiet
                         : typed.verbose ? base::log::Level::verbose
                                         : base::log::Level::normal);
    return chosen(typed, words[0]);
}

}  // namespace cli
