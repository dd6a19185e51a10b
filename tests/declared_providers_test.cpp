// Providers of known formats, each one TOML and one answer in tests/samples/providers; what becomes of it
// stands in NAME.txt. A new one is these files and nothing else. TUJA_GOLDEN=write writes the texts anew, for
// a person to review.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>

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

std::map<std::string, std::vector<std::string>> formats() {
    std::map<std::string, std::vector<std::string>> known;
    for (const auto& one : parse::formats()) known.emplace(one.name, one.options);
    return known;
}

model::Source source_of(const fs::path& toml) {
    auto source =
        jobs::read_source(base::read_file(toml), toml.stem().string(), toml.filename().string(), formats());
    pipeline::check_options(source);
    return source;
}

fs::path answer_beside(const fs::path& toml) {
    for (const auto* ending : {".xml", ".json", ".csv"})
        if (const auto file = fs::path{toml}.replace_extension(ending); fs::exists(file)) return file;
    throw std::runtime_error{"no answer beside " + toml.string()};
}

pipeline::ReadPage read(const model::Source& source, const std::string& body) {
    static const auto reference = jobs::read_reference(fs::path{TUJA_ROOT} / "sql/reference");
    archive::Kept kept;
    kept.snapshot.source = source.name;
    kept.snapshot.part = source.parts.front().id;
    kept.snapshot.url = source.parts.front().url;
    kept.snapshot.status = 200;
    kept.body = body;
    kept.snapshot.sha256 = base::sha256(body);
    return pipeline::read_page(source, source.parts.front(), reference, kept);
}

std::string told(const pipeline::ReadPage& page) {
    std::string text;
    for (const auto& fact : page.facts.observations)
        text += fmt::format("{} {} {} = {} [{}]{}\n", fact.indicator, fact.entity, fact.period.text(),
                            fact.value ? base::shortest(*fact.value) : "-", fact.status,
                            fact.released ? " released " + base::iso(base::day_of(*fact.released)) : "");
    for (const auto& reject : page.facts.rejects)
        text += fmt::format("{}: {}: {}\n", reject.place, reject.reason, reject.detail);
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(declared_providers)

BOOST_AUTO_TEST_CASE(an_answer_becomes_observations_by_its_file_alone) {
    std::size_t providers = 0;
    for (const auto& toml : base::files_in(folder, ".toml")) {
        ++providers;
        const auto text = told(read(source_of(toml), base::read_file(answer_beside(toml))));
        const auto golden = fs::path{toml}.replace_extension(".txt");
        if (const char* mode = std::getenv("TUJA_GOLDEN"); mode && std::string_view{mode} == "write")
            base::write_file(golden, text);
        BOOST_TEST(text == base::read_file(golden), toml.stem().string());
    }
    BOOST_TEST(providers >= 2U);
}

BOOST_AUTO_TEST_CASE(a_host_that_says_no_is_understood_under_status_200) {
    const auto shipped = fs::path{TUJA_ROOT} / "jobs/sources";
    const auto refused = [&](const char* name, const std::string& body) {
        const auto page = read(source_of(shipped / (std::string{name} + ".toml")), body);
        return page.facts.rejects.empty() ? page.facts.outcome : page.facts.rejects.front().reason;
    };
    const auto ecos = [](const std::string& code) {
        return R"({"RESULT":{"CODE":")" + code + R"(","MESSAGE":"said"}})";
    };
    BOOST_TEST(refused("bok_ecos_rates", ecos("INFO-100")) == "key_refused");
    BOOST_TEST(refused("bok_ecos_rates", ecos("INFO-200")) == "empty");
    BOOST_TEST(refused("bok_ecos_rates", ecos("ERROR-602")) == "quota_spent");
    BOOST_TEST(refused("bok_ecos_rates", ecos("ERROR-101")) == "provider_error");
    BOOST_TEST(refused("kosis_accounts", R"({"err":"20","errMsg":"objL"})") == "provider_error");
    BOOST_TEST(refused("kosis_accounts", R"({"err":"11","errMsg":"expired"})") == "key_refused");
    BOOST_TEST(refused("kosis_accounts", R"({err:"20"})") == "malformed");
    BOOST_TEST(refused("unesco_uis", R"({"hints":[{"code":"UIS::HINT::003"}],"records":[]})") ==
               "provider_error");
    BOOST_TEST(refused("unesco_uis", R"({"hints":[],"records":[]})") == "empty");
    BOOST_TEST(refused("boj_rates", R"({"STATUS":400,"MESSAGE":"no such code"})") == "provider_error");
    BOOST_TEST(refused("imf_weo", "<html><title>down</title></html>") == "html_page");
}

BOOST_AUTO_TEST_SUITE_END()
