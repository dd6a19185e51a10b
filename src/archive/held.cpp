#include "archive/held.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/hash.hpp"

namespace archive {
namespace {

std::uint64_t read_hex(std::string_view digits) {
    std::uint64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    return value;
}

}  // namespace

Held::Key Held::key_of(std::string_view url, std::string_view payload) {
    const auto hex = base::sha256(fmt::format("{}\n{}", payload, url));
    const std::string_view text{hex};
    return {read_hex(text.substr(0, 16)), read_hex(text.substr(16, 16))};
}

std::uint32_t Held::number_of(const std::string& file) {
    if (files_.empty() || files_.back() != file) files_.push_back(file);
    return static_cast<std::uint32_t>(files_.size() - 1);
}

std::optional<Original> Held::find(std::string_view url, std::string_view payload) const {
    const auto found = places_.find(key_of(url, payload));
    if (found == places_.end()) return {};
    const auto& place = found->second;
    return Original{files_[place.file], place.offset, place.fetched};
}

void Held::add(std::string_view url, std::string_view payload, const Original& original) {
    places_.try_emplace(key_of(url, payload),
                        Place{number_of(original.file), original.offset, original.fetched});
}

}  // namespace archive
