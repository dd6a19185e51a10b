#include "extract/words.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace extract {
namespace {

bool ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}
bool word_char(char c) {
    return is_letter(c) || is_digit(c);
}
/// How many first bytes a word is filed under: two characters where it has them.
std::size_t filed_under(std::string_view word) {
    if (ascii(word[0])) return std::min<std::size_t>(word.size(), 4);
    return word.size() >= 6 ? 6 : std::min<std::size_t>(word.size(), 3);
}
std::size_t two_bytes(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    const auto second = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
    return first * 256U + second;
}

std::size_t mixed(std::uint64_t key) {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 48);
}

}  // namespace

std::uint64_t Words::key(std::string_view folded, std::size_t length) {
    std::uint64_t made = length;
    for (std::size_t i = 0; i < length; ++i) made = (made << 8) | static_cast<unsigned char>(folded[i]);
    return made;
}

void Words::add(std::string_view word, const Roles& roles, std::int32_t entry) {
    const auto known = by_text_.find(std::string{word});
    if (known != by_text_.end()) {
        words_[known->second].roles |= roles;
        if (entry >= 0) words_[known->second].entry = entry;
        return;
    }
    Word made;
    std::string_view bare = word;
    if (bare.starts_with('*')) made.open_begin = true, bare.remove_prefix(1);
    if (bare.ends_with('*')) made.open_end = true, bare.remove_suffix(1);
    if (bare.empty()) return;
    made.text = bare;
    made.folded = base::lower_ascii(bare);
    made.exact = made.text != made.folded;
    made.roles = roles;
    made.entry = entry;
    const auto index = static_cast<std::uint32_t>(words_.size());
    by_text_.emplace(word, index);
    filed_[mixed(key(made.folded, filed_under(made.folded)))] = true;
    buckets_[key(made.folded, filed_under(made.folded))].push_back(index);
    for (unsigned second = 0; second < 256; ++second)
        if (made.folded.size() == 1 || static_cast<unsigned char>(made.folded[1]) == second)
            begins_[static_cast<unsigned char>(made.folded[0]) * 256U + second] = true;
    words_.push_back(std::move(made));
}

bool Words::fits(const Word& word, const Plain& plain, std::size_t at) const {
    const auto end = at + word.text.size();
    if (end > plain.text.size()) return false;
    const auto& against = word.exact ? plain.text : plain.folded;
    const auto& text = word.exact ? word.text : word.folded;
    if (against.compare(at, text.size(), text) != 0) return false;
    if (!word.open_begin && word_char(text.front()) && at > 0 && word_char(plain.text[at - 1])) return false;
    return word.open_end || end == plain.text.size() || !is_letter(text.back()) ||
           !is_letter(plain.text[end]);
}

const Words::Word* Words::longest_of(const std::vector<std::uint32_t>& bucket, const Plain& plain,
                                     std::size_t at, const Word* best) const {
    for (const auto index : bucket) {
        const auto& word = words_[index];
        if ((!best || word.text.size() >= best->text.size()) && fits(word, plain, at)) {
            // "AI" as written says more than "ai" in any case, where both are words.
            if (!best || word.text.size() > best->text.size() || word.exact) best = &word;
        }
    }
    return best;
}

const Words::Word* Words::longest(const Plain& plain, std::size_t at) const {
    if (!begins_[two_bytes(plain.folded, at)]) return nullptr;
    const Word* best = nullptr;
    const std::size_t left = plain.folded.size() - at;
    const auto here = std::string_view{plain.folded}.substr(at, 6);
    const std::size_t lengths[] = {1, 2, 3, 4, 6};
    for (const auto length : lengths) {
        if (length > left) break;
        if (ascii(here[0]) ? length > 4 : length < 2 || length == 4) continue;
        const auto wanted = key(here, length);
        if (!filed_[mixed(wanted)]) continue;
        const auto bucket = buckets_.find(wanted);
        if (bucket != buckets_.end()) best = longest_of(bucket->second, plain, at, best);
    }
    return best;
}

Roles Words::roles_inside(const Plain& word) const {
    Roles found;
    for (std::size_t at = 0; at < word.text.size(); ++at)
        for (std::size_t length = 1; length <= std::min<std::size_t>(6, word.text.size() - at); ++length) {
            const auto bucket = buckets_.find(key(std::string_view{word.folded}.substr(at), length));
            if (bucket == buckets_.end()) continue;
            for (const auto index : bucket->second)
                if (words_[index].text.size() < word.text.size() && fits(words_[index], word, at))
                    found |= words_[index].roles;
        }
    return found;
}

void Words::inherit(const Roles& passed, const Roles& closed) {
    std::vector<Roles> more(words_.size());
    for (std::size_t i = 0; i < words_.size(); ++i) {
        if ((words_[i].roles & closed).any()) continue;
        Plain alone;
        alone.text = words_[i].text;
        alone.folded = words_[i].folded;
        more[i] = roles_inside(alone) & passed;
    }
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i].roles |= more[i];
}

std::vector<Match> Words::find(const Plain& plain) const {
    std::vector<Match> found;
    std::size_t covered = 0;  // the end of the longest match so far: a match that ends before is inside it
    for (std::size_t at = 0; at < plain.text.size(); ++at) {
        if ((static_cast<unsigned char>(plain.text[at]) & 0xC0) == 0x80) continue;
        const auto* word = longest(plain, at);
        if (!word || at + word->text.size() <= covered) continue;
        covered = at + word->text.size();
        found.push_back(
            {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(covered), word->roles, word->entry});
    }
    return found;
}

}  // namespace extract
