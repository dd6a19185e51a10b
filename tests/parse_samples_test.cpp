#include <fmt/format.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <filesystem>

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

}  // namespace

BOOST_AUTO_TEST_SUITE(parsing_the_samples)

BOOST_AUTO_TEST_CASE(every_feed_parses_as_its_bytes_say) {
    if (!is_there()) return;
    for (const auto& file : files_under(shared / "announcements/feeds")) show("feed", file);
}

BOOST_AUTO_TEST_SUITE_END()
