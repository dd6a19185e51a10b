#pragma once

#include <array>
#include <unordered_map>

#include "archive/compose.hpp"

namespace archive {

/// The bodies that this process appended, so that one that comes again is only referred to: about 70 bytes
/// each. What earlier runs appended the owner of the index knows (`Known`): a list of a million bodies would
/// cost every run its reading.
class Held {
  public:
    std::optional<Original> find(std::string_view url, std::string_view payload) const;
    void add(std::string_view url, std::string_view payload, const Original& original);

  private:
    using Key = std::array<std::uint64_t, 2>;
    struct Hash {
        std::size_t operator()(const Key& key) const noexcept { return key[0]; }
    };
    struct Place {
        std::uint32_t file;
        std::uint64_t offset;
        base::Instant fetched;
    };

    static Key key_of(std::string_view url, std::string_view payload);
    std::uint32_t number_of(const std::string& file);

    std::vector<std::string> files_;
    std::unordered_map<Key, Place, Hash> places_;
};

}  // namespace archive
