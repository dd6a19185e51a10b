#include "report/mustache.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <deque>
#include <kainjow/mustache.hpp>

#include "base/error.hpp"
#include "base/text.hpp"

namespace report {
namespace {

namespace library = kainjow::mustache;

[[noreturn]] void fail(const std::string& place, int line, const std::string& what, const std::string& next) {
    throw base::Error{fmt::format("{}:{}", place, line), what, next, base::Error::Kind::usage};
}

/// The library asks here for every name. It stops at nothing itself, so an unknown name throws.
class Names : public library::basic_context<std::string> {
  public:
    Names(const Lookup& lookup, const std::string& place) : lookup_(lookup), place_(place) {}
    void push(const library::data*) override {}
    void pop() override {}
    const library::data* get(const std::string& name) const override {
        const auto value = lookup_(name);
        if (!value)
            throw base::Error{place_, fmt::format("'{{{{{}}}}}' names nothing", name),
                              "reports/README.md lists what a text may name", base::Error::Kind::usage};
        if (!value->truth) return &values_.emplace_back(library::data::type::bool_false);
        return &values_.emplace_back(value->html);
    }
    const library::data* get_partial(const std::string&) const override { return nullptr; }

  private:
    const Lookup& lookup_;
    const std::string& place_;
    mutable std::deque<library::data> values_;  // addresses stay while the template prints
};

int line_of(std::string_view text, std::size_t at) {
    return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
}

Tag read_tag(std::string_view inner, int line, const std::string& place) {
    inner = base::trim(inner);
    if (inner.empty()) fail(place, line, "an empty tag", "write {{name}}");
    Tag tag{0, {}, line};
    if (std::string_view{"#^/!"}.find(inner[0]) != std::string_view::npos) {
        tag.kind = inner[0];
        inner = base::trim(inner.substr(1));
    }
    if (std::string_view{"&>="}.find(inner[0]) != std::string_view::npos)
        fail(place, line, fmt::format("'{}' is no tag of ours", inner),
             "use {{name}}, {{#name}} or {{^name}}");
    tag.name = inner;
    return tag;
}

/// Text with every {{tag}} and <markup> blanked out, so that what is left is what a reader reads.
std::string words_only(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const bool tag = text.substr(at, 2) == "{{";
        const bool markup = text[at] == '<';
        if (!tag && !markup) {
            out += text[at++];
            continue;
        }
        const auto end = text.find(tag ? "}}" : ">", at);
        out += ' ';
        if (end == std::string_view::npos) break;
        at = end + (tag ? 2 : 1);
    }
    return out;
}

}  // namespace

std::string render(const std::string& text, const Lookup& lookup, const std::string& place) {
    library::mustache prepared{text};
    if (!prepared.is_valid())
        throw base::Error{place, prepared.error_message(), "close every {{#section}} with {{/section}}",
                          base::Error::Kind::usage};
    prepared.set_custom_escape([](const std::string& html) { return html; });  // values are HTML already
    Names names{lookup, place};
    return prepared.render(names);
}

std::vector<Tag> tags(std::string_view text, const std::string& place) {
    std::vector<Tag> found;
    for (auto at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at)) {
        const int line = line_of(text, at);
        const bool triple = text.substr(at, 3) == "{{{";
        const auto begin = at + (triple ? 3 : 2);
        const auto end = text.find(triple ? "}}}" : "}}", begin);
        if (end == std::string_view::npos) fail(place, line, "a tag without its end", "close it with }}");
        auto tag = read_tag(text.substr(begin, end - begin), line, place);
        if (tag.kind != '!') found.push_back(std::move(tag));
        at = end + (triple ? 3 : 2);
    }
    return found;
}

std::vector<std::string> typed_digits(std::string_view text, const std::vector<std::string>& words) {
    auto plain = words_only(text);
    auto longest_first = words;  // "AI Index 2026" before "AI Index"
    std::sort(longest_first.begin(), longest_first.end(),
              [](const auto& a, const auto& b) { return a.size() > b.size(); });
    for (const auto& word : longest_first)
        if (!word.empty()) plain = base::replace_all(plain, word, " ");
    std::vector<std::string> found;
    for (std::size_t at = 0; at < plain.size();) {
        if (!std::isdigit(static_cast<unsigned char>(plain[at]))) {
            ++at;
            continue;
        }
        const auto begin = at;
        while (at < plain.size() &&
               (std::isdigit(static_cast<unsigned char>(plain[at])) || plain[at] == '.' || plain[at] == ','))
            ++at;
        const bool reference = begin > 0 && plain[begin - 1] == '#';  // &#8217;
        if (!reference) found.push_back(plain.substr(begin, at - begin));
    }
    return found;
}

}  // namespace report
