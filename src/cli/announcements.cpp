// tuja announcements list|search|show.
#include <fmt/format.h>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "pipeline/announcements.hpp"

namespace cli {
namespace {

using base::Json;
using pipeline::Told;
using pipeline::Wording;

Json wording_json(const Wording& it) {
    auto json = Json::object().set("known", base::iso(it.known)).set("published", it.published);
    json.set("publisher", it.publisher).set("title", it.title).set("text", it.text).set("link", it.link);
    return json.set("language", it.language).set("country", it.country).set("sha256", it.sha256);
}

Json told_json(const Told& it) {
    auto json = Json::object().set("id", it.id).set("source", it.source).set("feed", it.feed);
    json.set("identity", it.identity);
    Json wordings = Json::array();
    for (const auto& one : it.wordings) wordings.push(wording_json(one));
    return json.set("wordings", wordings);
}

void print_line(const Told& it) {
    const auto& newest = it.newest();
    const auto day = newest.published.size() < 10 ? "-" : newest.published.substr(0, 10);
    print_wrapped(fmt::format("{}  {:<10}  {}: {}", it.id, day, newest.publisher, newest.title), 12);
}

void print_field(const std::string& name, const std::string& value) {
    if (!value.empty()) print_wrapped(fmt::format("{:<10}{}", name, value), 10);
}

void print_wording(const Wording& it) {
    print_field("title", it.title);
    print_field("text", it.text);
    print_field("link", it.link);
    print_field("published", it.published);
    print_field("publisher", it.publisher);
    print_field("language", it.language);
    print_field("country", it.country);
}

std::string value_of(const Wording& it, const std::string& field) {
    return wording_json(it).text(field);
}

/// The newest wording whole, then what each one changed.
void print_told(const Told& it) {
    print(fmt::format("{}  {} {}", it.id, it.source, it.feed));
    print_field("identity", it.identity);
    print_wording(it.newest());
    print("");
    print(fmt::format("known since {} from {}", base::iso(it.wordings.front().known),
                      it.wordings.front().sha256));
    for (std::size_t i = 1; i < it.wordings.size(); ++i) {
        const auto &before = it.wordings[i - 1], &after = it.wordings[i];
        print(fmt::format("edited {} from {}", base::iso(after.known), after.sha256));
        for (const auto& field : pipeline::differences(before, after)) {
            print_wrapped(fmt::format("  {} was: {}", field, value_of(before, field)), 4);
            print_wrapped(fmt::format("  {} is:  {}", field, value_of(after, field)), 4);
        }
    }
}

int list(const Typed& typed, const pipeline::House& here) {
    pipeline::AnnouncementsWanted wanted;
    wanted.words = typed.names;
    if (!typed.source.empty()) wanted.source = here.source(typed.source).name;
    if (!typed.since.empty()) wanted.since = day_of(typed.since, "--since");
    wanted.as_known = as_known_of(typed);
    const auto found = pipeline::announcements(here, wanted);
    for (const auto& one : found) typed.json ? print(told_json(one).dump()) : print_line(one);
    if (!typed.json) print(fmt::format("{} announcement{}", found.size(), found.size() == 1 ? "" : "s"));
    return 0;
}

int show(const Typed& typed, const pipeline::House& here) {
    if (typed.names.size() != 1)
        throw base::Error{"announcements show", "one id is wanted", "`tuja announcements list` prints them",
                          base::Error::Kind::usage};
    const auto one = pipeline::announcement(here, typed.names.front(), as_known_of(typed));
    typed.json ? print(told_json(one).dump()) : print_told(one);
    return 0;
}

}  // namespace

int announcements_command(const Typed& typed, const std::string& program) {
    const auto here = house(typed, program, Store::look);
    if (typed.kind == "show") return show(typed, here);
    if (typed.kind == "list" && !typed.names.empty())
        throw base::Error{"announcements list", fmt::format("takes no '{}'", typed.names.front()),
                          "`tuja announcements search` takes words", base::Error::Kind::usage};
    if (typed.kind == "search" && typed.names.empty())
        throw base::Error{"announcements search", "no word was typed",
                          "like `tuja announcements search 삼성 투자`", base::Error::Kind::usage};
    if (typed.kind == "list" || typed.kind == "search") return list(typed, here);
    throw base::Error{"announcements", fmt::format("knows no '{}'", typed.kind), "list, search or show",
                      base::Error::Kind::usage};
}

}  // namespace cli
