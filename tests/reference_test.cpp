#include "model/reference.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "jobs/jobs.hpp"
#include "support/jobs_folder.hpp"

namespace {

using support::Folder;
using support::starts;

const std::filesystem::path root{TUJA_ROOT};

const std::string korea = R"([[country]]
code = "KOR"
iso2 = "KR"
name = { ko = "대한민국", en = "South Korea" }
currency = "KRW"
aliases = ["Korea, Rep."]
compared = true
)";
const std::string won = "[[currency]]\ncode = \"KRW\"\nname = { ko = \"원\", en = \"won\" }\n";

std::string fault(const std::string& countries, const std::string& currencies = won) {
    const Folder folder;
    folder.write("countries.toml", countries);
    folder.write("currencies.toml", currencies);
    return folder.fault([&] { jobs::read_reference(folder.path); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reading_the_reference)

BOOST_AUTO_TEST_CASE(the_economies_stand_in_the_order_of_the_issue) {
    const auto reference = jobs::read_reference(root / "sql/reference");
    std::vector<std::string> compared;
    for (const auto& one : reference.entities)
        if (one.compared) compared.push_back(one.code);
    BOOST_TEST(base::join(compared, " ") ==
               "KOR USA CHN JPN DEU FRA GBR CAN ITA IND ISR SGP NLD SWE FIN CHE AUS BRA ESP BEL ARE SAU");
    BOOST_TEST(!reference.find("TWN")->compared);
    BOOST_TEST(reference.find("EUROPE")->kind == "aggregate");
}

BOOST_AUTO_TEST_CASE(providers_spellings_find_their_economy) {
    const auto reference = jobs::read_reference(root / "sql/reference");
    const std::pair<const char*, const char*> spellings[] = {{"KOR", "KOR"},
                                                             {"KR", "KOR"},
                                                             {"Korea, Rep.", "KOR"},
                                                             {"Korea (Republic of)", "KOR"},
                                                             {"South Korea", "KOR"},
                                                             {"한국", "KOR"},
                                                             {"대한민국", "KOR"},
                                                             {"China (mainland)", "CHN"},
                                                             {"The Netherlands", "NLD"},
                                                             {"UK", "GBR"},
                                                             {"United States of America", "USA"},
                                                             {"Europe", "EUROPE"}};
    for (const auto& [spelling, code] : spellings) {
        const auto* found = reference.recognise(spelling, "country");
        BOOST_TEST_CONTEXT(spelling) BOOST_TEST((found && found->code == code));
    }
    BOOST_TEST(reference.find("KOR")->name.ko == "한국");  // as reports print it
    BOOST_TEST(reference.find("KOR")->name.en == "Korea");
    BOOST_TEST(reference.recognise("KRW", "currency")->name.ko == "원");
    BOOST_TEST(!reference.recognise("KRW", "country"));
}

BOOST_AUTO_TEST_CASE(known_aggregates_and_others_are_left_out_but_nothing_else_is) {
    const auto reference = jobs::read_reference(root / "sql/reference");
    for (const auto* spelling : {"WLD", "World", "EMU", "Euro area", "AFE", "ZH", "TUR", "Türkiye", "Turkiye",
                                 "Turkey", "Hong Kong SAR, China", "European Union", "High income", "XKX"})
        BOOST_TEST_CONTEXT(spelling) BOOST_TEST(reference.is_left_out(spelling));
    for (const auto* spelling : {"KOR", "China", "Europe", "Atlantis", ""})
        BOOST_TEST_CONTEXT(spelling) BOOST_TEST(!reference.is_left_out(spelling));
}

BOOST_AUTO_TEST_CASE(short_names_fall_back_to_the_name) {
    const auto reference = jobs::read_reference(root / "sql/reference");
    BOOST_TEST(reference.find("USA")->short_name.en == "US");
    BOOST_TEST(reference.find("JPN")->short_name.ko == "일본");
}

BOOST_AUTO_TEST_CASE(the_digest_follows_the_text) {
    const Folder folder;
    folder.write("countries.toml", korea);
    folder.write("currencies.toml", won);
    const auto before = jobs::read_reference(folder.path).digest;
    BOOST_TEST(jobs::read_reference(folder.path).digest == before);
    folder.write("currencies.toml", won + "# one more line\n");
    BOOST_TEST(jobs::read_reference(folder.path).digest != before);
}

BOOST_AUTO_TEST_CASE(a_mistake_is_named_with_its_line) {
    BOOST_TEST(fault(korea) == "nothing was wrong");
    BOOST_TEST(
        starts(fault(korea + "compard = true\n"), "countries.toml:8: unknown key 'compard'\n  did you mean"));
    BOOST_TEST(starts(fault(korea + korea), "countries.toml:9: the code 'KOR' stands here twice"));
    BOOST_TEST(starts(fault("left_out = [\"Korea, Rep.\"]\n" + korea),
                      "countries.toml:1: 'Korea, Rep.' means both KOR and left_out"));
    BOOST_TEST(
        starts(fault(korea + "[[aggregate]]\ncode = \"A\"\nname = { ko = \"가\", en = \"A\" }\naliases = "
                             "[\"korea, rep.\"]\n"),
               "countries.toml:11: 'korea, rep.' means both KOR and A"));
    BOOST_TEST(starts(fault(korea + "[[aggregate]]\ncode = \"KR\"\nname = { ko = \"가\", en = \"A\" }\n"),
                      "countries.toml:9: 'KR' means both KOR and KR"));
    BOOST_TEST(starts(fault("leftout = []\n" + korea), "countries.toml:1: unknown key 'leftout'"));
    BOOST_TEST(starts(fault(korea, "curency = []\n" + won), "currencies.toml:1: unknown key 'curency'"));
    BOOST_TEST(starts(fault(korea, ""), "countries.toml: KOR has the unknown currency 'KRW'"));
    BOOST_TEST(starts(fault(korea, won + "symbol = \"₩\"\n"), "currencies.toml:4: unknown key 'symbol'"));
}

BOOST_AUTO_TEST_CASE(every_sample_spelling_is_known) {
    const auto samples = root / "../shared/samples/statistics/worldbank";
    if (!std::filesystem::exists(samples)) {
        BOOST_TEST_MESSAGE("skipped: ../shared is not there");
        std::puts("skipped: ../shared is not there");
        return;
    }
    const auto reference = jobs::read_reference(root / "sql/reference");
    const auto text = base::read_file(samples / "wdi-2018-2025/NY.GDP.MKTP.CD.gdp-current-usd.csv");
    for (const auto line : base::split(text, '\n')) {
        const std::string code{line.substr(0, line.find(','))};
        if (code.empty() || code == "iso3") continue;
        BOOST_TEST_CONTEXT(code)
        BOOST_TEST((reference.recognise(code, "country") || reference.is_left_out(code)));
    }
}

BOOST_AUTO_TEST_SUITE_END()
