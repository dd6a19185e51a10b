#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace base {

/// One gzip member; the same bytes give the same member (no time, no name in its header).
std::string gzip(std::string_view bytes, int level);

/// Inflates one stream piece by piece.
class Inflater {
  public:
    enum class Wrapping { gzip, zlib, raw };
    enum class State { more, ended, broken };

    explicit Inflater(Wrapping wrapping);
    ~Inflater();

    /// Takes bytes off the front of `in` and appends at most `room` to `out`. `ended`: the stream's checksum
    /// was right. `more` with `in` empty asks for the next piece.
    State step(std::string_view& in, std::string& out, std::size_t room);
    /// Ready for the next stream.
    void again();

  private:
    struct Stream;
    std::unique_ptr<Stream> stream_;
};

}  // namespace base
