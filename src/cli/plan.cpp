// Reruns that are read before they are done: plan and apply.
#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "pipeline/plan.hpp"

namespace cli {

int plan_command(const Typed& typed, const std::string& program) {
    if (typed.offline)
        throw base::Error{"plan", "the bundled edition is not asked for by plan", "leave out --offline",
                          base::Error::Kind::usage};
    const auto range = range_of(typed);
    if (!range)
        throw base::Error{"plan", "a plan is of a range of dates",
                          "tuja plan daily --from 2021-01-01 --to 2024-01-01", base::Error::Kind::usage};
    const auto here = house(typed, program, Store::write);
    const auto text =
        pipeline::plan_toml(pipeline::make_plan(here, here.job(typed.job), *range, typed.reason));
    print(text.substr(0, text.size() - 1));
    return 0;
}

int apply_command(const Typed& typed, const std::string& program) {
    const auto result = pipeline::apply_plan(house(typed, program, Store::write), typed.file);
    print_changes(result);
    return static_cast<int>(result.exit);
}

}  // namespace cli
