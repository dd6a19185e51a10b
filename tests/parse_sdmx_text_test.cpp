// SDMX-CSV and SDMX-JSON; the documents stand in tests/samples/formats.
#include <boost/test/unit_test.hpp>

#include "base/text.hpp"
#include "support/parsed.hpp"
#include "support/samples.hpp"

namespace {

std::string shown(const KeptRecord& record) {
    std::string text;
    for (const auto& [name, value] : record.fields) text += (text.empty() ? "" : " ") + name + "=" + value;
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(parsing_sdmx_csv)

BOOST_AUTO_TEST_CASE(a_row_is_an_observation_by_its_columns_ids) {
    const auto read = parsed("sdmx-csv", sample("sdmx-1.0.csv"));
    BOOST_TEST(read.fault() == "");
    BOOST_REQUIRE(read.records.size() == 2);
    BOOST_TEST(shown(read.records[0]) ==
               "DATAFLOW=XYZ:GERD(1.0) REF_AREA=KOR Reference area=Korea, Rep. TIME_PERIOD=2023 "
               "OBS_VALUE=100.50 OBS_STATUS=A UNIT_MULT=6");
    BOOST_TEST(read.records[1].has("OBS_VALUE"));
    BOOST_TEST(read.at(1, "OBS_VALUE") == "");
}

BOOST_AUTO_TEST_CASE(version_2_parts_codes_from_labels_and_reads_decimal_commas) {
    const auto read = parsed("sdmx-csv", sample("sdmx-2.0.csv"));
    BOOST_REQUIRE(read.records.size() == 1);
    BOOST_TEST(shown(read.records[0]) ==
               "STRUCTURE=dataflow STRUCTURE_ID=XYZ:GERD(1.0): Spending ACTION=I REF_AREA=KOR Reference "
               "area=Korea TIME_PERIOD=2023 Time=2023 OBS_VALUE=12.4 NOTE=a|b TITLE=en:One|fr:Un");
}

BOOST_AUTO_TEST_CASE(a_row_to_be_deleted_is_rejected_and_one_of_delimiters_is_nothing) {
    const auto read = parsed("sdmx-csv", sample("sdmx-2.0.csv"));
    BOOST_REQUIRE(read.document.rejects.size() == 1);
    BOOST_TEST(read.document.rejects[0].place == "line 3");
    BOOST_TEST(read.document.rejects[0].detail == "to be deleted (ACTION=D), not data");
}

BOOST_AUTO_TEST_CASE(a_text_with_a_colon_is_no_code) {
    const auto read = parsed("sdmx-csv", "DATAFLOW,NOTE: Note,OBS_VALUE\nx,See here: page 4,1\n");
    BOOST_TEST(read.at(0, "NOTE") == "See here: page 4");
}

BOOST_AUTO_TEST_CASE(a_decimal_comma_is_one_only_where_semicolons_part_the_cells) {
    BOOST_TEST(parsed("sdmx-csv", "DATAFLOW;OBS_VALUE\nx;14.214\n").at(0, "OBS_VALUE") == "14.214");
    BOOST_TEST(parsed("sdmx-csv", "DATAFLOW;OBS_VALUE\nx;-14,214\n").at(0, "OBS_VALUE") == "-14.214");
    BOOST_TEST(parsed("sdmx-csv", "DATAFLOW;OBS_VALUE\nx;1,2,3\n").at(0, "OBS_VALUE") == "1,2,3");
    BOOST_TEST(parsed("sdmx-csv", "DATAFLOW,OBS_VALUE\nx,\"14,214\"\n").at(0, "OBS_VALUE") == "14,214");
}

BOOST_AUTO_TEST_CASE(what_is_no_sdmx_csv_says_what_it_is) {
    const auto other = parsed("sdmx-csv", "Year,Label,Value\n2023,x,1\n");
    BOOST_TEST(other.fault() == "wrong_shape");
    BOOST_TEST(
        other.detail() ==
        "no SDMX-CSV: neither STRUCTURE, DATAFLOW nor OBS_VALUE is a column; there are Year, Label, Value");
    BOOST_TEST(parsed("sdmx-csv", "<a/>").fault() == "html_page");
    BOOST_TEST(parsed("sdmx-csv", "DATAFLOW,OBS_VALUE\nx,\"1").fault() == "truncated");
    const auto short_row = parsed("sdmx-csv", "DATAFLOW,OBS_VALUE\nx\n");
    BOOST_REQUIRE(short_row.document.rejects.size() == 1);
    BOOST_TEST(short_row.document.rejects[0].detail == "1 cells where the header has 2");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(parsing_sdmx_json)

BOOST_AUTO_TEST_CASE(positions_become_the_codes_they_stand_for) {
    const auto read = parsed("sdmx-json", sample("sdmx-1.0.json"));
    BOOST_TEST(read.fault() == "");
    BOOST_REQUIRE(read.records.size() == 3);
    BOOST_TEST(shown(read.records[0]) == "FREQ=A CURRENCY=KRW TIME_PERIOD=2024 OBS_VALUE=1.50 OBS_STATUS=A");
    BOOST_TEST(shown(read.records[1]) ==
               "FREQ=A CURRENCY=KRW TIME_PERIOD=2025 OBS_VALUE= OBS_STATUS=M NOTE=원");
    BOOST_TEST(read.at(2, "OBS_VALUE") == "2e3");
    BOOST_TEST(read.head("prepared") == "2026-01-31T10:00:00Z");
}

BOOST_AUTO_TEST_CASE(version_2_has_measures_groups_and_attributes_without_lists) {
    const auto read = parsed("sdmx-json", sample("sdmx-2.0.json"));
    BOOST_REQUIRE(read.records.size() == 2);
    BOOST_TEST(shown(read.records[0]) ==
               "FREQ=D SOURCE=an office CURRENCY=KRW TITLE=won TIME_PERIOD=2026-01-02 RATE=1450.10 VOLUME=7 "
               "OBS_STATUS=A");
    BOOST_TEST(shown(read.records[1]) ==
               "FREQ=D SOURCE=an office CURRENCY=JPY TITLE=yen TIME_PERIOD=2026-01-02 RATE=155.5 VOLUME=9 "
               "UNIT_MULT=2");
}

BOOST_AUTO_TEST_CASE(positions_that_do_not_exist_and_deletions_are_rejected) {
    const auto rejects = parsed("sdmx-json", sample("sdmx-2.0.json")).document.rejects;
    BOOST_REQUIRE(rejects.size() == 3);
    BOOST_TEST(rejects[0].detail == "OBS_STATUS: the structure has no value at position 3");
    BOOST_TEST(rejects[1].detail == "the key '7' is none of the structure's positions");
    BOOST_TEST(rejects[2].place == "data set 2");
    BOOST_TEST(rejects[2].detail == "its 1 observations are to be deleted (action Delete), not data");
}

BOOST_AUTO_TEST_CASE(what_is_no_data_message_says_what_it_is) {
    BOOST_TEST(parsed("sdmx-json", "").fault() == "empty");
    BOOST_TEST(parsed("sdmx-json", "<a/>").fault() == "wrong_shape");
    BOOST_TEST(parsed("sdmx-json", "{\"a\":").fault() == "truncated");
    BOOST_TEST(parsed("sdmx-json", "[1]").detail() == "neither structure nor data/structures in the message");
    BOOST_TEST(parsed("sdmx-json", R"({"structure":{}})").detail() ==
               "neither dataSets nor data/dataSets in the message");
}

BOOST_AUTO_TEST_CASE(a_cut_off_message_is_a_fault_at_every_byte) {
    for (const auto* name : {"sdmx-1.0.json", "sdmx-2.0.json"}) {
        const auto text = sample(name);
        BOOST_TEST(clean_cuts("sdmx-json", base::trim(text)) == 0, name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
