#include <boost/test/unit_test.hpp>

#include "support/parsed.hpp"

namespace {

Parsed read(std::string_view text, std::map<std::string, std::string> options = {}) {
    return parsed("json", text, {std::move(options), {}, {}});
}

const std::string bank =
    R"({"meta":{"title":"rates","last_updated":"2026-03-02","deep":{"x":1}},"data":{"dataSets":)"
    R"([["19930105","25.405","788.2"],["19930106","-","790.3"]],"structure":)"
    R"({"Table1":[{"data":"NTD/USD"},{"data":"KRW/USD"}]}}})";
const std::map<std::string, std::string> bank_options = {
    {"rows", "data/dataSets/*"}, {"names", "data/structure/Table1/*/data"}, {"first", "date"}};

}  // namespace

BOOST_AUTO_TEST_SUITE(parsing_json)

BOOST_AUTO_TEST_CASE(rows_that_are_arrays_are_named_by_a_list) {
    const auto all = read(bank, bank_options);
    BOOST_REQUIRE(all.records.size() == 2);
    BOOST_TEST(all.at(0, "date") == "19930105");
    BOOST_TEST(all.at(0, "NTD/USD") == "25.405");
    BOOST_TEST(all.at(1, "KRW/USD") == "790.3");
    BOOST_TEST(all.at(1, "NTD/USD") == "-");
    BOOST_TEST(all.records[1].place == "row 2");
}

BOOST_AUTO_TEST_CASE(the_head_holds_the_scalars_of_meta) {
    const auto all = read(bank, bank_options);
    BOOST_TEST(all.head("last_updated") == "2026-03-02");
    BOOST_TEST(all.head("deep") == "");
    const auto chosen = read(R"({"info":{"v":1},"top":2,"list":[]})", {{"rows", "list/*"}, {"head", "info"}});
    BOOST_TEST(chosen.head("v") == "1");
    BOOST_TEST(chosen.head("top") == "");
}

BOOST_AUTO_TEST_CASE(rows_that_are_objects_give_their_members_nested_ones_by_path) {
    const auto all = read(R"([{"id":"KOR","region":{"id":"EAS","value":"East Asia"},"tags":["a","b"]}])");
    BOOST_TEST(all.at(0, "id") == "KOR");
    BOOST_TEST(all.at(0, "region/id") == "EAS");
    BOOST_TEST(all.all(0, "tags").size() == 2);
}

BOOST_AUTO_TEST_CASE(numbers_stay_as_served_and_null_is_empty) {
    const auto all = read("[{\"a\": 1.10 ,\"b\":12345678901234567890,\"c\":null,\"d\":true,\"e\":-0.0e5\n}]");
    BOOST_TEST(all.at(0, "a") == "1.10");
    BOOST_TEST(all.at(0, "c") == "");
    BOOST_TEST(all.at(0, "b") == "12345678901234567890");
    BOOST_TEST(all.at(0, "d") == "true");
    BOOST_TEST(all.at(0, "e") == "-0.0e5");
}

BOOST_AUTO_TEST_CASE(texts_are_unescaped) {
    BOOST_TEST(read(R"([{"a":"\uc6d0\n\"x\""}])").at(0, "a") == "원\n\"x\"");
}

BOOST_AUTO_TEST_CASE(a_path_may_name_an_element_by_number) {
    const auto all = read(R"([{"page":2,"pages":5,"per_page":"50","total":240},[{"id":"a"},{"id":"b"}]])",
                          {{"rows", "1/*"}, {"head", "0"}});
    BOOST_TEST(all.records.size() == 2);
    BOOST_TEST(all.document.page.value() == 2);
    BOOST_TEST(all.document.per_page.value() == 50);
    BOOST_TEST(all.document.total.value() == 240);
}

BOOST_AUTO_TEST_CASE(a_row_of_another_width_is_rejected) {
    const auto all =
        read(R"({"n":["a","b"],"r":[[1,2],[1],[1,2,3],[1,[2]],7]})", {{"rows", "r/*"}, {"names", "n/*"}});
    BOOST_TEST(all.records.size() == 1);
    BOOST_REQUIRE(all.document.rejects.size() == 4);
    BOOST_TEST(all.document.rejects[0].reason == "wrong_shape");
    BOOST_TEST(all.document.rejects[0].detail == "1 cells for 2 columns");
    BOOST_TEST(all.document.rejects[1].original == "1,2");
    BOOST_TEST(all.document.rejects[3].original == "7");
}

BOOST_AUTO_TEST_CASE(an_empty_list_is_an_answer_and_a_lost_path_is_not) {
    BOOST_TEST(read(R"({"records":[],"hints":[]})", {{"rows", "records/*"}}).fault() == "");
    const auto lost = read(R"({"record":[],"hints":[]})", {{"rows", "records/*"}});
    BOOST_TEST(lost.fault() == "wrong_shape");
    BOOST_TEST(lost.detail() == "nothing at 'records/*'; the answer holds record, hints");
}

BOOST_AUTO_TEST_CASE(what_is_no_json_says_what_it_is) {
    BOOST_TEST(read("").fault() == "empty");
    BOOST_TEST(read("<html></html>").fault() == "html_page");
    BOOST_TEST(read("<a/>").fault() == "wrong_shape");
    BOOST_TEST(read("{name: 'x'}").fault() == "malformed");
    BOOST_TEST(read("[1,2").fault() == "truncated");
    BOOST_TEST(read("[\"a\xFF\"]").fault() == "malformed");
}

BOOST_AUTO_TEST_CASE(a_cut_off_answer_is_a_fault_at_every_byte) {
    BOOST_TEST(clean_cuts("json", bank, {bank_options, {}, {}}) == 0);
}

BOOST_AUTO_TEST_CASE(deep_nesting_ends) {
    BOOST_TEST(read(std::string(500'000, '[')).fault() != "");
    std::string deep = "[";
    for (int i = 0; i < 30; ++i) deep += "{\"a\":";
    deep += "1" + std::string(30, '}') + "]";
    const auto all = read(deep);
    BOOST_REQUIRE(all.document.rejects.size() == 1);
    BOOST_TEST(all.document.rejects[0].detail == "nested deeper than 16 levels");
}

BOOST_AUTO_TEST_SUITE_END()
