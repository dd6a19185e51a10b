#include "archive/open_file.hpp"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.hpp"
#include "base/file.hpp"

namespace archive {
namespace {

std::string open_name(const std::string& name) {
    return name + std::string{open_suffix};
}

const char* advice(int reason) {
    switch (reason) {
        case ENOSPC:
        case EDQUOT:
            return "free some space and run again; what was kept before is sound";
        case EFBIG:
            return "raise the limit on file sizes (`ulimit -f`) and run again; what was kept before is sound";
        case EACCES:
        case EPERM:
        case EROFS:
            return "let this user write to the archive folder, then run again";
        default:
            return "check the disk (`dmesg`), then run again; what was kept before is sound";
    }
}

[[noreturn]] void refuse_at(const std::filesystem::path& path, std::string_view doing, int reason) {
    throw base::Error{path.string(), fmt::format("{}: {}", doing, std::strerror(reason)), advice(reason)};
}

std::string name_of(base::Instant first, int serial) {
    const auto second = std::chrono::floor<std::chrono::seconds>(first);
    return fmt::format("tuja-{:%Y%m%d%H%M%S}-{:05}.warc.gz",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(second)), serial);
}

/// A locked new file; -1 where the name is taken.
int take_name(const std::filesystem::path& folder, const std::string& name) {
    const auto path = folder / open_name(name);
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (file < 0 && errno == EEXIST) return -1;
    if (file < 0) refuse_at(path, "can't be created", errno);
    // Waits only for a reader that looks whether anybody writes here.
    while (::flock(file, LOCK_EX) != 0 && errno == EINTR) {
    }
    // Before the lock was ours, a tail repair may have removed the file; before we made it, another writer
    // may have closed its own of this name.
    const bool ours = same_file(file, path);
    if (ours && !std::filesystem::exists(folder / name)) return file;
    if (ours) ::unlink(path.c_str());
    ::close(file);
    return -1;
}

}  // namespace

bool same_file(int open, const std::filesystem::path& path) {
    struct stat one {
    }, two{};
    return ::fstat(open, &one) == 0 && ::stat(path.c_str(), &two) == 0 && one.st_dev == two.st_dev &&
           one.st_ino == two.st_ino;
}

OpenFile::OpenFile(std::filesystem::path folder, std::string name, Descriptor file)
    : folder_(std::move(folder)), name_(std::move(name)), file_(std::move(file)) {}

void OpenFile::refuse(std::string_view doing) const {
    refuse_at(folder_ / open_name(name_), doing, errno);
}

OpenFile OpenFile::create(const std::filesystem::path& folder, base::Instant first) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) refuse_at(folder, "can't be created", error.value());
    for (int serial = 1; serial <= 99999; ++serial) {
        const auto name = name_of(first, serial);
        if (const int file = take_name(folder, name); file >= 0) return {folder, name, Descriptor{file}};
    }
    throw base::Error{folder.string(), "holds 99,999 files of one second", "give the runs different clocks"};
}

void OpenFile::append(std::string_view bytes) {
    for (std::size_t done = 0; done < bytes.size();) {
        const auto count =
            ::pwrite(file_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(size_ + done));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            const int reason = count == 0 ? ENOSPC : errno;
            // If even this fails, the next append writes over the half group, and a crash leaves it to the
            // repair.
            (void)!::ftruncate(file_, static_cast<off_t>(size_));
            errno = reason;
            refuse("can't be written");
        }
        done += static_cast<std::size_t>(count);
    }
    size_ += bytes.size();
}

void OpenFile::sync() {
    if (::fdatasync(file_) != 0) refuse("can't be written to disk");
    if (!entered_) base::sync_folder(folder_);
    entered_ = true;
}

void OpenFile::close() {
    sync();
    // The lock stays until the descriptor is closed, so nobody sees an unlocked `.open` file.
    if (::rename((folder_ / open_name(name_)).c_str(), (folder_ / name_).c_str()) != 0)
        refuse("can't be renamed");
    base::sync_folder(folder_);
}

void OpenFile::discard() {
    ::unlink((folder_ / open_name(name_)).c_str());
}

}  // namespace archive
