// Every source parses its recorded answers into the expected observations: tests/golden/sources/<source>.txt.
// TUJA_GOLDEN=write writes them anew, for a person to review.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <map>
#include <set>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "pipeline/facts.hpp"
#include "pipeline/house.hpp"
#include "support/folder.hpp"

namespace {

const std::filesystem::path root{TUJA_ROOT};

pipeline::House the_house() {
    pipeline::Settings settings;
    settings.home = "/nonexistent";
    settings.share = root;
    settings.offline = true;
    return pipeline::open_house(settings);
}

archive::Kept kept_of(const jobs::Bundled& answer) {
    archive::Kept kept;
    kept.snapshot.source = answer.source;
    kept.snapshot.part = answer.part;
    kept.snapshot.url = answer.url;
    kept.snapshot.window = answer.window;
    kept.snapshot.page = answer.page;
    kept.snapshot.fetched = kept.snapshot.visit = answer.retrieved;
    kept.snapshot.status = answer.status;
    kept.snapshot.content_type = answer.content_type;
    kept.body = base::read_file(answer.file);
    kept.snapshot.sha256 = base::sha256(kept.body);
    return kept;
}

/// First and last value of each series of one visit, and how many there are; every announcement.
std::string summary(const model::VisitFacts& visit) {
    std::map<std::string, std::vector<const model::Observation*>> series;
    std::string text = fmt::format("{} [{}, {}) {}\n", visit.part, base::iso(visit.window.from),
                                   base::iso(visit.window.to), visit.whole ? "whole" : visit.reason);
    for (const auto& page : visit.pages) {
        for (const auto& fact : page.observations)
            series[fact.indicator + " " + fact.entity].push_back(&fact);
        for (const auto& item : page.announcements)
            text += fmt::format("  {} | {} | {} | {}\n",
                                item.published ? base::iso(base::day_of(*item.published)) : "?",
                                item.publisher, item.title, item.link);
        for (const auto& reject : page.rejects)
            text += fmt::format("  reject {} {} {}\n", reject.place, reject.reason, reject.detail);
    }
    for (auto& [name, facts] : series) {
        std::stable_sort(facts.begin(), facts.end(), [](auto* a, auto* b) { return a->period < b->period; });
        std::size_t missing = 0;
        for (const auto* fact : facts) missing += !fact->value;
        const auto shown = [](const model::Observation& fact) {
            return fact.period.text() + "=" + (fact.value ? base::shortest(*fact.value) : fact.status);
        };
        text +=
            fmt::format("  {}: {} values, {} missing, {} … {}, released {}\n", name, facts.size() - missing,
                        missing, shown(*facts.front()), shown(*facts.back()),
                        facts.front()->released ? base::iso(base::day_of(*facts.front()->released)) : "-");
    }
    return text;
}

/// What all bundled answers of a source become.
std::string read_all(const pipeline::House& house, const model::Source& source) {
    std::map<std::tuple<std::string, base::Instant, base::Window>, std::vector<pipeline::ReadPage>> visits;
    for (const auto& answer : house.bundled->answers) {
        if (answer.source != source.name) continue;
        visits[{answer.part, answer.retrieved, answer.window}].push_back(
            pipeline::read_page(source, *source.part(answer.part), house.reference, kept_of(answer)));
    }
    std::string text;
    for (auto& [key, pages] : visits) {
        const auto* part = source.part(std::get<0>(key));
        text += summary(pipeline::join_pages(source, *part, std::move(pages)));
    }
    return text;
}

/// All sources, also those that the bundled edition has nothing of.
pipeline::House live_house() {
    pipeline::Settings settings;
    settings.home = "/nonexistent";
    settings.share = root;
    return pipeline::open_house(settings);
}

/// A sample as an answer of its part, fetched at the end of 2026.
archive::Kept kept_of(const model::Source& source, const model::Sample& sample) {
    archive::Kept kept;
    auto& it = kept.snapshot;
    it.source = source.name;
    it.part = sample.part;
    it.url = source.part(sample.part)->url;
    it.window = {base::make_day(source.start_year, 1, 1), base::make_day(2027, 1, 1)};
    it.fetched = it.visit = base::read_instant("2026-12-31").value();
    it.status = 200;
    const auto shelf = root / "jobs/curated" / sample.file;
    kept.body = base::read_file(
        source.access == "shipped" ? shelf : root / "tests/samples" / source.name / sample.file);
    it.sha256 = base::sha256(kept.body);
    return kept;
}

/// What a sample became: "KOR 2024 private_investment = 1.5", "rejects = 0".
std::set<std::string> facts_of(const pipeline::House& house, const model::Source& source,
                               const model::Sample& sample) {
    const auto page =
        pipeline::read_page(source, *source.part(sample.part), house.reference, kept_of(source, sample));
    std::set<std::string> facts{fmt::format("rejects = {}", page.facts.rejects.size()),
                                fmt::format("values = {}", page.facts.observations.size())};
    for (const auto& fact : page.facts.observations)
        facts.insert(fmt::format("{} {} {} = {}", fact.entity, fact.period.text(), fact.indicator,
                                 fact.value ? base::shortest(*fact.value) : fact.status));
    for (const auto& reject : page.facts.rejects) BOOST_TEST_MESSAGE(reject.place + ": " + reject.detail);
    return facts;
}

/// "… = 10100000000000" as the shortest decimal writes it.
std::string as_printed(const std::string& wanted) {
    const auto at = wanted.find(" = ");
    const auto number = at == wanted.npos ? std::nullopt : base::read_double(wanted.substr(at + 3));
    return number ? wanted.substr(0, at + 3) + base::shortest(*number) : wanted;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(every_source)

BOOST_AUTO_TEST_CASE(reads_its_samples_as_it_declares) {
    const auto house = live_house();
    for (const auto& source : house.sources)
        for (const auto& sample : source.samples) {
            const auto facts = facts_of(house, source, sample);
            for (const auto& wanted : sample.expect)
                BOOST_TEST(facts.contains(as_printed(wanted)),
                           source.name + " " + sample.file + " does not give " + wanted + "; it gives\n" +
                               base::join({facts.begin(), facts.end()}, "\n").substr(0, 1500));
        }
}

BOOST_AUTO_TEST_CASE(what_nobody_recorded_is_never_in_the_bundled_edition) {
    const auto bundled = the_house();
    for (const auto& source : live_house().sources)
        for (const auto& sample : source.samples)
            BOOST_TEST((sample.recorded || !bundled.find(source.name)), source.name);
}

BOOST_AUTO_TEST_CASE(parses_its_recorded_answers_into_the_expected_observations) {
    const auto house = the_house();
    const bool write = std::getenv("TUJA_GOLDEN") != nullptr;
    for (const auto& source : house.sources) {
        const auto file = root / "tests/golden/sources" / (source.name + ".txt");
        const auto found = read_all(house, source);
        BOOST_TEST(!found.empty(), source.name + " has no recorded answer");
        if (write) base::write_file(file, found);
        BOOST_REQUIRE_MESSAGE(std::filesystem::exists(file),
                              file.string() + " is missing; TUJA_GOLDEN=write records it");
        BOOST_TEST(base::read_file(file) == found,
                   source.name + " reads its answers differently: compare " + file.string());
    }
}

BOOST_AUTO_TEST_CASE(every_part_of_a_source_has_an_answer_to_read) {
    const auto bundled = the_house(), all = live_house();
    for (const auto& source : all.sources)
        for (const auto& part : source.parts) {
            if (source.is_feed() && part.id != source.parts.front().id)
                continue;  // all feeds are one mapping
            bool there = false;
            for (const auto& answer : bundled.bundled->answers)
                there = there || (answer.source == source.name && answer.part == part.id);
            for (const auto& sample : source.samples) there = there || sample.part == part.id;
            BOOST_TEST(there, source.name + " " + part.id + " has neither a bundled answer nor a sample");
        }
}

BOOST_AUTO_TEST_CASE(spot_values_stand_as_their_providers_printed_them) {
    // From the providers' own pages and files, not from this program.
    const auto house = the_house();
    const auto expect = [&](const std::string& source, const std::string& words) {
        BOOST_TEST(read_all(house, house.source(source)).find(words) != std::string::npos,
                   source + ": " + words);
    };
    expect("ai_index_2026", "private_investment KOR: 1 values, 0 missing, 2025=1775383542");
    expect("ai_index_2026", "private_investment USA: 13 values, 0 missing, 2013=3620671948");
    expect("ai_index_2025", "private_investment KOR: 1 values, 0 missing, 2024=1326995968");
    expect("ecb_reference_rates", "eur_rate JPY: 61 values");
}

BOOST_AUTO_TEST_SUITE_END()
