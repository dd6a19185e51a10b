#include "pipeline/shelf.hpp"

#include "base/file.hpp"

namespace pipeline {
namespace {

model::Exchange taken(const base::Layers& folder, model::Request request, base::Instant now) {
    model::Exchange exchange;
    const auto name = request.url.substr(shelf_address.size());
    exchange.request = std::move(request);
    exchange.fetched = now;
    exchange.origin = "manual";
    exchange.protocol = "http/1.1";
    const auto file = folder.file(std::filesystem::path{name}.filename());
    exchange.status = std::filesystem::exists(file) ? 200 : 404;
    if (exchange.status == 200) exchange.body = base::read_file(file);
    exchange.headers = {{"Content-Type", "text/csv; charset=utf-8"}};
    return exchange;
}

}  // namespace

void Shelf::run(std::vector<model::Request> requests, const fetch::Answer& answer) {
    std::vector<model::Request> others;
    for (auto& request : requests) {
        if (!request.url.starts_with(shelf_address)) {
            others.push_back(std::move(request));
            continue;
        }
        for (auto& more : answer(taken(folder_, std::move(request), clock_())))
            others.push_back(std::move(more));
    }
    if (!others.empty()) others_->run(std::move(others), answer);
}

}  // namespace pipeline
