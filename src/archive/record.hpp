#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/exchange.hpp"

namespace archive {

/// One WARC record; `offset` and `length` say where it stands in its file.
struct Record {
    model::Headers fields;
    std::string block;
    std::uint64_t offset = 0, length = 0;
    bool packed = false;  // the block is compressed already: another time gains nothing

    std::string field(std::string_view name) const { return model::header(fields, name); }
    std::string type() const { return field("WARC-Type"); }
    /// WARC/1.0 writers such as wget put the address in angle brackets.
    std::string target() const;
    std::uint64_t end() const { return offset + length; }
};

/// The record as one gzip member, block digest and length added.
std::string written(const Record& record);

/// "Name: value" lines; folded lines are unfolded, a line without a colon is left out.
model::Headers read_fields(std::string_view lines);
/// The same lines back, each ended with CRLF. No value can start a line of its own.
std::string write_fields(const model::Headers& fields);
/// Where the empty line behind a head ends: lines may end with CRLF or LF. npos: not there yet.
std::size_t end_of_head(std::string_view text, std::size_t from = 0);

/// An address that stands on one line: blanks and control characters percent-encoded.
std::string one_line(std::string_view url);

}  // namespace archive
