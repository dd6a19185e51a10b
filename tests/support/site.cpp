#include "support/site.hpp"

#include <stdexcept>

#include "base/file.hpp"
#include "base/text.hpp"
#include "support/bank.hpp"
#include "support/registers.hpp"

namespace test {

Site::Site()
    : host([this](loopback::Line& line, const loopback::Seen&) {
          if (broken) return line.answer("404 Not Found", "", "gone");
          line.answer("200 OK", "Content-Type: text/xml\r\n",
                      world_bank_page({{"KOR", "2024", "1.5"}, {"USA", "2024", "9"}}));
      }) {
    const std::filesystem::path root{TUJA_ROOT};
    for (const auto* part : {"sql", "reports"}) {
        std::filesystem::create_directories(share());
        std::filesystem::copy(root / part, share() / part, std::filesystem::copy_options::recursive);
    }
    forget_series(share());
    base::write_file(source(), bank_toml("http://127.0.0.1:" + std::to_string(host.port())));
    base::write_file(share() / "jobs/daily.toml",
                     "sources = [\"*\"]\nschedule = \"*-*-* 06:15:00 UTC\"\ncron = \"15 6 * * *\"\n");
    settings = {"TUJA_HOME=" + home().string(), "TUJA_SHARE=" + share().string(),
                "TUJA_ETC=" + etc().string()};
}

void Site::change(const std::filesystem::path& file, const std::string& from, const std::string& to) const {
    const auto text = base::read_file(file);
    if (text.find(from) == std::string::npos) throw std::runtime_error(file.string() + " holds no " + from);
    base::write_file(file, base::replace_all(text, from, to));
}

void Site::ask_for_key(const std::filesystem::path& file, const std::string& key) const {
    change(file, "access = \"http\"", "access = \"http\"\nkey = \"" + key + "\"");
    change(file, "/{countries}/", "/{key}/{countries}/");
}

Ran Site::run(const std::string& now, std::vector<std::string> words) const {
    auto all = settings;
    all.push_back("TUJA_NOW=" + now);
    return tuja(words, all);
}

}  // namespace test
