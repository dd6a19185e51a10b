#include "support/years.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>

#include <algorithm>

#include "base/file.hpp"
#include "base/text.hpp"
#include "support/bank.hpp"
#include "support/registers.hpp"

namespace test {
namespace {

const std::filesystem::path root{TUJA_ROOT};

int year_of(const std::string& target) {
    const auto at = target.find("date=");
    return at == target.npos ? 0 : std::stoi(target.substr(at + 5, 4));
}

std::vector<std::string> settings(const Folder& folder, const std::string& now) {
    return {"TUJA_HOME=" + (folder.path / "home").string(), "TUJA_SHARE=" + (folder.path / "share").string(),
            "TUJA_NOW=" + now};
}

}  // namespace

Years::Years() : server{[this](loopback::Line& line, const loopback::Seen& seen) { play(line, seen); }} {
    const auto share = folder.path / "share";
    std::filesystem::create_directories(share);
    for (const auto* part : {"sql", "reports"})
        std::filesystem::copy(root / part, share / part, std::filesystem::copy_options::recursive);
    forget_series(share);
    const auto toml = bank_toml(fmt::format("http://127.0.0.1:{}", server.port()));
    base::write_file(share / "jobs/sources/bank.toml",
                     base::replace_all(toml, "lag = 7", "lag = 1\nspan = 1"));
    base::write_file(share / "jobs/daily.toml",
                     "sources = [\"*\"]\nschedule = \"*-*-* 06:15:00 UTC\"\ncron = \"15 6 * * *\"\n");
}

void Years::play(loopback::Line& line, const loopback::Seen& seen) const {
    const int year = year_of(seen.target);
    if (broken.contains(year)) return line.answer("404 Not Found", "", "gone");
    const auto other = values.find(year);
    const auto value = other == values.end() ? fmt::format("{}", year / 1000.0) : other->second;
    std::vector<Cell> cells;
    if (!value.empty()) cells.push_back({"KOR", std::to_string(year), value});
    line.answer("200 OK", "Content-Type: text/xml\r\n", world_bank_page(cells));
}

Ran Years::run(const std::string& now, std::vector<std::string> words) const {
    return tuja(words, settings(folder, now));
}

void Years::killed_after(std::size_t requests, const std::string& now,
                         const std::vector<std::string>& words) {
    const auto wanted = server.seen().size() + requests;
    const auto child = tuja_started(words, settings(folder, now));
    server.wait_for(wanted);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
}

std::string Years::asked() {
    std::vector<int> years;
    const auto seen = server.seen();
    for (; told_ < seen.size(); ++told_) years.push_back(year_of(seen[told_].target));
    std::sort(years.begin(), years.end());
    std::string text;
    for (const int year : years) text += fmt::format("{}{}", text.empty() ? "" : " ", year);
    return text;
}

void Years::change(const std::string& from, const std::string& to) const {
    const auto path = folder.path / "share/jobs/sources/bank.toml";
    base::write_file(path, base::replace_all(base::read_file(path), from, to));
}

std::string Years::file(const std::string& name, const std::string& text) const {
    const auto path = folder.path / name;
    base::write_file(path, text);
    return path.string();
}

}  // namespace test
