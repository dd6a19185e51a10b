#include "support/coded.hpp"

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include <memory>
#include <stdexcept>

namespace support {

std::string brotli(std::string_view bytes) {
    std::string out(BrotliEncoderMaxCompressedSize(bytes.size()) + 16, '\0');
    auto size = out.size();
    if (!BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, bytes.size(),
                               reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                               reinterpret_cast<std::uint8_t*>(out.data())))
        throw std::runtime_error{"the test could not compress with brotli"};
    out.resize(size);
    return out;
}

std::string zstd(std::string_view bytes, int window_log) {
    const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context{ZSTD_createCCtx(), ZSTD_freeCCtx};
    if (window_log) ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, window_log);
    std::string out(ZSTD_compressBound(bytes.size()) + 64, '\0');
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    ZSTD_outBuffer made{out.data(), out.size(), 0};
    // As a stream: with its whole size known, a frame declares a smaller window.
    ZSTD_compressStream2(context.get(), &made, &in, ZSTD_e_continue);
    if (ZSTD_compressStream2(context.get(), &made, &in, ZSTD_e_end) != 0)
        throw std::runtime_error{"the test could not compress with zstd"};
    out.resize(made.pos);
    return out;
}

std::string bomb(std::size_t megabytes) {
    z_stream zip{};
    if (deflateInit2(&zip, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error{"the test could not start zlib"};
    std::string zeros(std::size_t{1} << 20, '\0'), out, piece(zeros.size(), '\0');
    for (std::size_t i = 0; i < megabytes; ++i) {
        zip.next_in = reinterpret_cast<Bytef*>(zeros.data());
        zip.avail_in = static_cast<unsigned>(zeros.size());
        zip.next_out = reinterpret_cast<Bytef*>(piece.data());
        zip.avail_out = static_cast<unsigned>(piece.size());
        deflate(&zip, i + 1 == megabytes ? Z_FINISH : Z_NO_FLUSH);
        out.append(piece, 0, piece.size() - zip.avail_out);
    }
    deflateEnd(&zip);
    return out;
}

}  // namespace support
