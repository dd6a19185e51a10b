#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "archive/archive.hpp"
#include "archive/group.hpp"
#include "archive/open_file.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/interrupt.hpp"

namespace archive {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, std::string_view doing) {
    const int reason = errno;
    throw base::Error{path.string(), fmt::format("{}: {}", doing, std::strerror(reason)),
                      "check the disk and that this user may write to the archive folder, then run again"};
}

/// What stands behind the last whole group is cut off. Damage before it stays: the groups behind it are
/// sound.
void cut_tail(const std::filesystem::path& folder, const std::string& name, int file,
              std::vector<Damage>& damages) {
    // This process holds the lock, so the walk takes the tail for one being written and leaves it to us to
    // tell.
    Input in{folder, name};
    const auto whole = walk(in, 0,
                            {[](Group&&) { base::stop_if_interrupted(); }, [](Record&&) {},
                             [&](Damage&& damage) { damages.push_back(std::move(damage)); }});
    if (whole == in.size()) return;
    if (::ftruncate(file, static_cast<off_t>(whole)) != 0)
        refuse(folder / name, "its half group can't be cut off");
    damages.push_back({name, whole,
                       fmt::format("{} bytes of a half group were cut off its end", in.size() - whole),
                       "nothing to do: the next run of its source fetches it again"});
}

void close_file(const std::filesystem::path& open_path, const std::filesystem::path& final_path, int file) {
    if (::lseek(file, 0, SEEK_END) == 0) {
        ::unlink(open_path.c_str());  // not one whole record: an empty file would be no gzip file
        return;
    }
    if (::fsync(file) != 0) refuse(open_path, "can't be written to disk");
    if (std::filesystem::exists(final_path)) {
        errno = EEXIST;
        refuse(final_path, "can't take its final name");
    }
    if (::rename(open_path.c_str(), final_path.c_str()) != 0) refuse(open_path, "can't be renamed");
}

void repair(const std::filesystem::path& folder, const std::filesystem::path& path,
            std::vector<Damage>& damages) {
    const Descriptor file{::open(path.c_str(), O_RDWR | O_CLOEXEC)};
    if (file < 0 && errno == ENOENT) return;  // its writer closed it meanwhile
    if (file < 0) refuse(path, "can't be opened for its repair");
    if (::flock(file, LOCK_EX | LOCK_NB) != 0 || !same_file(file, path)) return;
    const auto name = path.stem().string();
    cut_tail(folder, name, file, damages);
    close_file(path, folder / name, file);
}

}  // namespace

std::vector<Damage> Archive::repair_tails() {
    std::vector<Damage> damages;
    const auto left_open = base::files_in(folder_, ".warc.gz" + std::string{open_suffix});
    for (const auto& path : left_open) repair(folder_, path, damages);
    if (!left_open.empty()) base::sync_folder(folder_);
    return damages;
}

}  // namespace archive
