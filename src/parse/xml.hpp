#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/record.hpp"

namespace pugi {
class xml_node;
struct xml_parse_result;
}  // namespace pugi

// What every XML format needs. Names are matched by namespace URI and local name, never by prefix.
namespace parse {
class Input;
}  // namespace parse

namespace parse::xml {

std::string_view local(std::string_view name);
std::string_view prefix(std::string_view name);
/// The URI that the prefix of this element stands for; empty where it is not declared.
std::string_view uri(const pugi::xml_node& element);
/// The texts and CDATA sections directly inside, joined; a single one is not copied: the view then points
/// into the document, else into `room`.
std::string_view text(const pugi::xml_node& element, std::string& room);

/// Bytes that should be XML as UTF-8 without a mark, decoded into `room` where they are something else; or
/// why they cannot be XML.
std::optional<model::Reject> prepare(std::string_view& bytes, std::string& room);
/// The same of bytes that are read piece by piece, by their beginning; the rest is for the pieces to check.
std::optional<model::Reject> prepare(Input& input);
/// Past these bytes nothing but blanks follows the last tag.
bool ends_with_tag(std::string_view bytes);
/// Why a document could not be parsed: `truncated` where its root was never closed, else `malformed`.
model::Reject fault(const pugi::xml_parse_result& result, std::string_view bytes);
/// The fault of a document with a second root: two answers in one. pugixml reads on without a word.
std::optional<model::Reject> second_root(const pugi::xml_node& root, std::string_view bytes);
/// The document's root is not the one this format reads.
model::Reject wrong_root(const pugi::xml_node& root, std::string_view wanted, std::string_view bytes);

}  // namespace parse::xml
