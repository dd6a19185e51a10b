#include "parse/feed_item.hpp"

#include <algorithm>
#include <array>
#include <pugixml.hpp>

#include "base/text.hpp"
#include "parse/dates.hpp"
#include "parse/links.hpp"
#include "parse/plain.hpp"
#include "parse/xml.hpp"

namespace parse {
namespace {

constexpr int deepest = 64;

struct Vocabulary {
    std::string_view prefix, uri;  // the prefix counts only where nobody declared it
    Space space;
};
constexpr std::array vocabularies = {
    Vocabulary{"", "http://purl.org/rss/1.0/", Space::core},
    Vocabulary{"", "http://my.netscape.com/rdf/simple/0.9/", Space::core},
    Vocabulary{"", "http://channel.netscape.com/rdf/simple/0.9/", Space::core},
    Vocabulary{"atom", "http://www.w3.org/2005/Atom", Space::atom},
    Vocabulary{"", "http://purl.org/atom/ns#", Space::atom},
    Vocabulary{"dc", "http://purl.org/dc/elements/1.1/", Space::dublin},
    Vocabulary{"", "http://purl.org/dc/elements/1.0/", Space::dublin},
    Vocabulary{"dcterms", "http://purl.org/dc/terms/", Space::terms},
    Vocabulary{"content", "http://purl.org/rss/1.0/modules/content/", Space::content},
};

struct Writer : pugi::xml_writer {
    std::string text;
    void write(const void* data, std::size_t size) override {
        text.append(static_cast<const char*>(data), size);
    }
};

bool has_elements(const pugi::xml_node& node) {
    return std::any_of(node.begin(), node.end(),
                       [](auto child) { return child.type() == pugi::node_element; });
}

std::string text_of(const pugi::xml_node& node) {
    std::string room;
    return std::string{base::trim(xml::text(node, room))};
}

/// Some newsrooms put an escaped CDATA section into a plain element.
std::string unwrapped(std::string text) {
    const bool wrapped = text.starts_with("<![CDATA[") && text.ends_with("]]>");
    return wrapped ? std::string{base::trim(std::string_view{text}.substr(9, text.size() - 12))} : text;
}

/// Text, or the markup inside where the element holds elements; of XHTML what its div holds.
std::string served(const pugi::xml_node& node) {
    if (!has_elements(node)) return unwrapped(text_of(node));
    auto holder = node;
    if (std::string_view{node.attribute("type").value()} == "xhtml")
        for (const auto child : node.children())
            if (xml::local(child.name()) == "div") holder = child;
    Writer writer;
    for (const auto child : holder.children())
        child.print(writer, "", pugi::format_raw | pugi::format_no_declaration);
    return std::string{base::trim(writer.text)};
}

/// Atom says whether a title is text or HTML; everywhere else it may hold either.
std::string title_of(const pugi::xml_node& node, Space space) {
    const std::string_view type = node.attribute("type").value();
    const bool is_text = space == Space::atom && (type.empty() || type == "text" || type == "text/plain") &&
                         !has_elements(node) && !node.attribute("mode");
    return is_text ? collapse(text_of(node)) : plain(served(node));
}

std::string base_of(pugi::xml_node node, const std::string& base) {
    std::vector<std::string_view> bases;
    for (int steps = 0; node && steps < deepest; node = node.parent(), ++steps)
        if (const auto own = node.attribute("xml:base")) bases.push_back(own.value());
    std::string all = base;
    for (auto own = bases.rbegin(); own != bases.rend(); ++own) all = absolute(clean_link(*own), all);
    return all;
}

struct Reading {
    FeedItem& item;
    const FeedContext& context;
    Space space;
};

std::string link_of(const pugi::xml_node& node, std::string_view served_link, const FeedContext& context) {
    const std::string clean = clean_link(base::trim(served_link));
    if (clean.empty() || is_web_address(clean)) return clean;
    return absolute(clean, base_of(node, context.base));
}

void first(std::string& slot, std::string value) {
    if (slot.empty()) slot = std::move(value);
}

void take_title(const pugi::xml_node& node, Reading in) {
    first(in.item.title, title_of(node, in.space));
}

void offer_link(const pugi::xml_node& node, std::string_view link, int rank, Reading in) {
    if (rank <= in.item.link_rank || base::trim(link).empty()) return;
    in.item.link = link_of(node, link, in.context);
    in.item.link_rank = rank;
}

int rank_of(std::string_view relation, std::string_view type) {
    if (relation.empty() || relation == "alternate")
        return type.empty() || type.find("html") != std::string_view::npos ? 4 : 3;
    return relation == "related" || relation == "via" ? 2 : relation == "self" ? 1 : 0;
}

void take_link(const pugi::xml_node& node, Reading in) {
    const std::string_view href = node.attribute("href").value();
    const std::string_view relation = node.attribute("rel").value();
    if (!href.empty()) {
        if (relation == "self") first(in.item.self, link_of(node, href, in.context));
        return offer_link(node, href, rank_of(relation, node.attribute("type").value()), in);
    }
    if (in.space == Space::core) offer_link(node, text_of(node), 5, in);
}

void take_guid(const pugi::xml_node& node, Reading in) {
    if (!in.item.id.empty()) return;
    in.item.id = text_of(node);
    const auto permanent = base::lower_ascii(node.attribute("isPermaLink").value());
    in.item.id_is_link = permanent != "false" && is_web_address(in.item.id);
}

void take_id(const pugi::xml_node& node, Reading in) {
    first(in.item.id, text_of(node));
}

void take_summary(const pugi::xml_node& node, Reading in) {
    first(in.item.summary, served(node));
}

void take_content(const pugi::xml_node& node, Reading in) {
    first(in.item.content, served(node));
    if (const auto source = node.attribute("src")) offer_link(node, source.value(), 2, in);
}

void take_published(const pugi::xml_node& node, Reading in) {
    if (auto date = collapse(text_of(node)); !date.empty()) in.item.published.push_back(std::move(date));
}

void take_updated(const pugi::xml_node& node, Reading in) {
    if (auto date = collapse(text_of(node)); !date.empty()) in.item.updated.push_back(std::move(date));
}

void take_author(const pugi::xml_node& node, Reading in) {
    std::string name;
    for (const auto child : node.children())
        if (xml::local(child.name()) == "name") name = collapse(text_of(child));
    if (!has_elements(node)) name = plain(text_of(node));
    auto& all = in.item.authors;
    if (!name.empty() && std::find(all.begin(), all.end(), name) == all.end()) all.push_back(std::move(name));
}

void take_source(const pugi::xml_node& node, Reading in) {
    for (const auto child : node.children())
        if (xml::local(child.name()) == "title") first(in.item.publisher, title_of(child, in.space));
    if (!has_elements(node)) first(in.item.publisher, plain(text_of(node)));
    first(in.item.publisher_url, link_of(node, node.attribute("url").value(), in.context));
}

void take_language(const pugi::xml_node& node, Reading in) {
    first(in.item.language, text_of(node));
}

void take_tag(const pugi::xml_node& node, Reading in) {
    std::string tag = collapse(node.attribute("label").value());
    first(tag, collapse(node.attribute("term").value()));
    first(tag, plain(text_of(node)));
    auto& all = in.item.tags;
    if (!tag.empty() && std::find(all.begin(), all.end(), tag) == all.end()) all.push_back(std::move(tag));
}

struct Element {
    Space space;
    std::string_view name;
    void (*take)(const pugi::xml_node&, Reading);
};
constexpr std::array elements = {
    Element{Space::core, "title", take_title},
    Element{Space::core, "link", take_link},
    Element{Space::core, "guid", take_guid},
    Element{Space::core, "id", take_id},
    Element{Space::core, "description", take_summary},
    Element{Space::core, "summary", take_summary},
    Element{Space::core, "subtitle", take_summary},
    Element{Space::core, "content", take_content},
    Element{Space::core, "pubDate", take_published},
    Element{Space::core, "published", take_published},
    Element{Space::core, "lastBuildDate", take_updated},
    Element{Space::core, "updated", take_updated},
    Element{Space::core, "modDate", take_updated},
    Element{Space::core, "author", take_author},
    Element{Space::core, "source", take_source},
    Element{Space::core, "language", take_language},
    Element{Space::core, "category", take_tag},
    Element{Space::atom, "title", take_title},
    Element{Space::atom, "link", take_link},
    Element{Space::atom, "id", take_id},
    Element{Space::atom, "summary", take_summary},
    Element{Space::atom, "subtitle", take_summary},
    Element{Space::atom, "tagline", take_summary},
    Element{Space::atom, "content", take_content},
    Element{Space::atom, "published", take_published},
    Element{Space::atom, "issued", take_published},
    Element{Space::atom, "created", take_published},
    Element{Space::atom, "updated", take_updated},
    Element{Space::atom, "modified", take_updated},
    Element{Space::atom, "author", take_author},
    Element{Space::atom, "source", take_source},
    Element{Space::atom, "category", take_tag},
    Element{Space::dublin, "title", take_title},
    Element{Space::dublin, "description", take_summary},
    Element{Space::dublin, "date", take_published},
    Element{Space::dublin, "creator", take_author},
    Element{Space::dublin, "source", take_source},
    Element{Space::dublin, "language", take_language},
    Element{Space::dublin, "subject", take_tag},
    Element{Space::terms, "created", take_published},
    Element{Space::terms, "issued", take_published},
    Element{Space::terms, "modified", take_updated},
    Element{Space::content, "encoded", take_content},
};

}  // namespace

Space space_of(const pugi::xml_node& element, const FeedContext& context) {
    const auto uri = xml::uri(element);
    const auto prefix = xml::prefix(element.name());
    for (const auto& one : vocabularies)
        if (uri == one.uri || (uri.empty() && !prefix.empty() && prefix == one.prefix)) return one.space;
    const bool core = uri.empty() ? prefix.empty() : uri == context.core;
    return core ? Space::core : Space::other;
}

FeedItem read_item(const pugi::xml_node& element, const FeedContext& context) {
    FeedItem item;
    item.language = element.attribute("xml:lang").value();
    for (const auto child : element.children()) {
        if (child.type() != pugi::node_element) continue;
        const auto local = xml::local(child.name());
        const auto match = std::find_if(elements.begin(), elements.end(),
                                        [&](const Element& one) { return one.name == local; });
        if (match == elements.end()) continue;
        const Space space = space_of(child, context);
        for (const auto& one : elements)
            if (one.name == local && one.space == space) one.take(child, {item, context, space});
    }
    if (const auto about = element.attribute("rdf:about")) {
        first(item.id, std::string{base::trim(about.value())});
        if (item.link.empty() && is_web_address(item.id)) item.link = item.id;
    }
    if (item.link.empty() && item.id_is_link) item.link = item.id;
    return item;
}

std::string first_date(const std::vector<std::string>& served, std::chrono::minutes zone) {
    for (const auto& text : served)
        if (const auto instant = read_date(text, zone)) return base::iso(*instant);
    return {};
}

}  // namespace parse
