#include "parse/xml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "base/text.hpp"
#include "parse/charset.hpp"
#include "parse/faults.hpp"
#include "parse/input.hpp"
#include "parse/sniff.hpp"

namespace parse::xml {
namespace {

constexpr auto npos = std::string_view::npos;
/// No envelope is deeper; a bomb of nested elements must not make every look-up a walk to its top.
constexpr int deepest = 64;

std::size_t line_of(std::string_view bytes, std::size_t offset) {
    const auto head = bytes.substr(0, offset);
    return 1 + static_cast<std::size_t>(std::count(head.begin(), head.end(), '\n'));
}

/// The last tag is the end tag of the root element.
bool is_closed(std::string_view bytes) {
    const auto root = root_at(bytes);
    const auto last = bytes.rfind("</");
    if (root == npos || last == npos || last < root) return false;
    const auto end = base::trim(bytes.substr(last + 2));
    return end.ends_with('>') && base::trim(end.substr(0, end.size() - 1)) == tag_name(bytes, root);
}

/// Bytes that are no UTF-8; at the very end they are a character cut in two, and the file is truncated.
bool broken_inside(std::string_view bytes) {
    for (std::size_t left_out = 0; left_out < std::min<std::size_t>(4, bytes.size() + 1); ++left_out)
        if (base::valid_utf8(bytes.substr(0, bytes.size() - left_out))) return false;
    return true;
}

}  // namespace

std::string_view local(std::string_view name) {
    const auto colon = name.find(':');
    return colon == npos ? name : name.substr(colon + 1);
}

std::string_view prefix(std::string_view name) {
    const auto colon = name.find(':');
    return colon == npos ? std::string_view{} : name.substr(0, colon);
}

std::string_view uri(const pugi::xml_node& element) {
    const auto wanted = prefix(element.name());
    int steps = 0;
    for (auto node = element; node && steps < deepest; node = node.parent(), ++steps)
        for (const auto attribute : node.attributes()) {
            const std::string_view name = attribute.name();
            if (!name.starts_with("xmlns")) continue;
            if (wanted.empty() ? name == "xmlns"
                               : name.substr(5).starts_with(':') && name.substr(6) == wanted)
                return attribute.value();
        }
    return {};
}

std::string_view text(const pugi::xml_node& element, std::string& room) {
    const auto first = element.first_child();
    if (!first || (first.type() == pugi::node_pcdata && !first.next_sibling())) return first.value();
    std::string_view only;
    bool joined = false;
    for (const auto child : element.children()) {
        if (child.type() != pugi::node_pcdata && child.type() != pugi::node_cdata) continue;
        const std::string_view part = child.value();
        if (joined) {
            room += part;
        } else if (only.empty()) {
            only = part;
        } else {
            room.assign(only).append(part);
            joined = true;
        }
    }
    return joined ? std::string_view{room} : only;
}

std::optional<model::Reject> prepare(std::string_view& bytes, std::string& room) {
    const auto charset = base::lower_ascii(declared_charset(without_mark(bytes)));
    const bool other_charset = !charset.empty() && charset != "utf-8";
    if (other_charset || sniff(bytes) == Kind::text) {
        room = decode(bytes, {}).text;
        bytes = room;
    }
    bytes = without_mark(bytes);
    if (auto found = fault_of_kind(Kind::xml, bytes)) return found;
    if (bytes.find('\0') != npos) return parse::fault("malformed", "a zero byte inside the text", bytes);
    // XML's own rule, too: such bytes would otherwise reach the store as text.
    if (broken_inside(bytes)) return parse::fault("malformed", "bytes that are no UTF-8", bytes);
    return {};
}

std::optional<model::Reject> prepare(Input& input) {
    const auto charset = base::lower_ascii(declared_charset(without_mark(input.rest())));
    const bool other_charset = !charset.empty() && charset != "utf-8";
    if (other_charset || sniff(input.rest()) == Kind::text) input.become(decode(input.all(), {}).text);
    input.drop(input.rest().size() - without_mark(input.rest()).size());
    return fault_of_kind(Kind::xml, input.rest());
}

bool ends_with_tag(std::string_view bytes) {
    return base::trim(bytes).ends_with('>');
}

model::Reject fault(const pugi::xml_parse_result& result, std::string_view bytes) {
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0));
    // pugixml ends its text with a zero in place of the last byte: the end of the file is there or after it.
    const bool at_end = offset + 1 >= bytes.find_last_not_of(" \t\r\n") + 1;
    const bool truncated = at_end || !is_closed(bytes);
    std::string detail = fmt::format("line {}: {}", line_of(bytes, offset), result.description());
    if (truncated) detail = "the file ends before its root element does; " + detail;
    const auto from = std::min(offset, bytes.size()) > 200 ? std::min(offset, bytes.size()) - 200 : 0;
    return parse::fault(truncated ? "truncated" : "malformed", std::move(detail), bytes.substr(from));
}

std::optional<model::Reject> second_root(const pugi::xml_node& root, std::string_view bytes) {
    for (auto next = root.next_sibling(); next; next = next.next_sibling())
        if (next.type() == pugi::node_element)
            return parse::fault("malformed", fmt::format("a second root element <{}>", next.name()),
                                bytes.substr(static_cast<std::size_t>(next.offset_debug())));
    return {};
}

model::Reject wrong_root(const pugi::xml_node& root, std::string_view wanted, std::string_view bytes) {
    return parse::fault("wrong_shape",
                        fmt::format("the root element is <{}>, expected {}", root.name(), wanted), bytes);
}

}  // namespace parse::xml
