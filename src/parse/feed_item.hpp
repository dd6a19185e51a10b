#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace pugi {
class xml_node;
}

namespace parse {

/// What holds for a whole feed.
struct FeedContext {
    std::string core;  // namespace URI of the feed's own elements; empty for most RSS
    std::string base;  // what relative links stand on
    std::chrono::minutes zone{};
    std::string language;
};

/// What an item, or the feed itself, says; texts as served unless said otherwise.
struct FeedItem {
    std::string title;  // plain text
    std::string link;   // absolute
    std::string self;   // atom:link rel="self"
    std::string id;
    bool id_is_link = false;
    std::string summary, content;
    std::vector<std::string> published, updated;  // as served, in the order of the table
    std::vector<std::string> authors, tags;
    std::string publisher, publisher_url;  // of an item's <source>
    std::string language;
    int link_rank = 0;
};

/// Which vocabulary an element belongs to, whatever its prefix.
enum class Space { core, atom, dublin, terms, content, other };
Space space_of(const pugi::xml_node& element, const FeedContext& context);

/// Reads the direct children of an item, an entry, a channel or a feed.
FeedItem read_item(const pugi::xml_node& element, const FeedContext& context);

/// The first date that can be read, as UTC ISO 8601; empty where none can.
std::string first_date(const std::vector<std::string>& served, std::chrono::minutes zone);

}  // namespace parse
