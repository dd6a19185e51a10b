#pragma once

#include <string>
#include <string_view>

namespace parse {

/// http or https with a host.
bool is_web_address(std::string_view link);
/// A link as it was meant: line breaks and what surrounds them out, other blanks as %20.
std::string clean_link(std::string_view link);
/// The link made absolute against `base` (RFC 3986, section 5); as it stands where `base` is not absolute.
std::string absolute(std::string_view link, std::string_view base);

}  // namespace parse
