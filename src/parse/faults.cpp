#include "parse/faults.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace parse {
namespace {

constexpr std::size_t longest = 500;

}  // namespace

std::string cut(std::string_view original) {
    if (original.size() <= longest) return std::string{original};
    std::size_t end = longest;
    while (end > longest - 4 && (original[end] & 0xC0) == 0x80) --end;
    return std::string{original.substr(0, end)};
}

model::Reject fault(std::string_view reason, std::string detail, std::string_view bytes) {
    return {"file", std::string{reason}, std::move(detail), cut(bytes)};
}

std::optional<model::Reject> fault_of_kind(Kind wanted, std::string_view bytes) {
    const Kind found = sniff(bytes);
    if (found == wanted) return {};
    const std::string detail = fmt::format("{} instead of {}", name(found), name(wanted));
    if (found == Kind::empty) return fault("empty", "the body is empty", bytes);
    if (found == Kind::html) return fault("html_page", detail, bytes);
    if (found == Kind::xml || found == Kind::json) return fault("wrong_shape", detail, bytes);
    return fault("malformed", detail, bytes);
}

model::Reject bad_json(std::string_view why, std::string_view bytes) {
    const auto last = base::trim(bytes);
    const bool open = !last.ends_with('}') && !last.ends_with(']');
    const bool truncated = open || why.find("string") != why.npos;
    return fault(truncated ? "truncated" : "malformed", std::string{why}, bytes);
}

}  // namespace parse
