// A file that somebody downloaded goes the same way as one that the program fetched.
#include <fmt/format.h>

#include "base/error.hpp"
#include "base/file.hpp"
#include "pipeline/run.hpp"

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

}  // namespace

RunResult take_file(const House& house, const std::string& name, const std::filesystem::path& file,
                    const std::string& url, base::Instant retrieved) {
    const auto& source = house.source(name);
    const auto& part = part_of(source, url);
    archive::Archive archive{house.archive()};
    store::Store store{house.database(), house.sql(), store::Store::Mode::write};
    catch_up(house, archive, store);
    ByHand web{base::read_file(file), url, retrieved};
    Rooms rooms{house, archive, store, web, "manual"};
    jobs::Visit visit;
    visit.source = source.name;
    visit.part = part.id;
    visit.window = {base::make_day(source.start_year > 0 ? source.start_year : 1970, 1, 1),
                    base::day_of(retrieved) + std::chrono::days{1}};
    visit.at = retrieved;
    RunResult result;
    result.outcomes.push_back(fetch_source(rooms, source, {visit}));
    const auto& outcome = result.outcomes.back();
    store.note_source(source.name, outcome.good(), outcome.reason, house.settings.now);
    if (!outcome.good()) result.exit = Exit::partial;
    archive.close();
    return result;
}

}  // namespace pipeline
