#include "base/secret.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/text.hpp"

namespace base {
namespace {

using Spell = std::function<std::string(char)>;

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Every character that is neither letter nor digit spelt by `spell`; those of `left` stay.
std::string spelt(std::string_view secret, std::string_view left, const Spell& spell) {
    std::string text;
    for (const char c : secret)
        text += is_plain(c) || left.find(c) != left.npos ? std::string(1, c) : spell(c);
    return text;
}

unsigned number(char c) {
    return static_cast<unsigned char>(c);
}

std::string base64(std::string_view bytes, std::string_view last_two) {
    static constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    std::string text;
    unsigned bits = 0, held = 0;
    for (const char c : bytes) {
        bits = bits << 8 | number(c);
        for (held += 8; held >= 6; held -= 6) {
            const auto at = bits >> (held - 6) & 63;
            text += at < letters.size() ? letters[at] : last_two[at - letters.size()];
        }
    }
    return text;  // what is left over of the last byte depends on what follows
}

/// The letters of base64 that the secret alone decides, wherever it begins in a group of three bytes.
void add_base64(std::string_view secret, std::vector<std::string>& all) {
    for (const std::string_view last_two : {"+/", "-_"})
        for (std::size_t before = 0; before < 3; ++before) {
            const auto text = base64(std::string(before, '\0') + std::string{secret}, last_two);
            all.push_back(text.substr(before == 0 ? 0 : before + 1));
        }
}

std::string wide(std::string_view secret, bool low_first) {
    std::string text;
    for (const char c : secret) low_first ? text.append({c, '\0'}) : text.append({'\0', c});
    return text;
}

/// Finds the spellings of a secret one after the other; each is looked for only once past its last place.
class Search {
  public:
    Search(std::string_view text, std::string_view secret)
        : lower_(lower_ascii(text)), all_(spellings(secret)), places_(all_.size(), 0) {
        for (std::size_t i = 0; i < all_.size(); ++i) places_[i] = lower_.find(all_[i]);
    }

    struct Found {
        std::size_t at = std::string::npos, length = 0;
    };

    /// The first at or behind `from`; of two at one place the longer one.
    Found next(std::size_t from) {
        Found best;
        for (std::size_t i = 0; i < all_.size(); ++i) {
            if (places_[i] < from) places_[i] = lower_.find(all_[i], from);
            const bool longer = places_[i] == best.at && all_[i].size() > best.length;
            if (places_[i] != lower_.npos && (places_[i] < best.at || longer))
                best = {places_[i], all_[i].size()};
        }
        return best;
    }

  private:
    std::string lower_;
    std::vector<std::string> all_;
    std::vector<std::size_t> places_;
};

template <class Instead>
std::string replaced(std::string_view text, std::string_view secret, const Instead& instead) {
    Search search{text, secret};
    std::string clean;
    std::size_t done = 0;
    for (auto found = search.next(0); found.at != std::string::npos; found = search.next(done)) {
        clean.append(text.substr(done, found.at - done)).append(instead(found.length));
        done = found.at + found.length;
    }
    return clean.append(text.substr(done));
}

}  // namespace

std::vector<std::string> spellings(std::string_view secret) {
    if (secret.empty()) return {};
    std::vector<std::string> all{std::string{secret}};
    const Spell percent = [](char c) { return fmt::format("%{:02x}", number(c)); };
    for (const std::string_view left : {"", "-._~", "-._~!$&'()*+,;=:@/?"})
        all.push_back(spelt(secret, left, percent));
    all.push_back(spelt(secret, "-._~!$&'()*+,;=:@?", [](char c) { return fmt::format("\\{}", c); }));
    all.push_back(spelt(secret, "", [](char c) { return fmt::format("\\u{:04x}", number(c)); }));
    all.push_back(escape_html(secret));
    all.push_back(spelt(secret, "", [](char c) { return fmt::format("&#{};", number(c)); }));
    all.push_back(spelt(secret, "", [](char c) { return fmt::format("&#x{:x};", number(c)); }));
    // Shorter ones are too likely to be found by chance.
    if (secret.size() >= 8) add_base64(secret, all);
    all.push_back(wide(secret, true));
    all.push_back(wide(secret, false));
    for (auto& one : all) one = lower_ascii(one);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

bool tells(std::string_view text, std::string_view secret) {
    return Search{text, secret}.next(0).at != std::string::npos;
}

std::string without(std::string_view text, std::string_view secret) {
    return replaced(text, secret, [](std::size_t) { return masked; });
}

std::string crossed_out(std::string_view text, std::string_view secret) {
    return replaced(text, secret, [](std::size_t length) { return std::string(length, 'X'); });
}

}  // namespace base
