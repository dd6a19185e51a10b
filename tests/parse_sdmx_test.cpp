// SDMX-ML, all its shapes; the documents stand in tests/samples/formats.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <random>

#include "base/text.hpp"
#include "support/parsed.hpp"
#include "support/samples.hpp"

namespace {

Parsed message(const std::string& name) {
    return parsed("sdmx-ml", sample(name));
}

/// "FREQ=A REF_AREA=KOR …", in the order of the record.
std::string shown(const KeptRecord& record) {
    std::string text;
    for (const auto& [name, value] : record.fields) text += (text.empty() ? "" : " ") + name + "=" + value;
    return text;
}

std::string specific(const std::string& body) {
    return R"(<m:StructureSpecificData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message">)"
           R"(<m:Header><m:ID>T</m:ID></m:Header>)" +
           body + "</m:StructureSpecificData>";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(parsing_sdmx_ml)

BOOST_AUTO_TEST_CASE(an_observation_holds_key_attributes_and_what_its_groups_say) {
    const auto read = message("sdmx-generic-2.1.xml");
    BOOST_TEST(read.fault() == "");
    BOOST_REQUIRE(read.records.size() == 4);
    BOOST_TEST(shown(read.records[0]) ==
               "FREQ=A REF_AREA=KOR MEASURE=GERD UNIT=KRW TIME_PERIOD=2022 OBS_VALUE=100.0 OBS_STATUS=A "
               "UNIT_MULT=6 DECIMALS=1");
    BOOST_TEST(read.records[2].place == "row 3");
    BOOST_TEST(read.head("ID") == "T1");
    BOOST_TEST(read.head("Sender") == "XYZ");
    BOOST_TEST(read.head("Prepared") == "2026-01-31T10:00:00Z");
    BOOST_TEST(read.head("series") == "2");
}

BOOST_AUTO_TEST_CASE(a_group_speaks_for_its_own_series_only) {
    BOOST_TEST(!message("sdmx-generic-2.1.xml").records[3].has("UNIT_MULT"));
}

BOOST_AUTO_TEST_CASE(an_observation_without_a_value_has_an_empty_one) {
    const auto read = message("sdmx-generic-2.1.xml");
    BOOST_TEST(read.records[2].has("OBS_VALUE"));
    BOOST_TEST(read.at(2, "OBS_VALUE") == "");
    BOOST_TEST(read.at(2, "OBS_STATUS") == "M");
    BOOST_TEST(read.at(3, "OBS_VALUE") == "NaN");
}

BOOST_AUTO_TEST_CASE(all_dimensions_may_stand_at_the_observation) {
    const auto read = message("sdmx-flat-2.1.xml");
    BOOST_REQUIRE(read.records.size() == 2);
    BOOST_TEST(shown(read.records[1]) == "REF_AREA=USA TIME_PERIOD=2023 OBS_VALUE=2");
}

BOOST_AUTO_TEST_CASE(compact_data_of_2_0_read_like_structure_specific_ones) {
    const auto read = message("sdmx-compact-2.0.xml");
    BOOST_REQUIRE(read.records.size() == 2);
    BOOST_TEST(shown(read.records[1]) ==
               "FREQ=M CURRENCY=KRW TIME_PERIOD=2026-02 OBS_VALUE=1610 OBS_STATUS=E UNIT_MULT=0 "
               "TITLE=Won & euro");
}

BOOST_AUTO_TEST_CASE(a_group_of_generic_2_0_may_hold_its_series) {
    const auto read = message("sdmx-generic-2.0.xml");
    BOOST_REQUIRE(read.records.size() == 1);
    BOOST_TEST(shown(read.records[0]) == "FREQ=M CURRENCY=KRW TIME_PERIOD=2026-01 OBS_VALUE=16 UNIT_MULT=3");
}

BOOST_AUTO_TEST_CASE(attributes_of_several_values_are_joined) {
    const auto read = message("sdmx-specific-3.0.xml");
    BOOST_REQUIRE(read.records.size() == 2);
    BOOST_TEST(shown(read.records[0]) ==
               "COUNTRY=KOR INDICATOR=GDP SCALE=9 SOURCE=one;two TIME_PERIOD=2025 OBS_VALUE=2500000000000 "
               "OBS_STATUS=A;F UNIT=KRW");
    BOOST_TEST(read.head("PUBLICATION_DATE") == "2025-10-14T13:00:00Z");
}

BOOST_AUTO_TEST_CASE(what_is_to_be_deleted_is_no_observation) {
    const auto read = message("sdmx-specific-3.0.xml");
    BOOST_REQUIRE(read.document.rejects.size() == 1);
    BOOST_TEST(read.document.rejects[0].place == "row 2");
    BOOST_TEST(read.document.rejects[0].original.find("2600000000000") != std::string::npos);
    const auto all =
        parsed("sdmx-ml", specific(R"(<m:DataSet><Obs OBS_VALUE="1"/></m:DataSet>)"
                                   R"(<m:DataSet action="Delete"><Obs OBS_VALUE="1"/></m:DataSet>)"));
    BOOST_TEST(all.records.size() == 1);
    BOOST_REQUIRE(all.document.rejects.size() == 1);
    BOOST_TEST(all.document.rejects[0].place == "data set 2");
    BOOST_TEST(all.document.rejects[0].detail ==
               "its 1 observations are to be deleted (action Delete), not data");
}

BOOST_AUTO_TEST_CASE(explicit_measures_are_named_by_their_type) {
    const auto read = parsed(
        "sdmx-ml",
        R"(<m:StructureSpecificData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" )"
        R"(xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><m:Header>)"
        R"(<m:Structure structureID="A" dimensionAtObservation="CURRENCY"/>)"
        R"(<m:Structure structureID="B" dimensionAtObservation="DEMO"/></m:Header>)"
        R"(<m:DataSet xmlns:d="urn:d" d:structureRef="B"><Series TIME_PERIOD="2007"><Obs i:type="x:DEATHS" OBS_VALUE="7"/>)"
        R"(</Series></m:DataSet></m:StructureSpecificData>)");
    BOOST_REQUIRE(read.records.size() == 1);
    BOOST_TEST(shown(read.records[0]) == "TIME_PERIOD=2007 OBS_VALUE=7 DEMO=DEATHS");
}

BOOST_AUTO_TEST_CASE(a_soap_envelope_is_opened) {
    const auto read = message("sdmx-soap-2.0.xml");
    BOOST_REQUIRE(read.records.size() == 1);
    BOOST_TEST(shown(read.records[0]) == "AREA=KOR YEAR=1990 OBS_VALUE=145.2");
}

BOOST_AUTO_TEST_CASE(a_footer_without_data_is_the_providers_error) {
    const auto read = message("sdmx-footer-2.1.xml");
    BOOST_TEST(read.fault() == "provider_error");
    BOOST_TEST(read.detail() ==
               "413 (Infomation): The answer will be written to a file: https://example.org/file/1");
    BOOST_TEST(message("sdmx-error-2.1.xml").detail() == "150: Semantic error: no such flow");
}

BOOST_AUTO_TEST_CASE(a_footer_beside_data_is_told_and_an_error_in_it_is_a_fault) {
    const auto with = [](const std::string& severity) {
        return parsed("sdmx-ml",
                      specific(R"(<m:DataSet><Obs OBS_VALUE="1"/></m:DataSet><m:Footer><m:Message )"
                               R"(code="1" severity=")" +
                               severity + R"("><m:Text>cut</m:Text></m:Message></m:Footer>)"));
    };
    BOOST_TEST(with("Warning").fault() == "");
    BOOST_TEST(with("Warning").head("footer") == "1 (Warning): cut");
    BOOST_TEST(with("Error").fault() == "provider_error");
}

BOOST_AUTO_TEST_CASE(a_header_that_says_truncated_is_believed) {
    const auto read = parsed(
        "sdmx-ml",
        R"(<CompactData xmlns="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message"><Header>)"
        R"(<Truncated>true</Truncated></Header><DataSet><Obs OBS_VALUE="1"/></DataSet></CompactData>)");
    BOOST_TEST(read.fault() == "truncated");
}

BOOST_AUTO_TEST_CASE(codes_and_concepts_come_with_their_names) {
    const auto read = message("sdmx-structure-2.1.xml");
    BOOST_REQUIRE(read.records.size() == 4);
    BOOST_TEST(shown(read.records[0]) ==
               "kind=Code scheme=CL_AREA agency=XYZ version=1.0 code=ASI parent= name=Asia name:de=Asien "
               "name:en=Asia");
    BOOST_TEST(read.at(1, "parent") == "ASI");
    BOOST_TEST(read.at(1, "name:ko") == "한국");
    BOOST_TEST(read.at(1, "description") == "A country");
    BOOST_TEST(read.at(2, "kind") == "Concept");
    BOOST_TEST(shown(read.records[3])
                   .starts_with(
                       "kind=DataStructure scheme= agency=XYZ version=2.0 code=D parent= name=A structure"));
    const auto old = message("sdmx-structure-2.0.xml");
    BOOST_REQUIRE(old.records.size() == 1);
    BOOST_TEST(shown(old.records[0]) ==
               "kind=Code scheme=CL_FREQ agency=XYZ version= code=A parent=ALL name=Annual name:fr=Annuel "
               "name:en=Annual");
}

BOOST_AUTO_TEST_CASE(what_is_no_sdmx_message_says_what_it_is) {
    BOOST_TEST(parsed("sdmx-ml", "").fault() == "empty");
    BOOST_TEST(parsed("sdmx-ml", "<html/>").fault() == "html_page");
    BOOST_TEST(parsed("sdmx-ml", "{}").fault() == "wrong_shape");
    const auto other = parsed("sdmx-ml", "<rss><channel/></rss>");
    BOOST_TEST(other.fault() == "wrong_shape");
    BOOST_TEST(other.detail() == "the root element is <rss>, expected an SDMX-ML message");
    const auto sections =
        parsed("sdmx-ml",
               R"(<CrossSectionalData xmlns="http://www.SDMX.org/resources/SDMXML/schemas/v1_0/message"/>)");
    BOOST_TEST(sections.detail().starts_with("cross-sectional data of SDMX 1.0 or 2.0"));
}

BOOST_AUTO_TEST_CASE(a_cut_off_message_is_a_fault_at_every_byte) {
    for (const auto* name : {"sdmx-generic-2.1.xml", "sdmx-specific-3.0.xml", "sdmx-soap-2.0.xml"}) {
        const auto text = sample(name);
        BOOST_TEST(clean_cuts("sdmx-ml", base::trim(text)) == 0, name);
    }
}

BOOST_AUTO_TEST_CASE(a_series_of_any_length_reads_like_many_short_ones) {
    const auto series = [](std::size_t from, std::size_t to) {
        std::string text = R"(<Series KEY="a &amp; b" UNIT="KRW"><Comp id="S"><Value>x</Value></Comp>)";
        for (; from < to; ++from)
            text += R"(<Obs TIME_PERIOD=")" + std::to_string(from) + R"(" OBS_VALUE="1"/>)";
        return text + "</Series>";
    };
    constexpr std::size_t count = 40'000;  // 1.6 MB
    const auto one = parsed("sdmx-ml", specific("<m:DataSet>" + series(0, count) + "</m:DataSet>"));
    std::string parts;
    for (std::size_t i = 0; i < count; i += 100) parts += series(i, i + 100);
    const auto many = parsed("sdmx-ml", specific("<m:DataSet>" + parts + "</m:DataSet>"));
    BOOST_TEST(one.fault() + one.detail() == "");
    BOOST_REQUIRE(one.records.size() == count);
    BOOST_TEST(shown(one.records.back()) == "KEY=a & b UNIT=KRW S=x TIME_PERIOD=39999 OBS_VALUE=1");
    BOOST_TEST((one.records == many.records));
}

BOOST_AUTO_TEST_CASE(groups_without_end_are_a_fault_and_no_memory) {
    std::string groups;
    for (int i = 0; i < 60'000; ++i)
        groups += "<Group K='" + std::to_string(i) + "' T='" + std::string(300, 'x') + "'/>";
    BOOST_TEST(parsed("sdmx-ml", specific("<m:DataSet>" + groups + "</m:DataSet>")).detail() ==
               "groups of more than 16 MB: ask for a smaller part");
}

/// One random table, written flat, as generic and as structure-specific series.
BOOST_AUTO_TEST_CASE(every_layout_of_the_same_data_gives_the_same_records) {
    const char* chosen = std::getenv("TUJA_SEED");
    const unsigned seed = chosen ? static_cast<unsigned>(std::atoi(chosen)) : std::random_device{}();
    BOOST_TEST_MESSAGE("parsing_sdmx_ml: seed " << seed << " (TUJA_SEED repeats it)");
    std::mt19937 dice{seed};
    const std::string open =
        R"( xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" xmlns:g="urn:sdmx:generic">)";
    std::string flat, generic, specifics;
    std::vector<std::string> expected;
    for (unsigned s = 0; s < 300; ++s) {
        const auto key = std::to_string(s);
        generic += R"(<g:Series><g:SeriesKey><g:Value id="K" value=")" + key + R"("/></g:SeriesKey>)";
        specifics += "<Series K='" + key + "'>";
        for (unsigned o = 0, count = dice() % 40; o < count; ++o) {
            const auto period = std::to_string(1990 + o), value = std::to_string(dice());
            if (dice() % 50 == 0) generic += "<!-- <g:Series> -->";
            if (dice() % 50 == 0) specifics += "<!-- <Series > <Obs -->";
            generic += R"(<g:Obs><g:ObsDimension value=")" + period + R"("/><g:ObsValue value=")" + value +
                       R"("/></g:Obs>)";
            specifics += "<Obs TIME_PERIOD='" + period + "' OBS_VALUE='" + value + "'/>";
            flat += "<Obs K='" + key + "' TIME_PERIOD='" + period + "' OBS_VALUE='" + value + "'/>";
            expected.push_back("K=" + key + " TIME_PERIOD=" + period + " OBS_VALUE=" + value);
        }
        generic += "</g:Series>";
        specifics += "</Series>";
    }
    for (const auto& [root, body] : {std::pair{"GenericData", generic},
                                     {"StructureSpecificData", specifics},
                                     {"StructureSpecificData", flat}}) {
        const auto read = parsed("sdmx-ml", std::string{"<m:"} + root + open + "<m:DataSet>" + body +
                                                "</m:DataSet></m:" + root + ">");
        BOOST_REQUIRE_EQUAL(read.fault() + read.detail(), "");
        BOOST_REQUIRE_EQUAL(read.records.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            BOOST_REQUIRE_EQUAL(shown(read.records[i]), expected[i]);
    }
}

BOOST_AUTO_TEST_SUITE_END()
