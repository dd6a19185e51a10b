#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/record.hpp"
#include "parse/sniff.hpp"

namespace parse {

/// At most 500 bytes of the original, cut between characters.
std::string cut(std::string_view original);
/// The whole file is unusable: `reason` is a code of model/record.hpp.
model::Reject fault(std::string_view reason, std::string detail, std::string_view bytes);
/// The fault of bytes that are not even `wanted` (Kind::xml, Kind::json): nothing where they are.
std::optional<model::Reject> fault_of_kind(Kind wanted, std::string_view bytes);

/// The fault of JSON that could not be parsed: `truncated` where its end is missing, else `malformed`.
model::Reject bad_json(std::string_view why, std::string_view bytes);

}  // namespace parse
