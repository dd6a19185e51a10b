// Bodies whose content coding is broken, unknown, or a trap.
#include "http/play.hpp"
#include "support/archives.hpp"
#include "support/coded.hpp"

namespace http {
namespace {

auto coded(std::string coding, std::string bytes) {
    return [=](Line& line, const Seen&, int) {
        line.answer("200 OK", "Content-Type: text/xml\r\nContent-Encoding: " + coding + "\r\n", bytes);
    };
}

}  // namespace

std::vector<Play> coding_plays() {
    const auto packed = support::gzipped(page());
    return {
        {"gzip", "sends gzip", coded("gzip", packed)},
        {"gzip_by_its_old_name", "calls gzip x-gzip", coded("x-gzip", packed)},
        {"deflate", "sends deflate in its zlib form", coded("deflate", support::deflated(page(), 15))},
        {"deflate_bare", "sends deflate without the zlib header",
         coded("deflate", support::deflated(page(), -15))},
        {"brotli", "sends brotli", coded("br", support::brotli(page()))},
        {"zstd", "sends zstd", coded("zstd", support::zstd(page()))},
        {"two_codings", "sends gzip under brotli", coded("gzip, br", support::brotli(packed))},
        failing({"gzip_cut", "sends half of its gzip", coded("gzip", packed.substr(0, packed.size() / 2)),
                 200, 3, "no_answer", "its content coding 'gzip' breaks off"}),
        failing({"gzip_damaged", "sends gzip with a wrong checksum",
                 coded("gzip", packed.substr(0, packed.size() - 8) + std::string(8, 'x')), 200, 3,
                 "no_answer", "its content coding 'gzip' is broken"}),
        failing({"gzip_of_words", "calls plain text gzip", coded("gzip", page()), 200, 3, "no_answer",
                 "its content coding 'gzip' is broken"}),
        failing({"brotli_cut", "sends half of its brotli", coded("br", support::brotli(page()).substr(0, 60)),
                 200, 3, "no_answer", "its content coding 'br' breaks off"}),
        failing({"zstd_of_words", "calls plain text zstd", coded("zstd", page()), 200, 3, "no_answer",
                 "its content coding 'zstd' is broken"}),
        failing({"coding_unknown", "sends a coding that nobody asked for", coded("snappy", "\xFF\x06sNaPpY"),
                 200, 1, "no_answer", "its content coding 'snappy' was not asked for"}),
        failing({"gzip_unsaid", "sends gzip without saying so",
                 [packed](Line& line, const Seen&, int) {
                     line.answer("200 OK", "Content-Type: text/xml\r\n", packed);
                 },
                 200, 1, "wrong_shape", "gzip bytes, not data"}),
        failing({"gzip_bomb", "sends 64 kB of gzip that hold 64 MB", coded("gzip", support::bomb(64)), 0, 1,
                 "no_answer", "more than 1048576 bytes once decoded"}),
        {"identity", "names the coding of no coding", coded("identity", page())},
    };
}

}  // namespace http
