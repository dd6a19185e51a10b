#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace pipeline {

/// flock on one source's file. The kernel frees a dead owner's lock; the text in the file is for messages and
/// written by who holds it alone.
class Lock {
  public:
    /// Nothing when another process holds it.
    static std::optional<Lock> take(const std::filesystem::path& folder, const std::string& name);
    /// Held together with other sharers; nothing when somebody holds it alone.
    static std::optional<Lock> share(const std::filesystem::path& folder, const std::string& name);
    /// Waits until it is free.
    static Lock wait(const std::filesystem::path& folder, const std::string& name);
    /// "pid 4711 on host, tuja run daily": who holds it, as far as the file says.
    static std::string holder(const std::filesystem::path& folder, const std::string& name);
    /// The same of the first lock of the folder that somebody holds alone; "" where nobody does.
    static std::string any_holder(const std::filesystem::path& folder);

    Lock(Lock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
    Lock& operator=(Lock&&) = delete;
    ~Lock();

  private:
    explicit Lock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace pipeline
