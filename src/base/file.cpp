#include "base/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/error.hpp"

namespace base {
namespace {

struct Descriptor {
    int number;
    explicit Descriptor(int opened) : number(opened) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number >= 0) ::close(number);
    }
};

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view doing) {
    const int reason = errno;
    const bool full = reason == ENOSPC || reason == EDQUOT;
    throw Error{file.string(), fmt::format("{}: {}", doing, std::strerror(reason)),
                full ? "free some space and run again; nothing that was known is lost"
                     : "check that the path exists and that this user may use it"};
}

/// The same for a half-written file: on a full disk its space is wanted.
[[noreturn]] void drop(const std::filesystem::path& fresh, std::string_view doing) {
    const int reason = errno;
    ::unlink(fresh.c_str());
    errno = reason;
    refuse(fresh, doing);
}

}  // namespace

std::string read_file(const std::filesystem::path& file) {
    const Descriptor in{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (in.number < 0) refuse(file, "can't be opened");
    std::string bytes;
    const auto size = ::lseek(in.number, 0, SEEK_END);
    if (size > 0) bytes.reserve(static_cast<std::size_t>(size));
    ::lseek(in.number, 0, SEEK_SET);
    char block[1 << 16];
    for (;;) {
        const auto count = ::read(in.number, block, sizeof block);
        if (count < 0) refuse(file, "can't be read");
        if (count == 0) return bytes;
        bytes.append(block, static_cast<std::size_t>(count));
    }
}

void write_file(const std::filesystem::path& file, std::string_view bytes) {
    std::error_code fault;
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), fault);
    errno = fault.value();
    if (fault) refuse(file.parent_path(), "can't be created");
    const std::filesystem::path fresh = file.string() + ".new";
    {
        const Descriptor out{::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
        if (out.number < 0) refuse(fresh, "can't be created");
        while (!bytes.empty()) {
            const auto count = ::write(out.number, bytes.data(), bytes.size());
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) drop(fresh, "can't be written");
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        if (::fsync(out.number) != 0) drop(fresh, "can't be written to disk");
    }
    if (::rename(fresh.c_str(), file.c_str()) != 0) drop(fresh, "can't take its final name");
    if (file.has_parent_path()) sync_folder(file.parent_path());
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder, std::string_view ending) {
    std::vector<std::filesystem::path> files;
    if (!std::filesystem::is_directory(folder)) return files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().filename().string().ends_with(ending))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

void sync_folder(const std::filesystem::path& folder) {
    const Descriptor open{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (open.number >= 0) ::fsync(open.number);
}

}  // namespace base
