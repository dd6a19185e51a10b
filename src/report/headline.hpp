#pragma once

#include <string>
#include <string_view>

namespace report {

/// The words of a page's <h1>, without markup: what the library page says of an edition.
std::string headline_of(std::string_view html);

}  // namespace report
