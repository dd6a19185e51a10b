#include "base/coding.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace base {
namespace {

struct Coding {
    std::string_view name;
    std::unique_ptr<Uncode> (*make)();
};
constexpr std::array codings = {
    Coding{"gzip", uncode_gzip}, Coding{"x-gzip", uncode_gzip}, Coding{"deflate", uncode_deflate},
    Coding{"br", uncode_brotli}, Coding{"zstd", uncode_zstd},
};
// Nobody puts more on one another in earnest; each one costs memory.
constexpr std::size_t most_codings = 4;

}  // namespace

Decoder::Decoder(std::string_view content_encoding, std::size_t limit, Sink sink)
    : sink_(std::move(sink)), limit_(limit) {
    const auto listed = lower_ascii(content_encoding);
    for (const auto given : split(listed, ',')) {
        const auto name = trim(given);
        if (name.empty() || name == "identity") continue;
        const auto* found =
            std::find_if(codings.begin(), codings.end(), [&](const Coding& one) { return one.name == name; });
        if (found == codings.end() || stages_.size() == most_codings) {
            state_ = State::unknown;
            return;
        }
        stages_.push_back(found->make());
    }
    std::reverse(stages_.begin(), stages_.end());  // the last one named was put on last
}

Decoder::~Decoder() = default;

bool Decoder::count(std::string_view bytes) {
    if (bytes.size() > limit_ - count_) {
        state_ = State::too_large;
        return false;
    }
    count_ += bytes.size();
    return !sink_ || sink_(bytes);
}

bool Decoder::pass(std::size_t stage, std::string_view bytes) {
    if (stage == stages_.size()) return count(bytes);
    return stages_[stage]->take(bytes, [&](std::string_view out) { return pass(stage + 1, out); });
}

Decoder::State Decoder::take(std::string_view piece) {
    any_ = any_ || !piece.empty();
    if (state_ == State::well && !pass(0, piece) && state_ == State::well) state_ = State::broken;
    return state_;
}

bool Decoder::whole() const {
    // A 204 or 304 may name a coding and have no body to code.
    if (!any_) return true;
    return state_ == State::well &&
           std::all_of(stages_.begin(), stages_.end(), [](const auto& stage) { return stage->whole(); });
}

std::optional<std::string> decode(std::string_view body, std::string_view content_encoding,
                                  std::size_t limit) {
    std::string plain;
    Decoder decoder{content_encoding, limit, [&](std::string_view bytes) {
                        plain.append(bytes);
                        return true;
                    }};
    if (body.empty()) return plain;
    decoder.take(body);
    if (!decoder.whole()) return {};
    return plain;
}

}  // namespace base
