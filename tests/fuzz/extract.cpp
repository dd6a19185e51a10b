#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extract/extract.hpp"
#include "pipeline/lexicon.hpp"

/// The first byte chooses the language and where the title ends; every span must lie in its text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto lexicon = pipeline::load_lexicon(TUJA_ROOT "/sql");
    constexpr std::string_view languages[] = {"en", "ko", "zh", "ja"};
    if (size == 0) return 0;
    const std::string_view all{reinterpret_cast<const char*>(data) + 1, size - 1};
    const auto title = all.substr(0, data[0] / 4);
    const auto text = all.substr(title.size());
    const auto reading =
        extract::read(lexicon, {languages[data[0] % 4], "2026-01-15", "", title, text}, true);
    for (const auto& one : reading.commitments) {
        const auto in = one.span.in_title ? title : text;
        if (one.span.begin >= one.span.end || one.span.end > in.size()) __builtin_trap();
    }
    return 0;
}
