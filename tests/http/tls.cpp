// Hosts whose identity can't be trusted, or that speak no TLS where it is asked for.
#include "http/play.hpp"

namespace http {
namespace {

constexpr std::string_view untrusted = "the host's certificate can't be trusted";

Play under(Tls tls, Play play) {
    play.tls = tls;
    play.speaks_first = tls == Tls::breaks_off || tls == Tls::plain_inside;
    if (!play.act) play.act = [](Line& line, const Seen&, int) { answer_well(line); };
    return play;
}

}  // namespace

std::vector<Play> tls_plays() {
    return {
        under(Tls::good, {"tls_good", "proves who it is"}),
        under(Tls::expired, failing({"tls_expired",
                                     "shows a certificate that is over",
                                     {},
                                     0,
                                     0,
                                     "no_answer",
                                     "certificate has expired"})),
        under(
            Tls::wrong_host,
            failing(
                {"tls_wrong_host", "shows a certificate of another host", {}, 0, 0, "no_answer", untrusted})),
        under(Tls::self_signed, failing({"tls_self_signed",
                                         "shows a certificate that it signed itself",
                                         {},
                                         0,
                                         0,
                                         "no_answer",
                                         "self-signed certificate"})),
        under(Tls::breaks_off, failing({"tls_breaks_off", "closes the connection in the handshake",
                                        [](Line& line, const Seen&, int) { line.close(); }, 0, 0, "no_answer",
                                        "no secure connection was made"})),
        under(Tls::plain_inside, failing({"tls_plain_inside", "answers without TLS",
                                          [](Line& line, const Seen&, int) {
                                              line.answer("400 Bad Request", "", "plain HTTP");
                                              line.close();
                                          },
                                          0, 0, "no_answer", "no secure connection was made"})),
        under(Tls::good, failing({"tls_downgrade", "points from https to http",
                                  [](Line& line, const Seen&, int) {
                                      line.answer("302 Found", "Location: http://127.0.0.1:1/\r\n", "");
                                  },
                                  302, 1, "no_answer", "leads from https to http"})),
        under(Tls::good, failing({"tls_cut", "ends the connection in its body without a farewell",
                                  [](Line& line, const Seen&, int) {
                                      line.send("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n" +
                                                page().substr(0, 300));
                                      line.reset();
                                  },
                                  0, 3, "no_answer", "the connection broke"})),
    };
}

}  // namespace http
