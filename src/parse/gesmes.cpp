#include <fmt/format.h>

#include <pugixml.hpp>

#include "base/text.hpp"
#include "parse/faults.hpp"
#include "parse/formats.hpp"
#include "parse/xml.hpp"

// The European Central Bank's reference rates: days newest first, currencies inside each day.
//   <gesmes:Envelope><Cube><Cube time="2018-06-11"><Cube currency="USD" rate="1.1790"/>…
namespace parse {
namespace {

constexpr std::string_view envelope = "http://www.gesmes.org/xml/2002-08-01";
constexpr std::string_view rates = "http://www.ecb.int/vocabulary/2002-08-01/eurofxref";

bool is(const pugi::xml_node& node, std::string_view uri, std::string_view local) {
    return node.type() == pugi::node_element && xml::local(node.name()) == local && xml::uri(node) == uri;
}

void read_head(const pugi::xml_node& root, Document& document) {
    for (const auto child : root.children()) {
        if (is(child, envelope, "subject")) document.head["subject"] = base::trim(child.child_value());
        if (!is(child, envelope, "Sender")) continue;
        for (const auto name : child.children())
            if (is(name, envelope, "name")) document.head["sender"] = base::trim(name.child_value());
    }
}

void read_rate(const pugi::xml_node& cube, std::string_view time, Document& document, const Sink& sink) {
    const std::string place = fmt::format("row {}", document.records + document.rejects.size() + 1);
    const std::string_view currency = cube.attribute("currency").value();
    const std::string_view rate = cube.attribute("rate").value();
    if (!time.empty() && !currency.empty() && !rate.empty()) {
        sink({place, {{"time", time}, {"currency", currency}, {"rate", rate}}});
        ++document.records;
        return;
    }
    const auto gap = time.empty() ? "time" : currency.empty() ? "currency" : "rate";
    document.rejects.push_back(
        {place, "missing_field", fmt::format("a Cube without {}", gap),
         fmt::format("time=\"{}\" currency=\"{}\" rate=\"{}\"", time, currency, rate)});
}

/// True where a day was found, even one without rates.
bool read_days(const pugi::xml_node& outer, Document& document, const Sink& sink) {
    bool found = false;
    for (const auto day : outer.children()) {
        if (!is(day, rates, "Cube")) continue;
        found = true;
        for (const auto cube : day.children())
            if (is(cube, rates, "Cube")) read_rate(cube, day.attribute("time").value(), document, sink);
    }
    return found;
}

void read(std::string_view bytes, Document& document, const Sink& sink) {
    pugi::xml_document whole;
    const auto result =
        whole.load_buffer(bytes.data(), bytes.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!result || !xml::ends_with_tag(bytes)) {
        document.fault = xml::fault(result, bytes);
        return;
    }
    const auto root = whole.document_element();
    if (!is(root, envelope, "Envelope")) {
        document.fault = xml::wrong_root(root, fmt::format("gesmes:Envelope of {}", envelope), bytes);
        return;
    }
    document.fault = xml::second_root(root, bytes);
    if (document.fault) return;
    read_head(root, document);
    bool found = false;
    for (const auto outer : root.children())
        if (is(outer, rates, "Cube")) found = read_days(outer, document, sink) || found;
    if (!found) document.fault = fault("wrong_shape", "no Cube with a time inside the envelope", bytes);
}

}  // namespace

Document gesmes(std::string_view bytes, const Options&, const Sink& sink) {
    Document document;
    std::string room;
    document.fault = xml::prepare(bytes, room);
    if (!document.fault) read(bytes, document, sink);
    return document;
}

}  // namespace parse
