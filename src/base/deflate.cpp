#include "base/deflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>

#include "base/error.hpp"

namespace base {
namespace {

constexpr int gzip_window = 15 + 16;

// zlib counts in `unsigned`, so a body of more than 4 GiB goes through it in pieces.
unsigned piece(std::size_t size) {
    return static_cast<unsigned>(std::min<std::size_t>(size, std::numeric_limits<unsigned>::max() / 2));
}

Bytef* bytes_of(std::string_view text) {
    // zlib never writes to its input; without ZLIB_CONST its header only does not say so.
    return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
}

int window(Inflater::Wrapping wrapping) {
    switch (wrapping) {
        case Inflater::Wrapping::gzip:
            return gzip_window;
        case Inflater::Wrapping::zlib:
            return 15;
        default:
            return -15;
    }
}

[[noreturn]] void out_of_memory() {
    throw Error{"zlib", "can't start: out of memory", "give the process more memory and run again"};
}

struct Deflating {
    z_stream zip{};
    explicit Deflating(int level) {
        if (deflateInit2(&zip, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
            out_of_memory();
    }
    Deflating(const Deflating&) = delete;
    Deflating& operator=(const Deflating&) = delete;
    ~Deflating() { deflateEnd(&zip); }
};

}  // namespace

std::string gzip(std::string_view bytes, int level) {
    Deflating deflating{level};
    auto& zip = deflating.zip;
    std::string out(deflateBound(&zip, bytes.size()), '\0');
    std::size_t made = 0;
    for (int state = Z_OK; state != Z_STREAM_END;) {
        zip.next_in = bytes_of(bytes);
        zip.avail_in = piece(bytes.size());
        zip.next_out = reinterpret_cast<Bytef*>(out.data()) + made;
        zip.avail_out = piece(out.size() - made);
        const auto given = zip.avail_in, room = zip.avail_out;
        state = deflate(&zip, given == bytes.size() ? Z_FINISH : Z_NO_FLUSH);
        bytes.remove_prefix(given - zip.avail_in);
        made += room - zip.avail_out;
    }
    out.resize(made);
    return out;
}

struct Inflater::Stream {
    z_stream zip{};
    std::string space = std::string(std::size_t{1} << 16, '\0');
};

Inflater::Inflater(Wrapping wrapping) : stream_(std::make_unique<Stream>()) {
    if (inflateInit2(&stream_->zip, window(wrapping)) != Z_OK) out_of_memory();
}

Inflater::~Inflater() {
    inflateEnd(&stream_->zip);
}

void Inflater::again() {
    inflateReset(&stream_->zip);
}

Inflater::State Inflater::step(std::string_view& in, std::string& out, std::size_t room) {
    auto& [zip, space] = *stream_;
    zip.next_in = bytes_of(in);
    zip.avail_in = piece(in.size());
    const auto given = zip.avail_in;
    zip.next_out = reinterpret_cast<Bytef*>(space.data());
    zip.avail_out = piece(std::min(space.size(), room));
    const auto space_given = zip.avail_out;
    const int state = inflate(&zip, Z_NO_FLUSH);
    in.remove_prefix(given - zip.avail_in);
    out.append(space, 0, space_given - zip.avail_out);
    if (state == Z_STREAM_END) return State::ended;
    // Z_BUF_ERROR only says that no step was possible with what it had.
    return state == Z_OK || state == Z_BUF_ERROR ? State::more : State::broken;
}

}  // namespace base
