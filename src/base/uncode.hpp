#pragma once

#include <functional>
#include <memory>
#include <string_view>

namespace base {

/// Takes decoded bytes; false: that is enough.
using Sink = std::function<bool(std::string_view)>;

/// One content coding being removed, piece by piece, in memory of a fixed size.
class Uncode {
  public:
    virtual ~Uncode() = default;
    /// False: the bytes are broken, or the sink had enough.
    virtual bool take(std::string_view piece, const Sink& sink) = 0;
    /// May the bytes end here?
    virtual bool whole() const = 0;
};

std::unique_ptr<Uncode> uncode_gzip();
std::unique_ptr<Uncode> uncode_deflate();
std::unique_ptr<Uncode> uncode_brotli();
std::unique_ptr<Uncode> uncode_zstd();

}  // namespace base
