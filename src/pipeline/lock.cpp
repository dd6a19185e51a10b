#include "pipeline/lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace pipeline {

std::optional<Lock> Lock::take(const std::filesystem::path& folder, const std::string& name) {
    std::filesystem::create_directories(folder);
    const auto file = folder / (name + ".lock");
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0)
        throw base::Error{file.string(), fmt::format("the lock can't be made: {}", std::strerror(errno)),
                          "let this user write TUJA_HOME"};
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor);
        return {};
    }
    char host[256] = "?";
    ::gethostname(host, sizeof host - 1);
    const auto text = fmt::format("pid {} on {}\n", ::getpid(), host);
    // The text only serves the other run's message: failing to write it takes nothing from the lock.
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, text.data(), text.size(), 0) < 0) errno = 0;
    return Lock{descriptor};
}

std::string Lock::holder(const std::filesystem::path& folder, const std::string& name) {
    return std::string{base::trim(base::read_file(folder / (name + ".lock")))};
}

Lock::~Lock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace pipeline
