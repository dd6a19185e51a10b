// Formats whose rows and fields a source declares: xml, json, delimited, and what stands behind all three.
#include <boost/test/unit_test.hpp>
#include <map>

#include "base/error.hpp"
#include "jobs/jobs.hpp"
#include "parse/reshape.hpp"
#include "pipeline/house.hpp"
#include "support/jobs_folder.hpp"
#include "support/parsed.hpp"
#include "support/samples.hpp"

namespace {

using Values = std::map<std::string, std::string>;

Parsed mapped(const std::string& format, const std::string& text, Values values) {
    return parsed(format, text, {std::move(values), {}, {}});
}

std::string shown(const KeptRecord& record) {
    std::string text;
    for (const auto& [name, value] : record.fields) text += (text.empty() ? "" : " ") + name + "=" + value;
    return text;
}

/// What the format says of its options alone, before any bytes.
std::string refusal(const std::string& format, Values values) {
    try {
        mapped(format, "", std::move(values));
        return "taken";
    } catch (const base::Error& error) {
        return error.where() + ": " + error.found() + " -> " + error.next();
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(parsing_mapped_xml)

BOOST_AUTO_TEST_CASE(a_row_gives_attributes_and_texts_by_path) {
    const auto read = mapped("xml", sample("mapped-awards.xml"), {{"rows", "response/award"}});
    BOOST_TEST(read.fault() == "");
    BOOST_REQUIRE(read.records.size() == 2);
    BOOST_TEST(
        shown(read.records[0]) ==
        "id=a title=One & all funds/@currency=USD funds=100.50 pi/name=A pi/name=B response/@version=1");
    BOOST_TEST(read.records[1].has("title"));
    BOOST_TEST(read.at(1, "title") == "");
    BOOST_TEST(read.head("total") == "2");
    BOOST_TEST(read.head("version") == "1");
    BOOST_TEST(read.document.total.value() == 2);
}

BOOST_AUTO_TEST_CASE(a_row_knows_the_elements_around_it) {
    const auto read = mapped("xml", sample("mapped-nested.xml"), {{"rows", "data/series/values/v"}});
    BOOST_REQUIRE(read.records.size() == 3);
    BOOST_TEST(shown(read.records[2]) ==
               "date=2026-01-02 value=155 series/@id=JPY series/@unit=yen data/@updated=2026-01-31");
    const auto any = mapped("xml", sample("mapped-nested.xml"), {{"rows", "*/*/values/v"}});
    BOOST_TEST((any.records == read.records));
}

BOOST_AUTO_TEST_CASE(the_head_may_stand_deeper) {
    const auto read = mapped("xml", "<a><info v='1'><page>2</page><deep><x>1</x></deep></info><b/></a>",
                             {{"rows", "a/b"}, {"head", "a/info"}});
    BOOST_TEST(read.head("v") == "1");
    BOOST_TEST(read.head("deep") == "");
    BOOST_TEST(read.document.page.value() == 2);
}

BOOST_AUTO_TEST_CASE(the_mapping_reads_what_a_parser_of_its_own_reads) {
    const std::string rates =
        R"(<g:Envelope xmlns:g="http://www.gesmes.org/xml/2002-08-01" )"
        R"(xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><Cube><Cube time="2026-01-02">)"
        R"(<Cube currency="USD" rate="1.05"/></Cube><Cube time="2026-01-05"><Cube currency="KRW" rate="1600"/>)"
        R"(</Cube></Cube></g:Envelope>)";
    const auto one = mapped("xml", rates, {{"rows", "Envelope/Cube/Cube/Cube"}});
    const auto other = parsed("gesmes", rates);
    BOOST_REQUIRE(one.records.size() == other.records.size());
    for (std::size_t i = 0; i < other.records.size(); ++i) {
        BOOST_TEST(one.at(i, "Cube/@time") == other.at(i, "time"));
        BOOST_TEST(one.at(i, "currency") == other.at(i, "currency"));
        BOOST_TEST(one.at(i, "rate") == other.at(i, "rate"));
    }
}

BOOST_AUTO_TEST_CASE(an_empty_list_is_an_answer_and_a_lost_path_is_not) {
    const Values rows = {{"rows", "answer/list/row"}};
    BOOST_TEST(mapped("xml", "<answer><list/></answer>", rows).fault() == "");
    BOOST_TEST(mapped("xml", "<answer><list><total>0</total></list></answer>", rows).fault() == "");
    const auto lost = mapped("xml", "<answer><total>1</total><lists><row/></lists></answer>", rows);
    BOOST_TEST(lost.fault() == "wrong_shape");
    BOOST_TEST(lost.detail() == "nothing at 'answer/list/row'; the document holds total, lists");
    const auto renamed = mapped("xml", "<answer><list><line a='1'/></list></answer>", rows);
    BOOST_TEST(renamed.detail() == "nothing at 'answer/list/row'; the document holds line");
    BOOST_TEST(mapped("xml", "<other/>", rows).detail() == "the root element is <other>, expected <answer>");
}

BOOST_AUTO_TEST_CASE(another_namespace_is_another_format) {
    const Values rows = {{"rows", "response/award"}, {"namespace", "urn:awards"}};
    BOOST_TEST(mapped("xml", sample("mapped-awards.xml"), rows).records.size() == 2);
    BOOST_TEST(mapped("xml", "<response xmlns='urn:x'/>", rows).detail() ==
               "the root element is <response>, expected one of namespace urn:awards");
}

BOOST_AUTO_TEST_CASE(a_row_nested_too_deep_is_rejected) {
    std::string deep;
    for (int i = 0; i < 30; ++i) deep += "<x>";
    for (int i = 0; i < 30; ++i) deep += "</x>";
    const auto read = mapped("xml", "<a><b>" + deep + "</b><b/></a>", {{"rows", "a/b"}});
    BOOST_REQUIRE(read.document.rejects.size() == 1);
    BOOST_TEST(read.document.rejects[0].detail == "nested deeper than 16 levels");
    BOOST_TEST(read.records.size() == 1);
}

BOOST_AUTO_TEST_CASE(a_cut_off_document_is_a_fault_at_every_byte) {
    const auto text = sample("mapped-awards.xml");
    BOOST_TEST(
        clean_cuts("xml", text.substr(0, text.rfind('>') + 1), {{{"rows", "response/award"}}, {}, {}}) == 0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(reshaping_records)

BOOST_AUTO_TEST_CASE(lists_of_equal_length_become_records) {
    const auto read = mapped("json", sample("mapped-lists.json"),
                             {{"rows", "RESULTSET/*"}, {"zip", "VALUES/DATES, VALUES/VALUES"}});
    BOOST_REQUIRE(read.records.size() == 2);
    BOOST_TEST(shown(read.records[1]) == "CODE=USDJPY UNIT=Yen VALUES/DATES=20260302 VALUES/VALUES=156.90");
    BOOST_TEST(read.records[1].place == "row 1, 2");
    BOOST_TEST(read.at(0, "VALUES/VALUES") == "");
    BOOST_REQUIRE(read.document.rejects.size() == 1);
    BOOST_TEST(read.document.rejects[0].detail == "'VALUES/DATES' has 2 elements and 'VALUES/VALUES' has 1");
    BOOST_TEST(read.document.records == 2U);
}

BOOST_AUTO_TEST_CASE(columns_of_years_become_records) {
    const auto read = mapped("delimited", sample("table-wide.csv"), {{"wide", "year"}});
    BOOST_REQUIRE(read.records.size() == 4);
    BOOST_TEST(shown(read.records[0]) == "country_name=Korea Note=a\nb year=1960 value=");
    BOOST_TEST(read.at(1, "year") == "2013");
    BOOST_TEST(read.at(2, "year") == "2014");
    BOOST_TEST(read.at(3, "year") == "2015");
    BOOST_TEST(read.records[3].place == "line 2, 2015");
}

BOOST_AUTO_TEST_CASE(a_column_is_a_period_only_if_its_name_is_one) {
    BOOST_TEST(parse::period_of_column("2020Q1") == "2020Q1");
    BOOST_TEST(parse::period_of_column("2020-03") == "2020-03");
    BOOST_TEST(parse::period_of_column("March 02, 2026") == "2026-03-02");
    for (const auto* name : {"", "20", "Year", "2020 estimate", "2020x", "H2 2025 AI Diffusion (%)", "Note"})
        BOOST_TEST(parse::period_of_column(name) == "", name);
}

BOOST_AUTO_TEST_CASE(a_renamed_column_is_found_under_any_of_its_names) {
    const Values values = {{"rename.value", "Newest\nOlder"}, {"require", "Year|value"}};
    BOOST_TEST(mapped("delimited", "Year,Older\n2023,1\n", values).at(0, "value") == "1");
    BOOST_TEST(mapped("delimited", "Year,Older,Newest\n2023,1,2\n", values).at(0, "value") == "2");
    const auto lost = mapped("delimited", "Year,Oldest value\n2023,1\n", values);
    BOOST_TEST(lost.fault() == "wrong_shape");
    BOOST_TEST(lost.detail().starts_with("no column 'value'"));
}

BOOST_AUTO_TEST_CASE(a_field_that_must_be_there_is_missed_in_any_format) {
    const auto json = mapped("json", R"([{"date":"1","val":"2"}])", {{"require", "date|value"}});
    BOOST_TEST(json.detail() == "no column 'value'; did the provider rename it to 'val'?");
    const auto xml = mapped("xml", "<a><b x='1'/></a>", {{"rows", "a/b"}, {"require", "y"}});
    BOOST_TEST(xml.detail().starts_with("no column 'y'"));
}

BOOST_AUTO_TEST_CASE(a_record_may_be_the_providers_error) {
    const Values values = {{"rows", "feed"}, {"refuse", "entry/title=Error"}};
    const auto read = mapped(
        "xml", "<feed><total>1</total><entry><title>Error</title><summary>bad id</summary></entry></feed>",
        values);
    BOOST_TEST(read.fault() == "provider_error");
    BOOST_TEST(read.detail() == "entry/title is 'Error'");
    BOOST_TEST(read.document.fault->original.find("bad id") != std::string::npos);
    BOOST_TEST(mapped("xml", "<feed><total>7</total></feed>", values).at(0, "total") == "7");
}

BOOST_AUTO_TEST_CASE(titles_blocks_and_notes_around_a_table_are_told_by_its_first_column) {
    const auto read = mapped("delimited", sample("table-blocks.tsv"),
                             {{"delimiter", "tab"}, {"begins", "Currency"}, {"wide", "date"}});
    BOOST_TEST(read.fault() == "");
    BOOST_TEST(read.document.rejects.empty());
    BOOST_REQUIRE(read.records.size() == 5);
    BOOST_TEST(shown(read.records[1]) == "Currency=Won date=2026-03-03 value=NA");
    BOOST_TEST(shown(read.records[4]) == "Currency=Won date=2026-03-30 value=1,440.00");
    BOOST_TEST(mapped("delimited", "a,b\n1,2\n", {{"begins", "Currency"}}).detail() ==
               "no row begins with 'Currency'");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(declaring_a_mapping)

BOOST_AUTO_TEST_CASE(each_mistake_in_an_option_is_told_before_any_bytes_come) {
    BOOST_TEST(refusal("xml", {}) ==
               "[parse]: the format xml needs to know where its rows stand -> add rows = \"response/award\": "
               "names of elements from the root on");
    BOOST_TEST(refusal("xml", {{"rows", "a//b"}}) ==
               "[parse] rows: 'a//b' is not known -> write names of elements from the root on, as "
               "'response/award'");
    BOOST_TEST(refusal("xml", {{"rows", "a/@b"}}).find("'a/@b' is not known") != std::string::npos);
    BOOST_TEST(refusal("xml", {{"rows", "a/b"}, {"head", "/"}}).find("[parse] head: '/'") == 0);
    BOOST_TEST(refusal("json", {{"zip", "dates"}}) ==
               "[parse] zip: 'dates' is not known -> write two fields or more, such as 'dates,values'");
    BOOST_TEST(
        refusal("json", {{"refuse", "title"}}) ==
        "[parse] refuse: 'title' is not known -> write a field and its text, such as 'entry/title=Error'");
    BOOST_TEST(refusal("delimited", {{"delimiter", "comma"}}) ==
               "[parse] delimiter: 'comma' is not known -> write one character or 'tab'");
    BOOST_TEST(refusal("delimited", {{"encoding", "utf-9"}}) ==
               "[parse] encoding: 'utf-9' is not known -> write a charset such as 'utf-8', 'macintosh', "
               "'windows-949'");
    BOOST_TEST(refusal("delimited", {{"decimal", ";"}}).find("[parse] decimal: ';'") == 0);
    BOOST_TEST(refusal("delimited", {{"skip", "-1"}}).find("[parse] skip: '-1'") == 0);
}

BOOST_AUTO_TEST_CASE(a_source_lists_the_names_of_a_column_in_a_table_of_its_own) {
    const std::string head =
        "format = \"delimited\"\ncadence = \"annual\"\nwindow = \"whole\"\nstart_year = 2020\n"
        "freshness = { warn_days = 1, error_days = 2 }\nurl = \"https://h/\"\n[origin]\nproducer = { ko = "
        "\"가\", "
        "en = \"a\" }\ntitle = { ko = \"가\", en = \"a\" }\nurl = \"https://h/\"\ncitation = \"c\"\n"
        "licence = \"l\"\nuse = \"open\"\n[map]\nentity = \"e\"\nperiod = \"p\"\nvalue = \"value\"\n"
        "[[indicator]]\nid = \"i\"\nname = { ko = \"가\", en = \"a\" }\nlayer = \"context\"\nunit = \"USD\"\n"
        "price_base = \"current\"\nattribution = \"none\"\nsource_class = \"A\"\n";
    std::map<std::string, std::vector<std::string>> formats;
    for (const auto& one : parse::formats()) formats.emplace(one.name, one.options);
    const auto read = [&](const std::string& parse) {
        return jobs::read_source(head + parse, "x", "x.toml", formats);
    };
    const auto source = read("[parse.rename]\nvalue = [\"new\", \"old\"]\n");
    BOOST_TEST(source.parts.front().parse.at("rename.value") == "new\nold");
    const auto fault = [&](const std::string& parse) -> std::string {
        try {
            read(parse);
            return "taken";
        } catch (const base::Error& error) {
            return error.found() + " -> " + error.next();
        }
    };
    BOOST_TEST(fault("[parse]\nrequires = \"a\"\n") == "unknown key 'requires' -> did you mean 'require'?");
    BOOST_TEST(fault("[parse.renames]\nvalue = [\"a\"]\n").find("unknown key 'renames'") == 0);
    BOOST_TEST(fault("[parse.rename]\nvalue = \"a\"\n") != "taken");
    BOOST_TEST(fault("[parse]\nrename = \"a\"\n") != "taken");
}

BOOST_AUTO_TEST_CASE(a_source_with_such_a_mistake_is_refused_by_file_and_part) {
    model::Source source;
    source.place = "jobs/sources/x.toml";
    source.format = "xml";
    source.parts.emplace_back();
    source.parts.back().id = "all";
    try {
        pipeline::check_options(source);
        BOOST_ERROR("taken");
    } catch (const base::Error& error) {
        BOOST_TEST(error.where() == "jobs/sources/x.toml: part 'all': [parse]");
        BOOST_TEST((error.kind() == base::Error::Kind::usage));
    }
    source.parts.back().parse = {{"rows", "a/b"}};
    pipeline::check_options(source);
}

BOOST_AUTO_TEST_SUITE_END()
