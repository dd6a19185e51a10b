#include "pipeline/lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"

namespace pipeline {

namespace {

int open_lock(const std::filesystem::path& file) {
    std::error_code fault;
    std::filesystem::create_directories(file.parent_path(), fault);
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor >= 0) return descriptor;
    // Without its folder a file can't be made either: the folder's reason is the one to tell.
    const int reason = fault ? fault.value() : errno;
    throw base::Error{file.string(), fmt::format("the lock can't be made: {}", std::strerror(reason)),
                      reason == ENOSPC ? "free some space and run again; nothing that was known is lost"
                                       : "let this user write TUJA_HOME"};
}

/// Says in the lock's file who holds it.
void sign(int descriptor) {
    char host[256] = "?";
    ::gethostname(host, sizeof host - 1);
    const auto command = base::replace_all(base::read_file("/proc/self/cmdline"), std::string(1, '\0'), " ");
    const auto text = fmt::format("pid {} on {}: {}\n", ::getpid(), host, base::trim(command));
    // The text only serves the other run's message: failing to write it takes nothing from the lock.
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, text.data(), text.size(), 0) < 0) errno = 0;
}

/// -1 where another process holds it; `how` are flock's words.
int locked(const std::filesystem::path& file, int how) {
    const int descriptor = open_lock(file);
    while (::flock(descriptor, how) != 0)
        if (errno != EINTR || base::interrupted()) {
            ::close(descriptor);
            base::stop_if_interrupted();
            return -1;
        }
    // One sharer's name would stand there for all of them, and outlive him.
    if ((how & LOCK_EX) != 0) sign(descriptor);
    return descriptor;
}

}  // namespace

std::optional<Lock> Lock::take(const std::filesystem::path& folder, const std::string& name) {
    const int descriptor = locked(folder / (name + ".lock"), LOCK_EX | LOCK_NB);
    if (descriptor < 0) return {};
    return Lock{descriptor};
}

std::optional<Lock> Lock::share(const std::filesystem::path& folder, const std::string& name) {
    const int descriptor = locked(folder / (name + ".lock"), LOCK_SH | LOCK_NB);
    if (descriptor < 0) return {};
    return Lock{descriptor};
}

Lock Lock::wait(const std::filesystem::path& folder, const std::string& name) {
    return Lock{locked(folder / (name + ".lock"), LOCK_EX)};
}

std::string Lock::holder(const std::filesystem::path& folder, const std::string& name) {
    return std::string{base::trim(base::read_file(folder / (name + ".lock")))};
}

std::string Lock::any_holder(const std::filesystem::path& folder) {
    for (const auto& file : base::files_in(folder, ".lock"))
        if (!share(folder, file.stem().string())) return holder(folder, file.stem().string());
    return {};
}

Lock::~Lock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace pipeline
