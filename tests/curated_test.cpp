// Figures that no API serves: jobs/curated, one cited figure a row, archived and versioned like any source.
#include <boost/test/unit_test.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "support/home.hpp"
#include "support/parsed.hpp"

namespace {

const std::string head =
    "series,entity,period,value,scale,unit,quoted,stage,layer,title,publisher,published,url,page,retrieved,"
    "entered_by,"
    "note\n";
const std::string row =
    "budget,KOR,2026,10.1,12,KRW,10.1조원,bill,G1,A title,A "
    "paper,2025-08-29,https://paper.example/1,,2026-11-24,me,\n";

/// The reasons for which rows are refused, with how many are good.
std::string read(const std::string& rows) {
    std::size_t good = 0;
    const auto document =
        parse::format("curated")->read(head + rows, {}, [&](const model::Record&) { ++good; });
    std::string text = std::to_string(good);
    if (document.fault) text += " fault: " + document.fault->detail;
    for (const auto& reject : document.rejects) text += " " + reject.reason + ": " + reject.detail;
    return text;
}

std::string with(const std::string& from, const std::string& to) {
    BOOST_REQUIRE(row.find(from) != std::string::npos);
    return read(base::replace_all(row, from, to));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(curated_figures)

BOOST_AUTO_TEST_CASE(a_row_that_can_be_cited_is_a_record) {
    BOOST_TEST(read(row) == "1");
    BOOST_TEST(read(row + row) == "2");
}

BOOST_AUTO_TEST_CASE(what_cant_be_cited_is_no_figure) {
    BOOST_TEST(with("https://paper.example/1", "") == "0 not_cited: the row has no url");
    BOOST_TEST(with("https://paper.example/1", "page 7 of the bill") ==
               "0 not_cited: 'page 7 of the bill' is no address where the figure can be read");
    BOOST_TEST(with("A title", " ") == "0 not_cited: the row has no title");
    BOOST_TEST(with(",me,", ",,") == "0 not_cited: the row has no entered_by");
    BOOST_TEST(with("10.1조원", "ten trillion") ==
               "0 not_cited: the quotation 'ten trillion' has no figure in it");
    BOOST_TEST(with("2026-11-24", "24.11.2026") == "0 not_cited: retrieved = '24.11.2026' is no day");
    BOOST_TEST(with("2026-11-24", "2025-08-28") == "0 not_cited: it was retrieved before it was published");
    BOOST_TEST(with("bill", "bil").starts_with("0 not_cited: 'bil' is no stage; there are rumoured, mou,"));
}

BOOST_AUTO_TEST_CASE(a_file_without_a_column_is_not_read) {
    const auto document =
        parse::format("curated")->read("series,entity\nbudget,KOR\n", {}, [](const model::Record&) {});
    BOOST_REQUIRE(document.fault.has_value());
    BOOST_TEST(document.fault->detail.find("no column 'period'") != std::string::npos,
               document.fault->detail);
}

BOOST_AUTO_TEST_CASE(a_run_archives_the_shipped_file_once_and_keeps_its_values) {
    const test::Home home;
    const auto first = home.run({"fetch", "government_ai"});
    BOOST_TEST(first.status == 0, first.err);
    const auto values = home.run({"dump", "--values"}).out;
    BOOST_TEST(
        values.find(
            R"("indicator":"korea_ai_budget_enacted","entity":"KOR","period":"2026","value":9900000000000)") !=
            std::string::npos,
        values);
    BOOST_TEST(values.find("\"period\":\"2024-10-01/P1Y\"") != std::string::npos);
    BOOST_TEST(home.run({"fetch", "government_ai"}).status == 0);
    BOOST_TEST(home.run({"dump", "--values"}).out == values);
    BOOST_TEST(home.run({"revisions", "government_ai"}).out == "no value was rewritten\n");
    BOOST_TEST(home.run({"check"}).status == 0);
    const auto listed = home.run({"archive", "list", "--source", "government_ai"}).out;
    BOOST_TEST(listed.find("https://curated.invalid/government_ai.csv") != std::string::npos, listed);
}

BOOST_AUTO_TEST_SUITE_END()
