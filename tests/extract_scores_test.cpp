// How well commitments are found: the labelled sets, scored as the labelling guide says. The third of our own
// items that nobody tunes on is scored apart; only its totals are printed.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "pipeline/lexicon.hpp"
#include "support/scorer.hpp"

namespace {

const extract::Lexicon& lexicon() {
    static const auto loaded = pipeline::load_lexicon(TUJA_ROOT "/sql");
    return loaded;
}

void print_confusion(const scorer::Score& score) {
    std::string text = "refused sums, labelled code: ours";
    for (const auto& [code, row] : score.confusion) {
        text += "\n  " + code + ":";
        for (const auto& [ours, count] : row) text += fmt::format(" {} {}", ours, count);
    }
    text += "\nspurious by code:";
    for (const auto& [code, count] : score.spurious_by_code) text += fmt::format(" {} {}", code, count);
    BOOST_TEST_MESSAGE(text);
}

std::map<std::string, scorer::Score> print_scores(const std::string& name, const std::string& file) {
    auto scores = scorer::score_all(lexicon(), scorer::labels(file));
    for (const char* lang : {"all", "en", "ko", "zh", "ja"})
        BOOST_TEST_MESSAGE(scores[lang].text(name + " " + lang));
    return scores;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scores_of_extraction)

BOOST_AUTO_TEST_CASE(the_development_corpus_scores_no_lower_than_it_did) {
    const std::string file = TUJA_ROOT "/../shared/corpus/announcements.dev.jsonl";
    if (!std::filesystem::exists(file)) {
        BOOST_TEST_MESSAGE("skipped: ../shared is not there");
        return;
    }
    auto scores = print_scores("dev", file);
    print_confusion(scores["all"]);
    for (const char* lang : {"en", "ko", "zh", "ja"}) {
        BOOST_TEST(scores[lang].counted.precision() >= 0.97, lang);
        BOOST_TEST(scores[lang].counted.recall() >= 0.95, lang);
    }
    const auto& all = scores["all"];
    BOOST_TEST(all.ai.f1() >= 0.98);
    BOOST_TEST(all.alarms() <= 0.05);
    const std::pair<const char*, double> floors[] = {
        {"investor", 0.95}, {"investor lenient", 0.97}, {"investor country", 0.97}, {"host country", 0.95},
        {"period", 0.94},   {"category", 0.89},         {"status", 0.97},           {"per year", 0.98}};
    for (const auto& [field, floor] : floors) BOOST_TEST(all.field(field) >= floor, field);
}

BOOST_AUTO_TEST_CASE(our_own_items_score_no_lower_than_they_did) {
    auto scores = print_scores("tuning", TUJA_ROOT "/tests/extract/announcements.tuning.jsonl");
    print_confusion(scores["all"]);
    const auto& all = scores["all"];
    BOOST_TEST(all.counted.f1() >= 0.97);
    BOOST_TEST(all.alarms() <= 0.03);
    BOOST_TEST(all.ai.f1() >= 0.99);
    const std::pair<const char*, double> floors[] = {{"investor", 0.90},     {"investor country", 0.88},
                                                     {"host country", 0.89}, {"period", 0.93},
                                                     {"category", 0.89},     {"status", 0.95}};
    for (const auto& [field, floor] : floors) BOOST_TEST(all.field(field) >= floor, field);
}

BOOST_AUTO_TEST_CASE(further_items_score_no_lower_than_they_did) {
    auto scores = print_scores("further", TUJA_ROOT "/tests/extract/announcements.further.jsonl");
    print_confusion(scores["all"]);
    BOOST_TEST(scores["all"].counted.f1() >= 0.94);
    BOOST_TEST(scores["all"].ai.f1() >= 0.98);
}

BOOST_AUTO_TEST_CASE(items_that_nobody_tuned_on_score_no_lower_than_they_did) {
    auto scores = print_scores("unseen", TUJA_ROOT "/tests/extract/announcements.unseen.jsonl");
    BOOST_TEST(scores["all"].counted.f1() >= 0.80);
}

BOOST_AUTO_TEST_SUITE_END()
