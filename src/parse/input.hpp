#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace parse {

/// Bytes in their order, as much of them in memory as their reader looks at: a text that is there anyway is
/// not copied, a file is pulled block by block.
class Input {
  public:
    /// Writes at most `room` bytes and says how many: 0 is the end.
    using Pull = std::function<std::size_t(char* into, std::size_t room)>;

    explicit Input(std::string_view text) : text_(text), ended_(true) {}
    explicit Input(Pull pull) : pull_(std::move(pull)) {}

    /// What is in memory and not yet dropped; it moves with `reach` and `drop`.
    std::string_view rest() const { return text_; }
    /// Sees to it that `rest` holds so many bytes; false where the input ends before.
    bool reach(std::size_t count);
    void drop(std::size_t count);
    /// Everything that was not dropped.
    std::string_view all();
    /// Reads on in this text instead: the same bytes, decoded.
    void become(std::string text);

    /// How many bytes were dropped.
    std::size_t offset() const { return offset_; }
    /// Nothing comes behind `rest`.
    bool ended() const { return ended_; }

  private:
    void fill();

    Pull pull_;
    std::string buffer_;
    std::string_view text_;
    std::size_t offset_ = 0;
    bool ended_ = false;
};

}  // namespace parse
