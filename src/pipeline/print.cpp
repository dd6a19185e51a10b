#include "pipeline/print.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/interrupt.hpp"

extern char** environ;

namespace pipeline {
namespace {

/// A new, empty folder for the browser's profile; gone with this object.
struct Profile {
    std::filesystem::path folder;
    Profile() {
        std::string name = (std::filesystem::temp_directory_path() / "tuja-print-XXXXXX").string();
        if (!::mkdtemp(name.data()))
            throw base::Error{name,
                              fmt::format("no folder for the browser's profile: {}", std::strerror(errno)),
                              "check the rights and the space of the temporary folder"};
        folder = name;
    }
    Profile(const Profile&) = delete;
    Profile& operator=(const Profile&) = delete;
    ~Profile() {
        std::error_code ignored;  // a profile left behind in /tmp harms nothing
        std::filesystem::remove_all(folder, ignored);
    }
};

/// Runs a program to its end, its output thrown away; its exit status.
int run(const std::vector<std::string>& words) {
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failed = ::posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0)
        throw base::Error{words[0], fmt::format("can't be started: {}", std::strerror(failed)),
                          "check the installation of Chromium"};
    int status = 0;
    // Looked at in short steps: a signal that comes just before a wait without end would go unseen.
    bool told = false;
    while (::waitpid(child, &status, WNOHANG) == 0) {
        if (base::interrupted() && !std::exchange(told, true)) ::kill(child, SIGTERM);
        ::usleep(20'000);
    }
    base::stop_if_interrupted();
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// "/CreationDate (D:20261123…)" → the as-known time; as many bytes as before, so that no offset moves.
void set_dates(std::string& pdf, base::Instant as_known) {
    const auto text = base::iso(as_known);
    const auto digits = text.substr(0, 4) + text.substr(5, 2) + text.substr(8, 2) + text.substr(11, 2) +
                        text.substr(14, 2) + text.substr(17, 2);
    for (const std::string_view key : {"/CreationDate (D:", "/ModDate (D:"})
        for (auto at = pdf.find(key); at != std::string::npos; at = pdf.find(key, at + 1))
            if (at + key.size() + digits.size() <= pdf.size())
                pdf.replace(at + key.size(), digits.size(), digits);
}

}  // namespace

std::span<const std::string_view> printer_places() {
    static constexpr std::array<std::string_view, 3> places = {
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"};
    return places;
}

std::string find_printer(const Settings& settings) {
    if (!settings.chromium.empty()) return settings.chromium;
    for (const auto name : printer_places())
        if (::access(name.data(), X_OK) == 0) return std::string{name};
    return {};
}

void print_pdf(const Settings& settings, const std::filesystem::path& html, const std::filesystem::path& pdf,
               base::Instant as_known) {
    const auto printer = find_printer(settings);
    if (printer.empty())
        throw base::Error{
            "--pdf", "no Chromium is installed to print with",
            "apt-get install chromium, or print the HTML from any browser: it is made for A4 paper"};
    if (::geteuid() == 0 && !settings.print_as_root)
        throw base::Error{
            "--pdf", "printing as root would run a browser without its sandbox",
            "run `tuja report … --pdf` as another user, or set TUJA_PRINT_AS_ROOT=1 to allow it"};
    const Profile profile;
    const auto fresh = profile.folder / "report.pdf";
    std::vector<std::string> words = {
        printer,
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        "--user-data-dir=" + (profile.folder / "profile").string(),
        "--print-to-pdf=" + fresh.string(),
        "file://" + std::filesystem::absolute(html).string(),
    };
    if (::geteuid() == 0) words.insert(words.begin() + 1, "--no-sandbox");
    const int status = run(words);
    if (status != 0 || !std::filesystem::exists(fresh))
        throw base::Error{html.string(),
                          fmt::format("{} ended with status {} and printed nothing", printer, status),
                          "the HTML is complete; print it from any browser"};
    auto bytes = base::read_file(fresh);
    set_dates(bytes, as_known);
    base::write_file(pdf, bytes);
}

}  // namespace pipeline
