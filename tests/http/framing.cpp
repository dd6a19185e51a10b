// Bytes that come late, break off, or do not say where they end.
#include "http/play.hpp"

namespace http {
namespace {

constexpr std::string_view later = "no whole answer in time";

std::string head(std::string_view headers) {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n" + std::string{headers} + "\r\n";
}

std::string length(std::size_t bytes) {
    return "Content-Length: " + std::to_string(bytes) + "\r\n";
}

/// The good page under these headers, then the end of the connection.
auto under(std::string headers) {
    return [headers](Line& line, const Seen&, int) {
        line.send(head(headers) + page());
        line.close();
    };
}

/// These bytes after the header of a chunked answer, then the end of the connection.
auto chunked(std::string bytes) {
    return [bytes](Line& line, const Seen&, int) {
        line.send(head("Transfer-Encoding: chunked\r\n") + bytes);
        line.close();
    };
}

std::string in_hex(std::size_t size) {
    std::string text;
    for (; size > 0; size /= 16) text.insert(0, 1, "0123456789abcdef"[size % 16]);
    return text;
}

std::string chunk(std::string_view bytes) {
    return in_hex(bytes.size()) + "\r\n" + std::string{bytes} + "\r\n";
}

Play speaking_first(Play play) {
    play.speaks_first = true;
    return play;
}

std::vector<Play> late() {
    return {
        impatient(failing({"slow_header", "sends its header byte by byte, for ever",
                           [](Line& line, const Seen&, int) {
                               line.send("HTTP/1.1 200 OK\r\nX-Slow: ");
                               while (line.drip("x")) continue;
                           },
                           0, 3, "no_answer", later})),
        impatient(failing({"slow_body", "sends its body byte by byte, for ever",
                           [](Line& line, const Seen&, int) {
                               line.send(head(length(1'000'000)));
                               while (line.drip("x")) continue;
                           },
                           0, 3, "no_answer", later})),
        impatient(failing({"stalled_header", "reads the request and says nothing",
                           [](Line& line, const Seen&, int) { line.stall(); }, 0, 3, "no_answer", later})),
        impatient(failing({"stalled_body", "stops in the middle of its body",
                           [](Line& line, const Seen&, int) {
                               line.send(head(length(page().size())) + page().substr(0, 100));
                               line.stall();
                           },
                           0, 3, "no_answer", later})),
        {"slow_but_whole", "pauses in its header and its body, and ends",
         [](Line& line, const Seen&, int) {
             line.send("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n");
             line.drip(length(page().size()) + "\r\n");
             line.drip(page().substr(0, 100));
             line.send(page().substr(100));
         }},
        impatient({"stalls_once", "says nothing the first time",
                   [](Line& line, const Seen&, int turn) {
                       if (turn == 0) return line.stall();
                       answer_well(line);
                   },
                   200, 2}),
    };
}

std::vector<Play> broken_off() {
    return {
        failing({"reset_in_body", "resets the connection in the middle of its body",
                 [](Line& line, const Seen&, int) {
                     line.send(head(length(page().size())) + page().substr(0, 100));
                     line.reset();
                 },
                 0, 3, "no_answer", "the connection broke"}),
        failing({"reset_at_once", "resets the connection before its status line",
                 [](Line& line, const Seen&, int) { line.reset(); }, 0, 3, "no_answer",
                 "the connection broke"}),
        failing({"closed_at_once", "closes the connection before its status line",
                 [](Line& line, const Seen&, int) { line.close(); }, 0, 3, "no_answer",
                 "closed the connection without an answer"}),
        failing({"closed_in_header", "closes the connection in its header",
                 [](Line& line, const Seen&, int) {
                     line.send("HTTP/1.1 200 OK\r\nContent-Le");
                     line.close();
                 },
                 0, 3, "no_answer", ""}),
        {"closed_once", "closes the first connection in the middle of its body",
         [](Line& line, const Seen&, int turn) {
             if (turn > 0) return answer_well(line);
             line.send(head(length(page().size())) + page().substr(0, 100));
             line.close();
         },
         200, 2},
        {"dead_connection", "closes every kept connection without saying so",
         [](Line& line, const Seen& seen, int) {
             line.answer("200 OK", "Content-Type: text/xml\r\nConnection: keep-alive\r\n",
                         page("1.5", page_of(seen), 3));
             line.close();
         },
         200, 3},
    };
}

std::vector<Play> lengths() {
    return {
        failing({"length_too_long", "announces more bytes than it sends", under(length(page().size() + 10)),
                 0, 3, "no_answer", "the answer breaks off"}),
        failing({"length_too_short", "announces fewer bytes than it sends", under(length(page().size() - 20)),
                 200, 1, "truncated", "ends before its root"}),
        failing({"length_negative", "announces a negative length", under("Content-Length: -5\r\n"), 0, 1,
                 "no_answer", "what answers is no HTTP"}),
        failing({"length_of_words", "announces a length that is no number", under("Content-Length: many\r\n"),
                 0, 1, "no_answer", "what answers is no HTTP"}),
        failing({"length_beyond_numbers", "announces a length of thirty digits",
                 under("Content-Length: 999999999999999999999999999999\r\n"), 0, 1, "no_answer", "larger"}),
        failing({"length_over_the_limit", "announces more than is allowed",
                 under("Content-Length: 99999999999\r\n"), 0, 1, "no_answer", "larger than allowed"}),
        failing({"two_lengths", "announces two different lengths", under(length(page().size()) + length(20)),
                 200, 1, "truncated", ""}),
        {"length_twice", "announces the same length twice",
         under(length(page().size()) + length(page().size()))},
        {"no_length", "ends its body with the connection", under("Connection: close\r\n")},
        failing({"no_length_and_cut", "ends the connection before its body's end",
                 [](Line& line, const Seen&, int) {
                     line.send(head("Connection: close\r\n") + page().substr(0, 300));
                     line.close();
                 },
                 200, 1, "truncated", "ends before its root"}),
        failing({"endless_body", "sends bytes for ever, without a length",
                 [](Line& line, const Seen&, int) {
                     line.send(head("Connection: close\r\n"));
                     line.flood(std::string(60'000, 'x'));
                 },
                 0, 1, "no_answer", "larger than allowed"}),
    };
}

std::vector<Play> chunks() {
    return {
        {"chunks", "sends its body in chunks, with extensions and a trailer",
         chunked(in_hex(100) + ";name=value\r\n" + page().substr(0, 100) + "\r\n" +
                 chunk(page().substr(100)) + "0\r\nX-Trailer: yes\r\n\r\n")},
        failing({"chunk_size_of_words", "sends a chunk whose size is no number",
                 chunked(chunk(page().substr(0, 50)) + "zz\r\n"), 0, 3, "no_answer", ""}),
        failing({"chunk_size_huge", "sends a chunk whose size passes 64 bits",
                 chunked(chunk(page().substr(0, 50)) + "fffffffffffffffff\r\nrest"), 0, 3, "no_answer", ""}),
        failing({"chunk_without_end", "closes the connection without a last chunk", chunked(chunk(page())), 0,
                 3, "no_answer", "the answer breaks off"}),
        failing({"chunk_cut", "closes the connection inside a chunk",
                 chunked(in_hex(page().size()) + "\r\n" + page().substr(0, 100)), 0, 3, "no_answer",
                 "the answer breaks off"}),
        {"chunk_then_garbage", "sends garbage behind the last chunk",
         chunked(chunk(page()) + "0\r\n\r\nHTTP/9.9 666 garbage")},
        {"chunks_and_length", "sends chunks and a length that contradicts them",
         [](Line& line, const Seen&, int) {
             line.send(head("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n") + chunk(page()) +
                       "0\r\n\r\n");
             line.close();
         }},
        failing({"chunks_unsaid", "sends chunks without saying so",
                 [](Line& line, const Seen&, int) {
                     line.send(head("Connection: close\r\n") + chunk(page()) + "0\r\n\r\n");
                     line.close();
                 },
                 200, 1, "malformed", ""}),
    };
}

std::vector<Play> no_http() {
    const auto raw = [](std::string bytes) {
        return [bytes](Line& line, const Seen&, int) {
            line.send(bytes);
            line.close();
        };
    };
    return {
        failing({"http_0_9", "sends the body alone, as HTTP/0.9 did", raw(page()), 0, 1, "no_answer",
                 "what answers is no HTTP"}),
        {"http_1_0", "speaks HTTP/1.0 and ends with the connection",
         raw("HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\n\r\n" + page())},
        failing({"garbage", "sends bytes that are no HTTP", raw(std::string("\x16\x03\x01\0\xff\xfe", 6)), 0,
                 1, "no_answer", "what answers is no HTTP"}),
        failing({"another_protocol", "greets like a mail server", raw("220 mail.example ESMTP\r\n"), 0, 1,
                 "no_answer", "what answers is no HTTP"}),
        {"interim_answers", "sends 100 and 103 before its answer",
         raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" +
             head(length(page().size())) + page())},
        failing({"endless_interim", "sends 100 Continue for ever",
                 [](Line& line, const Seen&, int) { line.flood("HTTP/1.1 100 Continue\r\n\r\n"); }, 0, 1,
                 "no_answer", "headers are larger than allowed"}),
        failing({"switching_protocols", "changes to another protocol unasked",
                 raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"), 0, 3, "no_answer",
                 ""}),
        speaking_first({"speaks_first", "answers before it has read the request",
                        [](Line& line, const Seen&, int) {
                            answer_well(line, "1.5", "Connection: close\r\n");
                            line.stall();  // until the client has it all
                        },
                        200, 0}),
        {"two_answers", "sends a second answer behind the first",
         raw(head(length(page().size())) + page() + head(length(page("666").size())) + page("666"))},
    };
}

}  // namespace

std::vector<Play> framing_plays() {
    std::vector<Play> all;
    for (const auto& some : {late(), broken_off(), lengths(), chunks(), no_http()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

}  // namespace http
