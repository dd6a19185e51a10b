#include "fetch/bundle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <iterator>

#include "base/error.hpp"
#include "fetch/address.hpp"

namespace fetch {
namespace {

void fill(model::Exchange& exchange, const Recorded& record, const Bundle::ReadFile& read) {
    try {
        exchange.body = read(record.file);
    } catch (const base::Error& error) {  // one file that is missing does not stop the other sources
        exchange.failure =
            fmt::format("the bundled answer can't be read ({}). {}", error.found(), error.next());
        return;
    }
    exchange.status = record.status;
    exchange.protocol = "http/1.1";
    if (!record.content_type.empty()) exchange.headers.emplace_back("Content-Type", record.content_type);
}

}  // namespace

Bundle::Bundle(std::vector<Recorded> records, ReadFile read)
    : records_(std::move(records)), read_(std::move(read)) {}

void Bundle::run(std::vector<model::Request> requests, const Answer& answer) {
    std::deque<model::Request> waiting{std::make_move_iterator(requests.begin()),
                                       std::make_move_iterator(requests.end())};
    for (; !waiting.empty(); waiting.pop_front()) {
        auto& request = waiting.front();
        const auto record = std::find_if(records_.begin(), records_.end(), [&](const Recorded& one) {
            return one.url == request.url && one.retrieved == request.visit;
        });
        model::Exchange exchange;
        exchange.fetched = request.visit;
        exchange.origin = "bundled";
        if (record == records_.end())
            exchange.failure =
                fmt::format("the bundled edition holds no answer of {} from {}. {}", base::iso(request.visit),
                            redacted(request.url), "Run without --offline, or add it to the bundle");
        else
            fill(exchange, *record, read_);
        exchange.request = std::move(request);
        auto next = answer(std::move(exchange));
        std::move(next.begin(), next.end(), std::back_inserter(waiting));
    }
}

}  // namespace fetch
