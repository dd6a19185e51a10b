#pragma once

#include <chrono>
#include <filesystem>
#include <string>

struct sqlite3;

namespace store {

/// How a connection waits for whoever writes: without limit, because a run that has fetched for an hour must
/// not fail for another one that normalizes for a minute; but never longer than somebody wants to wait.
class Waiting {
  public:
    explicit Waiting(std::filesystem::path file) : file_(std::move(file)) {}
    Waiting(const Waiting&) = delete;  // the connection knows where it stands

    /// From now on the connection waits in this way. This object must outlive it.
    void attach(sqlite3* connection);

  private:
    using Steady = std::chrono::steady_clock;

    static int turn(void* self, int turns);
    bool go_on(int turns);

    std::filesystem::path file_;
    Steady::time_point begun_{};
    bool said_ = false;
};

/// "pid 4711, tuja run daily": who writes into this database now, as far as the kernel tells; else "another
/// run".
std::string writer_of(const std::filesystem::path& file);

}  // namespace store
