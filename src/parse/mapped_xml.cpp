#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <pugixml.hpp>

#include "base/text.hpp"
#include "parse/faults.hpp"
#include "parse/formats.hpp"
#include "parse/reshape.hpp"
#include "parse/table.hpp"
#include "parse/xml.hpp"
#include "parse/xml_rows.hpp"

// Any XML whose source says where its rows stand. Options of [parse] are paths of elements from the root on,
// without prefixes; `*` is any element.
//   rows = "response/award"     each is a record: its attributes by name, the text of what is in it by path
//                               ("agency", "pi/name", "country/@id"), then the attributes of the elements
//                               around it ("series/@id")
//   head = "response"           whose attributes and plain children describe the document; default: the root
//   namespace = "urn:…"         the one of the root, where another would mean another format
//   and what reshape.hpp says: rename, require, zip, wide
namespace parse {
namespace {

constexpr std::size_t deepest = 16;

using Steps = std::vector<std::string>;

Steps steps_of(const Options& options, const std::string& key) {
    const auto path = options.get(key);
    Steps steps;
    for (const auto part : base::split(path, '/')) steps.emplace_back(part);
    for (const auto& step : steps)
        if (step.empty() || step.starts_with('@'))
            throw unknown_option(key, path, "names of elements from the root on, as 'response/award'");
    return steps;
}

/// An element that was gone into, outside of rows.
struct Outer {
    bool on_path = false, in_head = false;
    std::vector<std::pair<std::string, std::string>> says;  // "series/@id" → value
};

class Mapped {
  public:
    Mapped(const Options& options, Document& document, const Sink& sink)
        : rows_(steps_of(options, "rows")),
          head_(options.get("head").empty() ? Steps{rows_.front()} : steps_of(options, "head")),
          namespace_(options.get("namespace")),
          document_(document),
          out_(options, document, sink) {}

    xml::Take take(const pugi::xml_node& tag, const xml::Around& around) {
        if (document_.fault) return xml::Take::stop;
        const auto local = xml::local(tag.name());
        if (around.depth() == 0 && !is_ours(tag, around)) return xml::Take::stop;
        if (!on_path() || !is_step(rows_, around.depth(), local)) {
            if (on_path() && around.depth() < rows_.size()) saw(local);
            const bool leads_to_head = around.depth() + 1 <= head_.size() && in_head(around.depth());
            return leads_to_head && is_step(head_, around.depth(), local) ? xml::Take::inside
                                                                          : xml::Take::either;
        }
        return around.depth() + 1 == rows_.size() ? xml::Take::whole : xml::Take::inside;
    }

    void enter(const pugi::xml_node& tag, const xml::Around& around) {
        const auto local = xml::local(tag.name());
        Outer one;
        misled_ = misled_ || (on_path() && around.depth() + 1 == rows_.size());
        one.on_path = on_path() && is_step(rows_, around.depth(), local);
        one.in_head = in_head(around.depth()) && is_step(head_, around.depth(), local);
        parent_seen_ = parent_seen_ || (one.on_path && around.depth() + 2 == rows_.size());
        const bool is_head = one.in_head && around.depth() + 1 == head_.size();
        for (const auto attribute : tag.attributes()) {
            const auto name = xml::local(attribute.name());
            if (std::string_view{attribute.name()}.starts_with("xmlns")) continue;
            one.says.emplace_back(fmt::format("{}/@{}", local, name), attribute.value());
            if (is_head) document_.head.emplace(name, attribute.value());
        }
        outer_.push_back(std::move(one));
    }

    void leave() { outer_.pop_back(); }

    void row(const pugi::xml_node& element, const xml::Around& around) {
        if (document_.fault) return;
        const auto local = xml::local(element.name());
        if (on_path() && around.depth() + 1 == rows_.size() && is_step(rows_, around.depth(), local))
            return record(element, around);
        if (on_path() && around.depth() + 1 == rows_.size() && !is_bare(element)) misled_ = true;
        const bool in_its_head = around.depth() == head_.size() && !outer_.empty() && outer_.back().in_head;
        if (in_its_head && is_plain(element))
            document_.head.emplace(local, base::trim(element.child_value()));
    }

    /// Once everything was read: an empty list is an answer, a path that leads nowhere is not.
    void finish() {
        if (!document_.fault && seen_ == 0 && (!parent_seen_ || misled_))
            document_.fault =
                fault("wrong_shape",
                      fmt::format("nothing at '{}'; the document holds {}", base::join(rows_, "/"),
                                  others_.empty() ? "nothing else" : base::join(others_, ", ")),
                      "");
        number_pages();
    }

  private:
    static bool is_step(const Steps& steps, std::size_t depth, std::string_view local) {
        return depth < steps.size() && (steps[depth] == "*" || steps[depth] == local);
    }
    static bool is_plain(const pugi::xml_node& element) {
        return std::none_of(element.begin(), element.end(),
                            [](const auto& child) { return child.type() == pugi::node_element; });
    }
    /// Plain text, as the numbers beside a list are.
    static bool is_bare(const pugi::xml_node& element) {
        return is_plain(element) && element.first_attribute().empty();
    }
    bool on_path() const { return outer_.empty() || outer_.back().on_path; }
    bool in_head(std::size_t depth) const { return depth == 0 || outer_.back().in_head; }

    bool is_ours(const pugi::xml_node& root, const xml::Around& around) {
        if (!is_step(rows_, 0, xml::local(root.name())))
            document_.fault =
                xml::wrong_root(root, fmt::format("<{}>", rows_.front()), around.original(root));
        else if (!namespace_.empty() && around.uri(root) != namespace_)
            document_.fault =
                xml::wrong_root(root, fmt::format("one of namespace {}", namespace_), around.original(root));
        return !document_.fault;
    }

    void saw(std::string_view local) {
        if (others_.size() < 10 && std::find(others_.begin(), others_.end(), local) == others_.end())
            others_.emplace_back(local);
    }

    void record(const pugi::xml_node& element, const xml::Around& around) {
        record_.place = fmt::format("row {}", ++seen_);
        record_.fields.clear();
        rooms_.clear();
        for (const auto attribute : element.attributes())
            if (!std::string_view{attribute.name()}.starts_with("xmlns"))
                record_.fields.push_back({xml::local(attribute.name()), attribute.value()});
        if (!add_children(element, "", 1)) {
            document_.rejects.push_back({record_.place, "wrong_shape",
                                         fmt::format("nested deeper than {} levels", deepest),
                                         cut(around.original(element))});
            return;
        }
        for (auto outer = outer_.rbegin(); outer != outer_.rend(); ++outer)
            for (const auto& [name, value] : outer->says) record_.fields.push_back({name, value});
        out_.take(record_);
    }

    bool add_children(const pugi::xml_node& element, const std::string& above, std::size_t depth) {
        for (const auto child : element.children()) {
            if (child.type() != pugi::node_element) continue;
            if (depth >= deepest) return false;
            const std::string name = above + std::string{xml::local(child.name())};
            for (const auto attribute : child.attributes())
                record_.fields.push_back(
                    {rooms_.emplace_back(fmt::format("{}/@{}", name, xml::local(attribute.name()))),
                     attribute.value()});
            if (!is_plain(child)) {
                if (!add_children(child, name + "/", depth + 1)) return false;
                continue;
            }
            auto& room = rooms_.emplace_back();
            const auto text = xml::text(child, room);
            record_.fields.push_back({rooms_.emplace_back(name), text});
        }
        return true;
    }

    void number_pages() {
        const auto number = [&](const char* key) -> std::optional<int> {
            const auto found = document_.head.find(key);
            const auto value =
                found == document_.head.end() ? std::nullopt : base::read_integer(found->second);
            if (!value || *value < 0 || *value > 1'000'000'000) return {};
            return static_cast<int>(*value);
        };
        document_.page = number("page");
        document_.pages = number("pages");
        document_.per_page = number("per_page");
        document_.total = number("total");
    }

    Steps rows_, head_;
    std::string namespace_;
    Document& document_;
    Reshape out_;
    std::vector<Outer> outer_;
    std::vector<std::string> others_;
    bool parent_seen_ = false;  // where the rows would stand was found …
    bool misled_ = false;       // … and other things than rows stand there
    std::size_t seen_ = 0;
    model::Record record_;
    std::deque<std::string> rooms_;
};

}  // namespace

Document mapped_xml(Input& input, const Options& options, const Sink& sink) {
    if (options.get("rows").empty())
        throw base::Error{"[parse]", "the format xml needs to know where its rows stand",
                          "add rows = \"response/award\": names of elements from the root on",
                          base::Error::Kind::usage};
    Document document;
    Mapped mapped{options, document, sink};
    const auto fault =
        xml::read_rows(input, {[&](const auto& tag, const auto& around) { return mapped.take(tag, around); },
                               [&](const auto& element, const auto& around) { mapped.row(element, around); },
                               [&](const auto& tag, const auto& around) { mapped.enter(tag, around); },
                               [&] { mapped.leave(); }});
    if (!document.fault) document.fault = fault;
    mapped.finish();
    return document;
}

}  // namespace parse
