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

model::Indicator indicator(const base::Toml& in) {
    model::Indicator one;
    one.id = identifier(in, "id");
    one.code = in.has("code") ? text(in, "code") : one.id;
    one.name = names(in, "name");
    one.layer = in.choice("layer", layers);
    one.unit = text(in, "unit");
    one.multiplier = multiplier(in);
    one.price_base = price_base(in);
    one.attribution =
        in.choice("attribution", {"headquarters", "host", "funder", "performer", "residence", "none"});
    one.source_class = in.choice("source_class", {"A", "B", "C", "D", "E"});
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
    return all;
}

}  // namespace jobs
