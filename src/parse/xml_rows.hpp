#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "model/record.hpp"
#include "parse/input.hpp"

namespace pugi {
class xml_node;
}  // namespace pugi

// A document of any size in a few MB. A format says of each element whether it is gone into or handed over
// whole; what comes whole is cut into fragments of about 64 KB just before a start tag like the last one, and
// each fragment is parsed in place: half as fast again as one document, and its memory does not grow.
//
// A raw '<' stands only in markup, so only a comment, a CDATA section, a processing instruction or an
// attribute can hide such a tag. A fragment cut inside one of these, or inside an element that holds its own
// name, does not parse; then the elements are counted piece by piece from the same place on.
namespace parse::xml {

enum class Take {
    inside,  // its children come one by one
    whole,   // it comes with all that is in it; one that never ends is a fault
    either,  // whole, or, if it is large, one by one
    stop     // nothing more is read: the format knows enough
};

/// The elements around a place of the document.
class Around {
  public:
    virtual ~Around() = default;
    /// The namespace of an element; empty where its prefix is not declared.
    virtual std::string_view uri(const pugi::xml_node& element) const = 0;
    /// No element of this fragment declares a namespace: here equal prefixes mean equal namespaces.
    virtual bool plain() const = 0;
    /// The element as it was served.
    virtual std::string_view original(const pugi::xml_node& element) const = 0;
    /// How many elements were gone into.
    virtual std::size_t depth() const = 0;
};

/// What a format does with a document. `take` may be asked twice about one element, and sees its tag alone.
struct Plan {
    std::function<Take(const pugi::xml_node& tag, const Around& around)> take;
    std::function<void(const pugi::xml_node& element, const Around& around)> row;
    std::function<void(const pugi::xml_node& tag, const Around& around)> enter{};  // it is gone into
    std::function<void()> leave{};                                                 // … and has ended
};

/// Reads the document by the plan; or why it could not be read to its end.
std::optional<model::Reject> read_rows(Input& input, const Plan& plan);

}  // namespace parse::xml
