// jobs/hosts.toml: what is promised to hosts.
#include <boost/test/unit_test.hpp>

#include "base/file.hpp"
#include "jobs/jobs.hpp"
#include "support/jobs_folder.hpp"

namespace {

using support::Folder;
using support::starts;

std::string fault_of(const std::string& toml) {
    const Folder folder;
    folder.write("hosts.toml", toml);
    return folder.fault([&] { jobs::read_hosts(folder.path / "hosts.toml"); });
}

const std::string bank = "[[host]]\nname = \"bank\"\nhosts = [\"bank.example\"]\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(declaring_hosts)

BOOST_AUTO_TEST_CASE(the_promises_of_the_shipped_file_are_those_of_the_providers) {
    const auto hosts = jobs::read_hosts(std::filesystem::path{TUJA_ROOT} / "jobs/hosts.toml");
    const auto budget = [&](const char* url) { return *model::lane_of(hosts, url).budget; };
    const auto name = [&](const char* url) { return model::lane_of(hosts, url).name; };
    BOOST_TEST(
        budget("https://sdmx.oecd.org/public/rest/data/OECD.STI.STP,DSD_MSTI@DF_MSTI,1.0/all").per_hour ==
        60);
    BOOST_TEST(name("https://sdmx.oecd.org/public/rest/dataflow/OECD/all") == "oecd structure");
    BOOST_TEST(budget("https://sdmx.oecd.org/public/rest/dataflow/OECD/all").per_hour == 0);
    for (const auto* url : {"https://www.sec.gov/Archives/a", "https://data.sec.gov/submissions/CIK1.json",
                            "https://efts.sec.gov/LATEST/search-index"})
        BOOST_TEST(name(url) == "sec");
    BOOST_TEST(budget("https://www.sec.gov/").per_second == 10);
    const auto sec = model::lane_of(hosts, "https://data.sec.gov/");
    BOOST_TEST((sec.host->contact && !sec.host->http2 && sec.host->rest_minutes >= 10));
    BOOST_TEST(1 / budget("http://export.arxiv.org/api/query?start=0").per_second >= 3);
    BOOST_TEST(budget("http://export.arxiv.org/api/query").concurrency == 1);
    BOOST_TEST(budget("https://opendart.fss.or.kr/api/list.json").per_day == 20'000);
    BOOST_TEST(!model::lane_of(hosts, "https://nobody.example/").host);
}

BOOST_AUTO_TEST_CASE(a_folder_of_jobs_may_hold_it_or_not) {
    BOOST_TEST(jobs::read_hosts("/nowhere/hosts.toml").empty());
    for (const auto& job : jobs::read_jobs(std::filesystem::path{TUJA_ROOT} / "jobs"))
        BOOST_TEST(job.name != "hosts");
}

BOOST_AUTO_TEST_CASE(what_can_not_be_meant_is_said) {
    const std::pair<std::string, const char*> faults[] = {
        {bank + "per_hour = 0\n", "hosts.toml:4: per_hour = 0 is out of range"},
        {bank + "per_second = 0\n", "hosts.toml:4: per_second = 0 is out of range"},
        {bank + "per_hout = 60\n", "hosts.toml:4: unknown key 'per_hout'"},
        {bank + "http = \"3\"\n", "hosts.toml:4: "},
        {"[[host]]\nname = \"a\"\nhosts = []\n", "hosts.toml:3: the block names no host"},
        {"[[host]]\nname = \"a\"\nhosts = [\"https://a.example/\"]\n",
         "hosts.toml:3: 'https://a.example/' is no host"},
        {bank + bank, "hosts.toml:6: the host 'bank.example' stands here twice"},
        {bank + "[[host.class]]\nname = \"a\"\npaths = [\"rest\"]\n", "hosts.toml:6: 'rest' is no path"},
        {bank + "[[host.class]]\nname = \"a\"\npaths = []\n", "hosts.toml:6: the class 'a' has no paths"}};
    for (const auto& [toml, fault] : faults) BOOST_TEST(starts(fault_of(toml), fault));
}

BOOST_AUTO_TEST_SUITE_END()
