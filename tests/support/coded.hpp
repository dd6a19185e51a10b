#pragma once

#include <string>
#include <string_view>

namespace support {

/// As a server sends it under "Content-Encoding: br" and "zstd".
std::string brotli(std::string_view bytes);
std::string zstd(std::string_view bytes, int window_log = 0);

/// A gzip of `megabytes` of zeros: a thousandth of that in size, or less.
std::string bomb(std::size_t megabytes);

}  // namespace support
