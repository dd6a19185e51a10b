#include <zstd.h>

#include <array>
#include <new>

#include "base/uncode.hpp"

namespace base {
namespace {

struct Close {
    void operator()(ZSTD_DCtx* context) const noexcept { ZSTD_freeDCtx(context); }
};

// RFC 9659: a content coding's window is 8 MiB at most, so that a reader knows what it must hold.
constexpr int largest_window_log = 23;

/// RFC 8878. Frames follow one another.
class Zstd : public Uncode {
  public:
    Zstd() {
        if (!context_) throw std::bad_alloc{};
        ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, largest_window_log);
    }

    bool take(std::string_view piece, const Sink& sink) override {
        ZSTD_inBuffer in{piece.data(), piece.size(), 0};
        bool full = false;
        while (in.pos < in.size || full) {
            ZSTD_outBuffer out{space_.data(), space_.size(), 0};
            const auto before = in.pos;
            const auto result = ZSTD_decompressStream(context_.get(), &out, &in);
            if (ZSTD_isError(result)) return false;
            whole_ = result == 0;
            if (out.pos > 0 && !sink({space_.data(), out.pos})) return false;
            full = !whole_ && out.pos == out.size;
            if (!full && in.pos == before) return true;
        }
        return true;
    }
    bool whole() const override { return whole_; }

  private:
    std::unique_ptr<ZSTD_DCtx, Close> context_{ZSTD_createDCtx()};
    std::array<char, std::size_t{1} << 16> space_;
    bool whole_ = false;
};

}  // namespace

std::unique_ptr<Uncode> uncode_zstd() {
    return std::make_unique<Zstd>();
}

}  // namespace base
