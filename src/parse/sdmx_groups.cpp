#include "parse/sdmx_groups.hpp"

#include <algorithm>

namespace parse::sdmx {
namespace {

constexpr char between = '\x1F';

std::size_t size_of(const Pairs& pairs) {
    std::size_t bytes = 0;
    for (const auto& [name, value] : pairs) bytes += name.size() + value.size() + 2 * sizeof(std::string);
    return bytes;
}

}  // namespace

Groups::Kind& Groups::kind(std::vector<std::string> names) {
    for (auto& one : kinds_)
        if (one.names == names) return one;
    return kinds_.emplace_back(Kind{std::move(names), {}});
}

void Groups::add(const Pairs& key, Pairs attributes) {
    auto sorted = key;
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::string> names;
    std::string values;
    for (const auto& [name, value] : sorted) {
        names.push_back(name);
        values += value + between;
    }
    bytes_ += size_of(sorted) + size_of(attributes);
    auto& member = kind(std::move(names)).members[values];
    member.insert(member.end(), attributes.begin(), attributes.end());
}

void Groups::add(Pairs mixed) {
    bytes_ += size_of(mixed);
    mixed_.push_back(std::move(mixed));
}

void Groups::sort_out(const model::Record& record) {
    for (auto& mixed : std::exchange(mixed_, {})) {
        const auto own = std::stable_partition(mixed.begin(), mixed.end(),
                                               [&](const Pair& pair) { return record.find(pair.first); });
        bytes_ -= size_of(mixed);
        add(Pairs(mixed.begin(), own), Pairs(own, mixed.end()));
    }
}

void Groups::complete(model::Record& record) {
    sort_out(record);
    for (const auto& kind : kinds_) {
        room_.clear();
        bool named = true;
        for (const auto& name : kind.names) {
            const auto* value = record.find(name);
            named = named && value;
            if (value) (room_ += *value) += between;
        }
        const auto found = named ? kind.members.find(room_) : kind.members.end();
        if (found == kind.members.end()) continue;
        for (const auto& [name, value] : found->second)
            if (!record.find(name)) record.fields.push_back({name, value});
    }
}

}  // namespace parse::sdmx
