#include <boost/test/unit_test.hpp>

#include "base/error.hpp"
#include "support/parsed.hpp"

namespace {

Parsed read(std::string_view text, std::map<std::string, std::string> options = {}) {
    return parsed("delimited", text, {std::move(options), {}, {}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(parsing_delimited_text)

BOOST_AUTO_TEST_CASE(fields_are_named_by_the_header) {
    const auto all = read("Year , Value,Label\n2013.0,0.61,China\n2014.0,,Europe\n");
    BOOST_REQUIRE(all.records.size() == 2);
    BOOST_TEST(all.at(0, "Year") == "2013.0");
    BOOST_TEST(all.at(0, "Value") == "0.61");
    BOOST_TEST(all.at(1, "Value") == "");
    BOOST_TEST(all.at(1, "Label") == "Europe");
    BOOST_TEST(all.records[1].place == "line 3");
}

BOOST_AUTO_TEST_CASE(lines_may_end_in_three_ways_or_not_at_all) {
    for (const auto* text : {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4",
                             "\xEF\xBB\xBF"
                             "a,b\n1,2\n\n3,4\n\n\n"}) {
        const auto all = read(text);
        BOOST_TEST(all.records.size() == 2);
        BOOST_TEST(all.document.rejects.empty());
        BOOST_TEST(all.at(1, "a") == "3");
        BOOST_TEST(all.at(1, "b") == "4");
    }
}

BOOST_AUTO_TEST_CASE(quoted_cells_hold_anything) {
    const auto all = read("name,note\n\"Korea, Rep.\",\"two\nlines and \"\"quotes\"\"\"\nx,\"\"\nlast,y\n");
    BOOST_TEST(all.at(0, "name") == "Korea, Rep.");
    BOOST_TEST(all.at(0, "note") == "two\nlines and \"quotes\"");
    BOOST_TEST(all.at(1, "note") == "");
    BOOST_TEST(all.records.at(2).place == "line 5");
}

BOOST_AUTO_TEST_CASE(a_quote_inside_a_plain_cell_is_a_character) {
    BOOST_TEST(read("a,b\n5\" disk,x\n").at(0, "a") == "5\" disk");
    BOOST_TEST(read("a,b\n\"5\" disk,x\n").at(0, "a") == "5 disk");
}

BOOST_AUTO_TEST_CASE(a_quote_that_never_ends_is_a_cut_off_file) {
    const auto all = read("a,b\n1,2\n3,\"four\n5,6\n");
    BOOST_TEST(all.fault() == "truncated");
    BOOST_TEST(all.detail() == "the quoted cell of line 3 never ends");
}

BOOST_AUTO_TEST_CASE(a_row_of_another_width_is_rejected_with_its_text) {
    const auto all = read("a,b\n1\n1,2,3\n1,2\n");
    BOOST_TEST(all.records.size() == 1);
    BOOST_REQUIRE(all.document.rejects.size() == 2);
    BOOST_TEST(all.document.rejects[0].reason == "wrong_shape");
    BOOST_TEST(all.document.rejects[0].detail == "1 cells where the header has 2");
    BOOST_TEST(all.document.rejects[1].original == "1,2,3");
    BOOST_TEST(all.document.rejects[1].place == "line 3");
}

BOOST_AUTO_TEST_CASE(the_delimiter_is_declared) {
    BOOST_TEST(read("a;b\n1,5;2\n", {{"delimiter", ";"}}).at(0, "a") == "1,5");
    BOOST_TEST(read("a\tb\n1\t2\n", {{"delimiter", "tab"}}).at(0, "b") == "2");
}

BOOST_AUTO_TEST_CASE(a_decimal_comma_is_rewritten_in_numbers_only) {
    const auto all =
        read("n;d;w;p\n1.234,5;17.03.2026;Seoul, Busan;3,7\n", {{"delimiter", ";"}, {"decimal", ","}});
    BOOST_TEST(all.at(0, "n") == "1234.5");
    BOOST_TEST(all.at(0, "d") == "17.03.2026");
    BOOST_TEST(all.at(0, "w") == "Seoul, Busan");
    BOOST_TEST(all.at(0, "p") == "3.7");
    BOOST_TEST(read("n;m\n3,7;1\n", {{"delimiter", ";"}}).at(0, "n") == "3,7");
}

BOOST_AUTO_TEST_CASE(percent_signs_are_stripped_where_declared) {
    BOOST_TEST(read("a\n7.5%\n").at(0, "a") == "7.5%");
    BOOST_TEST(read("a\n-7.5 %\n", {{"percent", "strip"}}).at(0, "a") == "-7.5");
    BOOST_TEST(read("a\nup 5%\n", {{"percent", "strip"}}).at(0, "a") == "up 5%");
}

BOOST_AUTO_TEST_CASE(title_lines_are_skipped_and_a_missing_header_is_numbered) {
    BOOST_TEST(read("Title \"of it\nmore\na,b\n1,2\n", {{"skip", "2"}}).at(0, "b") == "2");
    BOOST_TEST(read("1,2\n3,4\n", {{"header", "no"}}).at(1, "column_2") == "4");
}

BOOST_AUTO_TEST_CASE(mac_roman_is_decoded_where_declared_and_a_fault_where_not) {
    const std::string mac = "a,b\nT\x9Frkiye,1\n";
    BOOST_TEST(read(mac, {{"encoding", "macroman"}}).at(0, "a") == "Türkiye");
    BOOST_TEST(read(mac).fault() == "malformed");
    BOOST_TEST(read(mac).detail().find("macintosh") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_missing_column_names_the_nearest) {
    BOOST_TEST(read("Year,Label\n1,2\n", {{"require", "Year|Label"}}).fault() == "");
    const auto renamed = read("Year,Labels\n1,2\n", {{"require", "Year|Label"}});
    BOOST_TEST(renamed.fault() == "wrong_shape");
    BOOST_TEST(renamed.detail() == "no column 'Label'; did the provider rename it to 'Labels'?");
    BOOST_TEST(renamed.records.empty());
    BOOST_TEST(read("x,y\n", {{"require", "Investment"}}).detail() ==
               "no column 'Investment'; there are x, y");
}

BOOST_AUTO_TEST_CASE(a_page_instead_of_a_table_is_a_fault) {
    BOOST_TEST(read("").fault() == "empty");
    BOOST_TEST(read("\n<!doctype HTML><p>").fault() == "html_page");
    BOOST_TEST(read("<?xml version='1.0'?><Error/>").fault() == "html_page");
    BOOST_TEST(read("{\"error\": 1}").fault() == "wrong_shape");
    BOOST_TEST(read("\x1F\x8B\x08").fault() == "malformed");
}

BOOST_AUTO_TEST_CASE(an_unknown_option_value_says_what_is_right) {
    BOOST_CHECK_THROW(read("a\n1\n", {{"percent", "stripp"}}), base::Error);
    BOOST_CHECK_THROW(read("a\n1\n", {{"delimiter", "::"}}), base::Error);
    BOOST_CHECK_THROW(read("a\n1\n", {{"skip", "two"}}), base::Error);
    BOOST_CHECK_EXCEPTION(read("a\n1\n", {{"encoding", "klingon"}}), base::Error,
                          [](const base::Error& error) { return error.found() == "'klingon' is not known"; });
}

BOOST_AUTO_TEST_CASE(a_cut_anywhere_never_gives_a_row_of_another_width) {
    const std::string whole = "a,b\n\"x, \"\"y\"\"\",2\r\n3,\"f\ng\"\n";
    for (std::size_t length = 0; length < whole.size(); ++length)
        for (const auto& record : read(whole.substr(0, length)).records)
            BOOST_TEST(record.fields.size() == (length < 3 ? 1 : 2));
}

BOOST_AUTO_TEST_SUITE_END()
