#include "parse/said.hpp"

#include <simdjson.h>

#include <algorithm>
#include <pugixml.hpp>
#include <span>

#include "base/text.hpp"
#include "parse/plain.hpp"
#include "parse/sniff.hpp"
#include "parse/xml.hpp"

namespace parse {
namespace {

using Steps = std::span<const std::string>;
using Texts = std::vector<std::string>;
namespace dom = simdjson::dom;

constexpr std::size_t longest_error = 64 * 1024, longest_title = 100;

bool fits(std::string_view step, std::string_view name) {
    return step == "*" || step == name;
}

void collect(dom::element at, Steps steps, Texts& found) {
    if (steps.empty()) {
        if (at.is_string())
            found.emplace_back(std::string_view{at});
        else if (!at.is_object() && !at.is_array() && !at.is_null())
            found.push_back(simdjson::to_string(at));
    } else if (at.is_object()) {
        const dom::object members = at;
        for (const auto member : members)
            if (fits(steps.front(), member.key)) collect(member.value, steps.subspan(1), found);
    } else if (at.is_array()) {
        const dom::array elements = at;
        std::size_t index = 0;
        for (const auto element : elements)
            if (fits(steps.front(), std::to_string(index++))) collect(element, steps.subspan(1), found);
    }
}

/// `at` stands above the element that the first step names.
void collect(const pugi::xml_node& at, Steps steps, Texts& found) {
    if (steps.empty()) {
        if (const auto text = base::trim(at.child_value()); !text.empty()) found.emplace_back(text);
        return;
    }
    if (steps.front().starts_with('@')) {
        for (const auto attribute : at.attributes())
            if (fits(steps.front().substr(1), xml::local(attribute.name())))
                found.emplace_back(attribute.value());
        return;
    }
    for (const auto child : at.children())
        if (child.type() == pugi::node_element && fits(steps.front(), xml::local(child.name())))
            collect(child, steps.subspan(1), found);
}

/// All that the paths lead to, path by path; each text once.
template <class Root>
Texts at(const Root& root, const std::vector<std::string>& paths) {
    Texts found;
    for (const auto& path : paths) {
        std::vector<std::string> steps;
        for (const auto step : base::split(path, '/')) steps.emplace_back(step);
        collect(root, steps, found);
    }
    Texts once;
    for (auto& text : found)
        if (std::find(once.begin(), once.end(), text) == once.end()) once.push_back(std::move(text));
    return once;
}

template <class Root>
std::optional<Said> error_in(const Root& root, const model::ErrorShape& shape) {
    for (auto& code : at(root, shape.code))
        if (std::find(shape.good.begin(), shape.good.end(), code) == shape.good.end())
            return Said{std::move(code), collapse(base::join(at(root, shape.message), ": "))};
    return {};
}

/// Most XML is data: its root alone tells that no path begins there.
bool may_begin(std::string_view bytes, const std::vector<std::string>& paths) {
    const auto root = root_at(bytes);
    if (root == bytes.npos) return false;
    const auto name = xml::local(tag_name(bytes, root));
    return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
        return fits(std::string_view{path}.substr(0, path.find('/')), name);
    });
}

}  // namespace

std::optional<Said> said(std::string_view bytes, const model::ErrorShape& shape) {
    if (shape.code.empty() || bytes.size() > longest_error) return {};
    bytes = without_mark(bytes);
    if (sniff(bytes) == Kind::json) {
        dom::parser parser;
        dom::element root;
        if (parser.parse(simdjson::padded_string{bytes}).get(root)) return {};
        return error_in(root, shape);
    }
    std::string room;
    if (sniff(bytes) != Kind::xml || !may_begin(bytes, shape.code) || xml::prepare(bytes, room)) return {};
    pugi::xml_document document;
    if (!document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default, pugi::encoding_utf8))
        return {};
    return error_in(static_cast<const pugi::xml_node&>(document), shape);
}

std::string page_title(std::string_view html) {
    const auto lower = base::lower_ascii(html.substr(0, longest_error));
    const auto tag = lower.find("<title");
    const auto start = tag == lower.npos ? tag : lower.find('>', tag);
    const auto end = start == lower.npos ? start : lower.find("</title", start);
    if (end == lower.npos) return {};
    const auto whole = base::code_points(plain(html.substr(start + 1, end - start - 1)));
    return base::to_utf8(std::u32string_view{whole}.substr(0, longest_title));
}

}  // namespace parse
