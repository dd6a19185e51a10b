#include "archive/reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace archive {
namespace {

constexpr std::string_view gzip_magic = "\x1f\x8b\x08";
constexpr std::string_view version = "WARC/";
constexpr std::size_t longest_head = std::size_t{1} << 20;
// Nothing we keep comes near: a larger figure is a damaged one, and would only ask for memory.
constexpr std::uint64_t longest_block = std::uint64_t{4} << 30;
constexpr std::size_t step = std::size_t{1} << 16;

bool named_gzip(const std::string& name) {
    return name.ends_with(".gz");
}

std::uint64_t length_of(const Record& record) {
    const auto length = base::read_integer(record.field("Content-Length"));
    if (!length || *length < 0 || static_cast<std::uint64_t>(*length) > longest_block)
        throw Broken{record.offset,
                     fmt::format("its Content-Length is '{}'", record.field("Content-Length"))};
    return static_cast<std::uint64_t>(*length);
}

}  // namespace

Reader::Reader(Input& in, std::uint64_t from)
    : in_(in),
      position_(from),
      start_(from),
      gzipped_(named_gzip(in.name()) || in.at(from, gzip_magic.size()).starts_with(gzip_magic)) {}

std::optional<Record> Reader::next() {
    Record record;
    start_ = here();
    need_start();
    if (left().empty()) return {};
    record.offset = start_;
    const auto head = need_head();
    record.fields = read_fields(left().substr(0, head));
    taken_ += head;
    record.block = take_block(length_of(record));
    skip_end();
    record.length = here() - start_;
    return record;
}

/// More decoded bytes behind those at hand. False at the end of the file.
bool Reader::fill() {
    if (taken_ == decoded_.size()) {
        decoded_.clear();
        taken_ = 0;
    }
    if (gzipped_) {
        if (!inside_ && position_ >= in_.size()) return false;
        inflate_more();
        return true;
    }
    const auto bytes = in_.at(position_).substr(0, step);
    decoded_ += bytes;
    position_ += bytes.size();
    return !bytes.empty();
}

void Reader::inflate_more() {
    if (!inside_) {
        inflater_.again();
        member_ = position_;
        inside_ = true;
    }
    auto bytes = in_.at(position_);
    if (bytes.empty()) broken("the file ends inside it");
    const auto before = bytes.size();
    const auto state = inflater_.step(bytes, decoded_, step);
    position_ += before - bytes.size();
    if (state == base::Inflater::State::broken) broken("its compressed bytes are damaged");
    inside_ = state != base::Inflater::State::ended;
}

/// Goes over empty lines to a record's first byte and notes where that is.
void Reader::need_start() {
    for (;;) {
        skip_line_ends(left().size());
        if (!left().empty()) break;
        if (!inside_) start_ = here();
        if (!fill()) return;
    }
    start_ = gzipped_ ? member_ : here();
}

std::size_t Reader::need_head() {
    for (std::size_t looked = 0;;) {
        const auto text = left();
        if (text.substr(0, version.size()) != version.substr(0, text.size())) broken("no record begins here");
        const auto end = end_of_head(text, looked);
        if (end != text.npos) return end;
        if (text.size() > longest_head) broken("its head has no end");
        looked = text.size() < 3 ? 0 : text.size() - 3;
        if (!fill()) broken("the file ends inside it");
    }
}

std::string Reader::take_block(std::uint64_t length) {
    std::string block;
    block.reserve(std::min<std::uint64_t>(length, std::size_t{1} << 24));
    for (;;) {
        const auto piece = left().substr(0, length - block.size());
        block += piece;
        taken_ += piece.size();
        if (block.size() == length) return block;
        if (!fill()) broken("the file ends inside it");
    }
}

/// Goes behind the record's two line ends; in a member of its own to the member's end, where its checksum
/// stands.
void Reader::skip_end() {
    if (!gzipped_) {
        while (left().size() < 4 && fill()) {
        }
        skip_line_ends(4);
        return;
    }
    for (;;) {
        skip_line_ends(left().size());
        if (!left().empty() || !inside_) return;
        fill();
    }
}

void Reader::skip_line_ends(std::size_t most) {
    const auto text = left().substr(0, most);
    taken_ += std::min(text.find_first_not_of("\r\n"), text.size());
}

bool Reader::recover() {
    const auto mark = gzipped_ ? gzip_magic : version;
    for (auto offset = start_ + 1; offset < in_.size();) {
        const auto bytes = in_.at(offset, mark.size());
        if (bytes.size() < mark.size()) break;
        const auto found = bytes.find(mark);
        // A mark may lie across the end of what is at hand.
        offset += found == bytes.npos ? bytes.size() - mark.size() + 1 : found;
        if (found == bytes.npos) continue;
        if (starts_record(offset)) {
            position_ = offset;
            inside_ = false;
            decoded_.clear();
            taken_ = 0;
            return true;
        }
        ++offset;
    }
    position_ = in_.size();
    return false;
}

/// A plain record follows a line end; a gzip member must open to a record's first bytes.
bool Reader::starts_record(std::uint64_t offset) {
    if (!gzipped_) return offset == 0 || in_.at(offset - 1).substr(0, 1) == "\n";
    base::Inflater inflater{base::Inflater::Wrapping::gzip};
    std::string opened;
    auto bytes = in_.at(offset, 512).substr(0, 512);
    inflater.step(bytes, opened, step);
    return opened.starts_with(version);
}

}  // namespace archive
