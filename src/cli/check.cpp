// `tuja check` and `tuja revisions`: what is wrong with the data, and what providers rewrote.
#include <fmt/format.h>

#include <limits>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "pipeline/checks.hpp"
#include "pipeline/revisions.hpp"
#include "pipeline/status.hpp"

namespace cli {
namespace {

using base::Json;

Json time_json(const std::optional<base::Instant>& instant) {
    return instant ? Json{base::iso(*instant)} : Json{};
}

void print_broken(const pipeline::Broken& broken, bool json) {
    if (json) {
        Json rows = Json::array();
        for (const auto& row : broken.rows) rows.push(row);
        print(Json::object()
                  .set("check", broken.name)
                  .set("severity", broken.severity)
                  .set("count", broken.count)
                  .set("sentence", broken.sentence)
                  .set("rows", rows)
                  .dump());
        return;
    }
    print(fmt::format("{} {}: {} ({} rows)", broken.severity, broken.name, broken.sentence, broken.count));
    for (const auto& row : broken.rows) print("  " + row);
}

void print_spell(const store::CheckSpell& it, bool json) {
    if (json) {
        Json line =
            Json::object().set("check", it.name).set("severity", it.severity).set("rows", Json{it.rows});
        line.set("began", base::iso(it.began))
            .set("seen", base::iso(it.seen))
            .set("ended", time_json(it.ended));
        print(line.set("example", it.example).dump());
        return;
    }
    print(fmt::format("{}  {:<10}  {} {}: {} rows, as {}", base::iso(base::day_of(it.began)),
                      it.ended ? base::iso(base::day_of(*it.ended)) : "still", it.severity, it.name, it.rows,
                      it.example));
}

int print_history(const pipeline::House& here, bool json) {
    store::Store store{here.database(), here.sql(), store::Store::Mode::write};
    const auto all = store.check_history();
    for (const auto& spell : all) print_spell(spell, json);
    if (all.empty() && !json) print("no check was ever broken");
    return 0;
}

/// Looking is allowed where writing is not: then the history goes without this look.
void note(const pipeline::House& here, const std::vector<pipeline::Broken>& found) {
    try {
        store::Store store{here.database(), here.sql(), store::Store::Mode::write};
        pipeline::note_checks(store, found, here.moment());
    } catch (const base::Error& error) {
        base::log::detail(fmt::format("not entered into the history of checks: {}", error.what()));
    }
}

std::string value_text(const std::optional<double>& value, const std::string& status) {
    return value ? base::shortest(*value) : status == "W" ? "withdrawn" : "missing";
}

Json rewrite_json(const pipeline::Rewrite& it) {
    Json json = Json::object().set("source", it.source).set("part", it.part).set("indicator", it.indicator);
    json.set("entity", it.entity).set("period", it.period);
    json.set("old", Json{it.old_value})
        .set("old_status", it.old_status)
        .set("old_known", base::iso(it.old_known));
    json.set("old_released", base::iso(it.old_released));
    json.set("new", Json{it.new_value})
        .set("new_status", it.new_status)
        .set("new_known", base::iso(it.new_known));
    json.set("new_released", base::iso(it.new_released)).set("sha256", it.sha256);
    json.set("relative_change", Json{it.relative}).set("unusual", it.unusual);
    return json.set("unusual_above", Json{it.most});
}

void print_rewrite(const pipeline::Rewrite& it) {
    const auto change = it.relative ? fmt::format("{:+.2f} %", *it.relative * 100) : std::string{};
    print(fmt::format("{} {:<26} {:<6} {:<10} {:>22} -> {:>22} {:>11}{}",
                      base::iso(base::day_of(it.new_known)), it.indicator, it.entity, it.period,
                      value_text(it.old_value, it.old_status), value_text(it.new_value, it.new_status),
                      change, it.unusual ? "  unusual" : ""));
}

}  // namespace

int check_command(const Typed& typed, const std::string& program) {
    const auto here = house(typed, program, Store::look);
    if (typed.history) return print_history(here, typed.json);
    const auto as_known = as_known_of(typed);
    std::vector<pipeline::Broken> found;
    {
        store::Store store{here.database(), here.sql(), store::Store::Mode::read};
        store.describe(here.sources, here.reference, as_known.value_or(here.moment()));
        found = pipeline::run_checks(store, here.sql() / "checks",
                                     typed.all ? std::numeric_limits<std::size_t>::max() : 10);
    }
    for (const auto& broken : found) print_broken(broken, typed.json);
    if (found.empty() && !typed.json) print("every check holds");
    if (!as_known) note(here, found);
    const auto health = pipeline::read_status(here, as_known).exit == pipeline::Exit::stale
                            ? pipeline::Exit::stale
                            : pipeline::Exit::done;
    return static_cast<int>(pipeline::any_error(found) ? pipeline::Exit::check : health);
}

int revisions_command(const Typed& typed, const std::string& program) {
    const auto here = house(typed, program, Store::look);
    pipeline::RewritesWanted wanted;
    wanted.source = here.source(typed.source).name;
    if (!typed.since.empty()) wanted.since = base::Instant{day_of(typed.since, "--since")};
    wanted.as_known = as_known_of(typed);
    const auto found = pipeline::rewrites(here, wanted);
    std::size_t unusual = 0;
    for (const auto& one : found) {
        unusual += one.unusual;
        typed.json ? print(rewrite_json(one).dump()) : print_rewrite(one);
    }
    if (!typed.json)
        print(found.empty() ? "no value was rewritten"
                            : fmt::format("{} values rewritten, {} unusual", found.size(), unusual));
    return 0;
}

}  // namespace cli
