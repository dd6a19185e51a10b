#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/exchange.hpp"

namespace fetch {

/// The parts of an address that politeness and safety turn on.
struct Address {
    std::string scheme, host, port;
    bool operator==(const Address&) const = default;
};

/// Nothing unless it is a whole http or https address.
std::optional<Address> read_address(const std::string& url);
/// Where a Location header leads, seen from the page that sent it. Any scheme; nothing where it can't be
/// read.
std::optional<std::string> resolve(const std::string& url, const std::string& location);
/// Why a redirect is not followed; "" where it may be.
std::string refusal(const model::Request& from, const std::string& to);
/// What a host was told, keys perhaps, is not for another host.
void forget_own_headers(model::Headers& headers);
/// "Only if it has changed" is about one address: the place it leads to holds something else.
void forget_conditions(model::Request& request);

/// The values of keys in the query and of a password before the host.
std::vector<std::string_view> secrets_of(std::string_view url);
/// The address as it may be shown: REDACTED in place of keys and passwords, and of `key` wherever it stands.
std::string redacted(std::string_view url, std::string_view key = {});

}  // namespace fetch
