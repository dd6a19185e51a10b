#pragma once

#include <stdexcept>
#include <string>

namespace base {

/// What stops the work: where it happened, what was found, what to do next.
/// `kind` decides the exit status (DESIGN §6); everything else is for the reader.
class Error : public std::runtime_error {
  public:
    enum class Kind { failed, usage, check, locked, key };

    Error(std::string where, std::string what, std::string next, Kind kind = Kind::failed);

    const std::string& where() const noexcept { return where_; }
    const std::string& found() const noexcept { return found_; }
    const std::string& next() const noexcept { return next_; }
    Kind kind() const noexcept { return kind_; }

  private:
    std::string where_, found_, next_;
    Kind kind_;
};

}  // namespace base
