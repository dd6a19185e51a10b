#pragma once

#include <deque>
#include <string>

#include "parse/parse.hpp"
#include "parse/xml_rows.hpp"

namespace parse::sdmx {

/// What a structure message names: the codes of code lists, concepts, flows … one record each, with `kind`,
/// `scheme`, `agency`, `version`, `code`, `parent`, `name` (the English one where there are several),
/// `name:ko` … and `description`.
class Names {
  public:
    Names(Document& document, const Sink& sink) : document_(document), sink_(sink) {}

    static xml::Take take(const pugi::xml_node& tag);
    void begin(const pugi::xml_node& tag);
    void row(const pugi::xml_node& element);

  private:
    void add(std::string_view name, std::string_view value) { record_.fields.push_back({name, value}); }
    void add_texts(const pugi::xml_node& element, std::string_view local, std::string_view field);

    Document& document_;
    const Sink& sink_;
    std::string scheme_, agency_, version_;
    model::Record record_;
    std::deque<std::string> rooms_;
};

}  // namespace parse::sdmx
