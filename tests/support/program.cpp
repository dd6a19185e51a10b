#include "support/program.hpp"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include "base/file.hpp"
#include "support/folder.hpp"

extern char** environ;

namespace test {
namespace {

std::vector<std::string> environment(const std::vector<std::string>& settings) {
    std::vector<std::string> all;
    const auto set = [&](std::string_view entry) {
        const auto name = entry.substr(0, entry.find('=') + 1);
        return std::any_of(settings.begin(), settings.end(),
                           [&](const std::string& one) { return one.starts_with(name); });
    };
    for (char** entry = environ; *entry; ++entry)
        if (strncmp(*entry, "TUJA_", 5) != 0 && !set(*entry)) all.emplace_back(*entry);
    all.insert(all.end(), settings.begin(), settings.end());
    return all;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> result;
    for (auto& word : words) result.push_back(word.data());
    result.push_back(nullptr);
    return result;
}

pid_t start(const std::string& file, const std::vector<std::string>& words,
            const std::vector<std::string>& settings, const std::string& out, const std::string& err) {
    std::vector<std::string> arguments = {file};
    arguments.insert(arguments.end(), words.begin(), words.end());
    auto variables = environment(settings);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0644);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0644);
    pid_t child = 0;
    const int failed = posix_spawn(&child, file.c_str(), &actions, nullptr, pointers(arguments).data(),
                                   pointers(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) throw std::runtime_error(strerror(failed));
    return child;
}

int wait_for(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Ran tuja(const std::vector<std::string>& words, const std::vector<std::string>& settings) {
    return program(TUJA_PROGRAM, words, settings);
}

Ran shell(const std::string& line) {
    return program("/bin/sh", {"-c", line});
}

Ran program(const std::string& file, const std::vector<std::string>& words,
            const std::vector<std::string>& settings) {
    const Folder folder;
    const auto out = (folder.path / "out").string(), err = (folder.path / "err").string();
    Ran ran;
    ran.status = wait_for(start(file, words, settings, out, err));
    ran.out = base::read_file(out);
    ran.err = base::read_file(err);
    return ran;
}

int tuja_started(const std::vector<std::string>& words, const std::vector<std::string>& settings) {
    return start(TUJA_PROGRAM, words, settings, "/dev/null", "/dev/null");
}

bool tuja_killed_after(long microseconds, const std::vector<std::string>& words,
                       const std::vector<std::string>& settings) {
    const auto child = start(TUJA_PROGRAM, words, settings, "/dev/null", "/dev/null");
    usleep(static_cast<useconds_t>(microseconds));
    kill(child, SIGKILL);
    return wait_for(child) == 128 + SIGKILL;
}

Started::Started(const std::vector<std::string>& words, const std::vector<std::string>& settings)
    : child_(start(TUJA_PROGRAM, words, settings, (folder_.path / "out").string(),
                   (folder_.path / "err").string())) {}

Started::~Started() {
    if (child_ == 0) return;
    kill(child_, SIGKILL);
    wait_for(child_);
}

void Started::signal(int number) const {
    kill(child_, number);
}

bool Started::told(const std::string& text, int seconds) const {
    for (int i = 0; i < seconds * 100; ++i) {
        if (base::read_file(folder_.path / "err").find(text) != std::string::npos) return true;
        usleep(10'000);
    }
    return false;
}

Ran Started::end() {
    Ran ran;
    ran.status = wait_for(std::exchange(child_, 0));
    ran.out = base::read_file(folder_.path / "out");
    ran.err = base::read_file(folder_.path / "err");
    return ran;
}

Shown tuja_on_terminal(const std::vector<std::string>& words, const std::vector<std::string>& settings,
                       unsigned short columns, const std::string& signal_at) {
    std::vector<std::string> arguments = {TUJA_PROGRAM};
    arguments.insert(arguments.end(), words.begin(), words.end());
    auto variables = environment(settings);
    const auto argv = pointers(arguments), envp = pointers(variables);
    winsize size{24, columns, 0, 0};
    int terminal = -1;
    const auto child = forkpty(&terminal, nullptr, nullptr, &size);
    if (child < 0) throw std::runtime_error(strerror(errno));
    if (child == 0) {
        execve(TUJA_PROGRAM, argv.data(), envp.data());
        _exit(127);
    }
    Shown shown;
    bool signalled = signal_at.empty();
    char piece[4096];
    for (ssize_t count = 0; (count = read(terminal, piece, sizeof piece)) > 0;) {
        shown.bytes.append(piece, static_cast<std::size_t>(count));
        if (signalled || shown.bytes.find(signal_at) == std::string::npos) continue;
        kill(child, SIGINT);
        signalled = true;
    }
    close(terminal);
    shown.status = wait_for(child);
    return shown;
}

}  // namespace test
