#pragma once

#include <string>
#include <string_view>

#include "model/exchange.hpp"

namespace fetch {

/// Collects the headers of one answer from its lines, in their order. Only the last block counts (100
/// Continue and 103 Early Hints come before it); trailers, which come after the body, are left out.
class HeaderReader {
  public:
    explicit HeaderReader(std::size_t limit) : left_(limit) {}
    /// One line as received. False once the lines have passed the limit.
    bool take(std::string_view line);
    /// What the lines so far say of a header, all its values joined by commas; "" where it is not among them.
    std::string value(std::string_view name) const;
    /// The last block ended with its empty line: libcurl takes a header that breaks off for a whole one.
    bool whole() const { return !open_; }
    /// libcurl has removed transfer coding: its header is renamed as archives do.
    model::Headers headers() &&;

  private:
    void add(std::string_view line);

    model::Headers found_;
    std::size_t left_;
    bool open_ = false;
};

}  // namespace fetch
