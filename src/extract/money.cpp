#include "extract/money.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace extract {
namespace {

std::size_t byte(char c) {
    return static_cast<unsigned char>(c);
}

}  // namespace

Money::Money(const base::Toml& toml) {
    for (const auto& one : toml.tables("currency")) read_currency(one);
    read_locals(toml.table("local"));
    const auto magnitudes = toml.table("magnitudes");
    for (const auto& key : magnitudes.keys()) {
        values_.push_back(base::read_double(key).value_or(0));
        for (const auto& word : magnitudes.strings(key))
            magnitudes_[byte(word[0])].push_back({word, static_cast<std::uint32_t>(values_.size() - 1)});
    }
    const auto things = toml.table("things");
    for (const auto& lang : things.keys()) things_[lang] = things.strings(lang);
    const auto changes = toml.table("changes");
    for (const auto& lang : changes.keys()) changes_[lang] = changes.strings(lang);
}

void Money::read_currency(const base::Toml& one) {
    const auto code = static_cast<std::uint32_t>(codes_.size());
    codes_.push_back(one.string("code"));
    countries_.push_back(one.string("country", ""));
    for (const auto& sign : one.strings("signs")) signs_[byte(sign.back())].push_back({sign, code});
    for (const auto& word : one.strings("words")) words_[byte(word[0])].push_back({word, code});
    one.done();
}

void Money::read_locals(const base::Toml& toml) {
    for (const auto& lang : toml.keys()) {
        const auto table = toml.table(lang);
        for (const auto& key : table.keys()) locals_[lang][key] = table.string(key);
    }
}

Money::Sign Money::sign_before(const Plain& plain, std::size_t end, std::string_view lang) const {
    if (end > 0 && plain.text[end - 1] == ' ') --end;
    if (end == 0) return {};
    const Spelling* best = nullptr;
    const std::string_view before{plain.text.data(), end};
    for (const auto& sign : signs_[byte(before.back())]) {
        if (!before.ends_with(sign.text) || (best && best->text.size() >= sign.text.size())) continue;
        const auto begin = end - sign.text.size();
        if (is_letter(sign.text[0]) && begin > 0 &&
            (is_letter(before[begin - 1]) || is_digit(before[begin - 1])))
            continue;
        best = &sign;
    }
    if (!best) return {};
    const auto own = locals_.find(lang);
    if (own != locals_.end())
        if (const auto code = own->second.find(best->text); code != own->second.end())
            return {code->second, end - best->text.size()};
    return {codes_[best->code], end - best->text.size()};
}

const Money::Spelling* Money::longest_at(const Buckets& buckets, std::string_view text, std::size_t at,
                                         bool latin_ends) {
    const Spelling* best = nullptr;
    for (const auto& one : buckets[byte(text[at])]) {
        if (text.compare(at, one.text.size(), one.text) != 0 ||
            (best && best->text.size() >= one.text.size()))
            continue;
        const auto end = at + one.text.size();
        if (latin_ends && is_letter(one.text.back()) && end < text.size() && is_letter(text[end])) continue;
        best = &one;
    }
    return best;
}

Money::Word Money::word_at(const Plain& plain, std::size_t at) const {
    if (at >= plain.folded.size()) return {};
    const auto* word = longest_at(words_, plain.folded, at, true);
    if (!word) return {};
    return {codes_[word->code], at + word->text.size()};
}

Money::Magnitude Money::magnitude_at(const Plain& plain, std::size_t at) const {
    if (at >= plain.text.size()) return {};
    const auto* word = longest_at(magnitudes_, plain.text, at, true);
    if (!word) word = longest_at(magnitudes_, plain.folded, at, true);
    if (!word) return {};
    return {values_[word->code], at + word->text.size(), word->text.size() == 1};
}

std::string Money::country(std::string_view code) const {
    const auto found = std::find(codes_.begin(), codes_.end(), code);
    return found == codes_.end() ? "" : countries_[static_cast<std::size_t>(found - codes_.begin())];
}

std::string_view Money::bare(std::string_view lang) const {
    const auto own = locals_.find(lang);
    if (own == locals_.end()) return {};
    const auto code = own->second.find("bare");
    return code == own->second.end() ? std::string_view{} : std::string_view{code->second};
}

bool Money::change_before(const Plain& plain, std::size_t at, std::string_view lang) const {
    const auto own = changes_.find(lang);
    if (own == changes_.end()) return false;
    auto before = plain.folded_part(at - std::min<std::size_t>(at, 70), at);
    if (const auto stop = before.rfind(". "); stop != std::string_view::npos) before.remove_prefix(stop + 2);
    if (before.ends_with("by ")) return true;
    if (before.ends_with("to ") || before.ends_with("of ")) return false;
    return std::any_of(own->second.begin(), own->second.end(), [&](std::string_view word) {
        if (word.ends_with('*')) word.remove_suffix(1);
        const auto found = before.find(word);
        return found != std::string_view::npos && (found == 0 || !is_letter(before[found - 1]));
    });
}

bool Money::counts_things(const Plain& plain, std::size_t at, std::string_view lang) const {
    const auto own = things_.find(lang);
    if (own == things_.end()) return false;
    const auto rest = std::string_view{plain.text}.substr(at, 32);
    return std::any_of(own->second.begin(), own->second.end(),
                       [&](const std::string& thing) { return rest.starts_with(thing); });
}

}  // namespace extract
