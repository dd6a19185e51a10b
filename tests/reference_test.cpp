#include "model/reference.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "jobs/jobs.hpp"
#include "parse/parse.hpp"
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

BOOST_AUTO_TEST_CASE(each_compared_economy_has_a_name_in_four_languages) {
    const auto reference = jobs::read_reference(root / "sql/reference");
    for (const auto& one : reference.entities) {
        if (!one.compared) continue;
        for (const auto& name : {one.name.ko, one.name.en, one.zh, one.ja}) {
            const auto* found = reference.recognise(name, "country");
            BOOST_TEST((found && found->code == one.code), one.code + " " + name);
        }
    }
    for (const auto& [spelling, code] : {std::pair{"韩国", "KOR"}, std::pair{"アメリカ合衆国", "USA"},
                                         std::pair{"中华人民共和国", "CHN"}, std::pair{"台灣", "TWN"}})
        BOOST_TEST(reference.recognise(spelling, "country")->code == code, spelling);
}

BOOST_AUTO_TEST_CASE(an_aggregate_of_several_providers_is_one_and_no_country) {
    const auto reference = jobs::read_reference(root / "sql/reference");
    for (const auto* spelling : {"EU27_2020", "European Union (27 countries from 01/02/2020)"})
        BOOST_TEST(reference.recognise(spelling, "country")->code == "EU27", spelling);
    BOOST_TEST(reference.find("EU27")->kind == "aggregate");
    BOOST_TEST(reference.find("GLOBAL")->kind == "aggregate");
}

BOOST_AUTO_TEST_CASE(a_currency_that_no_economy_here_uses_is_left_out) {
    const auto reference = jobs::read_reference(root / "sql/reference");
    BOOST_TEST(reference.is_left_out("Kuwaiti dinar"));
    BOOST_TEST(reference.recognise("U.K. pound(1)", "currency")->code == "GBP");
    BOOST_TEST(starts(fault(korea, won + "[[currency]]\ncode = \"KWD\"\nname = { ko = \"쿠웨이트 디나르\", "
                                         "en = \"Kuwaiti dinar\" }\n"),
                      "nothing was wrong"));
    BOOST_TEST(starts(fault(korea, "left_out = [\"won\"]\n" + won),
                      "currencies.toml:1: 'won' means both KRW and left_out"));
}

BOOST_AUTO_TEST_CASE(a_footnote_mark_is_no_part_of_a_name) {
    const auto reference = jobs::read_reference(root / "sql/reference");
    BOOST_TEST(reference.recognise("Germany*", "country")->code == "DEU");
    BOOST_TEST(reference.is_left_out("Cook Islands (the) **"));
    BOOST_TEST(!reference.recognise("*", "country"));
}

BOOST_AUTO_TEST_CASE(china_is_never_a_group_that_holds_hong_kong_or_taiwan) {
    const auto reference = jobs::read_reference(root / "sql/reference");
    for (const auto* spelling :
         {"Greater China (incl. Hong Kong, Taiwan, Macau)", "Hong Kong SAR, China", "Macau"}) {
        BOOST_TEST(!reference.recognise(spelling, "country"), spelling);
        BOOST_TEST(reference.is_left_out(spelling), spelling);
    }
    BOOST_TEST(reference.recognise("Taiwan, Province of China", "country")->code == "TWN");
}

BOOST_AUTO_TEST_CASE(an_aggregate_names_who_is_in_it) {
    const auto reference = jobs::read_reference(root / "sql/reference");
    const auto& members = reference.find("EUROPE")->members;
    BOOST_TEST((std::find(members.begin(), members.end(), "FRA") != members.end()));
    BOOST_TEST(
        starts(fault(korea + "[[aggregate]]\ncode = \"A\"\nname = { ko = \"가\", en = \"A\" }\nmembers = "
                             "[\"KRO\"]\n"),
               "countries.toml: A holds the unknown 'KRO'"));
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
    std::size_t count = 0;
    const auto column = [&](const std::filesystem::path& file, const std::string& name, char between = 0) {
        const auto bytes = base::read_file(file);
        parse::Options options;
        if (file.filename() == "fig_4.3.1.csv" || file.filename() == "fig_4.4.33.csv")
            options.values["encoding"] = "macintosh";
        const auto document =
            parse::format("delimited")->read(bytes, options, [&](const model::Record& record) {
                const auto cell = record.get(name);
                for (const auto one : between ? base::split(cell, between) : std::vector{cell}) {
                    if (base::trim(one).empty()) continue;  // models of nobody known
                    const bool known = reference.recognise(one, "country") || reference.is_left_out(one);
                    BOOST_TEST(known,
                               file.filename().string() + " " + record.place + ": " + std::string{one});
                    ++count;
                }
            });
        BOOST_TEST(!document.fault, file.string());
    };
    const auto columns = [&](const std::filesystem::path& folder, const std::vector<std::string>& names) {
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.path().extension() == ".csv" && entry.path().filename() != "_columns.csv")
                for (const auto& name : names) column(entry.path(), name);
    };
    column(samples / "wdi-2018-2025/NY.GDP.MKTP.CD.gdp-current-usd.csv", "iso3");
    columns(samples / "../owid", {"Entity"});
    columns(samples / "../cset-eto", {"country"});
    columns(samples / "../oecd", {"REF_AREA", "Reference area"});
    for (const auto* chapter : {"ch1-research", "ch4-economy", "ch8-policy"})
        columns(samples / "../ai-index/2026" / chapter,
                {"Country", "country", "country_name", "Economy", "Geographic area", "country_code"});
    column(samples / "../tortoise/global-ai-index.2023.csv", "Country");
    column(samples / "../epoch/notable-ai-models.2026-01.csv", "Country (of organization)", ',');
    column(samples / "../epoch/frontier-ai-models.2026-04.csv", "Country (of organization)", ',');
    BOOST_TEST_MESSAGE(count << " spellings in the samples are known");
    BOOST_TEST(count > 40000u);
}

BOOST_AUTO_TEST_SUITE_END()
