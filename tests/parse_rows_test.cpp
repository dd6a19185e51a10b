// The streaming base of all XML formats, by way of the World Bank's.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <pugixml.hpp>
#include <random>

#include "support/parsed.hpp"

namespace {

std::string page(const std::string& rows) {
    return R"(<?xml version="1.0"?><wb:data page="1" pages="1" xmlns:wb="http://www.worldbank.org">)" + rows +
           "</wb:data>";
}

std::string row(const std::string& date) {
    return "<wb:data><wb:date>" + date + "</wb:date><wb:value>1</wb:value></wb:data>";
}

/// A document that is made while it is read: `begin`, so many times `again`, `end`.
parse::Input endless(std::string begin, std::string again, std::size_t times, std::string end) {
    return parse::Input{
        [=, part = std::size_t{0}, at = std::size_t{0}](char* into, std::size_t room) mutable {
            for (;; ++part, at = 0) {
                if (part > times + 1) return std::size_t{0};
                const auto& text = part == 0 ? begin : part <= times ? again : end;
                const auto count = text.copy(into, room, at);
                at += count;
                if (count > 0) return count;
            }
        }};
}

parse::Document count(parse::Input& input, std::size_t& records) {
    return parse::format("worldbank")->read(input, {}, [&](const model::Record&) { ++records; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reading_xml_in_fragments)

BOOST_AUTO_TEST_CASE(a_document_that_comes_byte_by_byte_reads_the_same) {
    const auto text = page(row("1") + "<!-- <wb:data> -->" + row("2") + "<wb:note a='>'/>");
    std::size_t at = 0;
    parse::Input input{[&](char* into, std::size_t) {
        if (at < text.size()) *into = text[at];
        return at++ < text.size() ? 1U : 0U;
    }};
    std::vector<std::string> dates;
    const auto document = parse::format("worldbank")->read(input, {}, [&](const model::Record& record) {
        dates.emplace_back(record.get("date"));
    });
    BOOST_TEST(!document.fault);
    BOOST_TEST(dates == (std::vector<std::string>{"1", "2"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_comment_of_any_length_between_rows_is_passed_over) {
    auto input = endless(page("").substr(0, page("").size() - 10) + row("1") + "<!--", row("hidden"), 100'000,
                         "-->" + row("2") + "</wb:data>");
    std::size_t records = 0;
    const auto document = count(input, records);
    BOOST_TEST(!document.fault, document.fault->detail);
    BOOST_TEST(records == 2);
}

BOOST_AUTO_TEST_CASE(a_row_without_end_is_a_fault_and_no_memory) {
    const auto open = page("").substr(0, page("").size() - 10);
    for (const auto& [begin, again] : {std::pair{open + "<wb:data>", std::string{"<wb:date>1</wb:date>"}},
                                       std::pair{open + "<wb:data ", std::string{"a='1' "}},
                                       std::pair{open + "<wb:data", std::string(100, 'x')}}) {
        std::size_t pulled = 0, records = 0;
        auto source = std::make_shared<parse::Input>(endless(begin, again, 1'000'000'000, ""));
        parse::Input input{[&](char* into, std::size_t room) {
            source->reach(1);
            const auto part = source->rest().copy(into, room);
            source->drop(part);
            pulled += part;
            return part;
        }};
        const auto document = count(input, records);
        BOOST_REQUIRE(document.fault.has_value());
        BOOST_TEST(document.fault->reason == "malformed");
        BOOST_TEST(document.fault->detail.find("does not end within 4 MB") != std::string::npos);
        BOOST_TEST(pulled < 20'000'000U);
    }
}

BOOST_AUTO_TEST_CASE(elements_nested_without_end_are_a_fault) {
    std::string deep = page("");
    deep = deep.substr(0, deep.size() - 10);
    for (int i = 0; i < 2'000'000; ++i) deep += "<a>";
    BOOST_TEST(parsed("worldbank", deep).fault() != "");
}

BOOST_AUTO_TEST_CASE(a_prefix_declared_anew_inside_a_row_means_another_namespace) {
    const auto read =
        parsed("worldbank",
               page(R"(<wb:data xmlns:wb="urn:other"><wb:date>no</wb:date><wb:value>1</wb:value></wb:data>)"
                    R"(<x:data xmlns:x="http://www.worldbank.org"><x:date>yes</x:date><x:value>1</x:value>)"
                    R"(<wb:unit xmlns:wb="urn:other">no</wb:unit></x:data>)"));
    BOOST_REQUIRE(read.records.size() == 1);
    BOOST_TEST(read.at(0, "date") == "yes");
    BOOST_TEST(!read.records[0].has("unit"));
    const auto inner = parsed("worldbank", page(R"(<wb:data><wb:date>1</wb:date><wb:value>1</wb:value>)"
                                                R"(<wb:unit xmlns:wb="urn:other">no</wb:unit></wb:data>)"));
    BOOST_REQUIRE(inner.records.size() == 1);
    BOOST_TEST(!inner.records[0].has("unit"));
}

BOOST_AUTO_TEST_CASE(a_reference_to_no_character_is_malformed) {
    for (const auto* bad : {"&#x110000;", "&#0;", "&#xD800;", "&#;", "&#x41", "&#99999999999999999999;"})
        BOOST_TEST(parsed("worldbank", page(row(bad))).fault() == "malformed", bad);
    BOOST_TEST(parsed("worldbank", page(row("&#50;&#x30;"))).at(0, "date") == "20");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_utf_8_are_malformed_wherever_they_stand) {
    for (const auto& text :
         {page(row("\xFF")), page("<\xFF/>"), page(row("1")) + "<\xFF/>", page("</\xFF>")}) {
        const auto read = parsed("worldbank", text);
        BOOST_TEST(read.fault() == "malformed");
        BOOST_TEST(read.detail().find('\xFF') == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(what_stands_behind_the_root_is_malformed) {
    BOOST_TEST(parsed("worldbank", page(row("1")) + " <!-- end -->\n").fault() == "");
    BOOST_TEST(parsed("worldbank", page(row("1")) + "x").fault() == "malformed");
    const auto two = parsed("worldbank", page(row("1")) + page(row("2")));
    BOOST_TEST(two.fault() == "malformed");
    BOOST_TEST(two.detail().find("a second root element <wb:data>") != std::string::npos);
}

/// Rows between traps that hold the row's tag, or look like it, large enough that fragments are cut inside.
struct Riddle {
    std::string document;
    std::vector<std::string> dates;
};

/// What a reader of the whole document sees.
std::vector<std::string> dates_of_whole(const std::string& text) {
    pugi::xml_document whole;
    whole.load_string(text.c_str());
    std::vector<std::string> dates;
    for (const auto row : whole.document_element().children("wb:data"))
        dates.emplace_back(row.child("wb:date").child_value());
    return dates;
}

Riddle riddle(std::mt19937& dice) {
    const std::string hidden = "<wb:data><wb:date>hidden</wb:date><wb:value>9</wb:value></wb:data>";
    const std::string traps[] = {"<!--" + hidden + "-->",
                                 "<!-- <wb:data > --->",
                                 "<?x " + hidden + "?>",
                                 "<wb:n><![CDATA[" + hidden + "<wb:data ]]]]></wb:n>",
                                 "<wb:n a='<wb:data >' b=\"</wb:data>\"/>",
                                 "<wb:n>" + hidden + hidden + "</wb:n>",
                                 "<wb:database/>",
                                 "<data/>",
                                 "<wb:n a='" + std::string(dice() % 70'000, '<') + "'/>",
                                 "<!--" + std::string(dice() % 140'000, '.') + "x<wb:data >-->"};
    Riddle made{page(""), {}};
    made.document.resize(made.document.size() - 10);
    for (unsigned i = 0, rows = dice() % 3000; i < rows; ++i) {
        if (dice() % 100 == 0) made.document += traps[dice() % std::size(traps)];
        made.dates.push_back(std::to_string(i));
        made.document += row(made.dates.back());
    }
    made.document += "</wb:data>";
    return made;
}

BOOST_AUTO_TEST_CASE(no_trap_changes_what_is_read) {
    const char* chosen = std::getenv("TUJA_SEED");
    const unsigned seed = chosen ? static_cast<unsigned>(std::atoi(chosen)) : std::random_device{}();
    BOOST_TEST_MESSAGE("reading_xml_in_fragments: seed " << seed << " (TUJA_SEED repeats it)");
    std::mt19937 dice{seed};
    for (int round = 0; round < 30; ++round) {
        const auto [trapped, dates] = riddle(dice);
        const auto read = parsed("worldbank", trapped);
        BOOST_REQUIRE_EQUAL(read.fault() + read.detail(), "");
        BOOST_REQUIRE_EQUAL(read.records.size(), dates.size());
        for (std::size_t i = 0; i < dates.size(); ++i) BOOST_REQUIRE_EQUAL(read.at(i, "date"), dates[i]);
        BOOST_REQUIRE(dates == dates_of_whole(trapped));
    }
}

BOOST_AUTO_TEST_SUITE_END()
