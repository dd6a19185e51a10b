#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <set>

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

std::vector<model::Source> all_sources() {
    std::map<std::string, std::vector<std::string>> formats;
    for (const auto& one : parse::formats()) formats.emplace(one.name, one.options);
    return jobs::read_sources(root / "jobs/sources", formats);
}

model::Source named(const std::string& name) {
    for (auto& one : all_sources())
        if (one.name == name) return one;
    throw std::runtime_error{"no source " + name};
}

const std::string edition = R"(as_known = "2026-05-31"
kind = "quarterly"
period = "2026-Q1"
[[answer]]
source = "ecb"
part = "daily"
url = "https://h/later.xml"
from = "2026-01-01"
to = "2026-04-01"
retrieved = "2026-04-01T16:00:00Z"
content_type = "text/xml"
file = "a.xml"
[[answer]]
source = "ecb"
part = "daily"
url = "https://h/earlier.xml"
from = "2025-01-01"
to = "2025-04-01"
page = 2
retrieved = "2025-04-01T16:00:00Z"
status = 404
content_type = "text/html"
file = "a.xml"
)";

std::string edition_fault(const std::string& from, const std::string& to) {
    const Folder folder;
    folder.write("a.xml", "x");
    folder.write("edition.toml", base::replace_all(edition, from, to));
    return folder.fault([&] { jobs::read_edition(folder.path / "edition.toml"); });
}

std::string job_fault(const std::string& toml) {
    const Folder folder;
    folder.write("sources/ecb_rates.toml", "");
    folder.write("daily.toml", toml);
    return folder.fault([&] { jobs::read_jobs(folder.path); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(the_committed_sources)

BOOST_AUTO_TEST_CASE(all_load_each_with_parts_and_the_bundled_six_are_there) {
    std::set<std::string> names;
    for (const auto& one : all_sources()) {
        names.insert(one.name);
        BOOST_TEST(!one.parts.empty(), one.name);
    }
    for (const auto* name : {"ai_index_2025", "ai_index_2026", "cbc_taiwan_rates", "company_news",
                             "ecb_reference_rates", "worldbank_wdi"})
        BOOST_TEST(names.contains(name), name);
}

BOOST_AUTO_TEST_CASE(what_they_name_is_in_the_reference) {
    const auto reference = jobs::read_reference(root / "sql/reference");
    for (const auto& source : all_sources()) {
        for (const auto& part : source.parts) {
            for (const auto& [column, entity] : part.map.columns)
                BOOST_TEST(reference.recognise(entity, part.map.entity_kind));
            if (source.is_feed()) BOOST_TEST(reference.find(part.country));
        }
        for (const auto& indicator : source.indicators)
            for (const auto& caveat : indicator.caveats) BOOST_TEST(reference.find(caveat.entity));
    }
}

BOOST_AUTO_TEST_CASE(no_two_sources_convert_with_the_same_preference) {
    std::map<std::string, std::string> first;
    for (const auto& source : all_sources())
        for (const auto& one : source.indicators) {
            if (one.conversion.as.empty()) continue;
            const auto key = one.conversion.as + " " + std::to_string(one.conversion.preference);
            const auto [before, fresh] = first.emplace(key, source.name);
            BOOST_TEST(fresh, source.name + " and " + before->second + " are both " + key);
        }
}

BOOST_AUTO_TEST_CASE(the_world_bank_is_asked_for_22_economies_in_one_address) {
    const auto reference = jobs::read_reference(root / "sql/reference");
    const auto source = named("worldbank_wdi");
    const base::Window range{base::make_day(2018, 1, 1), base::make_day(2025, 1, 1)};
    const auto visit = jobs::visits(source, range, {}, {}).at(0);
    BOOST_TEST(
        jobs::request(source, visit, 2, reference).url ==
        "https://api.worldbank.org/v2/country/"
        "KOR;USA;CHN;JPN;DEU;FRA;GBR;CAN;ITA;IND;ISR;SGP;NLD;SWE;FIN;CHE;"
        "AUS;BRA;ESP;BEL;ARE;SAU/indicator/NY.GDP.MKTP.CD?date=2018:2024&per_page=100&page=2&source=2");
}

BOOST_AUTO_TEST_CASE(two_editions_of_the_ai_index_never_share_a_source) {
    const auto of_2025 = named("ai_index_2025"), of_2026 = named("ai_index_2026");
    BOOST_TEST(of_2025.part("fig_4.3.8")->map.period == "=2024");
    BOOST_TEST(of_2026.part("fig_4.2.8")->map.period == "=2025");
    BOOST_TEST((of_2025.part("fig_4.3.8")->released < of_2026.part("fig_4.2.8")->released));
    for (const auto* one : {&of_2025, &of_2026}) {
        BOOST_TEST((one->origin.use == model::Use::no_derivatives));
        BOOST_TEST(one->indicator("private_investment")->caveats.at(0).kind == "lower_bound");
    }
}

BOOST_AUTO_TEST_CASE(every_bundled_answer_is_one_that_the_program_asks_for) {
    const auto file = root / "jobs/sample/edition.toml";
    if (!std::filesystem::exists(file)) {
        std::puts("skipped: jobs/sample/edition.toml is not there");
        return;
    }
    const auto reference = jobs::read_reference(root / "sql/reference");
    for (const auto& answer : jobs::read_edition(file).answers) {
        const auto source = named(answer.source);
        const jobs::Visit visit{answer.source, answer.part, answer.window, answer.retrieved, "bundled"};
        BOOST_TEST(jobs::request(source, visit, answer.page, reference).url == answer.url);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(reading_jobs)

BOOST_AUTO_TEST_CASE(the_committed_jobs_load_and_only_the_daily_one_prints_nothing) {
    std::vector<std::string> names;
    for (const auto& job : jobs::read_jobs(root / "jobs")) {
        names.push_back(job.name);
        BOOST_TEST(job.sources.at(0) == "*");
        BOOST_TEST(job.report == (job.name == "daily" ? "" : "national_ai_investment"));
    }
    BOOST_TEST(base::join(names, " ") == "annual daily quarterly weekly");
}

BOOST_AUTO_TEST_CASE(a_mistake_in_a_job_is_named_with_its_line) {
    const std::string when = "schedule = \"daily\"\ncron = \"15 6 * * *\"\n";
    BOOST_TEST(job_fault("sources = [\"ecb_rates\"]\n" + when) == "nothing was wrong");
    BOOST_TEST(starts(job_fault("sources = [\"ecb_rate\"]\n" + when),
                      "daily.toml:1: unknown source 'ecb_rate'\n  did you mean 'ecb_rates'?"));
    BOOST_TEST(starts(job_fault("sources = []\n" + when), "daily.toml:1: the job has no sources"));
    BOOST_TEST(starts(job_fault("sources = [\"*\"]\nschedule = \"daily\"\ncron = \"15 6 * *\"\n"),
                      "daily.toml:3: '15 6 * *' has 4 fields"));
    BOOST_TEST(starts(job_fault("sources = [\"*\"]\nreprt = \"x\"\n" + when),
                      "daily.toml:2: unknown key 'reprt'\n  did you mean 'report'?"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(reading_the_bundled_edition)

BOOST_AUTO_TEST_CASE(answers_come_in_the_order_they_were_retrieved) {
    const Folder folder;
    folder.write("a.xml", "x");
    folder.write("edition.toml", edition);
    const auto read = jobs::read_edition(folder.path / "edition.toml");
    BOOST_TEST(base::iso(read.as_known) == "2026-05-31T23:59:59.999999Z");
    BOOST_TEST(read.answers.at(0).url == "https://h/earlier.xml");
    BOOST_TEST(read.answers.at(0).page == 2);
    BOOST_TEST(read.answers.at(0).status == 404);
    BOOST_TEST(read.answers.at(1).status == 200);
    BOOST_TEST(read.answers.at(1).file == folder.path / "a.xml");
}

BOOST_AUTO_TEST_CASE(a_mistake_in_the_edition_is_named_with_its_line) {
    const auto expect = [](const char* from, const char* to, const char* says) {
        BOOST_TEST(starts(edition_fault(from, to), std::string{"edition.toml:"} + says));
    };
    expect("\"2026-05-31\"", "\"May\"", "1: 'May' is neither a day nor an instant");
    expect("quarterly", "quaterly", "2: unknown kind 'quaterly'\n  did you mean 'quarterly'?");
    expect("kind =", "knd = 1\nkind =", "2: unknown key 'knd'\n  did you mean 'kind'?");
    expect("2026-Q1", "2026-Q7", "3: '2026-Q7' is no period");
    expect("to = \"2026-04-01\"", "to = \"2026-01-01\"", "9: the window 2026-01-01 to 2026-01-01 is empty");
    expect("from = \"2026-01-01\"", "from = \"January\"", "8: 'January' is no day");
    expect("a.xml", "b.xml", "12: there is no file 'b.xml'");
    expect("a.xml", "../a.xml", "12: '../a.xml' leaves the edition's folder");
    expect("content_type = \"text/xml\"", "contenttype = \"x\"", "4: the key 'content_type' is missing");
    expect("status = 404", "statsu = 404", "21: unknown key 'statsu'\n  did you mean 'status'?");
}

BOOST_AUTO_TEST_SUITE_END()
