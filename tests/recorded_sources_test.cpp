// The shipped sources read what their providers once answered: tests/samples/recorded.toml names the recorded
// files and values that a person finds in them.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <set>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "pipeline/facts.hpp"
#include "pipeline/house.hpp"

namespace {

namespace fs = std::filesystem;
const fs::path root{TUJA_ROOT};
const fs::path statistics = root / "../shared/samples/statistics";

pipeline::House all_sources() {
    pipeline::Settings settings;
    settings.home = "/nonexistent";
    settings.share = root;
    return pipeline::open_house(settings);
}

pipeline::ReadPage read(const pipeline::House& house, const base::Toml& block) {
    const auto& source = house.source(block.string("source"));
    const auto part_name = block.string("part", source.parts.front().id);
    const auto* part = source.part(part_name);
    BOOST_REQUIRE_MESSAGE(part, source.name + " has no part " + part_name);
    archive::Kept kept;
    auto& it = kept.snapshot;
    it.source = source.name;
    it.part = part->id;
    it.url = part->url;
    it.window = {base::make_day(source.start_year, 1, 1), base::make_day(2027, 1, 1)};
    it.fetched = it.visit = base::read_instant("2026-11-20").value();
    it.status = 200;
    kept.body = base::read_file(statistics / block.string("file"));
    it.sha256 = base::sha256(kept.body);
    return pipeline::read_page(source, *part, house.reference, kept);
}

std::set<std::string> facts_of(const pipeline::ReadPage& page) {
    std::set<std::string> facts{fmt::format("rejects = {}", page.facts.rejects.size())};
    for (const auto& fact : page.facts.observations)
        facts.insert(fmt::format("{} {} {} = {}{}", fact.entity, fact.period.text(), fact.indicator,
                                 fact.value ? base::shortest(*fact.value) : "",
                                 fact.status == "A" ? ""
                                 : fact.value       ? " " + fact.status
                                                    : fact.status));
    return facts;
}

std::string all_of(const std::set<std::string>& facts) {
    return base::join({facts.begin(), facts.end()}, "\n").substr(0, 1500);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(recorded_answers_of_sources)

BOOST_AUTO_TEST_CASE(become_the_values_that_stand_in_them) {
    if (!fs::exists(statistics)) {
        BOOST_TEST_MESSAGE("skipped: ../shared is not there");
        fmt::print("skipped: ../shared is not there\n");
        return;
    }
    const auto house = all_sources();
    const auto in = base::Toml::file(root / "tests/samples/recorded.toml");
    for (const auto& block : in.tables("file")) {
        const auto name = block.string("source") + " " + block.string("file");
        const auto page = read(house, block);
        const auto facts = facts_of(page);
        fmt::print("{:<90} {:>6} values {:>4} rejects  {}\n", name, page.facts.observations.size(),
                   page.facts.rejects.size(),
                   page.facts.rejects.empty() ? "" : page.facts.rejects.front().detail.substr(0, 80));
        for (const auto& wanted : block.strings("expect"))
            BOOST_TEST(facts.contains(wanted), name << " does not give " << wanted << "; it gives\n"
                                                    << all_of(facts));
    }
}

BOOST_AUTO_TEST_SUITE_END()
