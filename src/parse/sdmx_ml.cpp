#include <fmt/format.h>

#include <pugixml.hpp>

#include "base/text.hpp"
#include "parse/faults.hpp"
#include "parse/formats.hpp"
#include "parse/sdmx_data.hpp"
#include "parse/sdmx_structure.hpp"
#include "parse/xml.hpp"
#include "parse/xml_rows.hpp"

// SDMX-ML 2.0, 2.1 and 3.0, also inside a SOAP envelope:
//   <GenericData|CompactData|StructureSpecificData|…TimeSeriesData|MessageGroup>
//     <Header>…</Header><DataSet>…</DataSet>…<Footer><Message code="413" severity="…"><Text>…
//   <Structure><Header/><Structures><Codelists>…   <Error><ErrorMessage code="100"><Text>…
// A status of 200 proves nothing: an answer that is only a footer says there why it holds no data.
namespace parse {
namespace {

bool is_sdmx(std::string_view uri) {
    return base::lower_ascii(uri).find("sdmx") != std::string::npos;
}

bool is_soap(std::string_view uri) {
    return uri.find("soap") != std::string_view::npos;
}

class Message {
  public:
    Message(Document& document, const Sink& sink)
        : document_(document), data_(document, sink), names_(document, sink) {}

    xml::Take take(const pugi::xml_node& tag, const xml::Around& around) {
        if (document_.fault) return xml::Take::stop;
        const auto local = xml::local(tag.name());
        if (data_.inside()) return sdmx::DataSets::take(tag);
        if (around.depth() == 0) return take_root(tag, around);
        if (local == "Header" || local == "Footer" || local == "ErrorMessage" || local == "Fault")
            return xml::Take::whole;
        return structure_ ? sdmx::Names::take(tag) : xml::Take::inside;
    }

    void enter(const pugi::xml_node& tag, const xml::Around& around) {
        const auto local = xml::local(tag.name());
        if (data_.inside() || (local == "DataSet" && !structure_)) {
            data_.begin(tag);
        } else if (structure_) {
            names_.begin(tag);
        } else if (is_sdmx(around.uri(tag))) {
            structure_ = local == "Structure" || local == "RegistryInterface";
            message_ = message_ || local == "MessageGroup" || local.ends_with("Data");
            if (local == "CrossSectionalData") refuse_sections(around.original(tag));
        }
    }

    void leave() {
        if (data_.inside()) data_.end();
    }

    void row(const pugi::xml_node& element, const xml::Around& around) {
        const auto local = xml::local(element.name());
        if (document_.fault) return;
        if (data_.inside())
            data_.row(element, around);
        else if (local == "Header")
            read_header(element);
        else if (local == "Footer")
            read_footer(element);
        else if (local == "ErrorMessage" || local == "Fault")
            refuse(words_of(element), around.original(element));
        else if (structure_)
            names_.row(element);
    }

    /// Once everything was read.
    void finish() {
        if (document_.fault) return;
        if (!footer_.empty() && (document_.records == 0 || footer_is_error_))
            refuse(footer_, footer_);
        else if (!message_ && !structure_)
            document_.fault = fault("wrong_shape", "no SDMX message in this document", "");
    }

  private:
    xml::Take take_root(const pugi::xml_node& tag, const xml::Around& around) {
        if (const auto uri = around.uri(tag); is_sdmx(uri) || is_soap(uri)) return xml::Take::inside;
        document_.fault = xml::wrong_root(tag, "an SDMX-ML message", around.original(tag));
        return xml::Take::stop;
    }

    void refuse(std::string said, std::string_view original) {
        document_.fault = fault("provider_error", std::move(said), original);
    }
    void refuse_sections(std::string_view original) {
        document_.fault =
            fault("wrong_shape",
                  "cross-sectional data of SDMX 1.0 or 2.0, which only its schema explains: ask for "
                  "generic or structure-specific data",
                  original);
    }

    /// Plain lines as they stand; of the sender its id.
    void read_header(const pugi::xml_node& header) {
        for (const auto line : header.children()) {
            const auto local = xml::local(line.name());
            const auto text = base::trim(line.child_value());
            if (local == "Structure") read_structure(line);
            if (local == "Sender") document_.head.emplace("Sender", line.attribute("id").value());
            if (!text.empty()) document_.head.emplace(local, text);
        }
        if (document_.head["Truncated"] == "true")
            document_.fault =
                fault("truncated", "the header says that the provider cut the answer (Truncated)", "");
        document_.head.erase("Truncated");
    }

    void read_structure(const pugi::xml_node& line) {
        sdmx::Structure structure;
        if (const auto at = line.attribute("dimensionAtObservation")) structure.at_observation = at.value();
        data_.declare(line.attribute("structureID").value(), std::move(structure));
    }

    static std::string words_of(const pugi::xml_node& message) {
        std::string words = message.attribute("code").value();
        if (const auto severity = message.attribute("severity"))
            words += fmt::format(" ({})", severity.value());
        for (const auto line : message.children())
            if (const auto text = base::trim(line.child_value()); !text.empty())
                words += fmt::format("{}{}", words.empty() ? "" : ": ", text);
        return words;
    }

    void read_footer(const pugi::xml_node& footer) {
        for (const auto message : footer.children()) {
            if (xml::local(message.name()) != "Message") continue;
            footer_ += fmt::format("{}{}", footer_.empty() ? "" : "; ", words_of(message));
            footer_is_error_ =
                footer_is_error_ || std::string_view{message.attribute("severity").value()} == "Error";
        }
        document_.head["footer"] = footer_;
    }

    Document& document_;
    sdmx::DataSets data_;
    sdmx::Names names_;
    bool structure_ = false, message_ = false, footer_is_error_ = false;
    std::string footer_;
};

}  // namespace

Document sdmx_ml(Input& input, const Options&, const Sink& sink) {
    Document document;
    Message message{document, sink};
    const auto fault =
        xml::read_rows(input, {[&](const auto& tag, const auto& around) { return message.take(tag, around); },
                               [&](const auto& element, const auto& around) { message.row(element, around); },
                               [&](const auto& tag, const auto& around) { message.enter(tag, around); },
                               [&] { message.leave(); }});
    if (!document.fault) document.fault = fault;
    message.finish();
    return document;
}

}  // namespace parse
