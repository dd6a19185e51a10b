#include "support/loopback_client.hpp"

#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

namespace loopback {

fetch::Limits short_limits() {
    using namespace std::chrono_literals;
    fetch::Limits limits;
    limits.connect = 5s;
    limits.total = 10s;
    limits.first_backoff = 1ms;
    limits.low_speed_time = 5s;
    limits.body = 1 << 20;
    limits.user_agent = "tuja/test (+nobody@example.org)";
    return limits;
}

base::Instant test_time() {
    return base::read_instant("2026-05-31T04:05:06Z").value();
}

model::Request request_for(std::string url) {
    model::Request request;
    request.source = "loopback";
    request.url = std::move(url);
    request.visit = test_time();
    return request;
}

std::vector<model::Exchange> ask(std::vector<model::Request> requests, const fetch::Limits& limits) {
    setenv("no_proxy", "*", 1);
    fetch::Web web{limits, test_time};
    std::vector<model::Exchange> given;
    web.run(std::move(requests), [&](model::Exchange&& exchange) {
        given.push_back(std::move(exchange));
        return std::vector<model::Request>{};
    });
    return given;
}

std::vector<model::Exchange> ask(const std::string& url, const fetch::Limits& limits) {
    return ask(std::vector{request_for(url)}, limits);
}

model::Exchange ask_one(const std::string& url, const fetch::Limits& limits) {
    auto given = ask(url, limits);
    if (given.size() != 1)
        throw std::runtime_error{url + ": " + std::to_string(given.size()) + " exchanges, not one"};
    return std::move(given.front());
}

TemporaryFile::TemporaryFile(const std::string& bytes)
    : path_((std::filesystem::temp_directory_path() / "tuja-test-XXXXXX").string()) {
    const int file = mkstemp(path_.data());
    const auto written = file < 0 ? -1 : ::write(file, bytes.data(), bytes.size());
    ::close(file);
    if (written != static_cast<ssize_t>(bytes.size()))
        throw std::runtime_error{"the test can't write " + path_};
}

TemporaryFile::~TemporaryFile() {
    std::error_code ignored;  // a file that stays behind does no harm
    std::filesystem::remove(path_, ignored);
}

}  // namespace loopback
