#pragma once

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace support {

/// The options of each format, as `parse` declares them.
inline const std::map<std::string, std::vector<std::string>> formats{
    {"worldbank", {}},
    {"gesmes", {}},
    {"delimited", {"delimiter", "encoding", "decimal", "percent", "header", "skip", "require"}},
    {"json", {"rows", "names", "first", "head"}},
    {"curated", {}},
    {"feed", {"zone"}},
};

/// A folder of TOML files of its own, gone with the test.
struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() /
                                 ("tuja-" + boost::unit_test::framework::current_test_case().p_name.get());
    Folder() { std::filesystem::create_directories(path / "sources"); }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    void write(const std::string& name, const std::string& text) const {
        base::write_file(path / name, text);
    }
    /// What `act` complains about, the folder's own path cut off.
    std::string fault(const std::function<void()>& act) const {
        try {
            act();
        } catch (const base::Error& error) {
            return base::replace_all(error.what(), path.string() + "/", "");
        }
        return "nothing was wrong";
    }
};

/// For messages: prints what was said, so that a failure shows it.
inline bool starts(const std::string& text, const std::string& with) {
    BOOST_TEST_MESSAGE(text);
    return text.starts_with(with);
}

}  // namespace support
