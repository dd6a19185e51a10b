// Every recorded answer of the providers: tests/samples/statistics.toml says how each is read.
#include <fmt/format.h>
#include <fnmatch.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <set>

#include "base/file.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "parse/said.hpp"
#include "support/parsed.hpp"

namespace {

namespace fs = std::filesystem;
const fs::path statistics = fs::path{TUJA_ROOT} / "../shared/samples/statistics";

bool is_there() {
    if (fs::exists(statistics)) return true;
    BOOST_TEST_MESSAGE("skipped: ../shared is not there");
    fmt::print("skipped: ../shared is not there\n");
    return false;
}

/// One block of the file: what is read how, and what comes of it.
struct Rule {
    std::string like, format, fault, no_data;
    parse::Options options;
    model::ErrorShape error;
    bool empty = false;
    std::size_t rejects = 0, used = 0;

    bool fits(const std::string& file) const { return fnmatch(like.c_str(), file.c_str(), 0) == 0; }
};

Rule rule_of(const base::Toml& in) {
    Rule rule;
    rule.like = in.string("like");
    rule.format = in.string("format", "");
    rule.fault = in.string("fault", "");
    rule.no_data = in.string("no_data", "");
    rule.empty = in.boolean("empty", false);
    rule.rejects = static_cast<std::size_t>(in.integer("rejects", 0));
    if (in.has("error")) rule.error.code = {in.string("error")};
    if (const auto table = in.maybe_table("parse"))
        for (const auto& key : table->keys()) rule.options.values[key] = table->string(key);
    if (const auto table = in.maybe_table("rename"))
        for (const auto& key : table->keys())
            rule.options.values["rename." + key] = base::join(table->strings(key), "\n");
    in.done();
    return rule;
}

base::Toml declared() {
    return base::Toml::file(fs::path{TUJA_ROOT} / "tests/samples/statistics.toml");
}

std::vector<Rule> rules_of(const base::Toml& in) {
    std::vector<Rule> rules;
    for (const auto& block : in.tables("file")) rules.push_back(rule_of(block));
    return rules;
}

Rule* rule_for(std::vector<Rule>& rules, const std::string& file) {
    for (auto& rule : rules)
        if (rule.fits(file)) return &rule;
    return nullptr;
}

/// As the pipeline does: the host's "no" comes before the parser.
Parsed read(const Rule& rule, const std::string& bytes) {
    if (const auto error = parse::said(bytes, rule.error)) {
        Parsed refused;
        refused.document.fault = model::Reject{"file", "provider_error", error->code, ""};
        return refused;
    }
    return parsed(rule.format, bytes, rule.options);
}

std::vector<std::string> manifest() {
    std::vector<std::string> files;
    const auto text = base::read_file(statistics / "MANIFEST.tsv");
    for (const auto line : base::split(text, '\n'))
        if (const auto file = line.substr(0, line.find('\t')); !file.empty() && file != "file")
            files.emplace_back(file);
    return files;
}

void check(Rule& rule, const std::string& file) {
    ++rule.used;
    if (!rule.no_data.empty()) {
        fmt::print("{:<86} {:<14} {}\n", file, "-", rule.no_data);
        return;
    }
    const auto all = read(rule, base::read_file(statistics / file));
    fmt::print("{:<86} {:<14} {:>6} records {:>2} rejects  {} {}\n", file, rule.format, all.records.size(),
               all.document.rejects.size(), all.fault(), all.detail().substr(0, 80));
    BOOST_TEST(all.fault() == rule.fault, file << ": " << all.fault() << " " << all.detail());
    BOOST_TEST(all.document.rejects.size() == rule.rejects,
               file << ": " << (all.document.rejects.empty() ? "" : all.document.rejects[0].detail));
    BOOST_TEST(all.records.empty() == (rule.empty || !rule.fault.empty()), file << " is empty, or is not");
    BOOST_TEST(all.document.records == all.records.size(), file << " counts its records otherwise");
}

bool holds(const KeptRecord& record, const std::vector<std::string>& conditions) {
    for (const auto& condition : conditions) {
        const auto equals = condition.find('=');
        if (record[condition.substr(0, equals)] != condition.substr(equals + 1)) return false;
    }
    return true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(parsing_recorded_statistics)

BOOST_AUTO_TEST_CASE(every_file_of_the_manifest_is_read_or_refused_for_a_true_reason) {
    if (!is_there()) return;
    auto rules = rules_of(declared());
    std::size_t files = 0;
    for (const auto& file : manifest()) {
        ++files;
        auto* rule = rule_for(rules, file);
        BOOST_TEST(rule, "nothing says how " << file << " is read");
        if (rule) check(*rule, file);
    }
    fmt::print("{} files\n", files);
    BOOST_TEST(files == 410U);
    for (const auto& rule : rules) BOOST_TEST(rule.used > 0U, "no file is like " << rule.like);
}

BOOST_AUTO_TEST_CASE(values_are_those_in_the_files_own_bytes) {
    if (!is_there()) return;
    const auto in = declared();
    auto rules = rules_of(in);
    std::map<std::string, std::size_t> spots;
    for (const auto& block : in.tables("value")) {
        const auto file = block.string("file"), field = block.string("field"), is = block.string("is");
        const auto bytes = base::read_file(statistics / file);
        BOOST_TEST(bytes.find(block.string("bytes")) != bytes.npos,
                   file << " does not hold " << block.string("bytes"));
        const auto all = read(*rule_for(rules, file), bytes);
        const auto row = block.strings("row");
        const auto found = std::find_if(all.records.begin(), all.records.end(),
                                        [&](const auto& record) { return holds(record, row); });
        BOOST_REQUIRE_MESSAGE(found != all.records.end(), file << " has no row of " << base::join(row, ", "));
        BOOST_TEST((*found)[field] == is, file << ": " << field << " is " << (*found)[field]);
        ++spots[file.substr(0, file.find('/'))];
    }
    std::set<std::string> folders;
    for (const auto& file : manifest()) folders.insert(file.substr(0, file.find('/')));
    for (const auto& folder : folders) BOOST_TEST(spots[folder] >= 2U, folder << " has too few values");
}

BOOST_AUTO_TEST_CASE(all_layouts_of_the_same_exchange_rates_are_the_same_records) {
    if (!is_there()) return;
    std::set<std::set<std::pair<std::string, std::string>>> first;
    for (const auto& entry : fs::directory_iterator{statistics / "sdmx-spec/ecb-exr-2.1"}) {
        const auto name = entry.path().filename().string();
        if (!name.ends_with(".xml") || name.find("structure") != name.npos || name == "common.xml") continue;
        // rg-xs.xml is a table of its own: five of its values differ from its siblings' in the bytes.
        if (!name.starts_with("rg-") || name == "rg-xs.xml") continue;
        std::set<std::set<std::pair<std::string, std::string>>> records;
        for (const auto& record : parsed("sdmx-ml", base::read_file(entry.path())).records)
            records.insert({record.fields.begin(), record.fields.end()});
        BOOST_TEST(records.size() == 12U, name);
        if (first.empty()) first = records;
        BOOST_TEST((records == first), name << " differs");
    }
}

BOOST_AUTO_TEST_SUITE_END()
