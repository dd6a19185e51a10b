#include <algorithm>

#include "archive/archive.hpp"
#include "archive/deflate.hpp"
#include "base/text.hpp"

namespace archive {
namespace {

using Wrapping = Inflater::Wrapping;
using State = Inflater::State;

/// Grows by doubling, but never asks for more than the limit.
void make_room(std::string& out, std::size_t limit) {
    if (out.capacity() - out.size() >= std::size_t{1} << 16) return;
    out.reserve(std::min(std::max(out.capacity() * 2, std::size_t{1} << 17), limit + 1));
}

/// One stream off the front of `in`. False: broken, cut short or longer than the limit; one byte more is let
/// through, by which the caller knows.
bool inflate_one(Inflater& inflater, std::string_view& in, std::string& out, std::size_t limit) {
    for (;;) {
        make_room(out, limit);
        const auto before = out.size(), left = in.size();
        const auto state = inflater.step(in, out, limit + 1 - out.size());
        if (state == State::broken) return false;
        if (state == State::ended) return true;
        if (out.size() == before && in.size() == left) return false;  // it wants more bytes or more room
    }
}

/// RFC 1952: members follow one another; zeros behind the last are padding.
std::optional<std::string> gunzip(std::string_view in, std::size_t limit) {
    std::string out;
    Inflater inflater{Wrapping::gzip};
    while (in.find_first_not_of('\0') != in.npos) {
        if (!inflate_one(inflater, in, out, limit)) return {};
        inflater.again();
    }
    return out;
}

std::optional<std::string> inflate_whole(std::string_view in, Wrapping wrapping, std::size_t limit) {
    std::string out;
    Inflater inflater{wrapping};
    if (!inflate_one(inflater, in, out, limit) || !in.empty()) return {};
    return out;
}

/// RFC 9110 means zlib's wrapping by "deflate", but some servers send the bare stream.
std::optional<std::string> inflate_deflate(std::string_view in, std::size_t limit) {
    if (auto out = inflate_whole(in, Wrapping::zlib, limit)) return out;
    return inflate_whole(in, Wrapping::raw, limit);
}

std::optional<std::string> decode_one(std::string_view in, std::string_view coding, std::size_t limit) {
    if (coding == "gzip" || coding == "x-gzip") return gunzip(in, limit);
    if (coding == "deflate") return inflate_deflate(in, limit);
    return {};
}

}  // namespace

std::optional<std::string> decode(std::string_view body, std::string_view content_encoding,
                                  std::size_t limit) {
    const auto listed = base::lower_ascii(content_encoding);
    auto codings = base::split(listed, ',');
    std::reverse(codings.begin(), codings.end());  // the last one named was put on last
    std::optional<std::string> plain;
    for (const auto given : codings) {
        const auto coding = base::trim(given);
        // A 204 or 304 may name a coding and have no body to code.
        if (coding.empty() || coding == "identity" || body.empty()) continue;
        plain = decode_one(body, coding, limit);
        if (!plain) return {};
        body = *plain;
    }
    if (body.size() > limit) return {};
    return plain ? std::move(plain) : std::string{body};
}

}  // namespace archive
