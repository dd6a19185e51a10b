#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/error_shape.hpp"

namespace parse {

/// A provider's error: its code and its own words.
struct Said {
    std::string code, words;
};

/// The error that a body holds: the first code of the shape that is none of its good ones. JSON and XML, told
/// by their first bytes. No error is longer than 64 KB: longer bodies are data and not looked through.
std::optional<Said> said(std::string_view bytes, const model::ErrorShape& shape);

/// The title of a web page as one line, cut at 100 characters; "" where it has none.
std::string page_title(std::string_view html);

}  // namespace parse
