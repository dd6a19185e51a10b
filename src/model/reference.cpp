#include "model/reference.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace model {
namespace {

/// "Germany*" is Germany with a footnote.
std::string_view without_mark(std::string_view spelling) {
    spelling = base::trim(spelling);
    while (spelling.ends_with('*')) spelling = base::trim(spelling.substr(0, spelling.size() - 1));
    return spelling;
}

std::string key_of(std::string_view kind, std::string_view spelling) {
    return (kind == "currency" ? "currency:" : "country:") + base::lower_ascii(without_mark(spelling));
}

}  // namespace

void Reference::index() {
    by_spelling_.clear();
    left_out_.clear();
    for (std::size_t i = 0; i < entities.size(); ++i) {
        const auto& one = entities[i];
        const auto add = [&](const std::string& spelling) {
            if (!spelling.empty()) by_spelling_.emplace(key_of(one.kind, spelling), i);
        };
        add(one.code);
        add(one.iso2);
        add(one.name.en);
        add(one.name.ko);
        add(one.zh);
        add(one.ja);
        for (const auto& alias : one.aliases) add(alias);
    }
    for (const auto& spelling : left_out) left_out_.emplace(base::lower_ascii(without_mark(spelling)), true);
}

const Entity* Reference::find(std::string_view code) const {
    for (const auto& one : entities)
        if (one.code == code) return &one;
    return nullptr;
}

const Entity* Reference::recognise(std::string_view spelling, std::string_view kind) const {
    const auto found = by_spelling_.find(key_of(kind, spelling));
    return found == by_spelling_.end() ? nullptr : &entities[found->second];
}

bool Reference::is_left_out(std::string_view spelling) const {
    return left_out_.contains(base::lower_ascii(without_mark(spelling)));
}

std::vector<std::string> Reference::near(std::string_view spelling) const {
    std::vector<std::string> candidates;
    for (const auto& one : entities) {
        candidates.push_back(one.code);
        candidates.push_back(one.name.en);
        candidates.push_back(one.name.ko);
        candidates.insert(candidates.end(), one.aliases.begin(), one.aliases.end());
    }
    std::vector<std::string> best;
    while (best.size() < 3) {
        const auto found = base::nearest(spelling, candidates);
        if (!found) break;
        best.push_back(*found);
        candidates.erase(std::find(candidates.begin(), candidates.end(), *found));
    }
    return best;
}

}  // namespace model
