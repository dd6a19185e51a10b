// Every rule earns its place: without it something is read otherwise.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>

#include "base/file.hpp"
#include "base/text.hpp"
#include "pipeline/lexicon.hpp"
#include "support/scorer.hpp"

namespace {

extract::Lexicon loaded() {
    return pipeline::load_lexicon(TUJA_ROOT "/sql");
}

/// Short announcements for rules that the tuning sets do not need: {language, text}.
constexpr std::pair<const char*, const char*> examples[] = {
#include "extract_rules_examples.inc"
};

/// All that is read of a text, as one line: what counts, what is refused and why.
std::string gist(const extract::Reading& reading) {
    std::string text;
    for (const auto& one : reading.commitments) text += fmt::format("+{} {} ", one.span.text, one.status);
    for (const auto& one : reading.refused) text += fmt::format("-{} {} ", one.span.text, one.code);
    return text;
}

std::vector<base::Json> sets() {
    auto items = scorer::labels(TUJA_ROOT "/tests/extract/announcements.tuning.jsonl");
    for (const char* more : {"announcements.further.jsonl", "projects.jsonl"})
        for (auto& item : scorer::labels(TUJA_ROOT "/tests/extract/" + std::string{more}))
            items.push_back(item);
    return items;
}

std::vector<base::Json> example_items() {
    std::vector<base::Json> items;
    for (const auto& [lang, text] : examples)
        items.push_back(base::Json::object()
                            .set("lang", lang)
                            .set("date", "2026-01-15")
                            .set("title", "")
                            .set("text", text));
    return items;
}

std::vector<std::string> gists(const extract::Lexicon& lexicon, const std::vector<base::Json>& items,
                               std::string_view lang) {
    std::vector<std::string> all;
    for (const auto& item : items)
        if (item.text("lang") == lang) all.push_back(gist(scorer::read(lexicon, item)));
    return all;
}

/// The plain sentences as items of their own, a sum each.
std::vector<base::Json> sentence_items() {
    std::vector<base::Json> items;
    std::string lang;
    const auto text = base::read_file(TUJA_ROOT "/tests/extract/sentences.txt");
    for (const auto line : base::split(text, '\n')) {
        if (line.size() == 2) lang = line;
        if (line.starts_with("+ ") || line.starts_with("- "))
            items.push_back(base::Json::object()
                                .set("lang", lang)
                                .set("date", "2026-03-03")
                                .set("title", "")
                                .set("counts", line[0] == '+')
                                .set("text", line.substr(2)));
    }
    return items;
}

/// What a lexicon without one rule does otherwise than the whole one.
class Worth {
  public:
    using Items = std::vector<base::Json>;
    Worth(const extract::Lexicon& whole, const Items& dev, const Items& tuning, const Items& sentences)
        : dev_(dev),
          tuning_(tuning),
          sentences_(sentences),
          dev_before_(f1(whole, dev)),
          tuning_before_(f1(whole, tuning)),
          wrong_before_(wrong(whole)) {
        for (const auto* items : {&dev_, &tuning_, &sentences_})
            for (const auto& item : *items) before_.push_back(gist(scorer::read(whole, item)));
    }

    std::string row(const std::string& name, const extract::Lexicon& lexicon) const {
        return fmt::format("| {} | {:+.4f} | {:+.4f} | {:+d} | {} |", name, f1(lexicon, dev_) - dev_before_,
                           f1(lexicon, tuning_) - tuning_before_, wrong(lexicon) - wrong_before_,
                           otherwise(lexicon));
    }

  private:
    static double f1(const extract::Lexicon& lexicon, const Items& items) {
        return scorer::score_all(lexicon, items)["all"].counted.f1();
    }
    int wrong(const extract::Lexicon& lexicon) const {
        int count = 0;
        for (const auto& item : sentences_)
            count += scorer::read(lexicon, item).commitments.empty() == *item["counts"].boolean();
        return count;
    }
    int otherwise(const extract::Lexicon& lexicon) const {
        int count = 0;
        std::size_t next = 0;
        for (const auto* items : {&dev_, &tuning_, &sentences_})
            for (const auto& item : *items) count += gist(scorer::read(lexicon, item)) != before_[next++];
        return count;
    }

    const Items &dev_, &tuning_, &sentences_;
    double dev_before_, tuning_before_;
    int wrong_before_;
    std::vector<std::string> before_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(rules_of_extraction)

BOOST_AUTO_TEST_CASE(without_any_one_rule_something_is_read_otherwise) {
    auto items = sets();
    for (auto& item : example_items()) items.push_back(item);
    const auto whole = loaded();
    std::map<std::string, std::vector<std::string>> before;
    for (const char* lang : {"en", "ko", "zh", "ja"}) before[lang] = gists(whole, items, lang);
    for (const auto& name : whole.rule_names()) {
        auto lexicon = whole;
        lexicon.remove_rule(name);
        const auto lang = name.substr(0, 2);
        BOOST_TEST((gists(lexicon, items, lang) != before[lang]), "nothing needs the rule '" << name << "'");
    }
}

BOOST_AUTO_TEST_CASE(plain_sentences_are_read_as_anybody_would) {
    const auto lexicon = loaded();
    int wrong = 0;
    for (const auto& item : sentence_items()) {
        if (scorer::read(lexicon, item).commitments.empty() != *item["counts"].boolean()) continue;
        BOOST_TEST_MESSAGE(item.text("lang") << " " << item.text("text"));
        ++wrong;
    }
    BOOST_TEST(wrong <= 2);
}

BOOST_AUTO_TEST_CASE(what_each_rule_is_worth_is_listed_on_demand) {
    if (!std::getenv("TUJA_ABLATION")) return;
    const std::string dev_file = TUJA_ROOT "/../shared/corpus/announcements.dev.jsonl";
    const auto dev = std::filesystem::exists(dev_file) ? scorer::labels(dev_file) : std::vector<base::Json>{};
    const auto tuning = sets(), sentences = sentence_items();
    const auto whole = loaded();
    const Worth worth{whole, dev, tuning, sentences};
    for (const auto& name : whole.rule_names()) {
        auto lexicon = whole;
        lexicon.remove_rule(name);
        BOOST_TEST_MESSAGE(worth.row(name, lexicon));
    }
}

BOOST_AUTO_TEST_SUITE_END()
