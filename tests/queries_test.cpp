// Every .sql file prepares against a store as the program makes it, with every bind that it names.
#include <boost/test/unit_test.hpp>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "pipeline/checks.hpp"
#include "store/store.hpp"
#include "support/folder.hpp"

namespace {

const std::filesystem::path root{TUJA_ROOT};

std::vector<std::filesystem::path> sql_files(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".sql") files.push_back(entry.path());
    return files;
}

struct Fixture {
    test::Folder folder;
    store::Store store{folder.path / "tuja.db", root / "sql", store::Store::Mode::write};

    std::string fault(const std::filesystem::path& file) {
        try {
            store.prepare_only(base::read_file(file));
            return {};
        } catch (const base::Error& error) {
            return file.string() + ": " + error.found();
        }
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(every_query)

BOOST_FIXTURE_TEST_CASE(statements_that_write_prepare, Fixture) {
    store.remember("any source");  // makes the tables that remembered_*.sql fill
    for (const auto& file : sql_files(root / "sql" / "put")) BOOST_TEST(fault(file) == "");
}

BOOST_FIXTURE_TEST_CASE(checks_prepare_and_say_how_severe_they_are, Fixture) {
    for (const auto& file : sql_files(root / "sql" / "checks")) BOOST_TEST(fault(file) == "");
    BOOST_CHECK_NO_THROW(pipeline::run_checks(store, root / "sql" / "checks"));
}

BOOST_FIXTURE_TEST_CASE(sections_prepare, Fixture) {
    const auto files = sql_files(root / "reports");
    BOOST_TEST(!files.empty());
    for (const auto& file : files) BOOST_TEST(fault(file) == "");
}

BOOST_FIXTURE_TEST_CASE(every_file_says_first_what_a_row_means, Fixture) {
    for (const auto& place : {root / "sql", root / "reports"})
        for (const auto& file : sql_files(place))
            BOOST_TEST(base::read_file(file).starts_with("-- "), file.string() + " begins without a comment");
}

BOOST_FIXTURE_TEST_CASE(a_query_with_a_wrong_column_is_found, Fixture) {
    folder.write("wrong.sql", "-- x\nSELECT nothing FROM observation_as_known;");
    BOOST_TEST(fault(folder.path / "wrong.sql").find("nothing") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(text_in_double_quotes_is_an_error_not_a_text, Fixture) {
    folder.write("quoted.sql", "-- x\nSELECT source FROM snapshot WHERE origin = \"live\";");
    BOOST_TEST(fault(folder.path / "quoted.sql") != "");
}

BOOST_FIXTURE_TEST_CASE(a_check_without_a_severity_is_refused, Fixture) {
    folder.write("checks/odd.sql", "-- Something.\nSELECT 1;");
    BOOST_CHECK_THROW(pipeline::run_checks(store, folder.path / "checks"), base::Error);
}

BOOST_AUTO_TEST_SUITE_END()
