#include "pipeline/doctor.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "pipeline/faces.hpp"
#include "pipeline/keys.hpp"
#include "pipeline/print.hpp"
#include "pipeline/settings.hpp"
#include "store/store.hpp"

extern char** environ;

namespace pipeline {
namespace {

constexpr std::uintmax_t scarce_bytes = std::uintmax_t{1} << 30;

Finding good(std::string what) {
    return {Finding::Level::good, std::move(what), ""};
}
Finding warning(std::string what, std::string next) {
    return {Finding::Level::warning, std::move(what), std::move(next)};
}
Finding bad(std::string what, std::string next) {
    return {Finding::Level::bad, std::move(what), std::move(next)};
}

/// A file that is made, renamed and removed again: what every run does with archives and editions.
void try_folder(const std::filesystem::path& folder) {
    const auto probe = folder / ".doctor";
    base::write_file(probe, "may I?\n");
    std::filesystem::remove(probe);
}

Finding examine_folder(const House& house) {
    const auto& home = house.settings.home;
    // Not made here: a doctor that is called by root would leave a folder that the jobs can't write.
    if (!std::filesystem::exists(home))
        return warning(home.string() + " does not exist yet", "the first run makes it");
    try {
        for (const auto& folder : {home, house.archive(), house.editions()})
            if (folder == home || std::filesystem::exists(folder)) try_folder(folder);
    } catch (const base::Error& error) {
        return bad(fmt::format("{}: {}", error.where(), error.found()),
                   "let this user write there, or set another home: `--home`, TUJA_HOME, tuja.toml");
    }
    std::error_code fault;
    const auto space = std::filesystem::space(home, fault);
    if (!fault && space.available < scarce_bytes)
        return warning(fmt::format("{} has {} MB left", home.string(), space.available >> 20),
                       "the archive only grows; make room before it is full");
    return good(fmt::format("{} can be written, {} GB are free", home.string(), space.available >> 30));
}

Finding examine_store(const House& house) {
    if (!std::filesystem::exists(house.database()))
        return warning(fmt::format("{} does not exist yet", house.database().string()),
                       "`tuja run daily` makes it; `tuja run quarterly --offline` tries the bundled edition");
    try {
        store::Store store{house.database(), house.sql(), store::Store::Mode::read};
        const auto table = store.query("PRAGMA quick_check");
        if (!table.rows.empty() && model::text_of(table.rows[0], 0) == "ok")
            return good("the database is sound");
        return bad("the database is damaged", "`tuja rebuild` makes it again from the archive");
    } catch (const base::Error& error) {
        return bad(error.found(), error.next());
    }
}

/// The newest exchange the store knows of; nothing where there is none, or no store that can be read.
std::optional<base::Instant> newest_exchange(const House& house) {
    if (!std::filesystem::exists(house.database())) return {};
    try {
        store::Store store{house.database(), house.sql(), store::Store::Mode::read};
        const auto micros = model::number_of(store.query("SELECT max(fetched) FROM snapshot").rows.at(0), 0);
        if (!micros) return {};
        return base::Instant{std::chrono::microseconds{static_cast<std::int64_t>(*micros)}};
    } catch (const base::Error&) {
        return {};  // examine_store says what is wrong with it
    }
}

Finding examine_clock(const House& house) {
    const auto now = house.settings.now;
    const auto said = "the clock says " + base::iso(now).substr(0, 16) + " UTC";
    const std::string next = "set the clock: every fact carries the time at which it was known";
    if (base::year_of(base::day_of(now)) < 2024) return bad(said, next);
    const auto newest = newest_exchange(house);
    if (!house.bundled && newest && *newest > now)
        return bad(said + ", but the newest answer is of " + base::iso(*newest).substr(0, 16), next);
    return good(said);
}

/// Each key by its name, never its value.
void examine_keys(const House& house, std::vector<Finding>& findings) {
    std::set<std::string> seen;
    for (const auto& source : house.sources) {
        if (source.key.empty() || !seen.insert(source.key).second) continue;
        const auto stored = std::filesystem::path{"/etc/credstore"} / source.key;
        std::error_code unreadable;  // the folder is root's: not seeing it is no fault
        if (find_key(source.key))
            findings.push_back(good("the key " + source.key + " is set"));
        else if (std::filesystem::exists(stored, unreadable))
            findings.push_back(good(stored.string() + " is there for systemd's units; here it is not set"));
        else
            findings.push_back(
                warning(fmt::format("the key {} is not set: {} is left out", source.key, source.name),
                        fmt::format("write it into {} (systemd) or set {}", stored.string(), source.key)));
    }
}

/// TUJA_CONTCAT would be passed over without a word.
void examine_variables(const House& house, std::vector<Finding>& findings) {
    std::vector<std::string> known = {"TUJA_SHARE", "TUJA_ETC", "TUJA_NOW"};
    for (const auto& one : setting_names()) known.emplace_back(one.variable);
    for (const auto& source : house.sources)
        if (!source.key.empty()) known.push_back(source.key);
    for (char** entry = environ; *entry; ++entry) {
        const std::string name{base::split(*entry, '=').front()};
        if (!name.starts_with("TUJA_") || std::find(known.begin(), known.end(), name) != known.end())
            continue;
        const auto near = base::nearest(name, known);
        findings.push_back(
            warning(name + " is set and means nothing",
                    near ? "did you mean " + *near + "?" : "remove it, or see README, Settings"));
    }
}

Finding examine_contact(const House& house) {
    if (!house.settings.contact.empty()) return good("hosts are told whom to write to");
    return warning("no contact is set for the User-Agent",
                   "set TUJA_CONTACT to a mail address or a page; some hosts refuse anonymous tools");
}

Finding examine_fonts() {
    const auto missing = missing_faces();
    if (missing.empty()) return good("the report's fonts are installed");
    return warning(missing.front().string() + " is missing; a system font will print",
                   "apt-get install fonts-open-sans fonts-nanum");
}

Finding examine_printer(const House& house) {
    const auto printer = find_printer(house.settings);
    if (printer.empty()) return warning("no Chromium: --pdf won't print", "apt-get install chromium");
    if (::access(printer.c_str(), X_OK) != 0)
        return warning(printer + " can't be started: --pdf won't print",
                       "set `chromium` to one that can, or `apt-get install chromium`");
    return good("PDF is printed by " + printer);
}

}  // namespace

std::vector<Finding> examine(const House& house) {
    std::vector<Finding> findings;
    findings.push_back(
        good(fmt::format("{} sources, {} jobs and {} entities are declared without a fault",
                         house.sources.size(), house.jobs.size(), house.reference.entities.size())));
    examine_variables(house, findings);
    examine_keys(house, findings);
    findings.push_back(examine_contact(house));
    findings.push_back(examine_folder(house));
    findings.push_back(examine_store(house));
    findings.push_back(examine_clock(house));
    findings.push_back(examine_fonts());
    findings.push_back(examine_printer(house));
    return findings;
}

}  // namespace pipeline
