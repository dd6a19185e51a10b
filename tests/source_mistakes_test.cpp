// What a data engineer may get wrong in a source's file, and what is said then: file, line, what was found,
// what to do. The file is tests/samples/providers/science_office.toml with one thing changed.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "jobs/jobs.hpp"
#include "parse/parse.hpp"
#include "pipeline/facts.hpp"
#include "pipeline/house.hpp"

namespace {

namespace fs = std::filesystem;
const fs::path folder = fs::path{TUJA_ROOT} / "tests/samples/providers";

const model::Reference& reference() {
    static const auto all = jobs::read_reference(fs::path{TUJA_ROOT} / "sql/reference");
    return all;
}

model::Source declared(const std::string& toml) {
    std::map<std::string, std::vector<std::string>> formats;
    for (const auto& one : parse::formats()) formats.emplace(one.name, one.options);
    auto source = jobs::read_source(toml, "office", "office.toml", formats);
    pipeline::check_options(source);
    auto known = reference();
    known.breaks.clear();
    known.totals.clear();
    jobs::check_agreement({source}, known, "sql/reference");
    return source;
}

/// The file with `from` said otherwise.
std::string with(const std::string& from, const std::string& to) {
    const auto toml = base::read_file(folder / "science_office.toml");
    BOOST_REQUIRE_MESSAGE(toml.find(from) != toml.npos, from);
    return base::replace_all(toml, from, to);
}

/// What the program says when it reads the files: at `tuja check` and at every other command.
std::string said(const std::string& from, const std::string& to) {
    try {
        (void)declared(with(from, to));
        return "nothing was wrong";
    } catch (const base::Error& error) {
        return error.what();
    }
}

/// What becomes of the sample by the changed file: reasons and details of what was refused.
std::string refused(const std::string& from, const std::string& to) {
    const auto source = declared(with(from, to));
    archive::Kept kept;
    kept.snapshot.source = source.name;
    kept.snapshot.part = source.parts.front().id;
    kept.snapshot.status = 200;
    kept.body = base::read_file(folder / "science_office.json");
    kept.snapshot.sha256 = base::sha256(kept.body);
    const auto page = pipeline::read_page(source, source.parts.front(), reference(), kept);
    std::string text = page.facts.outcome + "\n";
    for (const auto& reject : page.facts.rejects)
        text += fmt::format("{}: {}: {}\n", reject.place, reject.reason, reject.detail);
    return text;
}

void expect(const std::string& text, const std::string& words) {
    BOOST_TEST(text.find(words) != text.npos, "'" << words << "' is not in\n" << text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mistakes_in_a_source)

BOOST_AUTO_TEST_CASE(the_file_without_a_mistake_is_read) {
    BOOST_TEST(said("lag = 2", "lag = 3") == "nothing was wrong");
}

BOOST_AUTO_TEST_CASE(an_unknown_key_is_named_with_the_nearest) {
    expect(said("lag = 2", "lag = 2\nzon = \"UTC\""),
           "office.toml:8: unknown key 'zon'\n  did you mean 'zone'?");
    expect(said("missing =", "mising ="), "office.toml:29: unknown key 'mising'\n  did you mean 'missing'?");
    expect(said("rows = ", "row = "), "office.toml:20: unknown key 'row'\n  did you mean 'rows'?");
}

BOOST_AUTO_TEST_CASE(a_missing_licence_or_citation_is_asked_for) {
    expect(said("licence = \"CC BY 4.0\"\n", ""), "office.toml:11: the key 'licence' is missing");
    expect(said("licence = \"CC BY 4.0\"", "licence = \"\""), "office.toml:16: 'licence' is empty");
    expect(said("use = \"attribution\"", "use = \"free\""), "office.toml:17: unknown use 'free'");
}

BOOST_AUTO_TEST_CASE(an_unknown_unit_is_answered_with_the_nearest_and_where_units_stand) {
    const auto text = said("unit = \"USD\"", "unit = \"US$\"");
    expect(text, "office.toml:35: unknown unit 'US$'");
    expect(text, "units stand in sql/reference/units.toml, money has its currency's code");
}

BOOST_AUTO_TEST_CASE(an_unknown_country_in_the_file_is_answered_with_the_nearest) {
    const auto text = said("entity = \"land\"", "entity = \"=KRO\"");
    expect(text, "office.toml: entity of part all: 'KRO' is no known country");
    expect(text, "KOR");
    expect(said("entity = \"land\"", "entity = \"land\"\nentities = { Seoul = \"Koera\" }"),
           "Seoul of part all: 'Koera' is no known country");
}

BOOST_AUTO_TEST_CASE(a_path_that_leads_nowhere_says_what_is_there) {
    expect(refused("data/series/*", "data/serie/*"),
           "nothing at 'data/serie/*'; the answer holds released, data");
    expect(refused("land|year|amount|unit", "land|year|amounts|unit"),
           "no column 'amounts'; did the provider rename it to 'amount'?");
    expect(refused("period = \"year\"", "period = \"yaer\""), "the record has no field 'yaer'");
}

BOOST_AUTO_TEST_CASE(a_record_in_another_unit_or_of_another_size_is_refused) {
    const auto text = refused("lag = 2", "lag = 2");
    expect(text, "the unit is 'CAD', and public_research is in USD");
    expect(text, "30 USD is beyond what public_research can be: is its unit or multiplier another one?");
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_not_zero_in_a_sum) {
    expect(refused("[map]", "[map]\ncombine = \"sum\""),
           "missing_in_sum: a sum needs a value in each record: missing is not zero");
}

BOOST_AUTO_TEST_CASE(an_unknown_country_in_the_data_is_refused_with_its_nearest) {
    expect(refused("lag = 2", "lag = 2"), "'Frnace' is no known country; nearest: France");
}

BOOST_AUTO_TEST_CASE(an_address_that_cant_say_what_is_asked_is_no_address) {
    expect(said("to={to_year}", "to={to_yaer}"), "did you mean");
    expect(said("?from={from_year}&to={to_year}", ""), "window = \"years\" but the url does not say which");
    expect(said("&to={to_year}", "&to={to_year}&key={key}"), "the url has {key} but the source names none");
}

BOOST_AUTO_TEST_CASE(a_period_of_the_request_needs_one_request_a_period) {
    expect(said("period = \"year\"", "period = \"={from_year}\""), "write span = 1");
    BOOST_TEST(said("period = \"year\"", "period = \"=in {from_year}\"").find("is no period") !=
               std::string::npos);
    expect(said("[map]", "[map]\ncombine = \"add\""), "unknown combine 'add'");
    expect(said("[map]", "[map]\nper = \"week\""), "unknown per 'week'");
}

BOOST_AUTO_TEST_SUITE_END()
