// Two sides of the fetching bench, each a process: hosts on loopback that answer after 50 ms, and the fetch
// room.
//   bench_fetch serve                      prints the hosts' addresses; ends with its standard input
//   bench_fetch ask COUNT new|again HOST…  asks them by turns; prints seconds, answers and peak memory
#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdlib>
#include <iostream>
#include <list>
#include <thread>

#include "fetch/web.hpp"
#include "support/loopback.hpp"

namespace {

constexpr int hosts = 10;
constexpr std::chrono::milliseconds delay{50};

void answer_late(loopback::Line& line, const loopback::Seen& seen) {
    std::this_thread::sleep_for(delay);
    if (seen.says("If-None-Match: \"v1\""))
        return line.send("HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n");
    line.answer("200 OK", "Content-Type: text/xml\r\nETag: \"v1\"\r\n", std::string(5'000, 'x'));
}

int serve() {
    std::list<loopback::Server> servers;
    for (int host = 1; host <= hosts; ++host)
        std::cout << servers.emplace_back(answer_late, nullptr, fmt::format("127.0.0.{}", host)).url("")
                  << "\n";
    std::cout << std::flush;
    std::cin.ignore(std::numeric_limits<std::streamsize>::max());
    return 0;
}

model::Request request(const std::string& host, int number, bool again) {
    model::Request one;
    one.url = fmt::format("{}/{}", host, number);
    if (again) one.headers = {{"If-None-Match", "\"v1\""}};
    return one;
}

int ask(int count, bool again, const std::vector<std::string>& given) {
    std::vector<model::Request> requests;
    for (int i = 0; i < count; ++i)
        requests.push_back(request(given[static_cast<std::size_t>(i) % given.size()], i, again));
    fetch::Web web{{}, base::clock_now};
    const auto start = std::chrono::steady_clock::now();
    int good = 0;
    web.run(std::move(requests), [&](model::Exchange&& got) {
        good += got.status == (again ? 304 : 200);
        return std::vector<model::Request>{};
    });
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    std::cout << fmt::format("{:.3f} s, {} of {}, {:.1f} MB, {:.3f} ms of processor a request\n",
                             took.count(), good, count, usage.ru_maxrss / 1024.0,
                             (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 / count +
                                 (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3 / count);
    return good == count ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
    const std::vector<std::string> given{words + 1, words + count};
    if (given.size() == 1 && given[0] == "serve") return serve();
    if (given.size() > 3 && given[0] == "ask")
        return ask(std::atoi(given[1].c_str()), given[2] == "again", {given.begin() + 3, given.end()});
    std::cerr << "bench_fetch serve | ask COUNT new|again HOST…\n";
    return 2;
}
