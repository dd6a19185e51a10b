#include "parse/xml_rows.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <pugixml.hpp>
#include <vector>

#include "base/text.hpp"
#include "parse/faults.hpp"
#include "parse/markup.hpp"
#include "parse/sniff.hpp"
#include "parse/xml.hpp"

namespace parse::xml {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t fragment_size = 64 * 1024;
/// A row longer than this is gone into where its format allows that, and one longer than that is a fault.
constexpr std::size_t large = 512 * 1024, longest = 4 * 1024 * 1024;
/// No envelope is deeper.
constexpr std::size_t deepest = 64;
constexpr std::string_view blanks = " \t\r\n";

/// An element that was gone into.
struct Open {
    std::string name;
    std::vector<std::pair<std::string, std::string>> spaces;  // prefix → URI
};

std::vector<std::pair<std::string, std::string>> spaces_of(const pugi::xml_node& tag) {
    std::vector<std::pair<std::string, std::string>> found;
    for (const auto attribute : tag.attributes()) {
        const std::string_view name = attribute.name();
        if (name == "xmlns") found.emplace_back("", attribute.value());
        if (name.starts_with("xmlns:")) found.emplace_back(name.substr(6), attribute.value());
    }
    return found;
}

class Reader : public Around {
  public:
    Reader(Input& input, const Plan& plan) : input_(input), plan_(plan) {}

    std::optional<model::Reject> read() {
        while (!fault_ && !stopped_ && to_markup()) step();
        if (fault_ || stopped_) return fault_;
        if (!open_.empty() || !rooted_) truncated();
        return fault_;
    }

    std::string_view uri(const pugi::xml_node& element) const override {
        if (!plain_)
            if (const auto found = xml::uri(element); !found.empty()) return found;
        const auto wanted = prefix(element.name());
        for (auto open = open_.rbegin(); open != open_.rend(); ++open)
            for (const auto& [name, space] : open->spaces)
                if (name == wanted) return space;
        return {};
    }
    bool plain() const override { return plain_; }
    std::size_t depth() const override { return open_.size(); }
    std::string_view original(const pugi::xml_node& element) const override {
        const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(element.offset_debug() - 1, 0));
        const auto rest = source_.substr(std::min(at, source_.size()));
        const auto end = whole_children(rest, 1).end;
        return end > 0 ? rest.substr(0, end) : rest;  // a start tag alone has no end
    }

  private:
    void fail(std::string_view reason, std::string_view what, std::size_t at = 0) {
        const auto rest = input_.rest().substr(std::min(at, input_.rest().size()));
        fault_ = parse::fault(reason, fmt::format("byte {}: {}", input_.offset() + at, what), rest);
        // The name of an element may be any bytes; what is told is text.
        if (!simdjson::validate_utf8(fault_->detail)) fault_->detail = "bytes that are no UTF-8";
    }
    void truncated() {
        fault_ = parse::fault("truncated",
                              rooted_ ? "the file ends before its root element does"
                                      : "the file ends before its root element begins",
                              input_.rest());
    }

    /// Moves to the next `<`. What is text between elements means nothing to any of our formats.
    bool to_markup() {
        for (;;) {
            const auto at = input_.rest().find('<');
            const auto text = input_.rest().substr(0, at);
            if (rooted_ && open_.empty() && text.find_first_not_of(blanks) != npos) {
                fail("malformed", "text behind the root element", text.find_first_not_of(blanks));
                return false;
            }
            input_.drop(text.size());
            if (at != npos) return input_.reach(2) || (truncated(), false);
            if (!input_.reach(1)) return false;
        }
    }

    /// Past a comment, section or instruction of any length. False: something else comes next.
    bool pass_over() {
        input_.reach(9);
        for (const auto& [first, last] : {std::pair<std::string_view, std::string_view>{"<!--", "-->"},
                                          {"<![CDATA[", "]]>"},
                                          {"<?", "?>"}}) {
            if (!input_.rest().starts_with(first)) continue;
            input_.drop(first.size());
            for (auto at = npos; (at = input_.rest().find(last)) == npos;) {
                input_.drop(input_.rest().size() - std::min(input_.rest().size(), last.size() - 1));
                if (!input_.reach(last.size())) return truncated(), true;
            }
            input_.drop(input_.rest().find(last) + last.size());
            return true;
        }
        return false;
    }

    /// The tag or doctype that comes next.
    std::optional<Piece> piece() {
        for (std::size_t size = fragment_size;; size *= 2) {
            const bool more = input_.reach(size);
            const auto found = piece_at(input_.rest().substr(0, more ? size : npos), 0);
            if (found.end != npos) return found;
            if (!more) return truncated(), std::nullopt;
            if (size >= longest)
                return fail("malformed", "a tag that does not end within 4 MB"), std::nullopt;
        }
    }

    void step() {
        if (pass_over()) return;
        const auto next = piece();
        if (!next) return;
        if (next->mark == Mark::other) return input_.drop(next->end);
        if (next->mark == Mark::close) return close(next->end);
        if (rooted_ && open_.empty())
            return fail("malformed", fmt::format("a second root element <{}>", tag_name(input_.rest(), 0)));
        rooted_ = true;
        const auto tag = input_.rest().substr(0, next->end);
        if (!read_tag(tag, next->mark == Mark::empty)) return;
        const auto take = plan_.take(tag_.document_element(), *this);
        if (take == Take::stop)
            stopped_ = true;
        else if (take == Take::inside)
            enter(next->end, next->mark == Mark::empty);
        else
            batch(take, next->end);
    }

    /// The start tag as an element of its own.
    bool read_tag(std::string_view tag, bool empty) {
        if (!sound(tag)) return false;
        std::string alone{tag};
        if (!empty) alone.replace(alone.size() - 1, 1, "/>");
        const auto result =
            tag_.load_buffer(alone.data(), alone.size(), pugi::parse_default, pugi::encoding_utf8);
        if (!result) fail("malformed", result.description(), static_cast<std::size_t>(result.offset));
        plain_ = false;
        source_ = tag;
        return result;
    }

    void enter(std::size_t end, bool empty) {
        if (open_.size() >= deepest) return fail("malformed", "elements nested deeper than 64 levels");
        if (plan_.enter) plan_.enter(tag_.document_element(), *this);
        open_.push_back({tag_.document_element().name(), spaces_of(tag_.document_element())});
        counted_ = false;
        input_.drop(end);
        if (empty) leave();
    }

    void leave() {
        open_.pop_back();
        counted_ = false;
        if (plan_.leave) plan_.leave();
    }

    void close(std::size_t end) {
        auto name = input_.rest().substr(2, end - 3);
        name = name.substr(0, name.find_first_of(blanks));
        if (open_.empty() || open_.back().name != name)
            return fail("malformed", fmt::format("</{}> where {} ends", name,
                                                 open_.empty() ? "nothing" : "<" + open_.back().name + ">"));
        input_.drop(end);
        leave();
    }

    /// Zero bytes end pugixml's reading, and what is no UTF-8 would reach the store as text.
    bool sound(std::string_view slice) {
        if (const auto zero = slice.find('\0'); zero != npos)
            return fail("malformed", "a zero byte inside the text", zero), false;
        if (!simdjson::validate_utf8(slice)) return fail("malformed", "bytes that are no UTF-8"), false;
        if (const auto bad = bad_reference_at(slice); bad != npos)
            return fail("malformed", "a reference to what is no character", bad), false;
        return true;
    }

    pugi::xml_parse_result parse(std::string_view slice) {
        buffer_.assign(slice);
        const unsigned lines = slice.find('\r') == npos ? 0U : unsigned{pugi::parse_eol};
        return fragment_.load_buffer_inplace(
            buffer_.data(), buffer_.size(),
            (pugi::parse_default & ~unsigned{pugi::parse_eol}) | lines | pugi::parse_fragment,
            pugi::encoding_utf8);
    }

    /// Hands over elements from here on, at least one.
    void batch(Take take, std::size_t tag_size) {
        if (counted_ && guess()) return;
        std::size_t size = 2 * fragment_size;
        const std::size_t enough = open_.empty() ? 1 : fragment_size;
        Children found;
        for (;; size *= 2) {
            const bool more = input_.reach(size);
            found = whole_children(input_.rest().substr(0, more ? size : npos), enough);
            if (found.end > 0) break;
            if (found.last || !more) return truncated();
            if (take == Take::either && size >= large) return enter(tag_size, false);
            if (size >= longest)
                return fail("malformed",
                            fmt::format("<{}> does not end within 4 MB", tag_name(input_.rest(), 0)));
        }
        const auto slice = input_.rest().substr(0, found.end);
        if (!sound(slice)) return;
        counted_ = !found.last && found.end >= fragment_size;
        if (const auto result = parse(slice); !result)
            fail("malformed", result.description(), static_cast<std::size_t>(result.offset));
        else
            hand_over(slice);
    }

    /// A fragment that ends just before a start tag like the one that comes next, if there is one and the
    /// fragment parses.
    bool guess() {
        std::size_t cut = npos;
        for (std::size_t look = 2 * fragment_size; cut == npos && look <= 4 * fragment_size; look *= 2) {
            input_.reach(look);
            const auto text = input_.rest().substr(0, look);
            open_tag_.assign("<").append(tag_name(text, 0));
            cut = tag_at(text, open_tag_, fragment_size);
        }
        if (cut == npos) return false;
        const auto slice = input_.rest().substr(0, cut);
        if (!sound(slice)) return fault_.reset(), false;
        if (!parse(slice)) return false;
        hand_over(slice);
        return true;
    }

    void hand_over(std::string_view slice) {
        source_ = slice;
        plain_ = slice.find("xmlns") == npos;
        const std::string_view usual = fragment_.first_child().name();
        for (const auto element : fragment_.children()) {
            if (element.type() != pugi::node_element) continue;
            // The first was asked about; so are those that have another name.
            const auto take = usual == element.name() ? Take::whole : plan_.take(element, *this);
            stopped_ = take == Take::stop;
            if (stopped_) return;
            if (take == Take::inside)
                return input_.drop(static_cast<std::size_t>(element.offset_debug()) - 1);
            plan_.row(element, *this);
        }
        input_.drop(slice.size());
    }

    Input& input_;
    const Plan& plan_;
    std::vector<Open> open_;
    bool rooted_ = false, stopped_ = false;
    bool counted_ = false;  // a whole fragment of this parent was counted: the next may be guessed
    bool plain_ = false;
    std::optional<model::Reject> fault_;
    pugi::xml_document tag_, fragment_;
    std::string buffer_, open_tag_;
    std::string_view source_;
};

}  // namespace

std::optional<model::Reject> read_rows(Input& input, const Plan& plan) {
    input.reach(fragment_size);
    if (auto found = prepare(input)) return found;
    return Reader{input, plan}.read();
}

}  // namespace parse::xml
