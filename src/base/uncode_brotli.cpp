#include <brotli/decode.h>

#include <array>
#include <new>

#include "base/uncode.hpp"

namespace base {
namespace {

struct Close {
    void operator()(BrotliDecoderState* state) const noexcept { BrotliDecoderDestroyInstance(state); }
};

/// RFC 7932. Its window, which the stream chooses, is 16 MiB at most.
class Brotli : public Uncode {
  public:
    Brotli() {
        if (!state_) throw std::bad_alloc{};
    }

    bool take(std::string_view in, const Sink& sink) override {
        if (ended_) return in.empty();
        const auto* next = reinterpret_cast<const std::uint8_t*>(in.data());
        auto left = in.size();
        for (;;) {
            auto* out = space_.data();
            auto room = space_.size();
            const auto result =
                BrotliDecoderDecompressStream(state_.get(), &left, &next, &room, &out, nullptr);
            const auto made = space_.size() - room;
            if (made > 0 && !sink({reinterpret_cast<const char*>(space_.data()), made})) return false;
            ended_ = result == BROTLI_DECODER_RESULT_SUCCESS;
            if (ended_) return left == 0;
            if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT)
                return result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT;
        }
    }
    bool whole() const override { return ended_; }

  private:
    std::unique_ptr<BrotliDecoderState, Close> state_{BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)};
    std::array<std::uint8_t, std::size_t{1} << 16> space_;
    bool ended_ = false;
};

}  // namespace

std::unique_ptr<Uncode> uncode_brotli() {
    return std::make_unique<Brotli>();
}

}  // namespace base
