// How fast announcements are read, and whether hostile text costs more than its length.
//   cmake --build … --target bench_extract && build/release/tests/bench_extract [FILE.jsonl]
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "base/file.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "extract/extract.hpp"
#include "pipeline/lexicon.hpp"

namespace {

using Clock = std::chrono::steady_clock;

struct Item {
    std::string lang, date, title, text;
};

std::vector<Item> items_of(const std::string& file) {
    std::vector<Item> items;
    const auto content = base::read_file(file);
    for (const auto line : base::split(content, '\n'))
        if (const auto json = base::Json::parse(line))
            items.push_back(
                {json->text("lang"), json->text("date"), json->text("title"), json->text("text")});
    return items;
}

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

long peak_kb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/// Announcements a second, the median of five rounds.
double rate(const extract::Lexicon& lexicon, const std::vector<Item>& items, std::string_view lang) {
    std::vector<double> rates;
    for (int round = 0; round < 5; ++round) {
        const auto begin = Clock::now();
        std::size_t read = 0;
        while (seconds_since(begin) < 0.5)
            for (const auto& item : items)
                if (lang.empty() || item.lang == lang) {
                    extract::read(lexicon, {item.lang, item.date, "", item.title, item.text});
                    ++read;
                }
        rates.push_back(static_cast<double>(read) / seconds_since(begin));
    }
    std::sort(rates.begin(), rates.end());
    return rates[rates.size() / 2];
}

double seconds_for(const extract::Lexicon& lexicon, std::string_view piece, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += piece;
    const auto begin = Clock::now();
    extract::read(lexicon, {"en", "2025-01-01", "", "AI", text});
    return seconds_since(begin);
}

}  // namespace

int main(int argc, char** argv) {
    const auto lexicon = pipeline::load_lexicon(TUJA_ROOT "/sql");
    const auto items = items_of(argc > 1 ? argv[1] : TUJA_ROOT "/tests/extract/announcements.tuning.jsonl");
    fmt::print("| what | announcements a second |\n|---|---|\n");
    for (const char* lang : {"", "en", "ko", "zh", "ja"})
        fmt::print("| {} | {:.0f} |\n", *lang ? lang : "all", rate(lexicon, items, lang));
    fmt::print("\npeak memory {} MB\n\n| 10 MB of | seconds | × 1 MB |\n|---|---|---|\n", peak_kb() / 1024);
    for (const char* piece :
         {"$1", "$1 (€2) ", "억1", "AI ", "(", "until 2030 ", "invest $5 billion in AI, "}) {
        const double one = seconds_for(lexicon, piece, 1'000'000);
        const double ten = seconds_for(lexicon, piece, 10'000'000);
        fmt::print("| `{}` | {:.2f} | {:.1f} |\n", piece, ten, ten / one);
    }
    return 0;
}
