// `tuja doctor`: one line a finding, and below it what to do.
#include <fmt/format.h>

#include "base/error.hpp"
#include "base/json.hpp"
#include "cli/commands.hpp"
#include "pipeline/desk.hpp"
#include "pipeline/doctor.hpp"

namespace cli {
namespace {

using pipeline::Finding;

std::string_view word(Finding::Level level) {
    return level == Finding::Level::good ? "good" : level == Finding::Level::warning ? "warning" : "bad";
}

void show(const Finding& finding, bool json) {
    if (json)
        return print(base::Json::object()
                         .set("level", word(finding.level))
                         .set("what", finding.what)
                         .set("next", finding.next)
                         .dump());
    print_wrapped(fmt::format("{:<7}  {}", word(finding.level), finding.what), 9);
    if (!finding.next.empty()) print_wrapped(std::string(9, ' ') + finding.next, 9);
}

}  // namespace

int doctor_command(const Typed& typed, const std::string& program) {
    if (typed.online && typed.offline)
        throw base::Error{"doctor", "--online and --offline at once", "leave out one of them",
                          base::Error::Kind::usage};
    // It is the place where the jobs will run that is examined, whatever else there is to look at.
    const auto here = house(typed, program, Store::write);
    auto findings = pipeline::examine(here);
    for (const auto& finding : findings) show(finding, typed.json);
    bool bad = false;
    for (const auto& finding : findings) bad = bad || finding.level == Finding::Level::bad;
    if (!typed.online) return bad ? 1 : 0;
    // The desk holds the hosts' budgets.
    pipeline::Desk desk{here};
    bool doubtful = false;
    for (const auto& finding : pipeline::examine_online(here, *desk.web)) {
        show(finding, typed.json);
        bad = bad || finding.level == Finding::Level::bad;
        doubtful = doubtful || finding.level == Finding::Level::warning;
    }
    return static_cast<int>(bad        ? pipeline::Exit::failed
                            : doubtful ? pipeline::Exit::partial
                                       : pipeline::Exit::done);
}

}  // namespace cli
