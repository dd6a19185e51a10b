#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace parse {

/// Rows of a delimited text after RFC 4180: quoted cells may hold delimiters, doubled quotes and newlines;
/// a row ends with LF, CRLF or CR. Lines without any text, or with delimiters alone, are passed over.
class Cells {
  public:
    Cells(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

    /// Passes over whole lines, quotes not looked at: titles before the header.
    void skip_lines(std::size_t count);
    /// False at the end of the text.
    bool next();

    /// The row that `next` read; the views live until the following `next`.
    const std::vector<std::string_view>& row() const { return row_; }
    std::size_t line() const { return row_line_; }
    std::string_view original() const { return text_.substr(row_begin_, row_end_ - row_begin_); }
    /// The last row's quoted cell never ended.
    bool unclosed() const { return unclosed_; }

  private:
    bool next_row();
    bool at_row_end() const;
    void end_line();
    std::string_view quoted();
    std::string_view plain();

    std::string_view text_;
    char delimiter_;
    std::size_t at_ = 0, line_ = 1, row_line_ = 1, row_begin_ = 0, row_end_ = 0;
    bool unclosed_ = false;
    std::vector<std::string_view> row_;
    std::deque<std::string> rooms_;  // cells whose quotes had to be taken out
};

}  // namespace parse
