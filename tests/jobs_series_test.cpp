// What indicators and the reference declare for money: conversions, pegs, ranges, breaks, totals, units.
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "base/file.hpp"
#include "base/text.hpp"
#include "jobs/jobs.hpp"
#include "support/jobs_folder.hpp"

namespace {

using support::Folder;

const std::filesystem::path root{TUJA_ROOT};

const std::string fine = "nothing was wrong";

const std::string rates = R"(format = "delimited"
access = "manual"
cadence = "daily"
window = "rolling"
start_year = 2013
freshness = { warn_days = 7, error_days = 21 }
url = "https://bank.example/rates"
[origin]
producer = { ko = "은행", en = "Bank" }
title = { ko = "환율", en = "Rates" }
url = "https://bank.example"
citation = "Bank"
licence = "CC BY 4.0"
use = "attribution"
[map]
entity = "=KRW"
entity_kind = "currency"
period = "day"
value = "rate"
[[indicator]]
id = "rate"
name = { ko = "환율", en = "Rate" }
layer = "context"
unit = "currency_per_usd"
price_base = "current"
attribution = "none"
source_class = "A"
)";

/// The real reference with files laid over it.
struct Places {
    Folder folder;
    model::Reference reference;

    explicit Places(const std::vector<std::pair<std::string, std::string>>& files = {}) {
        for (const auto& entry : std::filesystem::directory_iterator(root / "sql/reference"))
            if (const auto name = entry.path().stem();  // breaks and totals are of the shipped sources
                entry.path().extension() == ".toml" && name != "companies" && name != "breaks" &&
                name != "totals")
                folder.write(entry.path().filename().string(), base::read_file(entry.path()));
        for (const auto& [name, text] : files) folder.write(name, text);
    }
    std::string fault(const std::string& toml = rates) {
        return folder.fault([&] {
            reference = jobs::read_reference(folder.path);
            jobs::check_agreement({jobs::read_source(toml, "rates", "rates.toml", {{"delimited", {}}})},
                                  reference, "sql/reference");
        });
    }
};

std::string with(const std::string& from, const std::string& to) {
    BOOST_REQUIRE(rates.find(from) != std::string::npos);
    return base::replace_all(rates, from, to);
}

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(declaring_series)

BOOST_AUTO_TEST_CASE(a_rate_source_says_what_it_quotes_in) {
    const auto toml = rates + "conversion = { as = \"day_rate\", per = \"GBP\", preference = 3 }\n";
    BOOST_TEST(Places{}.fault(toml) == fine);
    const auto source = jobs::read_source(toml, "rates", "rates.toml", {{"delimited", {}}});
    BOOST_TEST(source.indicators[0].conversion.per == "GBP");
    BOOST_TEST(source.indicators[0].conversion.preference == 3);
    for (const auto& [table, words] :
         {std::pair{"{ as = \"day_rat\", per = \"GBP\", preference = 3 }", "did you mean 'day_rate'?"},
          std::pair{"{ as = \"day_rate\", preference = 3 }", "the key 'per' is missing"},
          std::pair{"{ as = \"day_rate\", per = \"GBX\", preference = 3 }",
                    "'GBX', which is no known currency"},
          std::pair{"{ as = \"day_rate\", per = \"GBP\", preference = 0 }", "preference = 0"},
          std::pair{"{ as = \"ppp\", per = \"GBP\", preference = 1 }", "unknown key 'per'"}})
        BOOST_TEST(says(Places{}.fault(rates + "conversion = " + table), words),
                   Places{}.fault(rates + "conversion = " + table));
}

BOOST_AUTO_TEST_CASE(an_unknown_unit_is_answered_with_the_nearest) {
    const auto fault = Places{}.fault(with("currency_per_usd", "currency_per_us"));
    BOOST_TEST(says(fault, "rates.toml:24: unknown unit 'currency_per_us'"), fault);
    BOOST_TEST(says(fault, "did you mean 'currency_per_usd'?"), fault);
    BOOST_TEST(says(Places{}.fault(with("currency_per_usd", "WON")), "unknown unit 'WON'"));
    BOOST_TEST(Places{}.fault(with("currency_per_usd", "KRW")) == fine);
}

BOOST_AUTO_TEST_CASE(an_unknown_economy_or_currency_in_a_source_is_named) {
    BOOST_TEST(says(Places{}.fault(with("=KRW", "=KRV")), "'KRV' is no known currency"));
    BOOST_TEST(
        says(Places{}.fault(rates + "[[indicator.caveat]]\nentity = \"KRO\"\nkind = \"note\"\nreason = { ko "
                                    "= \"가\", en = \"a\" }\n"),
             "'KRO' is no known country"));
}

BOOST_AUTO_TEST_CASE(what_flows_is_known_by_its_unit_or_said) {
    const auto timing = [](const std::string& toml) {
        return jobs::read_source(toml, "rates", "rates.toml", {{"delimited", {}}}).indicators[0].timing;
    };
    BOOST_TEST(timing(rates) == "none");
    BOOST_TEST(timing(with("currency_per_usd", "USD")) == "flow");
    BOOST_TEST(timing(with("currency_per_usd", "national_currency")) == "flow");
    BOOST_TEST(timing(base::replace_all(with("currency_per_usd", "USD"), "\"context\"", "\"S\"")) == "stock");
    BOOST_TEST(timing(with("currency_per_usd", "USD") + "timing = \"stock\"\n") == "stock");
}

BOOST_AUTO_TEST_CASE(a_range_a_parent_and_a_definition_are_read_and_checked) {
    const auto source = jobs::read_source(
        rates + "range = { least = 1, most = 5 }\ndefinition = { threshold = \"deals above 1.5 m\" }\n",
        "rates", "rates.toml", {{"delimited", {}}});
    BOOST_TEST(*source.indicators[0].most == 5);
    BOOST_TEST(source.indicators[0].definition.at("threshold") == "deals above 1.5 m");
    BOOST_TEST(says(Places{}.fault(rates + "range = { least = 5, most = 1 }\n"), "the range is empty"));
    BOOST_TEST(says(Places{}.fault(rates + "within = \"rats\"\n"), "within the unknown 'rats'"));
    BOOST_TEST(
        says(Places{}.fault(rates + "definition = { treshold = \"x\" }\n"), "did you mean 'threshold'?"));
    BOOST_TEST(says(Places{}.fault(with("value = \"rate\"", "value = \"rate\"\nyear_ends = \"31-12\"")),
                    "year_ends = '31-12' says no day"));
}

BOOST_AUTO_TEST_CASE(a_peg_has_a_price_a_first_day_and_a_citation) {
    Places places;
    BOOST_TEST(places.fault() == fine);
    BOOST_TEST(places.reference.find("AED")->peg.units == 3.6725);
    BOOST_TEST(places.reference.find("SAR")->peg.units == 3.75);
    const auto block = [](const std::string& peg) {
        return base::read_file(root / "sql/reference/currencies.toml") +
               "\n[[currency]]\ncode = \"QAR\"\nname = { ko = \"카타르 리얄\", en = \"Qatari riyal\" }\npeg "
               "= " +
               peg;
    };
    BOOST_TEST(
        says(Places({{"currencies.toml", block("{ to = \"USD\", units = 0, from = \"2001-07-01\", citation = "
                                               "\"x\" }")}})
                 .fault(),
             "a peg needs a price"));
    BOOST_TEST(says(
        Places({{"currencies.toml", block("{ to = \"USD\", units = 3.64, from = \"2001-07-01\" }")}}).fault(),
        "the key 'citation' is missing"));
}

BOOST_AUTO_TEST_CASE(breaks_and_totals_name_series_that_exist) {
    const std::string rest =
        "from = \"2023-01-01\"\nreason = { ko = \"가\", en = \"a\" }\ncitation = \"c\"\n";
    const auto fault = [&](const std::string& breaks, const std::string& totals) {
        return Places({{"breaks.toml", breaks}, {"totals.toml", totals}}).fault();
    };
    BOOST_TEST(fault("[[break]]\nsource = \"rates\"\nindicator = \"rate\"\n" + rest, "") == fine);
    BOOST_TEST(says(fault("[[break]]\nsource = \"rates\"\nindicator = \"rat\"\n" + rest, ""),
                    "a break names the unknown 'rates.rat'"));
    BOOST_TEST(says(fault("", "[[total]]\nname = \"t\"\nparts = [\"rates.rate\", \"other.rate\"]\n"),
                    "the total 't' names the unknown 'other.rate'"));
    BOOST_TEST(says(fault("", "[[total]]\nname = \"t\"\nparts = []\n"), "the total 't' has no parts"));
}

BOOST_AUTO_TEST_SUITE_END()
