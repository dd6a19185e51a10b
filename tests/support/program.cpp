#include "support/program.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

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
    return start(words, settings, "/dev/null", "/dev/null");
}

bool tuja_killed_after(long microseconds, const std::vector<std::string>& words,
                       const std::vector<std::string>& settings) {
    const auto child = start(TUJA_PROGRAM, words, settings, "/dev/null", "/dev/null");
    usleep(static_cast<useconds_t>(microseconds));
    kill(child, SIGKILL);
    return wait_for(child) == 128 + SIGKILL;
}

}  // namespace test
