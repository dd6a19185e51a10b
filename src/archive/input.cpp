#include "archive/input.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/error.hpp"

namespace archive {
namespace {

[[noreturn]] void refuse(const std::string& name, std::string_view doing) {
    const int reason = errno;
    throw base::Error{"archive/" + name, fmt::format("{}: {}", doing, std::strerror(reason)),
                      reason == ENOENT ? "bring the file back from a backup, or `tuja rebuild` without it"
                                       : "check the disk and that this user may read the folder"};
}

int open_either(const std::filesystem::path& folder, const std::string& name) {
    // The final name is tried twice: the writer may rename its file between the two looks.
    for (const auto& path : {name, name + std::string{open_suffix}, name}) {
        const int file = ::open((folder / path).c_str(), O_RDONLY | O_CLOEXEC);
        if (file >= 0) return file;
        if (errno != ENOENT) break;
    }
    refuse(name, "can't be opened");
}

bool somebody_writes(int file) {
    if (::flock(file, LOCK_SH | LOCK_NB) != 0) return true;
    ::flock(file, LOCK_UN);
    return false;
}

}  // namespace

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

Input::Input(const std::filesystem::path& folder, std::string name, std::size_t window)
    : name_(std::move(name)), file_(open_either(folder, name_)), window_(std::max<std::size_t>(window, 1)) {
    // The lock is looked at before the size: once it is free, every byte within the size was meant to stay.
    being_written_ = somebody_writes(file_);
    const auto size = ::lseek(file_, 0, SEEK_END);
    if (size < 0) refuse(name_, "can't be read");
    size_ = static_cast<std::uint64_t>(size);
}

std::string_view Input::at(std::uint64_t offset, std::size_t need) {
    const auto wanted = std::min<std::uint64_t>(need, size_ - std::min(offset, size_));
    if (offset >= begin_ && offset + wanted <= begin_ + held_.size())
        return std::string_view{held_}.substr(offset - begin_);
    if (wanted == 0) return {};
    held_.resize(std::min<std::uint64_t>(std::max(window_, need), size_ - offset));
    begin_ = offset;
    std::size_t filled = 0;
    while (filled < held_.size()) {
        const auto count =
            ::pread(file_, held_.data() + filled, held_.size() - filled, static_cast<off_t>(offset + filled));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) refuse(name_, fmt::format("can't be read at offset {}", offset));
        if (count == 0) break;  // it was cut since it was opened
        filled += static_cast<std::size_t>(count);
    }
    held_.resize(filled);
    return held_;
}

}  // namespace archive
