#include "base/error.hpp"

#include <utility>

namespace base {
namespace {
std::string message(const std::string& where, const std::string& what, const std::string& next) {
    std::string text = where.empty() ? what : where + ": " + what;
    if (!next.empty()) text += "\n  " + next;
    return text;
}
}  // namespace

Error::Error(std::string where, std::string what, std::string next, Kind kind)
    : std::runtime_error(message(where, what, next)),
      where_(std::move(where)),
      found_(std::move(what)),
      next_(std::move(next)),
      kind_(kind) {}

}  // namespace base
