#include <boost/test/unit_test.hpp>

#include "support/parsed.hpp"
#include "support/samples.hpp"

namespace {

Parsed answer(const std::string& text) {
    return parsed("worldbank-json", text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(parsing_worldbank_json)

BOOST_AUTO_TEST_CASE(json_and_xml_of_the_same_answer_are_the_same_records) {
    const auto one = answer(sample("worldbank-data.json"));
    const auto other = parsed("worldbank", sample("worldbank-data.xml"));
    BOOST_REQUIRE(one.records.size() == 2);
    BOOST_TEST((one.records == other.records));
    BOOST_TEST(one.at(0, "value") == "1000.50");
    BOOST_TEST((one.document.head == other.document.head));
    BOOST_TEST(one.document.total.value() == 2);
}

BOOST_AUTO_TEST_CASE(the_country_list_gives_regions_and_their_ids) {
    const auto read = answer(sample("worldbank-countries.json"));
    BOOST_TEST(read.at(0, "id") == "AFE");
    BOOST_TEST(read.at(0, "region_id") == "NA");
    BOOST_TEST(read.at(0, "region") == "Aggregates");
    BOOST_TEST(read.document.pages.value() == 6);
}

BOOST_AUTO_TEST_CASE(an_error_is_the_providers_with_and_without_the_outer_list) {
    const std::string error = R"({"message":[{"id":"120","key":"Invalid value","value":"not valid"}]})";
    for (const auto& text : {"[" + error + "]", error}) {
        BOOST_TEST(answer(text).fault() == "provider_error");
        BOOST_TEST(answer(text).detail().starts_with("120: Invalid value"));
    }
}

BOOST_AUTO_TEST_CASE(nothing_found_is_an_answer) {
    const auto read = answer(R"([{"page":0,"pages":0,"per_page":0,"total":0},null])");
    BOOST_TEST(read.fault() == "");
    BOOST_TEST(read.records.empty());
    BOOST_TEST(answer(R"([{"page":1,"pages":1,"total":9},null])").fault() == "wrong_shape");
}

BOOST_AUTO_TEST_CASE(a_call_or_an_assignment_around_the_list_is_taken_off) {
    const std::string list = R"([{"total":1},[{"id":"HIC","value":"High income"}]])";
    for (const auto& text : {"call(" + list + ");", "// saved\n// from there\nvar x =\n" + list + ";", list})
        BOOST_TEST(answer(text).at(0, "id") == "HIC", text);
    BOOST_TEST(answer("no list: " + list).fault() == "malformed");
}

BOOST_AUTO_TEST_CASE(a_row_without_date_or_value_is_rejected) {
    const auto read = answer(R"([{"total":2},[{"indicator":{"id":"X","value":"x"},"value":1},{"other":1}]])");
    BOOST_REQUIRE(read.document.rejects.size() == 2);
    BOOST_TEST(read.document.rejects[0].detail == "no date in this row");
    BOOST_TEST(read.document.rejects[1].detail == "no id in this row");
    BOOST_TEST(read.document.records == 0);
}

BOOST_AUTO_TEST_CASE(a_cut_off_answer_is_a_fault_at_every_byte) {
    auto text = sample("worldbank-data.json");
    text.resize(text.find_last_of(']') + 1);
    BOOST_TEST(clean_cuts("worldbank-json", text) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
