#include "base/words.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <functional>

#include "base/text.hpp"

namespace base {
namespace {

constexpr std::array unspaced = {USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_HANGUL};

bool is_unspaced(char32_t c) {
    for (const auto script : unspaced)
        if (uscript_hasScript(static_cast<UChar32>(c), script)) return true;
    return false;
}

bool is_word(char32_t c) {
    const auto mark = U_GC_M_MASK & U_MASK(u_charType(static_cast<UChar32>(c)));
    return mark != 0 || u_isalnum(static_cast<UChar32>(c));
}

std::u32string folded(std::string_view text) {
    UErrorCode fault = U_ZERO_ERROR;
    const auto* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(fault);
    if (U_FAILURE(fault)) return code_points(text);
    const auto whole =
        icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<int32_t>(text.size())});
    std::string utf8;
    normalizer->normalize(whole, fault).toUTF8String(utf8);
    return code_points(utf8);
}

/// Every run of letters or digits of one kind of script.
void each_run(std::string_view text, const std::function<void(std::u32string_view, bool unspaced)>& take) {
    const auto points = folded(text);
    const std::u32string_view all{points};
    for (std::size_t at = 0; at < all.size();) {
        const bool kind = is_unspaced(all[at]);
        const auto from = at;
        while (at < all.size() && is_word(all[at]) && is_unspaced(all[at]) == kind) ++at;
        if (at == from)
            ++at;
        else
            take(all.substr(from, at - from), kind);
    }
}

void each_pair(std::u32string_view run, const std::function<void(std::u32string_view)>& take) {
    for (std::size_t i = 0; i + 1 < run.size(); ++i) take(run.substr(i, 2));
}

}  // namespace

std::string searchable(std::string_view text) {
    std::string all = " ";
    each_run(text, [&](std::u32string_view run, bool) { all += to_utf8(run) + ' '; });
    return all;
}

std::string index_words(std::string_view text) {
    std::string all;
    const auto add = [&](std::u32string_view word) { all += to_utf8(word) + ' '; };
    each_run(text, [&](std::u32string_view run, bool unspaced) {
        if (!unspaced) return add(run);
        each_pair(run, add);
        add(run.substr(run.size() - 1));
    });
    return all;
}

WordsWanted::WordsWanted(const std::vector<std::string>& typed) {
    for (const auto& words : typed)
        for (const auto word : split(words, ' '))
            if (const auto found = searchable(word); found.size() > 1)
                words_.push_back(found.substr(1, found.size() - 2));
}

std::string WordsWanted::match() const {
    std::vector<std::string> terms;
    // Nothing of a word can close the quotes: it is letters and digits.
    const auto begun = [&](std::u32string_view run) { terms.push_back('"' + to_utf8(run) + "\"*"); };
    const auto whole = [&](std::u32string_view run) { terms.push_back('"' + to_utf8(run) + '"'); };
    for (const auto& word : words_)
        each_run(word, [&](std::u32string_view run, bool unspaced) {
            if (unspaced && run.size() > 1)
                each_pair(run, whole);
            else
                begun(run);
        });
    return join(terms, " AND ");
}

bool WordsWanted::are_in(std::string_view text) const {
    const auto in = searchable(text);
    for (const auto& word : words_) {
        const bool anywhere = is_unspaced(code_points(word.substr(0, 4)).front());
        if (in.find(anywhere ? word : ' ' + word) == std::string::npos) return false;
    }
    return true;
}

}  // namespace base
