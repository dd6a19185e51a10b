// A file that somebody downloaded goes the same way as one that the program fetched.
#include <fmt/format.h>

#include "base/error.hpp"
#include "base/file.hpp"
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
    std::string known;
    for (const auto& part : source.parts) known += "\n    " + part.url;
    throw base::Error{"--url", fmt::format("{} has no part with the address {}", source.name, url),
                      "use one of:" + known, base::Error::Kind::usage};
}

jobs::Visit visit_of(const model::Source& source, const model::Part& part, base::Instant retrieved) {
    const auto first = base::make_day(source.start_year > 0 ? source.start_year : 1970, 1, 1);
    return {source.name, part.id, {first, base::day_of(retrieved) + std::chrono::days{1}}, retrieved};
}

}  // namespace

RunResult take_file(const House& house, const std::string& name, const std::filesystem::path& file,
                    const std::string& url, base::Instant retrieved) {
    const auto& source = house.source(name);
    const auto& part = part_of(source, url);
    if (house.bundled)
        throw base::Error{"--file", "the bundled edition takes no files", "leave out --offline",
                          base::Error::Kind::usage};
    Desk desk{house, std::make_unique<ByHand>(base::read_file(file), url, retrieved)};
    const auto lock = Lock::take(house.locks(), source.name);
    if (!lock)
        throw base::Error{source.name,
                          "is held by another run (" + Lock::holder(house.locks(), source.name) + ")",
                          "take the file again when it has ended", base::Error::Kind::locked};
    return in_ledger(house, desk, "fetch " + name + " --file", [&] {
        if (desk.store.newest(name) && desk.store.method(name) != house.method(source))
            normalize_again(house, desk.archive, desk.store, source);
        Rooms rooms{house, desk.archive, desk.store, *desk.web, "manual"};
        RunResult result;
        result.outcomes.push_back(fetch_source(rooms, source, {visit_of(source, part, retrieved)}));
        const auto& outcome = result.outcomes.back();
        desk.store.note_source(name, outcome.good(), outcome.reason, house.settings.now);
        if (!outcome.good()) result.exit = Exit::partial;
        return result;
    });
}

}  // namespace pipeline
