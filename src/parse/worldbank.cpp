#include <fmt/format.h>

#include <array>
#include <deque>
#include <pugixml.hpp>

#include "base/text.hpp"
#include "parse/faults.hpp"
#include "parse/formats.hpp"
#include "parse/xml.hpp"
#include "parse/xml_rows.hpp"

// World Bank Indicators v2. Root and row have the same name:
//   <wb:data page="1" …><wb:data><wb:indicator id="…">…</wb:indicator>…</wb:data>…</wb:data>
// The country list is <wb:countries><wb:country id="…">…, an error <wb:error><wb:message id="…" key="…">….
namespace parse {
namespace {

constexpr std::string_view home = "http://www.worldbank.org";

/// Field names that outlive the document; elements not listed are named on the way.
struct Known {
    std::string_view element, id;
};
constexpr std::array known = {Known{"indicator", "indicator_id"},
                              Known{"country", "country_id"},
                              Known{"countryiso3code", ""},
                              Known{"date", ""},
                              Known{"value", ""},
                              Known{"unit", ""},
                              Known{"obs_status", ""},
                              Known{"decimal", ""},
                              Known{"iso2Code", ""},
                              Known{"name", ""},
                              Known{"region", "region_id"},
                              Known{"adminregion", "adminregion_id"},
                              Known{"incomeLevel", "incomeLevel_id"},
                              Known{"lendingType", "lendingType_id"},
                              Known{"capitalCity", ""},
                              Known{"longitude", ""},
                              Known{"latitude", ""}};

/// One answer: its root tag, then its rows.
class Answer {
  public:
    Answer(Document& document, const Sink& sink) : document_(document), sink_(sink) {}

    xml::Take take(const pugi::xml_node& tag, const xml::Around& around) {
        if (around.depth() > 0) return xml::Take::whole;
        const auto local = xml::local(tag.name());
        const bool ours = around.uri(tag) == home;
        error_ = ours && local == "error";
        if (error_) return xml::Take::whole;
        if (!ours || (local != "data" && local != "countries")) {
            document_.fault = xml::wrong_root(tag, fmt::format("wb:data or wb:countries of {}", home),
                                              around.original(tag));
            return xml::Take::stop;
        }
        row_ = local == "data" ? "data" : "country";
        read_head(tag);
        return xml::Take::inside;
    }

    void row(const pugi::xml_node& row, const xml::Around& around) {
        if (error_) {
            document_.fault = provider_error(row, around);
        } else if (xml::local(row.name()) == row_ && around.uri(row) == home) {
            read_fields(row, around);
            hand_over(row, around);
        }
    }

  private:
    void read_head(const pugi::xml_node& root) {
        for (const auto attribute : root.attributes()) {
            const std::string_view name = attribute.name();
            if (!name.starts_with("xmlns")) document_.head[std::string{name}] = attribute.value();
        }
        document_.page = number(root.attribute("page").value());
        document_.pages = number(root.attribute("pages").value());
        document_.per_page = number(root.attribute("per_page").value());
        document_.total = number(root.attribute("total").value());
    }

    static std::optional<int> number(std::string_view text) {
        const auto value = base::read_integer(base::trim(text));
        if (!value || *value < 0 || *value > 1'000'000'000) return {};
        return static_cast<int>(*value);
    }

    static model::Reject provider_error(const pugi::xml_node& error, const xml::Around& around) {
        std::string said;
        for (const auto message : error.children())
            if (xml::local(message.name()) == "message")
                said += fmt::format("{}{}: {}: {}", said.empty() ? "" : "; ", message.attribute("id").value(),
                                    message.attribute("key").value(), base::trim(message.child_value()));
        return fault("provider_error", said.empty() ? "the provider answers with an error" : said,
                     around.original(error));
    }

    std::string_view keep(std::string name) { return names_.emplace_back(std::move(name)); }

    /// Rows hold the same elements in the same order: the one after the last is tried first.
    const Known* known_as(std::string_view local) {
        for (std::size_t i = 0; i < known.size(); ++i) {
            const auto& one = known[(next_ + i) % known.size()];
            if (one.element != local) continue;
            next_ = static_cast<std::size_t>(&one - known.data()) + 1;
            return &one;
        }
        return nullptr;
    }

    void add(const pugi::xml_node& element, std::string_view local) {
        const auto* match = known_as(local);
        if (const auto first = element.first_attribute())
            if (const auto id = element.attribute("id"))
                record_.fields.push_back(
                    {match && !match->id.empty() ? match->id : keep(fmt::format("{}_id", local)),
                     id.value()});
        room_.clear();
        auto text = xml::text(element, room_);
        if (!room_.empty()) text = keep(room_);
        record_.fields.push_back({match ? match->element : keep(std::string{local}), text});
    }

    void read_fields(const pugi::xml_node& row, const xml::Around& around) {
        record_.fields.clear();
        names_.clear();
        next_ = 0;
        const auto prefix = xml::prefix(row.name());
        if (const auto id = row.attribute("id")) record_.fields.push_back({"id", id.value()});
        for (auto element = row.first_child(); element; element = element.next_sibling()) {
            if (element.type() != pugi::node_element) continue;
            const std::string_view name = element.name();
            const bool same = around.plain() && xml::prefix(name) == prefix;
            if (same || around.uri(element) == home) add(element, xml::local(name));
        }
    }

    std::string_view missing() const {
        if (row_ == "country") return record_.get("name").empty() ? "name" : "";
        return !record_.find("date") ? "date" : !record_.find("value") ? "value" : "";
    }

    void hand_over(const pugi::xml_node& row, const xml::Around& around) {
        record_.place = fmt::format("row {}", ++seen_);
        if (const auto gap = missing(); !gap.empty()) {
            document_.rejects.push_back({record_.place, "missing_field",
                                         fmt::format("no wb:{} in this row", gap),
                                         cut(around.original(row))});
            return;
        }
        sink_(record_);
        ++document_.records;
    }

    Document& document_;
    const Sink& sink_;
    std::string_view row_;  // local name of a row: "data" or "country"
    bool error_ = false;
    std::size_t seen_ = 0;
    model::Record record_;
    std::deque<std::string> names_;
    std::string room_;
    std::size_t next_ = 0;
};

}  // namespace

Document worldbank(Input& input, const Options&, const Sink& sink) {
    Document document;
    Answer answer{document, sink};
    const auto fault =
        xml::read_rows(input, {[&](const auto& tag, const auto& around) { return answer.take(tag, around); },
                               [&](const auto& row, const auto& around) { answer.row(row, around); }});
    if (fault) document.fault = fault;
    return document;
}

}  // namespace parse
