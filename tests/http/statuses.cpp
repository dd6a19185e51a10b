// Statuses that say no, later, or something nobody asked about.
#include "http/play.hpp"

namespace http {
namespace {

constexpr std::string_view html =
    "<!DOCTYPE html><html><head><title>Bad Gateway</title></head><body>502</body></html>";

/// Always this status with these headers.
auto always(std::string status, std::string headers = "", std::string body = "no") {
    return [=](Line& line, const Seen&, int) { line.answer(status, headers, body); };
}

/// So many times this status, then a good answer.
auto first(int times, std::string status, std::string headers = "") {
    return [=](Line& line, const Seen&, int turn) {
        if (turn >= times) return answer_well(line);
        line.answer(status, headers, "later");
    };
}

/// A status without a body.
auto bare(std::string status, std::string headers = "") {
    return [=](Line& line, const Seen&, int) { line.send("HTTP/1.1 " + status + "\r\n" + headers + "\r\n"); };
}

Play with_key(Play play) {
    play.key = "k3y-0123456789abcdef";
    play.exit = 12;
    return play;
}

std::vector<Play> final_ones() {
    return {
        failing({"status_204", "answers 204 No Content", bare("204 No Content"), 204, 1, "empty",
                 "the host answered 204: no body"}),
        failing({"status_206", "answers a part, unasked",
                 [](Line& line, const Seen&, int) {
                     line.answer("206 Partial Content", "Content-Range: bytes 0-99/5000\r\n",
                                 page().substr(0, 100));
                 },
                 206, 1, "http_status", "the host answered 206: a part of what was asked"}),
        failing({"status_304", "answers \"not changed\" to who never was there", bare("304 Not Modified"),
                 304, 1, "no_answer", "it was asked for without conditions"}),
        failing({"status_400", "calls the request bad", always("400 Bad Request"), 400, 1, "http_status",
                 "the host answered 400"}),
        failing({"status_401", "asks who is there", always("401 Unauthorized"), 401, 1, "http_status",
                 "the host answered 401"}),
        with_key(failing({"status_401_with_key", "asks who is there, though a key was sent",
                          always("401 Unauthorized"), 401, 1, "key_refused", "the host answered 401"})),
        with_key(failing({"status_403_with_key", "forbids, though a key was sent", always("403 Forbidden"),
                          403, 1, "key_refused", "the host answered 403"})),
        failing({"status_403", "forbids with a page",
                 always("403 Forbidden", "Content-Type: text/html\r\n",
                        "<html><head><title>Undeclared Automated Tool</title></head></html>"),
                 403, 1, "http_status", "the host answered 403 (\"Undeclared Automated Tool\")"}),
        failing({"status_404", "knows no such address", always("404 Not Found"), 404, 1, "http_status",
                 "the host answered 404"}),
        failing({"status_404_with_data", "answers 404 above a good body", always("404 Not Found", "", page()),
                 404, 1, "http_status", "the host answered 404"}),
        failing({"status_407", "asks for a proxy's password", always("407 Proxy Authentication Required"),
                 407, 1, "http_status", "the host answered 407"}),
        failing({"status_410", "says that it is gone for good", always("410 Gone"), 410, 1, "http_status",
                 "the host answered 410"}),
        failing({"status_999", "answers with a status that nobody knows", always("999 Denied"), 999, 3,
                 "busy", "the host answered 999"}),
    };
}

/// A host that has answered well before.
std::vector<Play> known_ones() {
    return {
        known_before({"status_304_known", "answers \"not changed\" to who asks for what is newer",
                      bare("304 Not Modified"), 304, 1}),
        known_before({"status_304_changed_validators", "answers \"not changed\" under another ETag",
                      always("304 Not Modified", "ETag: \"another\"\r\n"), 304, 1}),
        failing(known_before({"status_404_known", "knows the address no more", always("404 Not Found"), 404,
                              1, "http_status", "the host answered 404"})),
        failing(known_before({"status_410_known", "says that what it had is gone for good",
                              always("410 Gone"), 410, 1, "http_status", "the host answered 410"})),
    };
}

std::vector<Play> passing_ones() {
    return {
        {"status_429_seconds", "asks to come back in a second",
         first(1, "429 Too Many Requests", "Retry-After: 1\r\n"), 200, 2},
        {"status_429_date", "asks to come back at a date that has passed",
         first(1, "429 Too Many Requests", "Retry-After: Sun, 01 Jun 2025 00:00:00 GMT\r\n"), 200, 2},
        failing({"status_429_absurd", "asks to come back in three thousand years",
                 always("429 Too Many Requests", "Retry-After: 99999999999\r\n"), 429, 1, "busy",
                 "the host answered 429"}),
        {"status_429_negative", "asks to come back ten seconds ago",
         first(1, "429 Too Many Requests", "Retry-After: -10\r\n"), 200, 2},
        {"status_429_words", "asks to come back soon",
         first(1, "429 Too Many Requests", "Retry-After: soon\r\n"), 200, 2},
        failing({"status_429_always", "is asked too often, always",
                 always("429 Too Many Requests", "Retry-After: 0\r\n"), 429, 3, "busy",
                 "the host answered 429"}),
        failing({"status_503_storm", "is never available", always("503 Service Unavailable"), 503, 3, "busy",
                 "the host answered 503"}),
        {"status_500_then_good", "breaks once", first(1, "500 Internal Server Error"), 200, 2},
        {"status_503_twice", "is not available twice", first(2, "503 Service Unavailable"), 200, 3},
        failing({"status_502_page", "answers 502 with a page",
                 always("502 Bad Gateway", "Content-Type: text/html\r\n", std::string{html}), 502, 3, "busy",
                 "the host answered 502 (\"Bad Gateway\")"}),
    };
}

}  // namespace

std::vector<Play> status_plays() {
    auto all = final_ones();
    for (auto& one : known_ones()) all.push_back(std::move(one));
    for (auto& one : passing_ones()) all.push_back(std::move(one));
    return all;
}

}  // namespace http
