#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace base {

/// What stands in place of a secret in everything that is kept or told.
constexpr std::string_view masked = "REDACTED";

/// The ways in which others write a secret back: as it is, percent-encoded, JSON- and HTML-escaped, in base64
/// (alone or inside something longer) and in UTF-16. Lower case: they are looked for in any case. None for
/// "".
std::vector<std::string> spellings(std::string_view secret);

/// Does the text hold the secret in one of its spellings?
bool tells(std::string_view text, std::string_view secret);
/// The text with every spelling as `masked`.
std::string without(std::string_view text, std::string_view secret);
/// The text with every spelling overwritten by as many X, so that nothing moves.
std::string crossed_out(std::string_view text, std::string_view secret);

}  // namespace base
