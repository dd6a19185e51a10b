#include "parse/sdmx_structure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "base/text.hpp"
#include "parse/xml.hpp"

//   2.1, 3.0: <Codelist id="CL_FREQ" agencyID="ECB" version="1.0"><Code id="A"><Name
//   xml:lang="en">Annual</Name>… 2.0:      <CodeList id="…"><Code value="A"><Description
//   xml:lang="en">Annual</Description>…
namespace parse::sdmx {
namespace {

bool is_scheme(std::string_view local) {
    return local == "Codelist" || local == "CodeList" || local == "ValueList" || local.ends_with("Scheme");
}

/// What has an id of its own and a name, and can be asked for.
constexpr std::string_view maintained[] = {std::string_view{"Code"},
                                           "ValueItem",
                                           "Concept",
                                           "Agency",
                                           "DataProvider",
                                           "Category",
                                           "Dataflow",
                                           "DataStructure",
                                           "KeyFamily",
                                           "MetadataStructure",
                                           "Constraint",
                                           "ContentConstraint",
                                           "HierarchicalCodelist",
                                           "ProvisionAgreement",
                                           "DataConstraint",
                                           "Metadataflow",
                                           "Categorisation"};

bool is_named(std::string_view local) {
    return std::find(std::begin(maintained), std::end(maintained), local) != std::end(maintained);
}

std::string_view first_of(const pugi::xml_node& element, std::initializer_list<const char*> names) {
    for (const auto* name : names)
        if (const auto attribute = element.attribute(name)) return attribute.value();
    return {};
}

}  // namespace

xml::Take Names::take(const pugi::xml_node& tag) {
    return is_named(xml::local(tag.name())) ? xml::Take::whole : xml::Take::inside;
}

void Names::begin(const pugi::xml_node& tag) {
    if (!is_scheme(xml::local(tag.name()))) return;
    scheme_ = tag.attribute("id").value();
    agency_ = tag.attribute("agencyID").value();
    version_ = tag.attribute("version").value();
}

/// `name` is the English text, else the first; each language stands beside it as `name:en`.
void Names::add_texts(const pugi::xml_node& element, std::string_view local, std::string_view field) {
    const auto at = record_.fields.size();
    bool english = false;
    for (const auto child : element.children()) {
        if (xml::local(child.name()) != local) continue;
        const std::string_view text = base::trim(child.child_value());
        const std::string_view language = child.attribute("xml:lang").value();
        if (record_.fields.size() == at) add(field, text);
        if (language == "en" && !english) record_.fields[at].value = text;
        english = english || language == "en";
        if (!language.empty()) add(rooms_.emplace_back(fmt::format("{}:{}", field, language)), text);
    }
}

void Names::row(const pugi::xml_node& element) {
    const auto local = xml::local(element.name());
    if (!is_named(local)) return;
    record_.fields.clear();
    rooms_.clear();
    record_.place = fmt::format("item {}", ++document_.records);
    const bool own = element.attribute("agencyID");  // not a member of a scheme
    add("kind", local);
    add("scheme", own ? std::string_view{} : std::string_view{scheme_});
    add("agency", own ? std::string_view{element.attribute("agencyID").value()} : std::string_view{agency_});
    add("version", own ? std::string_view{element.attribute("version").value()} : std::string_view{version_});
    add("code", first_of(element, {"id", "value"}));
    std::string_view parent = first_of(element, {"parentCode", "parent"});
    for (const auto child : element.children())
        if (xml::local(child.name()) == "Parent") {
            const auto reference = child.child("Ref");
            parent = reference ? reference.attribute("id").value() : base::trim(child.child_value());
        }
    add("parent", parent);
    const bool by_description = element.attribute("value") && !element.attribute("id");  // codes of 2.0
    add_texts(element, by_description ? "Description" : "Name", "name");
    if (!by_description) add_texts(element, "Description", "description");
    sink_(record_);
}

}  // namespace parse::sdmx
