#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "support/bank.hpp"
#include "support/loopback.hpp"

namespace http {

using loopback::Line, loopback::Seen;

/// What a host's certificate is like, and whether it speaks TLS at all.
enum class Tls { none, good, expired, wrong_host, self_signed, breaks_off, plain_inside };

/// One misbehaviour with its stated outcome. What is left out is the outcome of a good answer.
struct Play {
    std::string_view name, host;  // "slow_header": "sends its header byte by byte"
    /// `turn` counts the requests of the play from 0. Called before a request is read where `speaks_first`.
    std::function<void(Line&, const Seen&, int turn)> act{};

    int status = 200;                // of the last exchange in the archive; 0: no whole answer
    int asked = 1;                   // requests that reach the host
    std::string_view reason{};       // the reject's code; "" where the visit is whole
    std::string_view words{};        // of its detail
    int exit = 0;                    // of the run that names this source
    std::string_view value = "1.5";  // Korea's value afterwards; "" for none

    std::string_view error{};  // an [error] table of the source
    std::string_view key{};    // the host asks for this key, in the path
    Tls tls = Tls::none;
    bool impatient = false;  // with limits that a stalling host passes soon
    bool speaks_first = false;
    bool known_before = false;  // a good run, with validators, came before
    /// What is wrong with the requests that came; "" for nothing.
    std::function<std::string(const std::vector<Seen>&)> look{};
};

/// A play that fails: nothing is known afterwards and the run says 3.
Play failing(Play play);
/// A good run came before, and its answer had validators.
Play known_before(Play play);
/// The same with limits that a stalling host passes soon.
Play impatient(Play play);

std::vector<Play> framing_plays();
std::vector<Play> header_plays();
std::vector<Play> coding_plays();
std::vector<Play> redirect_plays();
std::vector<Play> status_plays();
std::vector<Play> body_plays();
std::vector<Play> provider_plays();
std::vector<Play> tls_plays();
std::vector<Play> all_plays();

/// Korea's value of 2024 as one whole answer, and the header lines of a good one.
std::string page(std::string_view value = "1.5", int number = 1, int of = 1);
void answer_well(Line& line, std::string_view value = "1.5", std::string_view headers = "");
/// Which page a request asks for.
int page_of(const Seen& seen);

}  // namespace http
