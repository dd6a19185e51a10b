#include <optional>
#include <string>

#include "base/deflate.hpp"
#include "base/uncode.hpp"

namespace base {
namespace {

using Wrapping = Inflater::Wrapping;
using State = Inflater::State;

constexpr std::size_t piece_size = std::size_t{1} << 16;

/// One stream off the front of `in`, as far as it goes. Nothing: the sink had enough.
std::optional<State> inflate(Inflater& inflater, std::string_view& in, const Sink& sink) {
    std::string out;
    for (;;) {
        out.clear();
        const auto left = in.size();
        const auto state = inflater.step(in, out, piece_size);
        if (!out.empty() && !sink(out)) return {};
        if (state != State::more || (out.empty() && in.size() == left)) return state;
    }
}

/// RFC 1952: members follow one another; zeros behind the last are padding.
class Gzip : public Uncode {
  public:
    bool take(std::string_view in, const Sink& sink) override {
        while (!in.empty()) {
            if (between_ && in.front() == '\0') padding_ = true;
            if (padding_) return in.find_first_not_of('\0') == in.npos;
            between_ = false;
            const auto state = inflate(inflater_, in, sink);
            if (!state || *state == State::broken) return false;
            if (*state == State::more) return true;
            inflater_.again();
            between_ = true;
        }
        return true;
    }
    bool whole() const override { return between_; }

  private:
    Inflater inflater_{Wrapping::gzip};
    bool between_ = false, padding_ = false;
};

/// RFC 9110 means zlib's wrapping by "deflate", but some servers send the bare stream. The wrapping's two
/// bytes are 8 in the low half of the first, and a multiple of 31 together; a bare stream that begins so
/// would be a stored block with bits set in its padding, which nobody writes.
class Deflate : public Uncode {
  public:
    bool take(std::string_view in, const Sink& sink) override {
        std::string joined;
        if (!inflater_) {
            begin_.append(in);
            if (begin_.size() < 2) return true;
            const auto first = static_cast<unsigned char>(begin_[0]),
                       second = static_cast<unsigned char>(begin_[1]);
            const bool wrapped = (first & 15) == 8 && (first * 256 + second) % 31 == 0;
            inflater_.emplace(wrapped ? Wrapping::zlib : Wrapping::raw);
            joined = std::move(begin_);
            in = joined;
        }
        if (ended_) return in.empty();
        const auto state = inflate(*inflater_, in, sink);
        ended_ = state == State::ended;
        return ended_ ? in.empty() : state == State::more;
    }
    bool whole() const override { return ended_; }

  private:
    std::optional<Inflater> inflater_;
    std::string begin_;
    bool ended_ = false;
};

}  // namespace

std::unique_ptr<Uncode> uncode_gzip() {
    return std::make_unique<Gzip>();
}

std::unique_ptr<Uncode> uncode_deflate() {
    return std::make_unique<Deflate>();
}

}  // namespace base
