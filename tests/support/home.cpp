#include "support/home.hpp"

#include <stdexcept>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"

namespace test {

std::filesystem::path Home::page(const std::string& language) const {
    return store() / "editions" / edition / ("national_ai_investment." + language + ".html");
}

std::map<std::string, std::string> Home::editions() const {
    std::map<std::string, std::string> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(store() / "editions"))
        if (entry.is_regular_file())
            all[entry.path().string().substr(folder.path.string().size())] =
                base::sha256(base::read_file(entry.path()));
    return all;
}

Spoiled::Spoiled() {
    std::filesystem::create_directories(share);
    for (const auto* part : {"jobs", "sql", "reports"})
        std::filesystem::copy(std::filesystem::path{TUJA_ROOT} / part, share / part,
                              std::filesystem::copy_options::recursive);
    settings.push_back("TUJA_SHARE=" + share.string());
}

void Spoiled::change(const std::string& file, const std::string& from, const std::string& to) const {
    const auto text = base::read_file(share / file);
    if (text.find(from) == std::string::npos) throw std::runtime_error(file + " holds no " + from);
    base::write_file(share / file, base::replace_all(text, from, to));
}

}  // namespace test
