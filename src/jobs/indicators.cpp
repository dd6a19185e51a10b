#include <fmt/format.h>

#include <algorithm>

#include "jobs/keys.hpp"
#include "jobs/read.hpp"

namespace jobs {
namespace {

/// METHOD §2's layers: what may be added up only with itself. "context": denominators and rates.
const std::vector<std::string> layers{"F1", "F2", "F3", "C1", "C2", "R1",
                                      "R2", "G1", "G2", "G3", "S",  "context"};

std::string price_base(const base::Toml& in) {
    const auto value = in.string("price_base");
    const bool constant =
        value.size() == 13 && value.starts_with("constant-") &&
        std::all_of(value.begin() + 9, value.end(), [](char c) { return c >= '0' && c <= '9'; });
    return constant ? value : in.choice("price_base", {"current", "constant-2021", "ppp", "none"});
}

model::Caveat caveat(const base::Toml& in) {
    model::Caveat one;
    one.entity = identifier(in, "entity");
    one.kind = in.choice("kind", {"lower_bound", "upper_bound", "note"});
    one.reason = names(in, "reason");
    in.done();
    return one;
}

double multiplier(const base::Toml& in) {
    const auto value = in.maybe_number("multiplier").value_or(1);
    if (!(value > 0))
        fail(in.place("multiplier"), fmt::format("multiplier = {} makes no value", value),
             "write what one served unit is in stored units: 1e9 for billions");
    return value;
}

/// Money that is spent in a period is a flow, what stands at its end a stock; all else adds up nowhere.
std::string timing(const base::Toml& in, const model::Indicator& one) {
    const bool money = one.unit.size() == 3 || one.unit == "national_currency";
    const auto usual = one.layer == "S" ? "stock" : money ? "flow" : "none";
    return in.choice("timing", {"flow", "stock", "none"}, usual);
}

model::Conversion conversion(const base::Toml& in) {
    model::Conversion one;
    one.as = in.choice("as", {"day_rate", "average_rate", "end_rate", "ppp", "deflator", "cpi"});
    if (one.as.ends_with("_rate")) one.per = identifier(in, "per");
    one.preference = count(in, "preference", 1);
    in.done();
    return one;
}

void read_range(const base::Toml& in, model::Indicator& one) {
    const auto range = in.maybe_table("range");
    if (!range) return;
    one.least = range->maybe_number("least");
    one.most = range->maybe_number("most");
    if (one.least && one.most && *one.least >= *one.most)
        fail(range->place("least"), "the range is empty", "write the smaller number as least");
    range->done();
}

/// What METHOD §3 asks of every figure, as far as it is not a key of its own.
const std::vector<std::string> attributes{"concept",   "population", "threshold", "transaction", "stage",
                                          "geography", "valuation",  "fiscal",    "imputed"};

std::map<std::string, std::string> definition(const base::Toml& in) {
    std::map<std::string, std::string> all;
    const auto table = in.maybe_table("definition");
    if (!table) return all;
    for (const auto& name : attributes)
        if (table->has(name)) all[name] = text(*table, name);
    table->done();
    return all;
}

model::Indicator indicator(const base::Toml& in) {
    model::Indicator one;
    one.id = identifier(in, "id");
    one.code = in.has("code") ? text(in, "code") : one.id;
    one.name = names(in, "name");
    one.layer = in.choice("layer", layers);
    one.unit = text(in, "unit");
    one.place = in.place("unit");
    one.multiplier = multiplier(in);
    one.price_base = price_base(in);
    one.attribution =
        in.choice("attribution", {"headquarters", "host", "funder", "performer", "residence", "none"});
    one.source_class = in.choice("source_class", {"A", "B", "C", "D", "E"});
    one.timing = timing(in, one);
    if (const auto table = in.maybe_table("conversion")) one.conversion = conversion(*table);
    read_range(in, one);
    one.within = in.string("within", "");
    one.definition = definition(in);
    for (const auto& block : in.tables("caveat")) one.caveats.push_back(caveat(block));
    in.done();
    return one;
}

}  // namespace

std::vector<model::Indicator> read_indicators(const base::Toml& in) {
    std::vector<model::Indicator> all;
    std::vector<std::string> seen;
    for (const auto& block : in.tables("indicator")) {
        all.push_back(indicator(block));
        must_be_new(seen, all.back().id, block.place("id"), "indicator");
        seen.push_back(all.back().id);
    }
    for (const auto& one : all)
        if (!one.within.empty() && std::find(seen.begin(), seen.end(), one.within) == seen.end())
            fail(in.place("indicator"),
                 fmt::format("indicator '{}' lies within the unknown '{}'", one.id, one.within),
                 suggest(one.within, seen));
    return all;
}

}  // namespace jobs
