// Answers that point elsewhere.
#include "http/play.hpp"

namespace http {
namespace {

/// Always this status and Location.
auto to(std::string status, std::string location) {
    return [=](Line& line, const Seen&, int) {
        line.answer(status, location.empty() ? "" : "Location: " + location + "\r\n", "");
    };
}

/// The first time there, then a good answer.
auto once_to(std::string status, std::string location) {
    return [=](Line& line, const Seen&, int turn) {
        if (turn > 0) return answer_well(line);
        line.answer(status, "Location: " + location + "\r\n", "moved");
    };
}

Play with_key(Play play) {
    play.key = "k3y-0123456789abcdef";
    return play;
}

std::vector<Play> refused() {
    return {
        failing({"redirect_loop", "points to itself", to("302 Found", "/again"), 302, 6, "no_answer",
                 "redirect refused: more than 5"}),
        failing({"redirect_chain", "points ever further",
                 [](Line& line, const Seen&, int turn) {
                     line.answer("302 Found", "Location: /" + std::to_string(turn) + "\r\n", "");
                 },
                 302, 6, "no_answer", "redirect refused: more than 5"}),
        failing({"redirect_to_file", "points to file:///etc/passwd", to("302 Found", "file:///etc/passwd"),
                 302, 1, "no_answer", "only http and https are asked"}),
        failing({"redirect_to_ftp", "points to ftp://", to("301 Moved", "ftp://127.0.0.1/a"), 301, 1,
                 "no_answer", "only http and https are asked"}),
        failing({"redirect_to_script", "points to javascript:", to("302 Found", "javascript:alert(1)"), 302,
                 1, "no_answer", "redirect refused"}),
        failing({"redirect_to_nowhere", "points to no host", to("302 Found", "http://"), 302, 1, "no_answer",
                 "redirect refused"}),
        failing({"redirect_malformed", "points to an address that is none",
                 to("302 Found", "http://[::1/a b"), 302, 1, "no_answer", "redirect refused"}),
        failing({"redirect_unsaid", "redirects without a Location", to("302 Found", ""), 302, 1,
                 "http_status", "the host answered 302"}),
        failing({"redirect_to_nobody", "points to a port where nobody listens",
                 to("302 Found", "http://127.0.0.1:1/"), 0, 1, "no_answer", "nobody answers there"}),
        failing({"redirect_to_page", "points to a page to sign in",
                 [](Line& line, const Seen& seen, int) {
                     if (seen.target == "/login")
                         return line.answer("200 OK", "Content-Type: text/html\r\n",
                                            "<html><head><title>Sign in</title></head></html>");
                     line.answer("302 Found", "Location: /login\r\n", "");
                 },
                 200, 2, "html_page", "a web page, not data: \"Sign in\""}),
        with_key(failing({"redirect_with_key", "points to another host with the key in the address",
                          [](Line& line, const Seen& seen, int) {
                              line.answer("302 Found", "Location: http://localhost:1" + seen.target + "\r\n",
                                          "");
                          },
                          302, 1, "no_answer", "redirect refused: it would give this host's key to"})),
        failing({"choices", "answers 300 Multiple Choices", to("300 Multiple Choices", "/one"), 300, 1,
                 "http_status", "the host answered 300"}),
    };
}

std::vector<Play> followed() {
    return {
        {"redirect_301", "moved for good", once_to("301 Moved Permanently", "/new"), 200, 2},
        {"redirect_303", "moved, see other", once_to("303 See Other", "/new"), 200, 2},
        {"redirect_307", "moved for now", once_to("307 Temporary Redirect", "/new"), 200, 2},
        {"redirect_308", "moved for good, by 308", once_to("308 Permanent Redirect", "/new"), 200, 2},
        {"redirect_relative", "points to a relative path", once_to("302 Found", "../x?y=1"), 200, 2},
        {"redirect_of_raw_utf8", "points to a path in raw UTF-8 with a blank",
         once_to("302 Found", "/자료 목록"), 200, 2},
        {"redirect_with_fragment", "points to an address with a fragment", once_to("302 Found", "/new#part"),
         200, 2},
    };
}

/// What the first address has said before says nothing about the place it leads to now.
std::vector<Play> after_a_good_answer() {
    return {
        known_before({"redirect_to_same_etag", "moved for now to other data under the same ETag",
                      [](Line& line, const Seen& seen, int) {
                          if (seen.target != "/new")
                              return line.answer("302 Found", "Location: /new\r\n", "");
                          if (seen.head.find("If-None-Match") != std::string::npos)
                              return line.answer("304 Not Modified", "", "");
                          answer_well(line, "1.7", "ETag: \"1.5\"\r\n");
                      },
                      200, 2, "", "", 0, "1.7"}),
        failing(known_before({"redirect_to_304", "moved for now to a place that only says \"not changed\"",
                              [](Line& line, const Seen& seen, int) {
                                  if (seen.target == "/new") return line.answer("304 Not Modified", "", "");
                                  line.answer("302 Found", "Location: /new\r\n", "");
                              },
                              304, 2, "no_answer", "it was asked for without conditions"})),
    };
}

}  // namespace

std::vector<Play> redirect_plays() {
    auto all = refused();
    for (auto& one : followed()) all.push_back(std::move(one));
    for (auto& one : after_a_good_answer()) all.push_back(std::move(one));
    // The same machine under another name: for a client, another host.
    all.push_back({"redirect_to_host", "points to another host, which answers well",
                   [](Line& line, const Seen& seen, int) {
                       if (seen.target == "/there") return answer_well(line);
                       const auto host = seen.head.find("127.0.0.1:");
                       const auto port = seen.head.substr(host + 10, seen.head.find('\r', host) - host - 10);
                       line.answer("302 Found", "Location: http://localhost:" + port + "/there\r\n", "");
                   },
                   200, 2});
    return all;
}

}  // namespace http
