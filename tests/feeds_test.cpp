// Feeds by their declaration: what is declared, and what an address counts that nobody has seen answer.
#include <boost/test/unit_test.hpp>
#include <map>
#include <set>

#include "support/bank.hpp"
#include "support/jobs_folder.hpp"

namespace {

using test::Bank;
using test::Scripted;

/// One regular visit, answered with this status.
pipeline::Outcome visit(Bank& bank, const char* when, int status) {
    Scripted web{[&](const model::Request&) {
        return Scripted::Says{status, test::world_bank_page({{"KOR", "2024", "1"}}), ""};
    }};
    pipeline::Rooms rooms{bank.house, *bank.archive, *bank.store, web, "test"};
    const base::Window window{base::make_day(2024, 1, 1), base::make_day(2025, 1, 1)};
    return pipeline::fetch_source(rooms, bank.source(),
                                  {{"bank", "GDP", window, base::read_instant(when).value(), "regular"}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(unverified_addresses)

BOOST_AUTO_TEST_CASE(one_that_never_answered_is_no_failure_and_one_that_did_is) {
    Bank bank;
    bank.house.sources.front().parts.front().unverified = true;
    BOOST_TEST(visit(bank, "2026-04-01T00:00:00Z", 404).good());
    BOOST_TEST(visit(bank, "2026-04-02T00:00:00Z", 200).good());
    BOOST_TEST(!visit(bank, "2026-04-03T00:00:00Z", 404).good());
}

BOOST_AUTO_TEST_CASE(any_other_address_fails_at_once) {
    Bank bank;
    BOOST_TEST(!visit(bank, "2026-04-01T00:00:00Z", 404).good());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(the_committed_feeds)

BOOST_AUTO_TEST_CASE(at_least_sixty_publishers_of_all_compared_regions_are_there) {
    std::set<std::string> publishers, addresses;
    std::map<std::string, int> countries;
    const std::string file = TUJA_ROOT "/jobs/sources/company_news.toml";
    for (const auto& feed :
         jobs::read_source(base::read_file(file), "company_news", file, support::formats).parts) {
        publishers.insert(feed.publisher.en);
        ++countries[feed.country];
        BOOST_TEST(addresses.insert(feed.url).second, feed.url);
    }
    BOOST_TEST(publishers.size() >= 60u);
    for (const auto* country : {"KOR", "USA", "CHN", "JPN", "TWN", "DEU", "GBR", "IND", "ARE", "SAU"})
        BOOST_TEST(countries[country] >= 2, country);
}

BOOST_AUTO_TEST_SUITE_END()
