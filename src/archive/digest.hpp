#pragma once

#include <string>
#include <string_view>

namespace archive {

/// "sha256:" and the digest in base32, as WARC tools write it, from 64 hex digits.
std::string label(std::string_view sha256_hex);
/// False when the bytes differ from what a digest field says (sha256; sha1 of others; hex or base32). A
/// digest of a kind we don't know says nothing.
bool matches(std::string_view label, std::string_view bytes);
/// A record id that the same seed always gives: "<urn:uuid:…>".
std::string record_id(std::string_view seed);

}  // namespace archive
