#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "extract/extract.hpp"

/// Scores readings against labelled announcements as the labelling guide says: a found sum is right when
/// currency and bounds are equal within 0.5 % and the spans overlap; pairs are one to one.
namespace scorer {

struct Counts {
    int right = 0, spurious = 0, missed = 0;
    double precision() const;
    double recall() const;
    double f1() const;
};

/// The fields compared on matched sums, in the order they are printed.
inline constexpr std::array fields = {"investor", "investor lenient", "investor country", "host country",
                               "period",   "per year",         "category",         "status"};

struct Score {
    int documents = 0, traps = 0, alarmed = 0;
    Counts counted, ai;
    int matched = 0;
    std::map<std::string, int> right;                             // by field
    std::map<std::string, int> spurious_by_code;                  // what a spurious sum really was
    std::map<std::string, std::map<std::string, int>> confusion;  // labelled code, then ours

    double field(const std::string& name) const;
    double alarms() const;
    void add(const Score& other);
    std::string text(const std::string& title) const;
};

std::vector<base::Json> labels(const std::string& file);
extract::Reading read(const extract::Lexicon& lexicon, const base::Json& item);
/// One announcement's score.
Score score(const base::Json& gold, const extract::Reading& reading);
/// All announcements of a file: by language, and under "all".
std::map<std::string, Score> score_all(const extract::Lexicon& lexicon, const std::vector<base::Json>& items);

}  // namespace scorer
