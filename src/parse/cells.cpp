#include "parse/cells.hpp"

#include <algorithm>

namespace parse {

bool Cells::at_row_end() const {
    return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
}

void Cells::end_line() {
    if (at_ >= text_.size()) return;
    at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
    ++line_;
}

void Cells::skip_lines(std::size_t count) {
    for (; count > 0 && at_ < text_.size(); --count) {
        at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
        end_line();
    }
}

std::string_view Cells::plain() {
    const auto begin = at_;
    while (!at_row_end() && text_[at_] != delimiter_) ++at_;
    return text_.substr(begin, at_ - begin);
}

/// From the opening quote on. What follows the closing one is taken as it stands: "a"b is ab.
std::string_view Cells::quoted() {
    auto& room = rooms_.emplace_back();
    for (++at_;;) {
        const auto quote = text_.find('"', at_);
        room += text_.substr(at_, quote - at_);
        unclosed_ = quote == std::string_view::npos;
        at_ = unclosed_ ? text_.size() : quote + 1;
        if (unclosed_ || at_ >= text_.size() || text_[at_] != '"') break;
        room += '"';
        ++at_;
    }
    line_ += static_cast<std::size_t>(std::count(room.begin(), room.end(), '\n'));
    room += plain();
    return room;
}

bool Cells::next() {
    do {
        if (!next_row()) return false;
    } while (std::all_of(row_.begin(), row_.end(), [](std::string_view cell) { return cell.empty(); }));
    return true;
}

bool Cells::next_row() {
    while (at_ < text_.size() && at_row_end()) end_line();
    if (at_ >= text_.size()) return false;
    row_.clear();
    rooms_.clear();
    row_begin_ = at_;
    row_line_ = line_;
    for (;;) {
        row_.push_back(at_ < text_.size() && text_[at_] == '"' ? quoted() : plain());
        if (at_row_end()) break;
        ++at_;  // the delimiter
    }
    row_end_ = at_;
    end_line();
    return true;
}

}  // namespace parse
