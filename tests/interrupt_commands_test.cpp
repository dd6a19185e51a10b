// Every command ends at the first Ctrl-C, whatever it waits for or reads.
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

#include "base/json.hpp"
#include "support/site.hpp"

namespace {

using loopback::Line, loopback::Seen, loopback::Server;

constexpr std::size_t many = 6000;

/// What somebody crawled for long, from addresses that no source asks for.
std::string crawl() {
    std::string all;
    const std::string body(4000, 'x');
    for (std::size_t i = 0; i < many; ++i) {
        const auto block = fmt::format("HTTP/1.1 200 OK\r\n\r\n{} {}", i, body);
        all += fmt::format(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{0}>\r\n"
            "WARC-Target-URI: http://crawled.example/{0}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
            "Content-Length: {1}\r\n\r\n{2}\r\n\r\n",
            i, block.size(), block);
    }
    return all;
}

bool appears(const std::filesystem::path& file) {
    for (int i = 0; i < 500 && !std::filesystem::exists(file); ++i) ::usleep(10'000);
    return std::filesystem::exists(file);
}

struct Interrupting : test::Site {
    Server deaf{[](Line& line, const Seen&) { line.stall(); }};

    std::vector<std::string> at(const std::string& now) const {
        auto all = settings;
        all.push_back("TUJA_NOW=" + now);
        return all;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(interrupting_commands)

BOOST_FIXTURE_TEST_CASE(an_import_stops_between_two_records, Interrupting) {
    const auto file = folder.write("crawl.warc", crawl());
    test::Started import{{"import", file.string()}, at("2026-04-01")};
    BOOST_REQUIRE(appears(home() / "tuja.db"));
    import.signal(SIGINT);
    const auto ran = import.end();
    BOOST_TEST(ran.status == 130, ran.err);
    const auto seen = base::Json::parse(run("2026-04-01", {"archive", "verify", "--json"}).out);
    if (seen) BOOST_TEST(*(*seen)["snapshots"].integer() < static_cast<std::int64_t>(many));
}

BOOST_FIXTURE_TEST_CASE(a_host_that_says_nothing_does_not_hold_the_doctor, Interrupting) {
    change(source(), host.url(""), deaf.url(""));
    test::Started doctor{{"doctor", "--online"}, at("2026-04-01")};
    BOOST_REQUIRE(deaf.wait_for(1));
    doctor.signal(SIGINT);
    const auto ran = doctor.end();
    BOOST_TEST(ran.status == 130, ran.out + ran.err);
}

BOOST_FIXTURE_TEST_CASE(a_watcher_that_says_nothing_does_not_hold_the_run, Interrupting) {
    settings.push_back("TUJA_PING_URL=" + deaf.url("/watch"));
    test::Started daily{{"run", "daily"}, at("2026-04-01")};
    BOOST_REQUIRE(deaf.wait_for(1));
    daily.signal(SIGINT);
    const auto ran = daily.end();
    BOOST_TEST(ran.status == 130, ran.err);
    BOOST_TEST(ran.err.find("callback") != std::string::npos, ran.err);  // and not: Timeout was reached
    BOOST_TEST(host.seen().empty());
}

BOOST_FIXTURE_TEST_CASE(what_only_reads_ends_at_once, Interrupting) {
    const auto pipe = folder.path / "endless.csv";
    BOOST_REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    test::Started parse{{"parse", "delimited", pipe.string()}, at("2026-04-01")};
    const int writing = ::open(pipe.c_str(), O_WRONLY | O_CLOEXEC);  // it is there
    parse.signal(SIGINT);
    const auto ran = parse.end();
    ::close(writing);
    BOOST_TEST(ran.status == 130, ran.err);
}

BOOST_AUTO_TEST_SUITE_END()
