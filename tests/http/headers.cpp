// Header lines that are too many, too long, or of no known kind.
#include "http/play.hpp"

namespace http {
namespace {

/// A good answer with these lines in its header, the connection kept.
auto with(std::string headers) {
    return [headers](Line& line, const Seen&, int) { answer_well(line, "1.5", headers); };
}

/// Sends what follows the status line, byte for byte, then the end of the connection.
auto verbatim(std::string bytes) {
    return [bytes](Line& line, const Seen&, int) {
        line.send("HTTP/1.1 200 OK\r\n" + bytes);
        line.close();
    };
}

Play without_cookies(Play play) {
    play.look = [](const std::vector<Seen>& seen) -> std::string {
        for (const auto& one : seen)
            if (one.head.find("\r\nCookie:") != std::string::npos) return "a cookie was sent back";
        return {};
    };
    return play;
}

std::vector<Play> too_much() {
    return {
        failing({"header_flood", "sends 100,000 header lines",
                 [](Line& line, const Seen&, int) {
                     line.send("HTTP/1.1 200 OK\r\n");
                     for (int i = 0; i < 100'000 && line.open(); ++i)
                         line.send("X-Flood-" + std::to_string(i) + ": x\r\n");
                 },
                 0, 1, "no_answer", "headers are larger than allowed"}),
        failing({"header_of_a_gigabyte", "sends headers until somebody stops it",
                 [](Line& line, const Seen&, int) {
                     line.send("HTTP/1.1 200 OK\r\n");
                     line.flood("X-Flood: " + std::string(900, 'x') + "\r\n");
                 },
                 0, 1, "no_answer", "headers are larger than allowed"}),
        failing({"header_line_endless", "sends one header line without an end",
                 [](Line& line, const Seen&, int) {
                     line.send("HTTP/1.1 200 OK\r\nX-Endless: ");
                     line.flood(std::string(60'000, 'x'));
                 },
                 0, 1, "no_answer", "headers"}),
        failing({"status_line_endless", "sends a status line without an end",
                 [](Line& line, const Seen&, int) {
                     line.send("HTTP/1.1 200 ");
                     line.flood(std::string(60'000, 'x'));
                 },
                 0, 1, "no_answer", "headers"}),
    };
}

std::vector<Play> odd() {
    const auto body = page();
    const auto length = "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return {
        failing({"header_with_nul", "sends a NUL in a header",
                 verbatim(std::string("X-Nul: a\0b\r\n", 12) + length + "\r\n" + body), 0, 1, "no_answer",
                 "what answers is no HTTP"}),
        {"header_folded", "folds a header over two lines, as was once allowed",
         verbatim("Content-Type: text/xml;\r\n  charset=utf-8\r\n" + length + "\r\n" + body)},
        failing({"header_without_colon", "sends a header line without a colon",
                 verbatim("this is no header\r\n" + length + "\r\n" + body), 0, 1, "no_answer",
                 "what answers is no HTTP"}),
        {"header_of_other_bytes", "sends bytes beyond ASCII in a header",
         verbatim("X-Name: \xC7\xD1\xB1\xB9\r\n" + length + "\r\n" + body)},
        {"header_lines_of_lf", "ends its header lines with a line feed alone",
         verbatim("Content-Type: text/xml\n" + length.substr(0, length.size() - 2) + "\n\n" + body)},
        {"headers_twice", "sends every header twice, with other values",
         with("Content-Type: text/html\r\nServer: one\r\nServer: two\r\n")},
        without_cookies({"cookies", "sets cookies and asks for three pages",
                         [](Line& line, const Seen& seen, int) {
                             line.answer("200 OK", "Set-Cookie: id=1; Path=/\r\nContent-Type: text/xml\r\n",
                                         page("1.5", page_of(seen), 3));
                         },
                         200, 3}),
        {"clock_behind", "says that it is 1970", with("Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n")},
        {"clock_ahead", "says that it is 2099, and changed then",
         with("Date: Thu, 01 Jan 2099 00:00:00 GMT\r\nLast-Modified: Thu, 01 Jan 2099 00:00:00 GMT\r\n")},
        {"date_of_words", "sends dates that are none",
         with("Date: yesterday\r\nLast-Modified: 0\r\nExpires: -1\r\n")},
        {"type_lies", "calls XML a picture", with("Content-Type: image/png\r\n")},
        {"type_missing", "does not say what its body is",
         [](Line& line, const Seen&, int) { line.answer("200 OK", "", page()); }},
        {"charset_lies", "declares another charset than it sends",
         with("Content-Type: text/xml; charset=utf-16\r\n")},
    };
}

}  // namespace

std::vector<Play> header_plays() {
    auto all = too_much();
    for (auto& one : odd()) all.push_back(std::move(one));
    return all;
}

}  // namespace http
