#pragma once

#include <optional>

#include "archive/input.hpp"
#include "archive/record.hpp"
#include "base/deflate.hpp"

namespace archive {

/// A record that can't be read: where it starts and what is wrong with it.
struct Broken {
    std::uint64_t offset = 0;
    std::string what;
};

/// Reads records one after another, from one member each, from members that hold many, or uncompressed.
class Reader {
  public:
    Reader(Input& in, std::uint64_t from);

    /// The next record, nothing at the end. Throws `Broken`; `recover` then finds the way on.
    std::optional<Record> next();
    /// Goes to the next place where a record begins. False: there is none.
    bool recover();

  private:
    bool fill();
    void inflate_more();
    void need_start();
    std::size_t need_head();
    std::string take_block(std::uint64_t length);
    void skip_end();
    void skip_line_ends(std::size_t most);
    bool starts_record(std::uint64_t offset);
    std::string_view left() const { return std::string_view{decoded_}.substr(taken_); }
    std::uint64_t here() const { return gzipped_ ? position_ : position_ - left().size(); }
    [[noreturn]] void broken(std::string what) const { throw Broken{start_, std::move(what)}; }

    Input& in_;
    std::uint64_t position_;                // of the first byte of the file not yet looked at
    std::uint64_t member_ = 0, start_ = 0;  // where the member and the record begin
    bool gzipped_, inside_ = false;
    base::Inflater inflater_{base::Inflater::Wrapping::gzip};
    std::string decoded_;  // of this, the first `taken_` bytes are used up
    std::size_t taken_ = 0;
};

}  // namespace archive
