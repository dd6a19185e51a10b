#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <pugixml.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "parse/charset.hpp"
#include "parse/faults.hpp"
#include "parse/feed_item.hpp"
#include "parse/formats.hpp"
#include "parse/links.hpp"
#include "parse/repair.hpp"
#include "parse/xml.hpp"
#include "parse/zones.hpp"

// RSS 0.9 to 2.0, RDF and Atom, as messy as they are served: bytes → UTF-8 → repaired text → one document.
// A file that ends or breaks half-way hands over the items that were closed before, and says `malformed`.
namespace parse {
namespace {

constexpr int deepest = 8;  // html > body > feed > entry is the deepest one seen

/// The repaired text and what could be parsed of it.
struct Parsed {
    std::string text;
    pugi::xml_document document;
    pugi::xml_parse_result result;
};

bool is_root(std::string_view local) {
    return local == "rss" || local == "RDF" || local == "feed";
}
bool is_item(std::string_view local) {
    return local == "item" || local == "entry";
}
/// What may stand around items.
bool is_holder(std::string_view local) {
    constexpr std::array names = {"html", "body", "channel", "items"};
    return is_root(local) || is_item(local) || std::find(names.begin(), names.end(), local) != names.end();
}

/// Elements that `wanted` takes, in document order; no deeper than feeds are.
std::vector<pugi::xml_node> find(const pugi::xml_node& top, bool (*wanted)(std::string_view)) {
    std::vector<pugi::xml_node> found;
    std::vector<std::pair<pugi::xml_node, int>> open{{top, 0}};
    while (!open.empty()) {
        const auto [node, depth] = open.back();
        open.pop_back();
        const auto local = xml::local(node.name());
        if (depth > 0 && wanted(local)) found.push_back(node);
        if (depth > 0 && (depth >= deepest || !is_holder(local))) continue;
        for (auto child = node.last_child(); child; child = child.previous_sibling())
            if (child.type() == pugi::node_element) open.emplace_back(child, depth + 1);
    }
    return found;
}

std::string format_of(const pugi::xml_node& root) {
    const auto local = xml::local(root.name());
    const std::string_view version = root.attribute("version").value();
    if (local == "feed")
        return xml::uri(root) == "http://purl.org/atom/ns#" || version == "0.3" ? "atom03" : "atom10";
    if (local == "RDF") {
        for (const auto child : root.children())
            if (xml::uri(child).find("netscape.com") != std::string_view::npos) return "rss090";
        return "rss10";
    }
    constexpr std::array known = {"0.90", "0.91", "0.92", "0.93", "0.94"};
    for (const std::string_view one : known)
        if (version == one) return "rss" + base::replace_all(one, ".", "");
    return version.starts_with('2') ? "rss20" : "rss";
}

/// Where the feed itself is described: the channel, or the root of Atom.
pugi::xml_node channel_of(const pugi::xml_node& root) {
    for (const auto child : root.children())
        if (xml::local(child.name()) == "channel") return child;
    return root;
}

std::chrono::minutes zone_of(const Options& options) {
    const auto served = options.get("zone");
    if (served.empty()) return {};
    if (const auto zone = read_zone(served)) return *zone;
    throw base::Error{"[parse] zone", fmt::format("'{}' is no time zone", served), "write it as '+09:00'",
                      base::Error::Kind::usage};
}

FeedContext context_of(const pugi::xml_node& root, const Options& options) {
    return {std::string{xml::uri(root)}, options.url, zone_of(options), {}};
}

std::optional<int> read_count(std::string_view text) {
    const auto value = base::read_integer(base::trim(text));
    if (!value || *value < 0 || *value > 1'000'000'000) return {};
    return static_cast<int>(*value);
}

void set(Document& document, const std::string& key, const std::string& value) {
    if (!value.empty()) document.head[key] = value;
}

void read_head(const FeedItem& about, const FeedContext& context, Document& document) {
    set(document, "title", about.title);
    set(document, "link", about.link);
    set(document, "summary", about.summary);
    set(document, "language", context.language);
    const auto updated = first_date(about.updated, context.zone);
    set(document, "updated", updated.empty() ? first_date(about.published, context.zone) : updated);
}

/// RSS: <ttl>60</ttl>, <skipHours><hour>0</hour>…</skipHours>, <skipDays><day>Sunday</day>…</skipDays>.
void read_rhythm(const pugi::xml_node& channel, Document& document) {
    const auto put = [&](const char* key, const std::string& value) {
        if (!value.empty()) document.rhythm[key] = value;
    };
    const auto listed = [&](const char* list, const char* one) {
        std::vector<std::string> words;
        for (const auto& node : channel.child(list).children(one))
            words.emplace_back(base::trim(node.text().get()));
        return base::join(words, " ");
    };
    put("ttl", std::string{base::trim(channel.child("ttl").text().get())});
    put("skip_hours", listed("skipHours", "hour"));
    put("skip_days", listed("skipDays", "day"));
}

/// OpenSearch's numbers (of 1.0 or 1.1) and Atom's link to the following page.
void read_paging(const pugi::xml_node& channel, Document& document) {
    const std::pair<std::string_view, std::optional<int>*> numbers[] = {{"totalResults", &document.total},
                                                                        {"startIndex", &document.offset},
                                                                        {"itemsPerPage", &document.per_page}};
    for (const auto child : channel.children()) {
        const auto local = xml::local(child.name());
        if (local == "link" && std::string_view{child.attribute("rel").value()} == "next")
            document.next = child.attribute("href").value();
        if (xml::uri(child).find("opensearch") == std::string_view::npos) continue;
        for (const auto& [name, number] : numbers)
            if (local == name) *number = read_count(child.child_value());
    }
}

/// The parser reached the item's end tag: something follows it, or the tag stands before the fault.
bool is_closed(const pugi::xml_node& item, const Parsed& parsed) {
    if (parsed.result || item.next_sibling()) return true;
    const auto begin = static_cast<std::size_t>(std::max<std::ptrdiff_t>(item.offset_debug(), 0));
    const auto end = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.result.offset, 0));
    // At the end of the file the offset is that of the last byte, which may be the tag's own '>'.
    const auto inside = std::string_view{parsed.text}.substr(0, end + 1).substr(std::min(begin, end));
    return inside.rfind(fmt::format("</{}>", item.name())) != std::string_view::npos;
}

/// One record from one item; the views point into `item` and the dates kept here.
class Handover {
  public:
    Handover(const FeedContext& context, Document& document, const Sink& sink)
        : context_(context), document_(document), sink_(sink) {}

    void take(const FeedItem& item) {
        record_.place = fmt::format("item {}", ++count_);
        record_.fields.clear();
        if (item.title.empty() && item.link.empty() && item.id.empty() && item.summary.empty() &&
            item.content.empty()) {
            document_.rejects.push_back(
                {record_.place, "missing_field", "an item without title, link, id and text", ""});
            return;
        }
        fill(item);
        sink_(record_);
        ++document_.records;
    }

  private:
    void add(std::string_view name, std::string_view value) {
        if (!value.empty()) record_.fields.push_back({name, value});
    }

    void fill(const FeedItem& item) {
        add("title", item.title);
        add("link", item.link);
        add("id", item.id);
        if (!item.id.empty()) add("id_is_link", item.id_is_link ? "true" : "false");
        add("summary", item.summary);
        add("content", item.content);
        published_ = first_date(item.published, context_.zone);
        updated_ = first_date(item.updated, context_.zone);
        add("published", published_);
        if (published_.empty() && !item.published.empty()) add("published_raw", item.published.front());
        add("updated", updated_);
        if (updated_.empty() && !item.updated.empty()) add("updated_raw", item.updated.front());
        author_ = base::join(item.authors, ", ");
        add("author", author_);
        add("publisher", item.publisher);
        add("publisher_url", item.publisher_url);
        add("language", item.language.empty() ? context_.language : item.language);
        for (const auto& tag : item.tags) add("tag", tag);
    }

    const FeedContext& context_;
    Document& document_;
    const Sink& sink_;
    std::size_t count_ = 0;
    model::Record record_;
    std::string published_, updated_, author_;
};

void read_feed(const pugi::xml_node& root, const Parsed& parsed, const Options& options, Document& document,
               const Sink& sink) {
    auto context = context_of(root, options);
    const auto about = read_item(channel_of(root), context);
    context.language = about.language.empty() ? root.attribute("xml:lang").value() : about.language;
    if (context.base.empty()) context.base = is_web_address(about.self) ? about.self : about.link;
    document.head["format"] = format_of(root);
    read_head(about, context, document);
    read_rhythm(channel_of(root), document);
    read_paging(channel_of(root), document);
    Handover handover{context, document, sink};
    for (const auto& item : find(root, is_item))
        if (space_of(item, context) != Space::other && is_closed(item, parsed))
            handover.take(read_item(item, context));
    document.malformed = !parsed.result;
}

/// Why a text holds no feed at all.
model::Reject not_a_feed(const Parsed& parsed, std::string_view text) {
    if (auto found = fault_of_kind(Kind::xml, text)) return *found;
    if (!parsed.result) return xml::fault(parsed.result, parsed.text);
    return xml::wrong_root(parsed.document.document_element(), "rss, rdf:RDF or feed", text);
}

}  // namespace

Document feed(std::string_view bytes, const Options& options, const Sink& sink) {
    Document document;
    if (sniff(bytes) == Kind::gzip || sniff(bytes) == Kind::empty || sniff(bytes) == Kind::json) {
        document.fault = fault_of_kind(Kind::xml, bytes);
        return document;
    }
    auto decoded = decode(bytes, options.content_type);
    auto repaired = repair(decoded.text);
    document.head["encoding"] = decoded.charset;
    set(document, "repaired", repaired.what);
    Parsed parsed{std::move(repaired.text), {}, {}};
    parsed.result = parsed.document.load_buffer(parsed.text.data(), parsed.text.size(), pugi::parse_default,
                                                pugi::encoding_utf8);
    const auto roots = find(parsed.document, is_root);
    if (roots.empty())
        document.fault = not_a_feed(parsed, decoded.text);
    else
        read_feed(roots.front(), parsed, options, document, sink);
    return document;
}

}  // namespace parse
