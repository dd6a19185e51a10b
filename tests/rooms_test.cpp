// The law of the rooms (DESIGN §3) as a table. To bend it, change the table in a commit of its own.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "base/file.hpp"
#include "base/text.hpp"
#include "support/folder.hpp"

namespace {

using Words = std::set<std::string>;

const std::map<std::string, Words> may_include = {
    {"base", {"base"}},
    {"model", {"base", "model"}},
    {"jobs", {"base", "model", "jobs"}},
    {"fetch", {"base", "model", "fetch"}},
    {"archive", {"base", "model", "archive"}},
    {"parse", {"base", "model", "parse"}},
    {"normalize", {"base", "model", "normalize"}},
    {"extract", {"base", "model", "extract"}},
    {"store", {"base", "model", "store"}},
    {"compare", {"base", "model", "compare"}},
    {"chart", {"base", "model", "chart"}},
    {"report", {"base", "model", "chart", "report"}},
    {"pipeline",
     {"base", "model", "jobs", "fetch", "archive", "parse", "normalize", "extract", "store", "compare",
      "report", "pipeline"}},
    {"cli",
     {"base", "model", "jobs", "fetch", "archive", "parse", "normalize", "extract", "store", "compare",
      "report", "pipeline", "cli"}},
};

/// Outside libraries by the first word of their header, and the one room that may include them.
const std::map<std::string, std::string> library_room = {
    {"curl", "fetch"},         {"zlib.h", "base"},        {"pugixml.hpp", "parse"}, {"simdjson.h", "parse"},
    {"gumbo.h", "parse"},      {"SQLiteCpp", "store"},    {"sqlite3.h", "store"},   {"kainjow", "report"},
    {"hb.h", "report"},        {"hb-subset.h", "report"}, {"hb-ot.h", "report"},    {"CLI", "cli"},
    {"nlohmann", "base"},      {"toml++", "base"},        {"spdlog", "base"},       {"unicode", "base"},
    {"openssl", "base"},       {"brotli", "base"},        {"zstd.h", "base"},       {"re2", "extract"},
    {"xlsxwriter.h", "export"}};

/// A header-heavy library is included by one .cpp only: ten seconds of compile time for each more.
const Words heavy = {"CLI", "toml++", "spdlog", "nlohmann"};

/// What no pure room may touch: disk, clock, network, database, processes.
const Words impure_headers = {"fstream",      "filesystem", "unistd.h",       "fcntl.h",
                              "sys/socket.h", "ctime",      "cstdlib_getenv", "thread"};
const Words pure_rooms = {"parse", "normalize", "extract", "compare", "chart", "report"};

struct Include {
    std::string file, room, header;
    bool quoted = false;
};

std::vector<Include> includes_of(const std::filesystem::path& src) {
    std::vector<Include> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(src)) {
        const auto name = entry.path().lexically_relative(src).string();
        if (!entry.is_regular_file() || (!name.ends_with(".cpp") && !name.ends_with(".hpp"))) continue;
        const auto room = name.find('/') == std::string::npos ? "main" : name.substr(0, name.find('/'));
        const auto text = base::read_file(entry.path());
        for (const auto line : base::split(text, '\n')) {
            if (!line.starts_with("#include ") || line.size() < 12) continue;
            const auto rest = line.substr(9);
            const bool quoted = rest.front() == '"';
            const auto end = rest.find(quoted ? '"' : '>', 1);
            found.push_back({name, room, std::string{rest.substr(1, end - 1)}, quoted});
        }
    }
    return found;
}

std::string first_word(const std::string& header) {
    return header.substr(0, header.find('/'));
}

/// Everything that breaks the law, a sentence each.
std::vector<std::string> offences(const std::vector<Include>& includes) {
    std::vector<std::string> found;
    std::map<std::string, Words> heavy_files;
    for (const auto& it : includes) {
        const auto word = first_word(it.header);
        if (it.quoted && it.room != "main") {
            const auto law = may_include.find(it.room);
            if (law == may_include.end())
                found.push_back(it.file + ": the room '" + it.room + "' has no row in the law");
            else if (!law->second.contains(word))
                found.push_back(it.file + " includes \"" + it.header + "\"");
        }
        if (!it.quoted) {
            if (const auto owner = library_room.find(word); owner != library_room.end()) {
                if (owner->second != it.room)
                    found.push_back(it.file + " includes <" + it.header + ">, which belongs to " +
                                    owner->second);
                else if (it.file.ends_with(".hpp") && it.file != "store/database.hpp" &&
                         !it.file.starts_with(it.room + "/own_"))
                    found.push_back(it.file + " shows <" + it.header + "> to everybody");
            }
            if (heavy.contains(word)) heavy_files[word].insert(it.file);
            if (pure_rooms.contains(it.room) && impure_headers.contains(it.header))
                found.push_back(it.file + " is pure and includes <" + it.header + ">");
        }
        if (pure_rooms.contains(it.room) && it.quoted && it.header == "base/file.hpp")
            found.push_back(it.file + " is pure and reads files");
    }
    for (const auto& [library, files] : heavy_files)
        if (files.size() > 1)
            found.push_back(library + " is included by " + std::to_string(files.size()) + " files");
    return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(the_law_of_the_rooms)

BOOST_AUTO_TEST_CASE(every_room_keeps_to_itself) {
    for (const auto& offence : offences(includes_of(std::filesystem::path{TUJA_ROOT} / "src")))
        BOOST_ERROR(offence);
}

BOOST_AUTO_TEST_CASE(every_folder_has_its_row) {
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path{TUJA_ROOT} / "src"))
        if (entry.is_directory())
            BOOST_TEST(may_include.contains(entry.path().filename().string()),
                       entry.path().filename().string());
}

BOOST_AUTO_TEST_CASE(a_planted_offence_is_found) {
    test::Folder folder;
    folder.write("parse/a.cpp", "#include \"store/store.hpp\"\n#include <fstream>\n#include <curl/curl.h>\n");
    folder.write("base/b.cpp", "#include <spdlog/spdlog.h>\n");
    folder.write("base/c.cpp", "#include <spdlog/spdlog.h>\n");
    folder.write("report/d.hpp", "#include <hb.h>\n");
    BOOST_TEST(offences(includes_of(folder.path)).size() == 5u);
}

BOOST_AUTO_TEST_SUITE_END()
