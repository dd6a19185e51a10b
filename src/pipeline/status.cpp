#include "pipeline/status.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "base/error.hpp"
#include "pipeline/faces.hpp"
#include "pipeline/keys.hpp"
#include "pipeline/print.hpp"
#include "store/store.hpp"

namespace pipeline {
namespace {

constexpr std::uintmax_t scarce_bytes = std::uintmax_t{1} << 30;

/// Old beyond the warn age is stale, beyond the error age old; failing is broken, whatever the age.
std::string state_of(const model::Source& source, const SourceStatus& it) {
    if (lacks_key(source)) return "no key";
    if (it.failures_in_a_row > 0) return "broken";
    if (!it.age_days) return source.access == "manual" ? "by hand" : "never";
    if (source.freshness.error_days > 0 && *it.age_days > source.freshness.error_days) return "old";
    if (source.freshness.warn_days > 0 && *it.age_days > source.freshness.warn_days) return "stale";
    return "fresh";
}

Exit exit_of(const std::string& state, int failures) {
    if (state == "old") return Exit::stale;
    if (state == "stale" || failures >= 3) return Exit::partial;
    return Exit::done;
}

void fill_counts(store::Store& store, const model::Source& source, SourceStatus& it) {
    const auto table =
        store.query("SELECT * FROM source_as_known WHERE source = :source", {{":source", source.name}});
    if (table.rows.empty()) return;
    const auto& row = table.rows[0];
    const auto count = [&](std::string_view column) {
        return static_cast<std::int64_t>(model::number_of(row, table.column(column)).value_or(0));
    };
    it.observations = count("observations");
    it.announcements = count("announcements");
    it.rejects = count("rejects");
    it.failed_pages = count("failed");
    if (const auto age = model::number_of(row, table.column("age_days")))
        it.age_days = static_cast<std::int64_t>(*age);
}

/// Failed windows that no later good answer has covered: "the last 90 days" is another window every day.
std::vector<std::string> newest_faults(store::Store& store) {
    std::vector<std::string> lines;
    const auto table = store.query(
        "SELECT source, part, reason FROM ops_window AS w WHERE outcome = 'failed' AND NOT EXISTS ("
        "SELECT 1 FROM ops_window AS later WHERE later.source = w.source AND later.part = w.part "
        "AND later.outcome = 'done' AND later.asked > w.asked "
        "AND later.window_from <= w.window_from AND later.window_to >= w.window_to) "
        "ORDER BY asked DESC, source, part LIMIT 20");
    for (const auto& row : table.rows)
        lines.push_back(
            fmt::format("{} {}: {}", model::text_of(row, 0), model::text_of(row, 1), model::text_of(row, 2)));
    return lines;
}

Finding good(std::string what) {
    return {Finding::Level::good, std::move(what), ""};
}

Finding examine_folder(const House& house) {
    const auto& folder = house.settings.home;
    std::error_code fault;
    std::filesystem::create_directories(folder, fault);
    if (fault || ::access(folder.c_str(), W_OK) != 0)
        return {Finding::Level::bad, fmt::format("{} can't be written by this user", folder.string()),
                "set TUJA_HOME, or change the folder's rights"};
    const auto space = std::filesystem::space(folder, fault);
    if (!fault && space.available < scarce_bytes)
        return {Finding::Level::warning,
                fmt::format("{} has {} MB left", folder.string(), space.available >> 20),
                "the archive grows; make room before it is full"};
    return good(fmt::format("{} is writable, {} GB free", folder.string(), space.available >> 30));
}

Finding examine_store(const House& house) {
    if (!std::filesystem::exists(house.database()))
        return {Finding::Level::warning, fmt::format("{} does not exist yet", house.database().string()),
                "`tuja run daily` makes it; `tuja run quarterly --offline` tries the bundled edition"};
    try {
        store::Store store{house.database(), house.sql(), store::Store::Mode::read};
        const auto table = store.query("PRAGMA quick_check");
        if (!table.rows.empty() && model::text_of(table.rows[0], 0) == "ok")
            return good("the database is sound");
        return {Finding::Level::bad, "the database is damaged",
                "`tuja rebuild` makes it again from the archive"};
    } catch (const base::Error& error) {
        return {Finding::Level::bad, error.found(), error.next()};
    }
}

}  // namespace

Status read_status(const House& house) {
    Status status;
    status.store = house.database().string();
    store::Store store{house.database(), house.sql(), store::Store::Mode::read};
    store.describe(house.sources, house.reference, house.moment());
    for (const auto& source : house.sources) {
        SourceStatus it;
        it.name = source.name;
        it.access = source.access;
        it.cadence = source.cadence;
        const auto health = store.health(source.name);
        it.last_good = health.last_good;
        it.last_tried = health.last_tried;
        it.newest_snapshot = store.newest(source.name);
        it.failures_in_a_row = health.failures_in_a_row;
        it.last_reason = health.last_reason;
        fill_counts(store, source, it);
        it.state = state_of(source, it);
        status.exit = worse(status.exit, exit_of(it.state, it.failures_in_a_row));
        status.sources.push_back(std::move(it));
    }
    status.faults = newest_faults(store);
    return status;
}

std::vector<Finding> examine(const House& house) {
    std::vector<Finding> findings;
    findings.push_back(
        good(fmt::format("{} sources, {} jobs, {} entities are declared without a fault",
                         house.sources.size(), house.jobs.size(), house.reference.entities.size())));
    findings.push_back(examine_folder(house));
    findings.push_back(examine_store(house));
    if (base::year_of(base::day_of(house.settings.now)) < 2024)
        findings.push_back({Finding::Level::bad, "the clock says " + base::iso(house.settings.now),
                            "set the clock: every fact carries the time it was known"});
    if (house.settings.contact.empty())
        findings.push_back(
            {Finding::Level::warning, "no contact is set for the User-Agent",
             "set TUJA_CONTACT to a mail address or a page; some hosts refuse anonymous tools"});
    const auto missing = missing_faces();
    findings.push_back(missing.empty()
                           ? good("the report's fonts are installed")
                           : Finding{Finding::Level::warning,
                                     missing.front().string() + " is missing; a system font will print",
                                     "apt-get install fonts-open-sans fonts-nanum"});
    const auto printer = find_printer();
    findings.push_back(printer.empty() ? Finding{Finding::Level::warning, "no Chromium: --pdf won't print",
                                                 "apt-get install chromium"}
                                       : good("PDF is printed by " + printer));
    return findings;
}

}  // namespace pipeline
