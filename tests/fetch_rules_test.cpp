#include <boost/test/unit_test.hpp>

#include "base/error.hpp"
#include "fetch/address.hpp"
#include "fetch/bundle.hpp"
#include "fetch/queue.hpp"
#include "fetch/retry.hpp"

using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(showing_an_address)

BOOST_AUTO_TEST_CASE(keys_are_redacted_however_they_are_spelled) {
    const std::pair<const char*, const char*> addresses[] = {
        {"https://h/a?crtfc_key=k1&page=2", "https://h/a?crtfc_key=REDACTED&page=2"},
        {"https://h/a?page=2&apiKey=k1#top", "https://h/a?page=2&apiKey=REDACTED#top"},
        {"https://h/a?KEY=k1;api_key=k2", "https://h/a?KEY=REDACTED;api_key=REDACTED"},
        {"https://h/a?access_token=k1", "https://h/a?access_token=REDACTED"},
        {"https://me:pass@h/a", "https://REDACTED@h/a"},
    };
    for (const auto& [url, shown] : addresses) BOOST_TEST(fetch::redacted(url) == shown);
}

BOOST_AUTO_TEST_CASE(an_address_without_a_key_is_shown_as_it_is) {
    for (const auto* url : {"https://h/a?page=2&format=xml", "https://h/key=1",
                            "https://h/a?key=", "https://h/@x", "https://h/a?", "", "no address"})
        BOOST_TEST(fetch::redacted(url) == url);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(asking_again)

BOOST_AUTO_TEST_CASE(retry_after_is_read_in_both_forms) {
    const auto now = base::read_instant("2026-05-31T04:05:06Z").value();
    BOOST_TEST((fetch::retry_after("120", now) == 120s));
    BOOST_TEST((fetch::retry_after("Sun, 31 May 2026 04:05:36 GMT", now) == 30s));
    BOOST_TEST((fetch::retry_after("Sun, 31 May 2026 04:00:00 GMT", now) == 0s));
    BOOST_TEST((fetch::retry_after("99999999999999999999", now) > 24h));
    for (const auto* text : {"", "soon", "-5"}) BOOST_TEST(!fetch::retry_after(text, now).has_value());
}

BOOST_AUTO_TEST_CASE(backoff_doubles_at_most_and_uses_its_whole_range) {
    std::mt19937 random{1};
    std::chrono::milliseconds least{1h}, most{0};
    for (int i = 0; i < 1000; ++i) {
        const auto pause = fetch::backoff(100ms, 3, random);
        least = std::min(least, pause), most = std::max(most, pause);
    }
    BOOST_TEST((least < 20ms && most > 380ms && most <= 400ms));
    BOOST_TEST((fetch::backoff(1s, 60, random) <= 60s));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(waiting_in_the_queue)

namespace {
fetch::Asked asked(const std::string& host, const std::string& url) {
    fetch::Asked made;
    made.lane.name = host;
    made.request.url = url;
    return made;
}
std::string next_of(fetch::Queue& queue, fetch::Queue::Time now) {
    const auto next = queue.next(now);
    return next ? next->request.url : "nobody";
}
}  // namespace

BOOST_AUTO_TEST_CASE(hosts_take_turns_and_keep_to_their_places) {
    fetch::Queue queue{3, 2};
    const auto now = fetch::Queue::Time{};
    for (const auto* url : {"b1", "b2"}) queue.add(asked("b", url));
    for (const auto* url : {"c1", "c2", "c3"}) queue.add(asked("c", url));
    BOOST_TEST(next_of(queue, now) == "c1");  // the longest list first
    BOOST_TEST(next_of(queue, now) == "b1");  // then the host with nothing out
    BOOST_TEST(next_of(queue, now) == "c2");
    BOOST_TEST(next_of(queue, now) == "nobody");  // three are out
    queue.done("b");
    BOOST_TEST(next_of(queue, now) == "b2");  // not c3: two of c are out
    queue.done("c");
    BOOST_TEST(next_of(queue, now) == "c3");
}

BOOST_AUTO_TEST_CASE(a_resting_host_is_not_asked_before_its_time) {
    fetch::Queue queue{8, 2};
    const auto now = fetch::Queue::Time{} + 1h;
    queue.add(asked("a", "a1"));
    queue.rest("a", now + 2s);
    queue.add(asked("b", "b1"), now + 1s);
    BOOST_TEST(next_of(queue, now) == "nobody");
    BOOST_TEST((queue.due(now + 1h) == now + 1s));
    BOOST_TEST(next_of(queue, now + 1s) == "b1");
    BOOST_TEST(next_of(queue, now + 1s) == "nobody");
    BOOST_TEST(next_of(queue, now + 2s) == "a1");
    BOOST_TEST(!queue.empty());
    queue.done("a"), queue.done("b");
    BOOST_TEST(queue.empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(fetching_offline)

namespace {

const auto visit = base::read_instant("2026-04-30T00:00:00Z").value();
const std::string url = "https://api.example.org/gdp";

std::string read(const std::string& file) {
    if (file == "gone.xml") throw base::Error{file, "no such file", "reinstall tuja"};
    return "bytes of " + file;
}

std::vector<model::Exchange> ask(const std::string& address, base::Instant when,
                                 std::vector<model::Request> next = {}) {
    fetch::Bundle bundle{{{url, base::read_instant("2024-10-01").value(), 200, "text/xml", "old.xml"},
                          {url, visit, 200, "text/xml", "new.xml"},
                          {url + "?gone", visit, 200, "text/xml", "gone.xml"},
                          {url + "?no", visit, 404, "", "no.txt"}},
                         read};
    model::Request request;
    request.url = address;
    request.visit = when;
    std::vector<model::Exchange> given;
    bundle.run({request}, [&](model::Exchange&& exchange) {
        given.push_back(std::move(exchange));
        return std::exchange(next, {});
    });
    return given;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_request_is_answered_by_the_record_of_its_visit) {
    const auto got = ask(url, visit).at(0);
    BOOST_TEST(got.status == 200);
    BOOST_TEST(got.body == "bytes of new.xml");
    BOOST_TEST(model::header(got.headers, "content-type") == "text/xml");
    BOOST_TEST(got.origin == "bundled");
    BOOST_TEST((got.fetched == visit));
    BOOST_TEST(got.request.url == url);
    BOOST_TEST(ask(url, base::read_instant("2024-10-01").value()).at(0).body == "bytes of old.xml");
    BOOST_TEST(ask(url + "?no", visit).at(0).status == 404);
}

BOOST_AUTO_TEST_CASE(a_request_nobody_recorded_fails_and_says_so) {
    const auto got = ask(url + "?page=2&key=k-1", visit).at(0);
    BOOST_TEST(got.status == 0);
    BOOST_TEST(
        got.failure ==
        "the bundled edition holds no answer of 2026-04-30T00:00:00Z from "
        "https://api.example.org/gdp?page=2&key=REDACTED. Run without --offline, or add it to the bundle");
    BOOST_TEST(ask(url, visit + 1s).at(0).status == 0);
}

BOOST_AUTO_TEST_CASE(a_bundled_file_that_is_missing_fails_its_request_only) {
    model::Request after;
    after.url = url;
    after.visit = visit;
    const auto got = ask(url + "?gone", visit, {after});
    BOOST_TEST(got.at(0).status == 0);
    BOOST_TEST(got.at(0).failure == "the bundled answer can't be read (no such file). reinstall tuja");
    BOOST_TEST(got.at(1).body == "bytes of new.xml");
}

BOOST_AUTO_TEST_SUITE_END()
