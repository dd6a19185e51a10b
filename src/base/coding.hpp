#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/uncode.hpp"

namespace base {

/// What an Accept-Encoding header may offer: all that can be removed again.
constexpr std::string_view content_codings = "gzip, deflate, br, zstd";

/// Removes content codings (gzip, deflate, br, zstd, and those put on one another) while a body arrives. Its
/// memory does not depend on how much comes out.
class Decoder {
  public:
    enum class State { well, unknown, broken, too_large };

    /// `sink` is given the decoded bytes, `limit` of them at most; where it is empty they are only counted.
    Decoder(std::string_view content_encoding, std::size_t limit, Sink sink = {});
    ~Decoder();
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    /// What anything but `well` says is final; what comes after it is passed over.
    State take(std::string_view piece);
    /// Once the body has ended: does its coding end there, too?
    bool whole() const;
    State state() const { return state_; }
    std::size_t decoded() const { return count_; }

  private:
    bool count(std::string_view bytes);
    bool pass(std::size_t stage, std::string_view bytes);

    std::vector<std::unique_ptr<Uncode>> stages_;  // the outermost coding first
    Sink sink_;
    std::size_t limit_, count_ = 0;
    State state_ = State::well;
    bool any_ = false;
};

/// A whole body without its codings. Nothing when a coding is unknown, its bytes are broken or cut short, or
/// more than `limit` come out.
std::optional<std::string> decode(std::string_view body, std::string_view content_encoding,
                                  std::size_t limit = std::size_t{1} << 30);

}  // namespace base
