#include <boost/test/unit_test.hpp>

#include "support/parsed.hpp"

namespace {

std::string rates(const std::string& cubes) {
    return R"(<?xml version="1.0" encoding="UTF-8"?><gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" )"
           R"(xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><gesmes:subject>Reference rates</gesmes:subject>)"
           R"(<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender><Cube>)" +
           cubes + "</Cube></gesmes:Envelope>";
}

const std::string day =
    R"(<Cube time="2018-06-11"><Cube currency="USD" rate="1.1790"/><Cube currency="KRW" rate="1265.58"/></Cube>)";

}  // namespace

BOOST_AUTO_TEST_SUITE(parsing_ecb_rates)

BOOST_AUTO_TEST_CASE(every_currency_of_every_day_is_a_record) {
    const auto read = parsed(
        "gesmes", rates(day + R"(<Cube time='2018-06-08'><Cube currency='USD' rate='1.1754'/></Cube>)"));
    BOOST_REQUIRE(read.records.size() == 3);
    BOOST_TEST(read.at(1, "time") == "2018-06-11");
    BOOST_TEST(read.at(1, "currency") == "KRW");
    BOOST_TEST(read.at(1, "rate") == "1265.58");
    BOOST_TEST(read.at(2, "time") == "2018-06-08");
    BOOST_TEST(read.at(0, "rate") == "1.1790");  // as served: the zero is theirs
    BOOST_TEST(read.head("subject") == "Reference rates");
    BOOST_TEST(read.head("sender") == "European Central Bank");
}

BOOST_AUTO_TEST_CASE(the_namespace_counts_and_not_the_prefix) {
    const auto read = parsed(
        "gesmes",
        R"(<Envelope xmlns="http://www.gesmes.org/xml/2002-08-01" )"
        R"(xmlns:e="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><e:Cube><e:Cube time="2020-01-02">)"
        R"(<e:Cube currency="USD" rate="1.1"/></e:Cube></e:Cube></Envelope>)");
    BOOST_TEST(read.at(0, "rate") == "1.1");
}

BOOST_AUTO_TEST_CASE(a_cube_without_its_attributes_is_rejected) {
    const auto read =
        parsed("gesmes", rates(R"(<Cube time="2018-06-11"><Cube currency="USD"/><Cube rate="1"/></Cube>)"
                               R"(<Cube><Cube currency="USD" rate="1"/></Cube>)"));
    BOOST_TEST(read.records.empty());
    BOOST_REQUIRE(read.document.rejects.size() == 3);
    BOOST_TEST(read.document.rejects[0].detail == "a Cube without rate");
    BOOST_TEST(read.document.rejects[1].detail == "a Cube without currency");
    BOOST_TEST(read.document.rejects[2].detail == "a Cube without time");
}

BOOST_AUTO_TEST_CASE(what_holds_no_rates_says_why) {
    BOOST_TEST(parsed("gesmes", "").fault() == "empty");
    BOOST_TEST(parsed("gesmes", "<html><head></body></html>").fault() == "html_page");
    BOOST_TEST(parsed("gesmes", "<a/>").fault() == "wrong_shape");
    BOOST_TEST(parsed("gesmes", rates("")).fault() == "wrong_shape");
    BOOST_TEST(parsed("gesmes", rates("<Cube></Kube>")).fault() == "malformed");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_utf8_are_told_and_never_become_text) {
    const auto read =
        parsed("gesmes", rates("<Cube time=\"2018-06-11\"><Cube currency=\"U\xFF\" rate=\"1\"/></Cube>"));
    BOOST_TEST(read.fault() == "malformed");
    BOOST_TEST(read.records.empty());
}

BOOST_AUTO_TEST_CASE(a_cut_off_file_is_truncated_at_every_byte) {
    const std::string whole = rates(day);
    for (std::size_t length = 1; length < whole.size(); ++length)
        BOOST_REQUIRE_EQUAL(parsed("gesmes", whole.substr(0, length)).fault(), "truncated");
}

BOOST_AUTO_TEST_SUITE_END()
