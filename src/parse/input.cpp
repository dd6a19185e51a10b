#include "parse/input.hpp"

#include <algorithm>
#include <cstring>

namespace parse {
namespace {

/// Long enough that what is left over is seldom moved to the front.
constexpr std::size_t block = 1024 * 1024;

}  // namespace

/// Moves what is left to the front, doubles the buffer when it is half full, pulls once.
void Input::fill() {
    const auto left = text_.size();
    if (left > 0) std::memmove(buffer_.data(), text_.data(), left);
    if (buffer_.size() < 2 * left || buffer_.empty()) buffer_.resize(std::max(block, 2 * buffer_.size()));
    const auto came = pull_(buffer_.data() + left, buffer_.size() - left);
    text_ = std::string_view{buffer_}.substr(0, left + came);
    ended_ = came == 0;
}

bool Input::reach(std::size_t count) {
    while (text_.size() < count && !ended_) fill();
    return text_.size() >= count;
}

void Input::drop(std::size_t count) {
    count = std::min(count, text_.size());
    text_.remove_prefix(count);
    offset_ += count;
}

std::string_view Input::all() {
    while (!ended_) fill();
    return text_;
}

void Input::become(std::string text) {
    buffer_ = std::move(text);
    text_ = buffer_;
    ended_ = true;
}

}  // namespace parse
