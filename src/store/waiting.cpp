#include "store/waiting.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <thread>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/text.hpp"

namespace store {
namespace {

constexpr std::chrono::seconds until_said{5};
constexpr std::chrono::milliseconds longest_nap{25};
/// A short write of another run is still waited for, so that the ledger can say how this one ended.
constexpr std::chrono::milliseconds once_interrupted{250};

/// The writer's place among the locks of a WAL index, as SQLite's file format lays it down.
constexpr off_t writers_lock = 120;

/// Whoever closes a descriptor of a file lets go of all his locks on it, SQLite's too: these stay open until
/// the process ends. Only who waits for long opens one.
int wal_index(const std::filesystem::path& file) {
    static std::map<std::filesystem::path, int> opened;
    const auto known = opened.find(file);
    if (known != opened.end()) return known->second;
    const int index = ::open((file.string() + "-shm").c_str(), O_RDONLY | O_CLOEXEC);
    if (index >= 0) opened.emplace(file, index);
    return index;
}

}  // namespace

void Waiting::attach(sqlite3* connection) {
    sqlite3_busy_handler(connection, &Waiting::turn, this);
}

int Waiting::turn(void* self, int turns) {
    try {
        return static_cast<Waiting*>(self)->go_on(turns) ? 1 : 0;
    } catch (...) {
        return 0;  // nothing may be thrown through SQLite; it then says that the database is locked
    }
}

bool Waiting::go_on(int turns) {
    if (turns == 0) {
        begun_ = Steady::now();
        said_ = false;
    }
    const auto waited = Steady::now() - begun_;
    if (base::interrupted() && waited > once_interrupted) return false;
    if (!said_ && waited > until_said) {
        said_ = true;
        base::log::info(
            fmt::format("waiting for {}, which writes into {}", writer_of(file_), file_.string()));
    }
    std::this_thread::sleep_for(std::min(longest_nap, std::chrono::milliseconds{turns + 1}));
    return true;
}

std::string writer_of(const std::filesystem::path& file) {
    const int index = wal_index(file);
    struct flock asked {};
    asked.l_type = F_WRLCK;
    asked.l_whence = SEEK_SET;
    asked.l_start = writers_lock;
    asked.l_len = 1;
    if (index < 0 || ::fcntl(index, F_GETLK, &asked) != 0 || asked.l_type == F_UNLCK || asked.l_pid <= 0)
        return "another run";
    try {
        const auto words = base::read_file(fmt::format("/proc/{}/cmdline", asked.l_pid));
        const auto command = base::replace_all(words, std::string(1, '\0'), " ");
        return fmt::format("pid {}, {}", asked.l_pid, base::trim(command));
    } catch (const base::Error&) {
        return fmt::format("pid {}", asked.l_pid);  // it has ended, or is another user's
    }
}

}  // namespace store
