#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/secret.hpp"
#include "model/exchange.hpp"
#include "model/source.hpp"

namespace pipeline {

/// What stands in place of a key in everything that is kept.
constexpr std::string_view masked_key = base::masked;

/// The key of that name: from a systemd credential, else from the environment. Nothing where neither holds
/// one.
std::optional<std::string> find_key(const std::string& name);

/// Does the source's host ask for a key that is nowhere set?
bool lacks_key(const model::Source& source);

/// The request with {key} filled in, for the one who asks.
model::Request with_key(model::Request request, const std::string& key);

/// Takes a key out of everything an exchange holds, in whatever spelling it was sent back: REDACTED in
/// addresses, headers and failure, as many X in the body, so that its length stays. Only then may it be
/// archived or told.
void scrub(model::Exchange& exchange, const std::string& key);

}  // namespace pipeline
