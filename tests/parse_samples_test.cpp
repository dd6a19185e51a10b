#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <filesystem>
#include <random>

#include "base/file.hpp"
#include "support/parsed.hpp"

namespace {

namespace fs = std::filesystem;
const fs::path shared = fs::path{TUJA_ROOT} / "../shared/samples";

bool is_there() {
    if (fs::exists(shared)) return true;
    BOOST_TEST_MESSAGE("skipped: ../shared is not there");
    fmt::print("skipped: ../shared is not there\n");
    return false;
}

std::string bytes_of(const fs::path& file) {
    if (file.extension() != ".gz") return base::read_file(file);
    const std::string command = "gzip -dc '" + file.string() + "'";
    FILE* pipe = popen(command.c_str(), "r");
    std::string bytes;
    for (int c; pipe && (c = fgetc(pipe)) != EOF;) bytes += static_cast<char>(c);
    if (pipe) pclose(pipe);
    return bytes;
}

Parsed show(const std::string& format, const fs::path& file, const parse::Options& options = {}) {
    auto read = parsed(format, bytes_of(file), options);
    const auto& about = read.document;
    fmt::print("{:<62} {:>5} records {:>3} rejects  {:<8} {:<13} {}{}\n",
               fs::relative(file, shared).string().substr(0, 62), about.records, about.rejects.size(),
               read.head("format"), read.head("encoding"), about.malformed ? "malformed " : "",
               read.fault() + " " + read.detail().substr(0, 90));
    return read;
}

std::vector<fs::path> files_under(const fs::path& folder, const std::string& ending = "") {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator{folder})
        if (entry.is_regular_file() && entry.path().string().ends_with(ending)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

/// How often the tag of an item begins, whatever its prefix: what a reader of the bytes would count.
std::size_t count_of_items(const std::string& bytes) {
    std::size_t count = 0;
    for (const std::string name : {"item", "entry"})
        for (auto at = bytes.find(name); at != std::string::npos; at = bytes.find(name, at + 1)) {
            const auto open = bytes.find_last_of("<: \n", at == 0 ? 0 : at - 1);
            const bool begins =
                open + 1 == at &&
                (bytes[open] == '<' || (bytes[open] == ':' && bytes[bytes.rfind('<', at) + 1] != '/'));
            const char after = bytes[at + name.size()];
            count += begins && (after == '>' || after == ' ' || after == '\n');
        }
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(parsing_the_samples)

BOOST_AUTO_TEST_CASE(every_feed_parses_as_its_bytes_say) {
    if (!is_there()) return;
    std::size_t files = 0, malformed = 0, unread_dates = 0;
    std::vector<std::string> faults;
    for (const auto& file : files_under(shared / "announcements/feeds")) {
        const auto read = show("feed", file);
        ++files;
        BOOST_TEST(read.records.size() + read.document.rejects.size() == count_of_items(bytes_of(file)),
                   file.filename());
        malformed += read.document.malformed;
        if (!read.fault().empty()) faults.push_back(file.filename().string() + " " + read.fault());
        for (const auto& record : read.records)
            unread_dates += record.has("published_raw") || record.has("updated_raw");
    }
    BOOST_TEST(files == 118);
    BOOST_TEST(malformed == 1);      // InvalidDateFormat.xml is cut off
    BOOST_TEST(unread_dates == 15);  // MSDN wrote two times into one date
    BOOST_REQUIRE(faults.size() == 1);
    BOOST_TEST(faults[0] == "notafeed.html html_page");
}

BOOST_AUTO_TEST_CASE(korean_feeds_read_as_a_korean_reads_them) {
    if (!is_there()) return;
    const parse::Options korea{{{"zone", "+09:00"}}, {}, {}};
    const auto feeds = shared / "announcements/feeds";
    const auto mbc = show("feed", feeds / "ko/imbcnews.xml", korea);
    BOOST_TEST(mbc.head("encoding") == "windows-949");
    BOOST_TEST(mbc.at(0, "author") == "임경아");
    BOOST_TEST(mbc.at(0, "published") == "2013-12-24T07:29:20Z");
    const auto weather = show("feed", feeds / "ko/kma-midterm-forecast.xml", korea);
    BOOST_TEST(weather.head("updated") == "2020-01-21T21:00:00Z");
    const auto magazine = show("feed", feeds / "ko/msdn.xml");
    BOOST_TEST(magazine.at(0, "published") == "2014-04-01T00:00:00Z");
}

BOOST_AUTO_TEST_CASE(a_feed_says_the_same_in_every_charset) {
    if (!is_there()) return;
    const auto feeds = shared / "announcements/feeds";
    const std::pair<const char*, const char*> twins[] = {
        {"ja/yowayowacamera.rdf", "derived-encoding/yowayowacamera-shift_jis.rdf"},
        {"ja/yowayowacamera.rdf", "derived-encoding/yowayowacamera-euc-jp.rdf"},
        {"zh/techweb.xml", "derived-encoding/techweb-gb2312.xml"},
        {"zh/leiphone.xml", "derived-encoding/leiphone-gb18030.xml"},
        {"ko/ohmynews.xml", "derived-encoding/ohmynews-euc-kr.xml"},
        {"ai-labs/anthropic_news.xml", "derived-encoding/anthropic_news-windows-1252.xml"}};
    for (const auto& [one, other] : twins)
        BOOST_TEST((show("feed", feeds / one).records == show("feed", feeds / other).records), other);
}

BOOST_AUTO_TEST_CASE(refetched_feeds_differ_only_where_they_were_edited) {
    if (!is_there()) return;
    const auto snapshots = shared / "announcements/feeds/snapshots";
    const auto hour = show("feed", snapshots / "anthropic_news-20260822T1541.xml");
    BOOST_TEST((hour.records == show("feed", snapshots / "anthropic_news-20260822T1642.xml").records));
    BOOST_TEST(show("feed", snapshots / "anthropic_news-20260805T0221.xml").records.size() == 253);
}

BOOST_AUTO_TEST_CASE(the_world_banks_country_list_reads) {
    if (!is_there()) return;
    const auto list = show("worldbank", shared / "statistics/worldbank/country-list.v2.page1of6.xml");
    BOOST_TEST(list.records.size() == 50);
    BOOST_TEST(list.document.total.value() == 299);
    BOOST_TEST(list.at(0, "id") == "ABW");
    BOOST_TEST(list.at(1, "region") == "Aggregates");
    const auto other = show("worldbank", shared / "statistics/worldbank/sdmx-wits-tariff-generic21.xml");
    BOOST_TEST(other.fault() == "wrong_shape");
}

BOOST_AUTO_TEST_CASE(every_file_of_ecb_rates_reads) {
    if (!is_there()) return;
    std::size_t rates = 0;
    for (const auto& file : files_under(shared / "statistics/ecb", ".xml")) {
        if (file.string().find("/sdmx/") != std::string::npos) continue;
        const auto read = show("gesmes", file);
        const bool broken = file.filename() == "malformed-not-xml.xml";
        BOOST_TEST(read.fault() == (broken ? "html_page" : ""), file.filename());
        BOOST_TEST(read.document.rejects.empty());
        rates += read.records.size();
    }
    BOOST_TEST(rates > 5'000);
    const auto daily = show("gesmes", shared / "statistics/ecb/eurofxref-daily.2018-06-11.xml");
    for (const auto& record : daily.records)
        if (record["currency"] == "KRW") BOOST_TEST(record["rate"] == "1268.16");
}

BOOST_AUTO_TEST_CASE(every_table_of_the_ai_index_reads) {
    if (!is_there()) return;
    for (const auto& file : files_under(shared / "statistics/ai-index", ".csv")) {
        auto read = parsed("delimited", base::read_file(file));
        if (read.fault() == "malformed")
            read = show("delimited", file, {{{"encoding", "macintosh"}}, {}, {}});
        BOOST_TEST(read.fault() == "", file.filename());
        BOOST_TEST(read.document.rejects.empty(), file.filename());
        BOOST_TEST(!read.records.empty(), file.filename());
    }
    const auto top = show("delimited", shared / "statistics/ai-index/2026/ch4-economy/fig_4.2.8.csv");
    BOOST_TEST(top.at(3, "Country") == "South Korea");
    BOOST_TEST(top.at(3, "Total Investment (in Billions of U.S. Dollars)") == "1.775383542");
}

BOOST_AUTO_TEST_CASE(other_central_banks_read) {
    if (!is_there()) return;
    const auto other = shared / "statistics/fx-other";
    const auto taiwan =
        show("json", other / "cbc-taiwan.BP01D01.json",
             {{{"rows", "data/dataSets/*"}, {"names", "data/structure/Table1/*/data"}, {"first", "date"}},
              {},
              {}});
    BOOST_TEST(taiwan.records.size() == 8241);
    BOOST_TEST(taiwan.at(0, "date") == "19930105");
    BOOST_TEST(taiwan.at(0, "新台幣NTD/USD") == "25.405");
    BOOST_TEST(taiwan.head("last_updated") == "2026-03-02");
    const auto germany =
        show("delimited", other / "bundesbank.BBEX3.sdmx.csv", {{{"delimiter", ";"}}, {}, {}});
    BOOST_TEST(germany.document.rejects.empty());
    BOOST_TEST(germany.at(0, "OBS_VALUE") == "14.214");
    const auto britain =
        show("delimited", other / "boe.iadb.2026-03.csv", {{{"require", "DATE|XUDLBK93"}}, {}, {}});
    BOOST_TEST(britain.at(0, "XUDLBK93") == "1986.5526");
}

BOOST_AUTO_TEST_CASE(no_sample_cut_anywhere_does_harm) {
    if (!is_there()) return;
    std::mt19937 dice{20261123};
    BOOST_TEST_MESSAGE("seed 20261123");
    const std::pair<const char*, const char*> folders[] = {
        {"feed", "announcements/feeds/malformed"},
        {"feed", "announcements/feeds/legacy-encoding"},
        {"gesmes", "statistics/ecb"},
        {"delimited", "statistics/ai-index/2026/ch8-policy"},
        {"worldbank", "statistics/worldbank"}};
    for (const auto& [format, folder] : folders)
        for (const auto& file : files_under(shared / folder)) {
            const auto bytes = bytes_of(file);
            for (int i = 0; i < 5; ++i)
                parsed(format, std::string_view{bytes}.substr(0, dice() % (bytes.size() + 1)));
        }
}

BOOST_AUTO_TEST_SUITE_END()
