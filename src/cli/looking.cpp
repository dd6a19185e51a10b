// Commands that look and print: trace, parse.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <memory>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "parse/parse.hpp"
#include "pipeline/trace.hpp"

namespace cli {
namespace {

using base::Json;

Json step_json(const pipeline::Step& step) {
    const auto& at = step.snapshot;
    Json json = Json::object();
    json.set("source", step.evidence.source).set("indicator", step.evidence.indicator);
    json.set("entity", step.evidence.entity)
        .set("period", step.evidence.period)
        .set("value", step.evidence.value);
    json.set("served", step.served).set("known_at", step.evidence.known_at).set("url", at.url);
    json.set("retrieved", base::iso(at.fetched)).set("sha256", at.sha256).set("matches", step.matches);
    json.set("file", at.at.file).set("offset", Json{static_cast<std::int64_t>(at.at.offset)});
    json.set("origin", at.origin).set("title", step.title).set("licence", step.licence);
    return json.set("citation", step.citation);
}

void print_trail(const pipeline::Trail& trail) {
    const auto& figure = trail.figure;
    print(fmt::format("{}  ({})", figure.id, trail.edition));
    print(fmt::format("  {}{}   {}{}",
                      figure.bound.empty()         ? ""
                      : figure.bound == "at_least" ? "at least "
                                                   : "at most ",
                      figure.value ? base::shortest(*figure.value) : "no value: " + figure.missing.en,
                      figure.formula, figure.grade.empty() ? "" : "   grade " + figure.grade));
    for (const auto& step : trail.steps) {
        const auto& it = step.evidence;
        print(fmt::format("  {} {} {} {} = {}", it.source, it.indicator, it.entity, it.period,
                          base::shortest(it.value)));
        print(fmt::format("    {} · {}", step.title, step.licence));
        if (step.trouble.empty() || !step.snapshot.url.empty()) {
            print(fmt::format("    {}", step.snapshot.url));
            print(fmt::format("    retrieved {}, archive/{} at byte {}", base::iso(step.snapshot.fetched),
                              step.snapshot.at.file, step.snapshot.at.offset));
            if (step.snapshot.origin == "bundled") print("    composed by this project from cited figures");
        }
        print(fmt::format("    SHA-256 {} {}", step.snapshot.sha256,
                          step.matches ? "matches the archived bytes" : step.trouble));
    }
}

/// "key=value;key=value"; the value of `delimiter=;` is the semicolon, and of a list `rename.value=new|old`.
std::map<std::string, std::string> parse_options(const std::string& text) {
    std::map<std::string, std::string> options;
    if (text.empty()) return options;
    for (auto rest = std::string_view{text}; !rest.empty();) {
        const bool semicolon = rest.starts_with("delimiter=;");
        const auto end = std::min(rest.find(';', semicolon ? 11 : 0), rest.size());
        const auto pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos)
            throw base::Error{"--option", fmt::format("'{}' is no key=value", pair),
                              "write --option 'delimiter=;'", base::Error::Kind::usage};
        const auto value = pair.substr(equals + 1);
        options.emplace(pair.substr(0, equals), pair.starts_with("rename.")
                                                    ? base::replace_all(value, "|", "\n")
                                                    : std::string{value});
    }
    return options;
}

Json fields_json(const model::Record& record) {
    Json fields = Json::object();
    for (const auto& field : record.fields) fields.set(field.name, field.value);
    return fields;
}

Json reject_json(const model::Reject& reject) {
    return Json::object()
        .set("place", reject.place)
        .set("reject", reject.reason)
        .set("detail", reject.detail)
        .set("original", reject.original);
}

/// Items of a feed carry their tags as a list and their yes-or-no as such.
Json item_json(const model::Record& record) {
    Json item = Json::object();
    Json tags = Json::array();
    for (const auto& field : record.fields) {
        if (field.name == "tag")
            tags.push(field.value);
        else if (field.name == "id_is_link")
            item.set(field.name, field.value == "true");
        else
            item.set(field.name, field.value);
    }
    return item.set("tags", std::move(tags));
}

int parse_feed(const parse::Format& format, const std::string& bytes, const parse::Options& options) {
    Json items = Json::array();
    const auto document =
        format.read(bytes, options, [&](const model::Record& record) { items.push(item_json(record)); });
    Json feed = Json::object();
    feed.set("malformed", document.malformed || document.fault.has_value());
    for (const auto& [key, value] : document.head) feed.set(key, value);
    if (document.fault) feed.set("fault", reject_json(*document.fault));
    print(feed.set("items", std::move(items)).dump());
    return document.fault ? 1 : 0;
}

/// The file block by block: one of 1 GB takes no more memory than one of 1 MB where its format allows that.
parse::Input input_of(const std::string& name) {
    auto file = std::make_shared<std::ifstream>(name, std::ios::binary);
    if (!*file) (void)base::read_file(name);  // says why
    return parse::Input{[file](char* into, std::size_t room) {
        file->read(into, static_cast<std::streamsize>(room));
        return static_cast<std::size_t>(file->gcount());
    }};
}

int parse_records(const parse::Format& format, const std::string& name, const parse::Options& options) {
    auto input = input_of(name);
    const auto document = format.read(input, options, [&](const model::Record& record) {
        print(Json::object().set("place", record.place).set("fields", fields_json(record)).dump());
    });
    for (const auto& reject : document.rejects) print(reject_json(reject).dump());
    if (document.fault) print(reject_json(*document.fault).dump());
    return document.fault ? 1 : 0;
}

const parse::Format& format_of(const std::string& name) {
    if (const auto* format = parse::format(name)) return *format;
    std::vector<std::string> names;
    for (const auto& one : parse::formats()) names.emplace_back(one.name);
    const auto near = base::nearest(name, names);
    throw base::Error{
        "", fmt::format("unknown format '{}'", name),
        fmt::format("{}`tuja parse --list` names them all", near ? "did you mean '" + *near + "'? " : ""),
        base::Error::Kind::usage};
}

}  // namespace

int trace_command(const Typed& typed, const std::string& program) {
    const auto trail =
        pipeline::trace(house(typed, program, Store::look), typed.figure, typed.edition, as_known_of(typed));
    if (typed.json) {
        Json steps = Json::array();
        for (const auto& step : trail.steps) steps.push(step_json(step));
        print(Json::object()
                  .set("figure", trail.figure.id)
                  .set("edition", trail.edition)
                  .set("value", Json{trail.figure.value})
                  .set("formula", trail.figure.formula)
                  .set("grade", trail.figure.grade)
                  .set("sound", trail.sound())
                  .set("steps", steps)
                  .dump(1));
    } else {
        print_trail(trail);
    }
    return trail.sound() ? 0 : 1;
}

int parse_command(const Typed& typed, const std::string&) {
    if (typed.list) {
        for (const auto& format : parse::formats())
            print(
                fmt::format("{:<15} {}{}", format.name, format.who,
                            format.options.empty() ? "" : "; options: " + base::join(format.options, ", ")));
        return 0;
    }
    if (typed.format.empty() || typed.names.empty())
        throw base::Error{"parse", "a format and a file are needed",
                          "tuja parse worldbank answer.xml; `--list` names the formats",
                          base::Error::Kind::usage};
    const auto& format = format_of(typed.format);
    parse::Options options;
    options.values = parse_options(typed.edition);
    options.url = typed.url;
    int status = 0;
    for (const auto& name : typed.names) {
        status = std::max(status, format.name == "feed" ? parse_feed(format, base::read_file(name), options)
                                                        : parse_records(format, name, options));
    }
    return status;
}

}  // namespace cli
