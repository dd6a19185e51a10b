// A file that somebody downloaded goes the same way as one that the program fetched.
#include <fmt/format.h>

#include <set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/log.hpp"
#include "pipeline/desk.hpp"

namespace pipeline {
namespace {

/// Answers every request with the one file.
class ByHand : public fetch::Transport {
  public:
    ByHand(std::string body, std::string url, base::Instant retrieved)
        : body_(std::move(body)), url_(std::move(url)), retrieved_(retrieved) {}

    void run(std::vector<model::Request> requests, const fetch::Answer& answer) override {
        for (auto& request : requests) {
            model::Exchange exchange;
            exchange.request = std::move(request);
            exchange.request.url = url_;
            exchange.fetched = retrieved_;
            exchange.status = 200;
            exchange.protocol = "http/1.1";
            exchange.body = body_;
            exchange.origin = "manual";
            answer(std::move(exchange));
        }
    }

  private:
    std::string body_, url_;
    base::Instant retrieved_;
};

const model::Part& part_of(const model::Source& source, const std::string& url) {
    for (const auto& part : source.parts)
        if (part.url == url || source.parts.size() == 1) return part;
    std::set<std::string> addresses;
    for (const auto& part : source.parts) addresses.insert(part.url);
    std::string known;
    for (const auto& address : addresses) known += "\n    " + address;
    throw base::Error{"--url", fmt::format("{} has no part with the address {}", source.name, url),
                      "use one of:" + known, base::Error::Kind::usage};
}

jobs::Visit visit_of(const model::Source& source, const model::Part& part, base::Instant retrieved) {
    const auto first = base::make_day(source.start_year > 0 ? source.start_year : 1970, 1, 1);
    return {
        source.name, part.id, {first, base::day_of(retrieved) + std::chrono::days{1}}, retrieved, "manual"};
}

/// Nobody has a file from tomorrow, nor an edition before it came out.
void check_retrieved(const House& house, const model::Part& part, base::Instant retrieved) {
    const auto refuse = [&](const std::string& what) {
        throw base::Error{"--retrieved", what, "give the day on which the file was downloaded",
                          base::Error::Kind::usage};
    };
    const auto day = base::iso(base::day_of(retrieved));
    if (retrieved > house.settings.now) refuse(day + " is still to come");
    if (part.released && base::day_of(retrieved) < base::day_of(*part.released))
        refuse(fmt::format("{} came out on {}: nobody could download it on {}", part.id,
                           base::iso(base::day_of(*part.released)), day));
}

/// The newest snapshot of a part, and the newest one of these very bytes.
struct Before {
    std::string newest, same;  // days; "" where there is none
};

Before before(store::Store& store, const model::Source& source, const model::Part& part,
              const std::string& sha256) {
    const auto table = store.query(
        "SELECT date(max(fetched) / 1000000, 'unixepoch'), "
        "date(max(fetched) FILTER (WHERE sha256 = :sha256) / 1000000, 'unixepoch') "
        "FROM snapshot WHERE source = :source AND part = :part",
        {{":source", source.name}, {":part", part.id}, {":sha256", sha256}});
    return {model::text_of(table.rows.at(0), 0), model::text_of(table.rows.at(0), 1)};
}

/// What became of the file, in one line.
void tell(const model::Source& source, const model::Part& part, const Outcome& outcome, const Before& before,
          base::Instant retrieved) {
    const auto name = source.name + " " + part.id;
    const auto day = base::iso(base::day_of(retrieved));
    if (!outcome.good())
        return base::log::warning(fmt::format("{}: the file can't be used: {}", name, outcome.reason));
    if (before.same == day)
        return base::log::info(
            fmt::format("{}: these bytes of {} are here already; nothing to do", name, day));
    if (!before.same.empty())
        return base::log::info(
            fmt::format("{}: the same bytes as those of {}, seen again on {}", name, before.same, day));
    base::log::info(
        fmt::format("{}: {} value{}, {} reject{}{}", name, outcome.observations,
                    outcome.observations == 1 ? "" : "s", outcome.rejects, outcome.rejects == 1 ? "" : "s",
                    before.newest > day
                        ? fmt::format("; older than what was taken on {}, so put in behind it", before.newest)
                        : ""));
}

}  // namespace

RunResult take_file(const House& house, const std::string& name, const std::filesystem::path& file,
                    const std::string& url, base::Instant retrieved) {
    const auto& source = house.source(name);
    const auto& part = part_of(source, url);
    if (house.bundled)
        throw base::Error{"--file", "the bundled edition takes no files", "leave out --offline",
                          base::Error::Kind::usage};
    check_retrieved(house, part, retrieved);
    const auto bytes = base::read_file(file);
    Desk desk{house, std::make_unique<ByHand>(bytes, url, retrieved)};
    const auto lock = Lock::take(house.locks(), source.name);
    if (!lock)
        throw base::Error{source.name,
                          "is held by another run (" + Lock::holder(house.locks(), source.name) + ")",
                          "take the file again when it has ended", base::Error::Kind::locked};
    return in_ledger(house, desk, "fetch " + name + " --file", [&] {
        if (desk.store.newest(name) && desk.store.method(name) != house.method(source))
            normalize_again(house, desk.archive, desk.store, source);
        const auto known = before(desk.store, source, part, base::sha256(bytes));
        Rooms rooms{house, desk.archive, desk.store, *desk.web, "manual"};
        RunResult result;
        result.outcomes.push_back(fetch_source(rooms, source, {visit_of(source, part, retrieved)}));
        const auto& outcome = result.outcomes.back();
        // A wrong file is whose mistake brought it, told here and now: nothing is broken at the source.
        if (outcome.good()) desk.store.note_source(name, true, "", house.settings.now);
        tell(source, part, outcome, known, retrieved);
        if (!outcome.good()) result.exit = Exit::partial;
        return result;
    });
}

}  // namespace pipeline
