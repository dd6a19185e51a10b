#include <fmt/format.h>

#include <boost/test/unit_test.hpp>

#include "support/parsed.hpp"

namespace {

const std::string row =
    R"(<wb:data><wb:indicator id="NY.GDP.MKTP.CD">GDP (current US$)</wb:indicator>)"
    R"(<wb:country id="KR">Korea, Rep.</wb:country><wb:countryiso3code>KOR</wb:countryiso3code>)"
    R"(<wb:date>2022</wb:date><wb:value>1799400000000</wb:value><wb:unit/><wb:obs_status/>)"
    R"(<wb:decimal>0</wb:decimal></wb:data>)";

std::string page(const std::string& rows) {
    return R"(<?xml version="1.0" encoding="utf-8"?><wb:data page="1" pages="2" per_page="50" total="58" )"
           R"(sourceid="2" lastupdated="2026-04-08" xmlns:wb="http://www.worldbank.org">)" +
           rows + "</wb:data>";
}

std::string dated(const std::string& date) {
    return fmt::format("<wb:data><wb:date>{}</wb:date><wb:value>1</wb:value></wb:data>", date);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(parsing_world_bank_xml)

BOOST_AUTO_TEST_CASE(a_row_gives_its_texts_and_ids) {
    const auto read = parsed("worldbank", page(row));
    BOOST_TEST(read.at(0, "indicator_id") == "NY.GDP.MKTP.CD");
    BOOST_TEST(read.at(0, "indicator") == "GDP (current US$)");
    BOOST_TEST(read.at(0, "country_id") == "KR");
    BOOST_TEST(read.at(0, "country") == "Korea, Rep.");
    BOOST_TEST(read.at(0, "countryiso3code") == "KOR");
    BOOST_TEST(read.at(0, "date") == "2022");
    BOOST_TEST(read.at(0, "value") == "1799400000000");
    BOOST_TEST(read.at(0, "decimal") == "0");
    BOOST_TEST(read.records.at(0).has("unit"));
    BOOST_TEST(read.records.at(0).place == "row 1");
}

BOOST_AUTO_TEST_CASE(the_page_says_where_it_stands) {
    const auto read = parsed("worldbank", page(row));
    BOOST_TEST(read.document.page.value() == 1);
    BOOST_TEST(read.document.pages.value() == 2);
    BOOST_TEST(read.document.per_page.value() == 50);
    BOOST_TEST(read.document.total.value() == 58);
    BOOST_TEST(read.head("lastupdated") == "2026-04-08");
    BOOST_TEST(read.head("sourceid") == "2");
}

BOOST_AUTO_TEST_CASE(the_namespace_counts_and_not_the_prefix) {
    const auto other = [](std::string text) {
        for (const auto* name : {"<wb:", "</wb:"})
            for (auto at = text.find(name); at != std::string::npos; at = text.find(name))
                text.replace(at, std::string{name}.size(), name[1] == '/' ? "</b:" : "<b:");
        return text;
    };
    std::string renamed = other(page(row));
    renamed.replace(renamed.find("xmlns:wb"), 8, "xmlns:b");
    BOOST_TEST(parsed("worldbank", renamed).at(0, "date") == "2022");
    BOOST_TEST(parsed("worldbank", R"(<data xmlns="http://www.worldbank.org"><data><date>2020</date>)"
                                   R"(<value>1</value></data></data>)")
                   .at(0, "date") == "2020");
    std::string foreign = page(row);
    foreign.replace(foreign.find("www.worldbank.org"), 17, "www.example.org");
    BOOST_TEST(parsed("worldbank", foreign).fault() == "wrong_shape");
}

BOOST_AUTO_TEST_CASE(a_prefix_bound_inside_a_row_is_understood) {
    const std::string bound =
        R"(<x:data xmlns:x="http://www.worldbank.org"><x:date>1</x:date><x:value/></x:data>)";
    BOOST_TEST(parsed("worldbank", page(row + bound)).at(1, "date") == "1");
    const std::string foreign =
        R"(<x:data xmlns:x="http://example.org"><x:date>1</x:date><x:value/></x:data>)";
    BOOST_TEST(parsed("worldbank", page(row + foreign)).records.size() == 1);
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_is_passed_over) {
    BOOST_TEST(parsed("worldbank", "\xEF\xBB\xBF" + page(row)).records.size() == 1);
}

BOOST_AUTO_TEST_CASE(a_declared_charset_is_decoded) {
    std::string latin = page(
        "<wb:data><wb:country id=\"TR\">T\xFCrkiye</wb:country><wb:date>1</wb:date><wb:value/></wb:data>");
    latin.replace(latin.find("utf-8"), 5, "iso-8859-1");
    BOOST_TEST(parsed("worldbank", latin).at(0, "country") == "Türkiye");
}

BOOST_AUTO_TEST_CASE(an_empty_value_is_a_record_and_not_a_reject) {
    const auto read = parsed("worldbank", page("<wb:data><wb:date>2020</wb:date><wb:value/></wb:data>"));
    BOOST_TEST(read.records.at(0).has("value"));
    BOOST_TEST(read.at(0, "value") == "");
}

BOOST_AUTO_TEST_CASE(a_row_without_date_or_value_is_rejected_with_its_text) {
    const std::string dateless = "<wb:data><wb:value>1</wb:value></wb:data>";
    const auto read = parsed("worldbank", page(row + dateless + "<wb:data><wb:date>1</wb:date></wb:data>"));
    BOOST_TEST(read.records.size() == 1);
    BOOST_REQUIRE(read.document.rejects.size() == 2);
    BOOST_TEST(read.document.rejects[0].reason == "missing_field");
    BOOST_TEST(read.document.rejects[0].detail == "no wb:date in this row");
    BOOST_TEST(read.document.rejects[0].place == "row 2");
    BOOST_TEST(read.document.rejects[0].original == dateless);
    BOOST_TEST(read.document.rejects[1].detail == "no wb:value in this row");
}

BOOST_AUTO_TEST_CASE(hidden_tags_fool_nobody) {
    const std::string hidden = "<wb:data><wb:date>hidden</wb:date><wb:value>9</wb:value></wb:data>";
    for (const std::string& trap : {"<!--" + hidden + "-->", "<?note " + hidden + "?>",
                                    "<wb:note><![CDATA[" + hidden + "]]></wb:note>"}) {
        const auto read = parsed("worldbank", page(dated("1") + trap + dated("2")));
        BOOST_TEST(read.fault() == "");
        BOOST_TEST(read.records.size() == 2);
        BOOST_TEST(read.at(1, "date") == "2");
    }
}

BOOST_AUTO_TEST_CASE(a_hidden_tag_where_a_fragment_is_cut_fools_nobody) {
    std::string rows = "<!--";
    while (rows.size() < 200'000) rows += dated("hidden");
    const auto read = parsed("worldbank", page(dated("1") + rows + "-->" + dated("2")));
    BOOST_TEST(read.fault() == "");
    BOOST_TEST(read.records.size() == 2);
}

BOOST_AUTO_TEST_CASE(rows_before_a_trap_are_handed_over_once) {
    std::string before, hidden = "<!--";
    while (before.size() < 200'000) before += dated("before");
    while (hidden.size() < 200'000) hidden += dated("hidden");
    const auto read = parsed("worldbank", page(before + hidden + "-->" + dated("after")));
    BOOST_TEST(read.fault() == "");
    BOOST_TEST(read.records.size() == before.size() / dated("before").size() + 1);
    BOOST_TEST(read.records.back()["date"] == "after");
    BOOST_TEST(read.records.back().place == "row " + std::to_string(read.records.size()));
}

BOOST_AUTO_TEST_CASE(a_text_in_pieces_is_joined) {
    const auto read =
        parsed("worldbank", page("<wb:data><wb:date>20<![CDATA[2]]>2</wb:date><wb:value/></wb:data>"));
    BOOST_TEST(read.at(0, "date") == "2022");
}

BOOST_AUTO_TEST_CASE(an_error_body_is_the_providers_error) {
    const auto read =
        parsed("worldbank",
               R"(<?xml version="1.0"?><wb:error xmlns:wb="http://www.worldbank.org"><wb:message id="120" )"
               R"(key="Invalid value">The provided parameter value is not valid</wb:message></wb:error>)");
    BOOST_TEST(read.fault() == "provider_error");
    BOOST_TEST(read.detail() == "120: Invalid value: The provided parameter value is not valid");
}

BOOST_AUTO_TEST_CASE(what_is_no_world_bank_page_says_what_it_is) {
    BOOST_TEST(parsed("worldbank", "").fault() == "empty");
    BOOST_TEST(parsed("worldbank", " \n ").fault() == "empty");
    BOOST_TEST(parsed("worldbank", "<!DOCTYPE html><html><body>Bad gateway</body></html>").fault() ==
               "html_page");
    BOOST_TEST(parsed("worldbank", "<HTML><p>down").fault() == "html_page");
    BOOST_TEST(parsed("worldbank", R"([{"page":1}])").fault() == "wrong_shape");
    BOOST_TEST(parsed("worldbank", "<rss/>").fault() == "wrong_shape");
    BOOST_TEST(parsed("worldbank", "no such page").fault() == "malformed");
    BOOST_TEST(parsed("worldbank", "\x1F\x8B\x08").fault() == "malformed");
}

BOOST_AUTO_TEST_CASE(a_cut_off_page_is_truncated_at_every_byte) {
    const std::string whole = page(row + row);
    for (std::size_t length = 1; length < whole.size(); ++length)
        BOOST_REQUIRE_MESSAGE(
            parsed("worldbank", whole.substr(0, length)).fault() == "truncated",
            "cut at " << length << ": " << parsed("worldbank", whole.substr(0, length)).detail());
}

BOOST_AUTO_TEST_CASE(a_crossed_tag_is_malformed) {
    BOOST_TEST(parsed("worldbank", page("<wb:data><wb:date>1</wb:value></wb:data>")).fault() == "malformed");
    BOOST_TEST(parsed("worldbank", page(row) + "<p").fault() != "");
    BOOST_TEST(parsed("worldbank", page(row) + std::string(1, '\0')).fault() == "malformed");
}

BOOST_AUTO_TEST_CASE(the_country_list_gives_regions_and_their_ids) {
    const auto read = parsed(
        "worldbank",
        R"(<wb:countries page="1" pages="6" per_page="50" total="299" xmlns:wb="http://www.worldbank.org">)"
        R"(<wb:country id="AFE"><wb:iso2Code>ZH</wb:iso2Code><wb:name>Africa Eastern</wb:name>)"
        R"(<wb:region id="NA" iso2code="NA">Aggregates</wb:region><wb:capitalCity /></wb:country>)"
        R"(<wb:country id="XXX"><wb:iso2Code>XX</wb:iso2Code></wb:country></wb:countries>)");
    BOOST_TEST(read.at(0, "id") == "AFE");
    BOOST_TEST(read.at(0, "iso2Code") == "ZH");
    BOOST_TEST(read.at(0, "region_id") == "NA");
    BOOST_TEST(read.at(0, "region") == "Aggregates");
    BOOST_TEST(read.document.pages.value() == 6);
    BOOST_TEST(read.document.rejects.size() == 1);
}

BOOST_AUTO_TEST_CASE(a_page_without_rows_is_no_fault) {
    const auto read = parsed(
        "worldbank", R"(<wb:data page="1" pages="0" total="0" xmlns:wb="http://www.worldbank.org" />)");
    BOOST_TEST(read.fault() == "");
    BOOST_TEST(read.document.total.value() == 0);
    BOOST_TEST(parsed("worldbank", page("\n ")).fault() == "");
}

BOOST_AUTO_TEST_CASE(a_bomb_of_nested_elements_ends) {
    std::string bomb;
    for (int i = 0; i < 100'000; ++i) bomb += "<wb:data>";
    BOOST_TEST(parsed("worldbank", page(bomb)).fault() == "truncated");
}

BOOST_AUTO_TEST_SUITE_END()
