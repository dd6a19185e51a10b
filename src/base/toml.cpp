#include "base/toml.hpp"

#define TOML_EXCEPTIONS 0
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace base {

struct Toml::Node {
    std::shared_ptr<const toml::table> root;  // owns the tree
    const toml::table* table;
    std::string name;  // of the file
    std::set<std::string, std::less<>> asked{};
};

namespace {

[[noreturn]] void fail(const std::string& place, const std::string& what, const std::string& next) {
    throw Error{place, what, next, Error::Kind::usage};
}

std::string shown_line(std::string_view name, const toml::source_region& at) {
    return fmt::format("{}:{}", name, at.begin.line);
}

const toml::node* seek(Toml::Node& in, std::string_view key) {
    in.asked.emplace(key);
    return in.table->get(key);
}

const toml::node& need(Toml::Node& in, std::string_view key) {
    if (const auto* node = seek(in, key)) return *node;
    fail(shown_line(in.name, in.table->source()), fmt::format("the key '{}' is missing", key),
         fmt::format("add a line '{} = …'; jobs/README.md and reports/README.md list every key", key));
}

template <class T>
T value_of(const Toml::Node& in, std::string_view key, const toml::node& node, std::string_view kind) {
    if (const auto value = node.value_exact<T>()) return *value;
    fail(shown_line(in.name, node.source()), fmt::format("'{}' is no {}", key, kind),
         fmt::format("write {} as a {}", key, kind));
}

double number_of(const Toml::Node& in, std::string_view key, const toml::node& node) {
    if (const auto* whole = node.as_integer()) return static_cast<double>(whole->get());
    return value_of<double>(in, key, node, "number");
}

std::vector<std::string> strings_of(const Toml::Node& in, std::string_view key, const toml::node& node) {
    const auto* array = node.as_array();
    if (!array)
        fail(shown_line(in.name, node.source()), fmt::format("'{}' is no list", key),
             fmt::format("write {} = [\"…\"]", key));
    std::vector<std::string> values;
    for (const auto& item : *array) values.push_back(value_of<std::string>(in, key, item, "text"));
    return values;
}

}  // namespace

Toml Toml::text(std::string_view text, std::string name) {
    auto parsed = toml::parse(text, name);
    if (!parsed)
        fail(shown_line(name, parsed.error().source()), std::string{parsed.error().description()},
             "correct the TOML on that line");
    auto root = std::make_shared<toml::table>(std::move(parsed).table());
    const auto* table = root.get();
    return Toml{std::make_shared<Node>(Node{std::move(root), table, std::move(name)})};
}

Toml Toml::file(const std::filesystem::path& path) {
    return text(read_file(path), path.string());
}

std::string Toml::place(std::string_view key) const {
    const auto* node = key.empty() ? nullptr : node_->table->get(key);
    return shown_line(node_->name, node ? node->source() : node_->table->source());
}

bool Toml::has(std::string_view key) const {
    return seek(*node_, key) != nullptr;
}

bool Toml::is_table(std::string_view key) const {
    const auto* node = seek(*node_, key);
    return node && node->is_table();
}

std::vector<std::string> Toml::keys() const {
    std::vector<std::pair<toml::source_position, std::string>> found;
    for (const auto& [key, value] : *node_->table) {
        node_->asked.emplace(key.str());
        found.emplace_back(key.source().begin, std::string{key.str()});
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> names;
    for (auto& [position, name] : found) names.push_back(std::move(name));
    return names;
}

std::string Toml::string(std::string_view key) const {
    return value_of<std::string>(*node_, key, need(*node_, key), "text");
}

long long Toml::integer(std::string_view key) const {
    return value_of<std::int64_t>(*node_, key, need(*node_, key), "whole number");
}

double Toml::number(std::string_view key) const {
    return number_of(*node_, key, need(*node_, key));
}

bool Toml::boolean(std::string_view key) const {
    return value_of<bool>(*node_, key, need(*node_, key), "true or false");
}

std::vector<std::string> Toml::strings(std::string_view key) const {
    return strings_of(*node_, key, need(*node_, key));
}

Toml Toml::table(std::string_view key) const {
    const auto& node = need(*node_, key);
    const auto* inner = node.as_table();
    if (!inner)
        fail(shown_line(node_->name, node.source()), fmt::format("'{}' is no table", key),
             fmt::format("write [{}] and its keys below", key));
    return Toml{std::make_shared<Node>(Node{node_->root, inner, node_->name})};
}

std::vector<Toml> Toml::tables(std::string_view key) const {
    std::vector<Toml> all;
    const auto* node = seek(*node_, key);
    if (!node) return all;
    const auto* array = node->as_array();
    if (!array)
        fail(shown_line(node_->name, node->source()), fmt::format("'{}' is no list of tables", key),
             fmt::format("write [[{}]] above each block", key));
    for (const auto& item : *array) {
        const auto* inner = item.as_table();
        if (!inner)
            fail(shown_line(node_->name, item.source()), fmt::format("'{}' holds no table", key),
                 fmt::format("write [[{}]] above each block", key));
        all.push_back(Toml{std::make_shared<Node>(Node{node_->root, inner, node_->name})});
    }
    return all;
}

std::string Toml::string(std::string_view key, std::string_view otherwise) const {
    return has(key) ? string(key) : std::string{otherwise};
}

long long Toml::integer(std::string_view key, long long otherwise) const {
    return has(key) ? integer(key) : otherwise;
}

bool Toml::boolean(std::string_view key, bool otherwise) const {
    return has(key) ? boolean(key) : otherwise;
}

std::optional<double> Toml::maybe_number(std::string_view key) const {
    if (!has(key)) return {};
    return number(key);
}

std::vector<std::string> Toml::maybe_strings(std::string_view key) const {
    return has(key) ? strings(key) : std::vector<std::string>{};
}

std::optional<Toml> Toml::maybe_table(std::string_view key) const {
    if (!has(key)) return {};
    return table(key);
}

std::string Toml::choice(std::string_view key, const std::vector<std::string>& allowed,
                         std::optional<std::string> otherwise) const {
    if (otherwise && !has(key)) return *otherwise;
    const auto found = string(key);
    if (std::find(allowed.begin(), allowed.end(), found) != allowed.end()) return found;
    const auto near = nearest(found, allowed);
    fail(place(key), fmt::format("unknown {} '{}'", key, found),
         near ? fmt::format("did you mean '{}'?", *near) : "use one of: " + join(allowed, ", "));
}

void Toml::done() const {
    for (const auto& [key, value] : *node_->table) {
        if (node_->asked.contains(key.str())) continue;
        const auto near = nearest(key.str(), {node_->asked.begin(), node_->asked.end()});
        fail(shown_line(node_->name, key.source()), fmt::format("unknown key '{}'", key.str()),
             near ? fmt::format("did you mean '{}'?", *near) : "remove it, or see the README of this folder");
    }
}

}  // namespace base
